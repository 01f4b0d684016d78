"""Pictures and other files: found by key, kept for ever, never trusted."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.routing import Route

from broadsheet.http.media import Media

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest_asyncio.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    folder = tmp_path / "media"
    (folder / "ab").mkdir(parents=True)
    (folder / "0a1b.png").write_bytes(b"a picture")
    (folder / "ab" / "0a1b.svg").write_bytes(SVG)
    (folder / "page.html").write_bytes(b"<script>alert(1)</script>")
    (folder / ".hidden").write_bytes(b"hidden")
    (tmp_path / "secret").write_bytes(b"secret")
    app = Starlette(routes=[Route("/media/{key:path}", Media(folder).answer)])
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url="http://a"
    ) as client:
        yield client


async def test_a_file_is_found_by_its_key_and_may_be_kept_for_ever(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.get("/media/0a1b.png")

    assert (answer.status_code, answer.content) == (200, b"a picture")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_drawing_runs_no_script(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/media/ab/0a1b.svg")

    assert answer.headers["content-type"] == "image/svg+xml"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")


async def test_what_is_no_picture_is_saved_and_not_shown(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/media/page.html")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="page.html"'


@pytest.mark.parametrize(
    "key",
    ["missing.png", "ab", "../secret", "..%2fsecret", "ab/../../secret", ".hidden", "a//b", "a\\b",
     "%00", "a" * 129, "0a1b.png/", "a/b/c/d.png", ""],
)  # fmt: skip
async def test_no_other_key_leads_anywhere(client: httpx2.AsyncClient, key: str) -> None:
    assert (await client.get(f"/media/{key}")).status_code == 404
