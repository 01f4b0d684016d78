"""What an operator can set about publications."""

from pydantic import BaseModel, Field

from domain.publications.limits import PublicationLimits


class PublicationSettings(BaseModel):
    """A part of the settings: how much of everything there may be."""

    publications_per_person: int = Field(
        10, ge=0, description="How many publications one person may own."
    )
    former_names: int = Field(
        5,
        ge=0,
        description="How many earlier names a publication or a person keeps, which answer still.",
    )
    open_invitations: int = Field(
        100, ge=0, description="How many invitations of a publication may be open at once."
    )
    invitations_a_day: int = Field(
        100, ge=1, description="How many invitations a publication may make in a day."
    )

    @property
    def publication_limits(self) -> PublicationLimits:
        return PublicationLimits(
            publications_per_person=self.publications_per_person,
            former_names=self.former_names,
            open_invitations=self.open_invitations,
            invitations_a_day=self.invitations_a_day,
        )
