"""Where letters go: to a mail server, or into a folder."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
)

from broadsheet.mail_settings import SmtpSecurity
from broadsheet.settings import Settings

logger = logging.getLogger("broadsheet.mail")

_PERMANENT = 500


class NotSentError(Exception):
    """A letter was not sent. The message says why, without naming anybody."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good
        """Whether trying again makes no sense."""


class Outlet(Protocol):
    """A way out that is open."""

    async def send(self, message: EmailMessage) -> None:
        """Send one message. Raises NotSentError."""


class WayOut(Protocol):
    def open(self) -> AbstractAsyncContextManager[Outlet]:
        """Make ready for as long as the block lasts. Nothing is connected before it is needed."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Writes letters into files. The newest are kept."""

    path: Path
    most: int = 500

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Folder"]:
        yield self

    async def send(self, message: EmailMessage) -> None:
        try:
            file = await asyncio.to_thread(self._write, message)
        except OSError as error:
            raise NotSentError(f"{self.path} cannot be written: {error.strerror}") from error
        logger.info('Letter to %s, "%s": %s', message["To"], message["Subject"], file)

    def _write(self, message: EmailMessage) -> Path:
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = message["Message-ID"].strip("<>").partition("@")[0]
        file = self.path / f"{message['Date'].datetime:%Y%m%dT%H%M%S}-{name}.eml"
        file.touch(mode=0o600)
        file.write_bytes(message.as_bytes())
        for old in sorted(self.path.glob("*.eml"))[: -self.most]:
            old.unlink(missing_ok=True)
        return file


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Hands letters to a mail server, several over one connection."""

    host: str
    port: int
    security: SmtpSecurity
    sender: str
    seconds: float
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["_Connection"]:
        server = SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            local_hostname=parseaddr(self.sender)[1].rpartition("@")[2] or "localhost",
            use_tls=self.security is SmtpSecurity.TLS,
            start_tls=self.security is SmtpSecurity.STARTTLS,
            timeout=self.seconds,
        )
        try:
            yield _Connection(server, self.seconds)
        finally:
            if server.is_connected:
                with suppress(SMTPException, OSError):
                    await server.quit()
            server.close()


@dataclass(frozen=True, slots=True)
class _Connection:
    server: SMTP
    seconds: float

    async def send(self, message: EmailMessage) -> None:
        try:
            async with asyncio.timeout(self.seconds):
                if not self.server.is_connected:
                    await self.server.connect()
                await self.server.send_message(message)
        except SMTPNotSupported as error:
            raise NotSentError(
                "The mail server does not take this address.", for_good=True
            ) from error
        except SMTPRecipientsRefused as error:
            codes = [refused.code for refused in error.recipients]
            raise NotSentError(
                f"The mail server refused the recipient: {codes}.",
                for_good=all(code >= _PERMANENT for code in codes),
            ) from error
        except SMTPAuthenticationError as error:
            raise NotSentError(f"The mail server lets nobody in: {error.code}.") from error
        except SMTPDataError as error:
            raise NotSentError(
                f"The mail server refused the letter: {error.code}.",
                for_good=error.code >= _PERMANENT,
            ) from error
        except (SMTPException, OSError, TimeoutError, ValueError) as error:
            self.server.close()
            raise NotSentError(
                f"The mail server was not reached: {type(error).__name__}."
            ) from error


def way_out(settings: Settings) -> WayOut:
    """Return where letters go by these settings."""
    if settings.smtp_host is None:
        return Folder(settings.state_folder / "mail")
    password = settings.smtp_password
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.mail_from,
        seconds=settings.smtp_seconds,
        user=settings.smtp_user,
        password=None if password is None else password.get_secret_value(),
    )
