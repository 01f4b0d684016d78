"""Lines of profiles as the API shows them."""

from domain.users import profile_fields
from schema.declarations import described, shows


@shows(profile_fields.ProfileField)
class ProfileField:
    """A line that somebody added to their profile."""

    name: str = described("What it is about.")
    value: str = described("What it says, as plain text.")
    url: str | None = described(
        "The value where it is an http or https address that may be followed. Nobody has checked "
        "that it is theirs."
    )
