"""Bringing pictures: asking for an address, sending the file, showing it."""

from dataclasses import replace

import pytest

from domain.actor import Anonymous, Scope
from domain.ids import MEDIA
from domain.media.service import MediaService
from domain.refusals import Refused
from domain.tokens import hash_of
from tests.api.bringing import CREATE, MINE, ask, bring
from tests.api.client import Api
from tests.factories import make_post, make_user
from tests.pictures import MemoryStorage, drawn
from tests.pinned import PinnedDatabase


async def test_a_picture_is_brought_and_found_again(
    database: PinnedDatabase, api: Api, pictures: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)

    media = await bring(api, pictures, ada)

    shown = (await api(MINE, actor=ada))["viewer"]["media"]
    assert shown["totalCount"] == 1
    [found] = shown["nodes"]
    assert found["id"] == MEDIA.text_of(media.id)
    assert (found["contentType"], found["width"], found["height"]) == ("image/jpeg", 400, 300)
    [smaller] = found["sizes"]
    assert (smaller["width"], smaller["height"]) == (320, 240)
    keys = {each["url"].rpartition("/")[2] for each in (found, smaller)}
    assert keys == set(storage.files)
    assert found["byteSize"] == len(storage.files[media.key])


async def test_an_address_holds_no_secret_in_the_table(database: PinnedDatabase, api: Api) -> None:
    token = await ask(api, await make_user(database))

    [row] = await database.fetch("SELECT * FROM uploads")
    assert row["token_hash"] == hash_of(token)
    assert token not in str(dict(row))


async def test_an_address_works_once(
    database: PinnedDatabase, api: Api, pictures: MediaService, storage: MemoryStorage
) -> None:
    token = await ask(api, await make_user(database))
    await pictures.receive(token, drawn())

    with pytest.raises(Refused) as refused:
        await pictures.receive(token, drawn())

    assert refused.value.refusal.code == "UPLOAD_NOT_FOUND"
    assert len(storage.files) == 1


@pytest.mark.parametrize("token", ["", "bsu_", "bsu_" + "a" * 49, "bss_" + "a" * 49, "\0"])
async def test_an_address_that_never_was_takes_nothing(
    pictures: MediaService, storage: MemoryStorage, token: str
) -> None:
    with pytest.raises(Refused) as refused:
        await pictures.receive(token, drawn())

    assert refused.value.refusal.code == "UPLOAD_NOT_FOUND"
    assert not storage.files


async def test_an_address_that_has_expired_takes_nothing(
    database: PinnedDatabase, api: Api, pictures: MediaService
) -> None:
    token = await ask(api, await make_user(database))
    await database.execute("UPDATE uploads SET expires_at = created_at - interval '1 s'")

    assert not await pictures.is_open(token)
    with pytest.raises(Refused):
        await pictures.receive(token, drawn())


async def test_a_file_that_is_refused_leaves_the_address_for_another(
    database: PinnedDatabase, api: Api, pictures: MediaService, storage: MemoryStorage
) -> None:
    token = await ask(api, await make_user(database))

    with pytest.raises(Refused):
        await pictures.receive(token, b"<svg/>")
    assert not storage.files

    assert (await pictures.receive(token, drawn())).width == 8


async def test_nobody_brings_anything_without_signing_in(
    database: PinnedDatabase, api: Api
) -> None:
    answer = await api(CREATE, actor=Anonymous(), size=1000)

    assert answer["createUpload"]["code"] == "UNAUTHENTICATED"
    assert await database.fetchval("SELECT count(*) FROM uploads") == 0


async def test_a_token_needs_the_scope(database: PinnedDatabase, api: Api) -> None:
    reader = replace(await make_user(database), scopes=(Scope.READ,))

    answer = await api(CREATE, actor=reader, size=1000)

    assert answer["createUpload"]["code"] == "SCOPE_MISSING"
    assert await database.fetchval("SELECT count(*) FROM uploads") == 0


@pytest.mark.parametrize("size", [-1, 0, 10_000_001])
async def test_a_size_that_will_be_refused_is_refused_at_once(
    database: PinnedDatabase, api: Api, size: int
) -> None:
    answer = await api(CREATE, actor=await make_user(database), size=size)

    assert answer["createUpload"]["code"] == "INVALID_INPUT"
    assert answer["createUpload"]["violations"] == [{"argument": "byteSize"}]
    assert await database.fetchval("SELECT count(*) FROM uploads") == 0


async def test_addresses_that_nobody_uses_are_bounded(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    await database.execute(
        """
        INSERT INTO uploads (id, user_id, token_hash, created_at, expires_at)
        SELECT gen_random_uuid(), $1, sha256(number::text::bytea), '2026-01-02 11:59Z',
               '2026-01-02 13:00Z'
          FROM generate_series(1, 100) number
        """,
        ada.user_id,
    )

    refused = await api(CREATE, actor=ada, size=1000)

    assert refused["createUpload"]["code"] == "UPLOADS_PENDING"
    assert await database.fetchval("SELECT count(*) FROM uploads") == 100

    await database.execute("UPDATE uploads SET expires_at = '2026-01-02 12:00Z'")
    assert "url" in (await api(CREATE, actor=ada, size=1000))["createUpload"]
    assert await database.fetchval("SELECT count(*) FROM uploads") == 1


async def test_the_room_of_a_person_is_bounded(
    database: PinnedDatabase, api: Api, pictures: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)
    small = replace(pictures, limits=replace(pictures.limits, bytes_of_one_person=10))

    with pytest.raises(Refused) as refused:
        await bring(api, small, ada)

    assert refused.value.refusal.code == "MEDIA_FULL"
    assert not storage.files
    assert await database.fetchval("SELECT count(*) FROM uploaded_media") == 0


async def test_the_cover_of_a_post_is_offered_in_its_sizes(
    database: PinnedDatabase, api: Api, pictures: MediaService
) -> None:
    ada = await make_user(database)
    for _ in range(3):
        media = await bring(api, pictures, ada)
        post_id = await make_post(database, ada)
        await database.execute("UPDATE posts SET cover_id = $2 WHERE id = $1", post_id, media.id)
    database.statements.clear()

    answer = await api("{ posts { nodes { coverImage { width sizes { width url } } } } }")

    covers = [post["coverImage"] for post in answer["posts"]["nodes"]]
    assert [cover["sizes"][0]["width"] for cover in covers] == [320] * 3
    assert len(database.statements) == 3
