"""Addresses that people write down for others to follow."""

import re
from urllib.parse import urlsplit

LONGEST_ADDRESS = 2_000

ABOUT_ADDRESSES = f"Must be an http or https address of at most {LONGEST_ADDRESS} characters."

# RFC 3986 has no others; browsers take a backslash for a slash, and leave out line breaks.
_CHARACTERS_OF_NO_ADDRESS = re.compile(r'[\x00-\x20\x7f\\<>"^`{|}\s]')
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")

_LONGEST_HOST = 253


def is_web_address(text: str) -> bool:
    """Whether a text is the whole address of something on the web, without a password in it."""
    if len(text) > LONGEST_ADDRESS or _CHARACTERS_OF_NO_ADDRESS.search(text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def is_link_target(text: str) -> bool:
    """Whether a text leads to a page of the same site, from its root on, or is a web address."""
    if not text.startswith("/"):
        return is_web_address(text)
    return not text.startswith("//") and is_web_address(f"https://site.example{text}")


def is_host_name(text: str) -> bool:
    """Whether a text is a name of DNS in lower case with a dot in it, without a port."""
    return len(text) <= _LONGEST_HOST and _HOST.fullmatch(text) is not None
