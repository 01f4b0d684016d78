"""Pictures and other files: found by key, kept for ever, never trusted."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.routing import Route

from broadsheet.http.media import Media

DIGEST = "0a1b" * 16
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest_asyncio.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / f"{DIGEST}.png").write_bytes(b"a picture")
    (folder / f"{DIGEST}.svg").write_bytes(SVG)
    (folder / f"{DIGEST}.html").write_bytes(b"<script>alert(1)</script>")
    (folder / ".hidden").write_bytes(b"hidden")
    (tmp_path / "secret").write_bytes(b"secret")
    app = Starlette(routes=[Route("/media/{key}", Media(folder).answer)])
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url="http://a"
    ) as client:
        yield client


async def test_a_file_is_found_by_its_key_and_may_be_kept_for_ever(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.get(f"/media/{DIGEST}.png")

    assert (answer.status_code, answer.content) == (200, b"a picture")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_drawing_runs_no_script(client: httpx2.AsyncClient) -> None:
    answer = await client.get(f"/media/{DIGEST}.svg")

    assert answer.headers["content-type"] == "image/svg+xml"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")


async def test_what_is_no_picture_is_saved_and_not_shown(client: httpx2.AsyncClient) -> None:
    answer = await client.get(f"/media/{DIGEST}.html")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{DIGEST}.html"'


@pytest.mark.parametrize(
    "key",
    ["0" * 64 + ".png", DIGEST, f"{DIGEST}.PNG", "../secret", "..%2fsecret", f"{DIGEST}.png/..",
     ".hidden", "a\\b", "%00", f"{DIGEST}.png%00", f"{DIGEST}.png%0a", "a" * 9_000, ""],
)  # fmt: skip
async def test_no_other_key_leads_anywhere(client: httpx2.AsyncClient, key: str) -> None:
    assert (await client.get(f"/media/{key}")).status_code == 404
