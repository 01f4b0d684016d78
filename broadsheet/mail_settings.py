"""What an operator can set about letters."""

from email.utils import parseaddr
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, SecretStr


class SmtpSecurity(StrEnum):
    """How the connection to a mail server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


def _is_an_address(text: str) -> str:
    if "@" not in parseaddr(text)[1] or not text.isprintable():
        raise ValueError("write it as Name <name@example.org>")
    return text


class MailSettings(BaseModel):
    """A part of the settings: how letters are sent, and where the links in them lead."""

    sends_mail: bool = Field(
        default=True, description="Whether this process sends the letters that wait."
    )
    mail_from: Annotated[str, AfterValidator(_is_an_address)] = Field(
        "Broadsheet <broadsheet@localhost>",
        description="Whom letters come from. The name is what letters call this server.",
    )
    mail_attempts: int = Field(
        7,
        ge=1,
        le=20,
        description="How often a letter is tried; the pauses grow from a minute to a day.",
    )
    front_end_url: str | None = Field(
        None,
        pattern="^https?://",
        description="The address that links in letters, and to people, begin with. Without it, "
        "this server's.",
    )
    smtp_host: str | None = Field(
        None, description="The mail server. Without it, letters are files in the state folder."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="The port of the mail server.")
    smtp_security: SmtpSecurity = Field(
        SmtpSecurity.STARTTLS,
        description="`starttls`, `tls` from the first byte, or `none` within a private network.",
    )
    smtp_user: str | None = Field(None, description="The name to sign in to the mail server with.")
    smtp_password: SecretStr | None = Field(None, description="The password for that.")
    smtp_seconds: float = Field(
        20, gt=0, le=50, description="How long handing one letter over may take."
    )

    @property
    def site_name(self) -> str:
        """What letters call this server."""
        name, address = parseaddr(self.mail_from)
        return name or address
