"""What a file is, told by its content: names and claims about it are worth nothing."""

import re
import struct
import warnings
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from PIL import Image, UnidentifiedImageError

_PICTURES = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}

# A picture that lies on its side shows its height as its width.
_ORIENTATION = 0x0112
_ON_ITS_SIDE = {5, 6, 7, 8}

# What the decoders raise, each in its own way.
_BROKEN_PICTURES = (
    Image.DecompressionBombError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    UnidentifiedImageError,
    ValueError,
    struct.error,
)

_SVG = "http://www.w3.org/2000/svg"
# Nothing is shown at a million pixels.
_PIXELS = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(?:px)?\s*")
_BETWEEN_NUMBERS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileType:
    content_type: str
    extension: str
    width: int | None = None
    height: int | None = None
    is_harmless: bool = True
    """Whether it cannot do more in a browser than show a picture."""


class _Done(Exception):  # noqa: N818 - it ends the parsing, and is no error
    """The outermost element has been read."""


def file_type(content: bytes) -> FileType | None:
    """Return what a file is. None for what is not kept."""
    return _picture(content) or _drawing(content) or _document(content)


def _picture(content: bytes) -> FileType | None:
    try:
        with warnings.catch_warnings():
            # Nothing is decompressed here, however large the picture says that it is.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=tuple(_PICTURES)) as picture:
                width, height = picture.size
                if picture.getexif().get(_ORIENTATION) in _ON_ITS_SIDE:
                    width, height = height, width
                extension = _PICTURES[str(picture.format)]
                content_type = Image.MIME[str(picture.format)]
    except _BROKEN_PICTURES:
        return None
    return FileType(content_type=content_type, extension=extension, width=width, height=height)


def _drawing(content: bytes) -> FileType | None:
    """Read what an SVG file says of its size. Only its outermost element is ever parsed."""
    attributes = _outermost_svg(content)
    if attributes is None:
        return None
    width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
    if width is None or height is None:
        box = _BETWEEN_NUMBERS.split(attributes.get("viewBox", "").strip())
        if len(box) == 4:  # noqa: PLR2004 - left, top, width, height
            width, height = _pixels(box[2]), _pixels(box[3])
    return FileType(
        content_type="image/svg+xml",
        extension="svg",
        width=width,
        height=height,
        is_harmless=False,
    )


def _outermost_svg(content: bytes) -> dict[str, str] | None:
    found: dict[str, str] | None = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal found
        if name == f"{_SVG} svg":
            found = attributes
        raise _Done

    def refuse_entities(*_declaration: object) -> None:
        raise _Done

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse_entities
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no names: there is no more
    except (_Done, expat.ExpatError, ValueError, LookupError):
        return found
    return found


def _pixels(text: str | None) -> int | None:
    """Read a length in pixels. Other units depend on where the picture is shown."""
    match = _PIXELS.fullmatch(text or "")
    return round(float(match[1])) or None if match else None


def _document(content: bytes) -> FileType | None:
    if content.startswith(b"%PDF-"):
        return FileType(content_type="application/pdf", extension="pdf", is_harmless=False)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    return FileType(content_type="text/plain; charset=utf-8", extension="txt", is_harmless=False)
