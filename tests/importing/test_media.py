"""Files are kept under a name made of their content, and are what they are, not what they say."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.adapters.media import MediaFolder
from domain.refusals import Refused
from tests.importing.pictures import a_picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20px" height="10"><script/></svg>'


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(folder=tmp_path / "media", byte_limit=10_000)


@pytest.mark.parametrize(
    ("kind", "content_type", "ending"),
    [
        ("PNG", "image/png", ".png"),
        ("JPEG", "image/jpeg", ".jpg"),
        ("GIF", "image/gif", ".gif"),
        ("WEBP", "image/webp", ".webp"),
        ("AVIF", "image/avif", ".avif"),
    ],
)
def test_a_picture_is_known_by_its_content(
    media: MediaFolder, kind: str, content_type: str, ending: str
) -> None:
    content = a_picture(kind, width=8, height=6)

    stored = media.store(content)

    assert stored.key.endswith(ending)
    assert stored.url == f"/media/{stored.key}"
    assert (stored.type.content_type, stored.byte_size) == (content_type, len(content))
    assert (stored.type.width, stored.type.height) == (8, 6)
    assert (media.folder / stored.key).read_bytes() == content


def test_the_same_content_is_stored_once(media: MediaFolder) -> None:
    assert media.store(a_picture()) == media.store(a_picture())
    assert len(list(media.folder.iterdir())) == 1


def test_a_picture_on_its_side_is_as_wide_as_it_is_shown(media: MediaFolder) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = BytesIO()
    Image.new("RGB", (8, 6)).save(content, "JPEG", exif=exif)

    stored = media.store(content.getvalue())

    assert (stored.type.width, stored.type.height) == (6, 8)


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        pytest.param(SVG, (20, 10), id="in pixels"),
        pytest.param(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 30,40"/>',
            (30, 40),
            id="by its view box",
        ),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"/>', (None, None), id="unknown"),
        pytest.param(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="%b" height="7"/>' % (b"9" * 400),
            (None, 7),
            id="wider than any number",
        ),
    ],
)
def test_operators_bring_drawings(
    media: MediaFolder, svg: bytes, size: tuple[int | None, int | None]
) -> None:
    stored = media.store(svg, from_operator=True)

    assert stored.type.content_type == "image/svg+xml"
    assert (stored.type.width, stored.type.height) == size


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SVG, id="a drawing with a script"),
        pytest.param(b"<html><script>alert(1)</script></html>", id="a page"),
        pytest.param(b"%PDF-1.7", id="a document"),
        pytest.param(b"\x7fELF\0\0", id="a program"),
        pytest.param(b"", id="nothing but text"),
    ],
)
def test_others_bring_pictures_only(media: MediaFolder, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        media.store(content)

    assert refused.value.refusal.code == "FILE_TYPE_REFUSED"


def test_a_picture_that_is_broken_is_none(media: MediaFolder) -> None:
    broken = a_picture("AVIF").replace(b"pitm", b"none")

    with pytest.raises(Refused) as refused:
        media.store(broken, from_operator=True)

    assert refused.value.refusal.code == "FILE_TYPE_REFUSED"


def test_a_drawing_with_entities_is_but_text(media: MediaFolder) -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "a"><!ENTITY b "&a;&a;">]>' + SVG

    assert media.store(bomb, from_operator=True).type.content_type == "text/plain; charset=utf-8"


def test_a_page_is_served_as_text_at_most(media: MediaFolder) -> None:
    stored = media.store(b"<html><script>alert(1)</script></html>", from_operator=True)

    assert stored.type.content_type == "text/plain; charset=utf-8"


def test_a_file_that_is_too_large_is_refused(media: MediaFolder) -> None:
    with pytest.raises(Refused, match="at most 10,000 bytes") as refused:
        media.store(bytes(10_001), from_operator=True)

    assert refused.value.refusal.code == "FILE_TOO_LARGE"
    assert not media.folder.exists()


def test_a_rehearsal_writes_nothing(tmp_path: Path) -> None:
    media = MediaFolder(folder=tmp_path / "media", is_rehearsal=True)

    assert media.store(a_picture()).type.content_type == "image/png"
    assert not media.folder.exists()
