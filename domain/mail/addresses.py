"""What mail addresses may look like."""

import re
from unicodedata import normalize

from domain.refusals import Refused, invalid

MOST_EMAIL_CHARACTERS = 254

# What a mail server makes of an address is for the letter to find out. This keeps out what could
# mean something else in the header of one.
_EMAIL = re.compile(r'[^\s@<>()\[\]\\,;:"]{1,64}@[^\s@<>()\[\]\\,;:"]{1,253}')

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def email_address(text: str, *, argument: str = "email") -> str:
    """Return an address as it is kept, its host in the one form it has. Refuses what is none."""
    address = normalize("NFC", text.strip())
    is_short = len(address) <= MOST_EMAIL_CHARACTERS
    if not (is_short and address.isprintable() and _EMAIL.fullmatch(address)):
        raise invalid(argument, "Not an email address.")
    local, _, written = address.partition("@")
    host = _host(written)
    if host is None or len(local) + 1 + len(host) > MOST_EMAIL_CHARACTERS:
        raise invalid(argument, "Not an email address.")
    return f"{local}@{host}"


def as_kept(text: str) -> str:
    """Return an address as it would be kept. What is none comes back as it is, and is nobody's."""
    try:
        return email_address(text)
    except Refused:
        return text.strip()


def _host(text: str) -> str | None:
    """Return a host as it is read by people, or None for what can be none.

    Mail programs take many letters for one another there: those of full width, for example. Kept
    as they are, each way to write a host would be an address of its own, to limits and to accounts.
    """
    try:
        encoded = text.encode("idna").decode("ascii").lower()
        host = encoded.encode("ascii").decode("idna").lower()
    except UnicodeError:
        return None
    is_plain = _HOST.fullmatch(encoded) is not None
    return host if is_plain else None
