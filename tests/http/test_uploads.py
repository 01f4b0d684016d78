"""Sending pictures: the body of a PUT, at an address that was asked for before."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from broadsheet.clock import utc_now
from domain.ids import UPLOAD
from domain.tokens import UPLOAD_TOKEN
from tests.factories import make_user
from tests.http.test_application import application
from tests.pictures import drawn


@pytest_asyncio.fixture
async def writer(migrated_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(migrated_dsn)
    yield connection
    await connection.execute("TRUNCATE users CASCADE; TRUNCATE media_assets CASCADE")
    await connection.close()


@pytest_asyncio.fixture
async def client(migrated_dsn: str, tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    async with application(
        migrated_dsn, state_folder=tmp_path, upload_bytes=20_000, public_url="http://a"
    ) as client:
        yield client


@pytest_asyncio.fixture
async def address(writer: asyncpg.Connection) -> str:
    ada, token, now = await make_user(writer), UPLOAD_TOKEN.new(), utc_now()
    await writer.execute(
        "INSERT INTO uploads VALUES ($1, $2, $3, $4, $4::timestamptz + interval '1 h')",
        UPLOAD.new_id(at=now),
        ada.user_id,
        token.hash,
        now,
    )
    return f"/uploads/{token.text}"


async def test_a_picture_is_sent_and_shown(
    client: httpx2.AsyncClient, address: str, tmp_path: Path
) -> None:
    sent = await client.put(address, content=drawn(400, 300, kind="JPEG"))

    assert sent.status_code == 201
    told = sent.json()
    assert told["id"].startswith("media_")
    assert (told["contentType"], told["width"], told["height"]) == ("image/jpeg", 400, 300)
    shown = await client.get(told["url"])
    assert shown.headers["content-type"] == "image/jpeg"
    assert len(shown.content) == told["byteSize"]
    assert (await client.put(address, content=drawn())).status_code == 404
    assert len(list((tmp_path / "media").iterdir())) == 2


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "FILE_TYPE_REFUSED"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "FILE_TYPE_REFUSED"),
        (b"x" * 20_001, 413, "PAYLOAD_TOO_LARGE"),
    ],
    ids=["nothing", "a drawing", "too much"],
)
async def test_what_is_refused_is_told_and_leaves_nothing(
    client: httpx2.AsyncClient,
    writer: asyncpg.Connection,
    address: str,
    content: bytes,
    status: int,
    code: str,
) -> None:
    sent = await client.put(address, content=content)

    assert sent.status_code == status
    assert sent.json()["errors"][0]["extensions"]["code"] == code
    assert await writer.fetchval("SELECT count(*) FROM media_assets") == 0
    assert (await client.put(address, content=drawn())).status_code == 201


@pytest.mark.parametrize("token", ["nothing", "bsu_" + "a" * 49, "%00"])
async def test_nothing_is_read_at_an_address_that_nobody_asked_for(
    client: httpx2.AsyncClient, token: str
) -> None:
    sent = await client.put(f"/uploads/{token}", content=drawn())

    assert sent.status_code == 404
    assert sent.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


async def test_only_put_sends(client: httpx2.AsyncClient, address: str) -> None:
    assert (await client.post(address, content=drawn())).status_code == 405


async def test_while_the_database_is_away_it_says_so(tmp_path: Path) -> None:
    away = "postgresql://nobody@127.0.0.1:1/nothing"
    async with application(away, state_folder=tmp_path) as client:
        sent = await client.put(f"/uploads/{UPLOAD_TOKEN.new().text}", content=drawn())

    assert sent.status_code == 503
    assert sent.headers["retry-after"] == "1"
