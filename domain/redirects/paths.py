"""One form for each address inside a publication, so that every way to write it finds the same."""

from unicodedata import normalize
from urllib.parse import quote, unquote_to_bytes

# What a path may hold as it is, besides letters, digits and "-._~": RFC 3986, section 3.3.
_PLAIN = "/:@!$&'()*+,;="

# What a static site serves for an address that ends with a slash.
_FOLDER_PAGE = "index.html"


def normal_path(text: str) -> str:
    """Return the form in which paths are stored and looked up. The home page is "".

    It has no slash around it and none twice, is percent-decoded once and in Unicode's NFC, and ends
    before the query and the fragment. `2019/name/index.html` is `2019/name`; any other ending, such
    as `name.html` or `index`, is part of the path. Upper case stays: it may tell two posts apart.
    """
    path = text.partition("#")[0].partition("?")[0]
    segments = [segment for segment in _decode(path).strip().split("/") if segment not in {"", "."}]
    if segments and segments[-1] == _FOLDER_PAGE:
        segments.pop()
    return normalize("NFC", "/".join(segments))


def encoded_path(path: str) -> str:
    """Return the form in which a stored path stands in an address: percent-encoded."""
    return quote(path, safe=_PLAIN)


def _decode(path: str) -> str:
    """Decode what is percent-encoded. What is no text after that was never encoded text."""
    if "%" not in path:
        return path
    try:
        decoded = unquote_to_bytes(path).decode()
    except UnicodeError:
        return path
    return path if "\0" in decoded else decoded
