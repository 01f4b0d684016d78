"""Makes of a file that anyone sent the pictures that are kept: decoded and encoded anew.

So nothing that hid in the file is passed on: no metadata (places, names, thumbnails), no second
file behind the first, no colour profile. What is shown has the same colours, upright.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from domain.media.refusals import FileTypeRefused, PictureBroken, picture_too_large
from domain.media.uploads import Picture, Prepared
from domain.refusals import Refused

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")

MOST_PIXELS = 40_000_000

SIZES = (320, 640, 1024, 1600)
"""The widths in pixels that a picture is made smaller to, where it is wider."""

# How each format is kept. AVIF takes seconds to encode, and WebP is shown everywhere, too.
_KEPT_AS = {"PNG": "PNG", "JPEG": "JPEG", "GIF": "GIF", "WEBP": "WEBP", "AVIF": "WEBP"}
_EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 85, "progressive": True, "optimize": True},
    "GIF": {"optimize": True},
    "WEBP": {"quality": 82, "method": 4},
}

# What the decoders raise, each in its own way.
_BROKEN = (
    EOFError,
    IndexError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)


def prepare(content: bytes) -> Prepared:
    """Make the pictures that are kept of a file.

    Refuses with FileTypeRefused, PictureBroken or PictureTooLarge.
    """
    with catch_warnings():
        simplefilter("ignore")  # of sizes, which are looked at below
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as opened:
                return _prepared(opened)
        except (UnidentifiedImageError, Image.DecompressionBombError):
            raise Refused(FileTypeRefused()) from None
        except _BROKEN:
            raise Refused(PictureBroken()) from None


def _prepared(opened: Image.Image) -> Prepared:
    frames = getattr(opened, "n_frames", 1)
    width, height = opened.size
    if width * height * frames > MOST_PIXELS:
        raise Refused(picture_too_large(width=width, height=height, frames=frames))
    kept_as = _KEPT_AS[str(opened.format)]
    if frames > 1:
        return Prepared(_animation(opened, kept_as), ())
    still = _plain(opened)
    return Prepared(_encoded(still, kept_as), tuple(_smaller(still)))


def _plain(opened: Image.Image) -> Image.Image:
    """Return the pixels alone: upright, in sRGB, in a mode that every format here knows."""
    upright = ImageOps.exif_transpose(opened)
    profile = upright.info.get("icc_profile")
    has_alpha = upright.has_transparency_data
    if profile and not has_alpha and upright.mode in {"RGB", "CMYK"}:
        upright = _in_srgb(upright, profile)
    mode = "RGBA" if has_alpha else "L" if upright.mode in {"1", "L", "I;16", "I"} else "RGB"
    plain = upright.convert(mode)
    plain.info = {}
    return plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError):  # a profile nobody can read says nothing of the colours
        return picture
    return converted or picture


def _encoded(picture: Image.Image, kept_as: str) -> Picture:
    if kept_as == "JPEG" and picture.mode == "RGBA":
        kept_as = "PNG"
    file = BytesIO()
    picture.save(file, kept_as, **_OPTIONS[kept_as])
    return _picture(file, kept_as, picture.size)


def _smaller(picture: Image.Image) -> Iterator[Picture]:
    for width in SIZES:
        if width < picture.width:
            height = max(1, round(picture.height * width / picture.width))
            yield _encoded(picture.resize((width, height), Image.Resampling.LANCZOS), "WEBP")


def _animation(opened: Image.Image, kept_as: str) -> Picture:
    """Encode every frame anew. Smaller sizes of what moves are not made."""
    frames = [frame.convert("RGBA") for frame in ImageSequence.Iterator(opened)]
    durations = [frame.info.get("duration", 100) for frame in ImageSequence.Iterator(opened)]
    for frame in frames:
        frame.info = {}
    file = BytesIO()
    kept_as = "WEBP" if kept_as == "PNG" else kept_as
    frames[0].save(
        file,
        kept_as,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=opened.info.get("loop", 0),
        **({"disposal": 2} if kept_as == "GIF" else _OPTIONS[kept_as]),
    )
    return _picture(file, kept_as, frames[0].size)


def _picture(file: BytesIO, kept_as: str, size: tuple[int, int]) -> Picture:
    width, height = size
    return Picture(file.getvalue(), Image.MIME[kept_as], _EXTENSIONS[kept_as], width, height)
