"""What addresses, names and passwords may look like."""

import re
from collections.abc import Iterable
from unicodedata import category, normalize

from domain.accounts.common_passwords import COMMON_PASSWORDS
from domain.refusals import invalid

MOST_EMAIL_CHARACTERS = 254
MOST_NAME_CHARACTERS = 200
FEWEST_PASSWORD_CHARACTERS = 8
MOST_PASSWORD_CHARACTERS = 256

# What a mail server makes of an address is for the letter to find out. This keeps out what could
# mean something else in the header of one.
_EMAIL = re.compile(r'[^\s@<>()\[\]\\,;:"]{1,64}@[^\s@<>()\[\]\\,;:"]{1,253}')
_USERNAME = re.compile("[a-z0-9][a-z0-9_-]{0,59}")
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def email_address(text: str, *, argument: str = "email") -> str:
    """Return an address as it is kept, its host in small letters. Refuses what is none."""
    address = normalize("NFC", text.strip())
    is_short = len(address) <= MOST_EMAIL_CHARACTERS
    if not (is_short and address.isprintable() and _EMAIL.fullmatch(address)):
        raise invalid(argument, "Not an email address.")
    local, _, host = address.partition("@")
    return f"{local}@{host.lower()}"


def username(text: str, *, argument: str = "username") -> str:
    """Return a username as it is kept, in small letters. Refuses what cannot be one."""
    name = text.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise invalid(argument, "Use a-z, 0-9, - and _, at most 60, a letter or digit first.")
    return name


def display_name(text: str, *, argument: str = "name") -> str:
    """Return a name to display. Refuses what is empty, too long, or cannot be printed."""
    name = normalize("NFC", " ".join(text.split()))
    if not 1 <= len(name) <= MOST_NAME_CHARACTERS:
        raise invalid(argument, f"Must have 1 to {MOST_NAME_CHARACTERS} characters.")
    if any(category(character) in _UNPRINTABLE for character in name if character != "\u200d"):
        raise invalid(argument, "Must be made of characters that can be printed.")
    return name


def normal_password(text: str) -> str:
    """Return a password as it is hashed: the same, however a keyboard composes its letters."""
    return normalize("NFC", text)


def new_password(text: str, *, argument: str = "password") -> str:
    """Return a password that somebody may choose.

    The rules are those of NIST SP 800-63B, 3.1.1.2: a length, no composition, and none that
    everybody tries first.
    """
    password = normal_password(text)
    if not FEWEST_PASSWORD_CHARACTERS <= len(password) <= MOST_PASSWORD_CHARACTERS:
        raise invalid(
            argument,
            f"Must have {FEWEST_PASSWORD_CHARACTERS} to {MOST_PASSWORD_CHARACTERS} characters.",
        )
    plain = password.casefold()
    if plain in COMMON_PASSWORDS or len(set(plain)) == 1:
        raise invalid(argument, "Everybody tries this one first. Choose another.")
    return password


def refuse_own_names(password: str, names: Iterable[str], *, argument: str = "password") -> None:
    """Refuse a password that is a name of whom it protects."""
    plain = password.casefold()
    known = {name.casefold() for name in names}
    known |= {name.partition("@")[0] for name in known}
    if plain in known:
        raise invalid(argument, "This is your name or your address. Choose another.")
