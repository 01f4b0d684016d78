"""What names and passwords may look like."""

from collections.abc import Iterable
from unicodedata import category, normalize

from domain.accounts.common_passwords import COMMON_PASSWORDS
from domain.handles import ABOUT_HANDLES, handle_of, is_handle, refuse_reserved
from domain.refusals import invalid

MOST_NAME_CHARACTERS = 200
FEWEST_PASSWORD_CHARACTERS = 8
MOST_PASSWORD_CHARACTERS = 256

_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def username(text: str, *, argument: str = "username") -> str:
    """Return a username as it is kept, in small letters. Refuses what cannot be one."""
    name = handle_of(text)
    if not is_handle(name):
        raise invalid(argument, ABOUT_HANDLES)
    return name


def new_username(text: str, *, argument: str = "username") -> str:
    """Return a username that somebody may choose: none that is kept for the server."""
    name = username(text, argument=argument)
    refuse_reserved(name, argument=argument)
    return name


def display_name(text: str, *, argument: str = "name") -> str:
    """Return a name to display. Refuses what is empty, too long, or cannot be printed."""
    name = normalize("NFC", " ".join(text.split()))
    if not 1 <= len(name) <= MOST_NAME_CHARACTERS:
        raise invalid(argument, f"Must have 1 to {MOST_NAME_CHARACTERS} characters.")
    if any(category(character) in _UNPRINTABLE for character in name if character != "\u200d"):
        raise invalid(argument, "Must be made of characters that can be printed.")
    if not name.strip(" \u200d"):
        raise invalid(argument, "Must have something to see.")
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
