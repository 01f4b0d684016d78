"""Gives a written letter the form that mail servers take."""

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from uuid import UUID

from broadsheet.mail.writing import Written

_ADDRESS = re.compile(r"""([^\s@,;:<>()\[\]\\"]+)@([^\s@,;:<>()\[\]\\"]+)""")


_LONGEST_LINE = 900
"""RFC 5322 allows 998 characters."""


class NoSuchAddressError(Exception):
    """What a letter is to be sent to is no address."""


def message_of(written: Written, *, sender: str, to: str, id: UUID, at: datetime) -> EmailMessage:
    """Make the message. It has the same Message-ID however often it is tried.

    Raises NoSuchAddressError.
    """
    name, address = parseaddr(sender)
    recipient = _recipient(to)
    message = EmailMessage(policy=SMTP if recipient.username.isascii() else SMTPUTF8)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = recipient
    message["Subject"] = written.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{id.hex}@{address.rpartition('@')[2]}>"
    # Nobody's holiday note is to answer it.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(written.text, cte=_encoding(written.text))
    message.add_alternative(written.html, subtype="html", cte=_encoding(written.html))
    return message


def _encoding(text: str) -> str:
    """Leave a text as it is where that is allowed, so that links in files can be copied."""
    is_short = max(map(len, text.splitlines()), default=0) <= _LONGEST_LINE
    return "7bit" if text.isascii() and is_short else "quoted-printable"


def _recipient(to: str) -> Address:
    """Read an address. One with a line break or a comma in it would add headers or people."""
    found = _ADDRESS.fullmatch(to)
    if found is None or not to.isprintable():
        raise NoSuchAddressError("It is no single address.")
    name, domain = found.groups()
    try:
        return Address(username=name, domain=domain.encode("idna").decode())
    except (HeaderParseError, UnicodeError, ValueError) as error:
        raise NoSuchAddressError(str(error)) from error
