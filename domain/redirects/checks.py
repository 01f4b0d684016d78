"""Checks paths inside a publication that callers have written."""

from domain.checking import Checks
from domain.naming import LONGEST_PATH
from domain.redirects.paths import normal_path


def checked_path(checks: Checks, argument: str, text: str) -> str:
    """Check a path, and return the form in which it is stored."""
    path = normal_path(text)
    if "://" in text:
        checks.refuse(argument, "Must be a path, without the address of the publication.")
    elif not path:
        checks.refuse(argument, "Must not be the home page.")
    elif len(path) > LONGEST_PATH:
        checks.refuse(argument, f"Must have {LONGEST_PATH} characters at most.")
    elif not path.isprintable():
        checks.refuse(argument, "Must have no control characters.")
    return path
