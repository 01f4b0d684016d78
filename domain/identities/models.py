"""What a provider of identities says of somebody."""

from domain.model import Model


class Identity(Model, frozen=True):
    issuer: str
    subject: str
    """The provider's own name for them, which never becomes another's."""
    email: str | None
    email_is_verified: bool
    name: str | None
    username: str | None
    """What they would like to be called, as far as the provider knows."""
