"""What is kept of a picture that anyone sent."""

from io import BytesIO

import pytest
from PIL import Image

from broadsheet.adapters.pictures import prepare
from domain.refusals import Refused
from tests.pictures import drawn

_ORIENTATION, _ARTIST = 0x0112, 0x013B
_ON_ITS_SIDE = 6


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def code_of(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        prepare(content)
    return refused.value.refusal.code


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("AVIF", "image/webp"),
    ],
)
def test_each_kind_of_picture_is_encoded_anew(kind: str, content_type: str) -> None:
    made = prepare(drawn(40, 30, kind=kind)).picture

    assert (made.content_type, made.width, made.height) == (content_type, 40, 30)
    assert Image.MIME[str(opened(made.content).format)] == content_type
    assert opened(made.content).size == (40, 30)


def test_metadata_is_gone_and_the_picture_upright() -> None:
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_ARTIST] = _ON_ITS_SIDE, "Ada Lovelace"

    made = prepare(drawn(40, 30, kind="JPEG", exif=exif)).picture

    assert (made.width, made.height) == (30, 40)
    assert not opened(made.content).getexif()
    assert b"Lovelace" not in made.content


def test_what_stands_behind_the_picture_is_gone() -> None:
    made = prepare(drawn() + b"<script>alert(1)</script>").picture

    assert b"script" not in made.content


def test_a_profile_and_comments_are_gone() -> None:
    made = prepare(drawn(kind="JPEG", comment=b"who took it", icc_profile=b"nonsense")).picture

    assert "icc_profile" not in opened(made.content).info
    assert b"who took it" not in made.content


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_mode_can_be_kept(mode: str) -> None:
    assert prepare(drawn(mode=mode)).picture.width == 8


def test_smaller_sizes_are_made_of_a_large_picture_and_none_larger() -> None:
    prepared = prepare(drawn(1200, 600, kind="JPEG"))

    sizes = [(size.width, size.height) for size in prepared.sizes]
    assert sizes == [(320, 160), (640, 320), (1024, 512)]
    assert {size.content_type for size in prepared.sizes} == {"image/webp"}
    assert [opened(size.content).size for size in prepared.sizes] == sizes
    assert prepare(drawn(320, 10)).sizes == ()


def test_a_very_flat_picture_keeps_a_height() -> None:
    assert prepare(drawn(4000, 1)).sizes[0].height == 1


def test_what_moves_goes_on_moving() -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "green", "blue")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=50, loop=0)

    made = prepare(file.getvalue()).picture

    assert made.content_type == "image/gif"
    assert getattr(opened(made.content), "n_frames", 1) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script></html>",
        drawn(kind="BMP"),
        drawn(kind="TIFF"),
    ],
    ids=["nothing", "gif-name", "png-name", "svg", "pdf", "html", "bmp", "tiff"],
)
def test_what_is_no_picture_of_the_web_is_refused(content: bytes) -> None:
    assert code_of(content) == "FILE_TYPE_REFUSED"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_broken(kind: str) -> None:
    content = drawn(400, 300, kind=kind)

    assert code_of(content[: len(content) // 2]) in {"PICTURE_BROKEN", "FILE_TYPE_REFUSED"}


def test_more_pixels_than_allowed_are_refused_before_they_are_decoded() -> None:
    assert code_of(drawn(8000, 5001, mode="1")) == "PICTURE_TOO_LARGE"


def test_the_frames_of_what_moves_count() -> None:
    frames = [Image.new("1", (4000, 2000), frame % 2) for frame in range(6)]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])

    assert code_of(file.getvalue()) == "PICTURE_TOO_LARGE"
