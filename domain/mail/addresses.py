"""What mail addresses may look like."""

import re
from unicodedata import normalize

from domain.refusals import invalid

MOST_EMAIL_CHARACTERS = 254

# What a mail server makes of an address is for the letter to find out. This keeps out what could
# mean something else in the header of one.
_EMAIL = re.compile(r'[^\s@<>()\[\]\\,;:"]{1,64}@[^\s@<>()\[\]\\,;:"]{1,253}')


def email_address(text: str, *, argument: str = "email") -> str:
    """Return an address as it is kept, its host in small letters. Refuses what is none."""
    address = normalize("NFC", text.strip())
    is_short = len(address) <= MOST_EMAIL_CHARACTERS
    if not (is_short and address.isprintable() and _EMAIL.fullmatch(address)):
        raise invalid(argument, "Not an email address.")
    local, _, host = address.partition("@")
    return f"{local}@{host.lower()}"
