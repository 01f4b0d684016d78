"""Bringing pictures: asking for an address, sending the file, showing it, removing it."""

from dataclasses import replace
from typing import Any

import pytest

from broadsheet.wired_services import media_service
from db.unit_of_work import unit_of_work
from domain.actor import Anonymous, Scope
from domain.ids import MEDIA, ContentId
from domain.media.service import MediaService
from domain.media.uploads import Media
from domain.refusals import Refused
from domain.tokens import hash_of
from tests.api.client import WORLD, Api
from tests.factories import make_content, make_post, make_revision, make_user
from tests.factories.edits import make_pending_edit
from tests.pictures import MemoryStorage, drawn
from tests.pinned import PinnedDatabase

CREATE = """
    mutation ($size: Int!) {
      createUpload(input: {byteSize: $size}) {
        __typename
        ... on CreateUploadSuccess { url expiresAt }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

DELETE = """
    mutation ($id: ID!) {
      deleteMedia(input: {mediaId: $id}) {
        __typename
        ... on DeleteMediaSuccess { media { id } }
        ... on Error { code }
      }
    }
"""

MINE = """
    {
      viewer {
        media {
          totalCount
          nodes { id url contentType byteSize width height createdAt sizes { url width height } }
        }
      }
    }
"""


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture
def service(database: PinnedDatabase, storage: MemoryStorage) -> MediaService:
    world = replace(WORLD, media_storage=storage)
    return media_service(database, lambda: unit_of_work(database), world)


async def ask(api: Api, actor: Any) -> str:
    """Return the secret of an address."""
    answer = await api(CREATE, actor=actor, size=1000)
    url: str = answer["createUpload"]["url"]
    assert url.startswith("https://broadsheet.example/uploads/bsu_")
    return url.rpartition("/")[2]


async def bring(api: Api, service: MediaService, actor: Any, content: bytes | None = None) -> Media:
    return await service.receive(await ask(api, actor), content or drawn(400, 300, kind="JPEG"))


async def test_a_picture_is_brought_and_found_again(
    database: PinnedDatabase, api: Api, service: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)

    media = await bring(api, service, ada)

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
    database: PinnedDatabase, api: Api, service: MediaService, storage: MemoryStorage
) -> None:
    token = await ask(api, await make_user(database))
    await service.receive(token, drawn())

    with pytest.raises(Refused) as refused:
        await service.receive(token, drawn())

    assert refused.value.refusal.code == "UPLOAD_NOT_FOUND"
    assert len(storage.files) == 1


@pytest.mark.parametrize("token", ["", "bsu_", "bsu_" + "a" * 49, "bss_" + "a" * 49, "\0"])
async def test_an_address_that_never_was_takes_nothing(
    service: MediaService, storage: MemoryStorage, token: str
) -> None:
    with pytest.raises(Refused) as refused:
        await service.receive(token, drawn())

    assert refused.value.refusal.code == "UPLOAD_NOT_FOUND"
    assert not storage.files


async def test_an_address_that_has_expired_takes_nothing(
    database: PinnedDatabase, api: Api, service: MediaService
) -> None:
    token = await ask(api, await make_user(database))
    await database.execute("UPDATE uploads SET expires_at = created_at - interval '1 s'")

    assert not await service.is_open(token)
    with pytest.raises(Refused):
        await service.receive(token, drawn())


async def test_a_file_that_is_refused_leaves_the_address_for_another(
    database: PinnedDatabase, api: Api, service: MediaService, storage: MemoryStorage
) -> None:
    token = await ask(api, await make_user(database))

    with pytest.raises(Refused):
        await service.receive(token, b"<svg/>")
    assert not storage.files

    assert (await service.receive(token, drawn())).width == 8


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
    database: PinnedDatabase, api: Api, service: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)
    small = replace(service, limits=replace(service.limits, bytes_of_one_person=10))

    with pytest.raises(Refused) as refused:
        await bring(api, small, ada)

    assert refused.value.refusal.code == "MEDIA_FULL"
    assert not storage.files
    assert await database.fetchval("SELECT count(*) FROM uploaded_media") == 0


async def test_pictures_of_others_do_not_exist(
    database: PinnedDatabase, api: Api, service: MediaService, storage: MemoryStorage
) -> None:
    stranger = await make_user(database)
    media = await bring(api, service, await make_user(database))
    id = MEDIA.text_of(media.id)
    kept = set(storage.files)

    for actor in (stranger, Anonymous()):
        assert await api("query ($id: ID!) { node(id: $id) { id } }", actor=actor, id=id) == {
            "node": None
        }
    assert (await api(MINE, actor=stranger))["viewer"]["media"]["nodes"] == []
    refused = await api(DELETE, actor=stranger, id=id)
    assert refused["deleteMedia"] == {"__typename": "NotFoundError", "code": "MEDIA_NOT_FOUND"}
    assert set(storage.files) == kept


async def test_an_imported_picture_is_nobodys_to_remove(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    id = MEDIA.new_id(at=WORLD.clock())
    await database.execute(
        """
        INSERT INTO media_assets (id, key, content_type, byte_size, created_at)
        VALUES ($1, 'imported.png', 'image/png', 1, now())
        """,
        id,
    )

    refused = await api(DELETE, actor=ada, id=MEDIA.text_of(id))

    assert refused["deleteMedia"]["code"] == "MEDIA_NOT_FOUND"


async def test_a_picture_that_nothing_shows_can_be_removed(
    database: PinnedDatabase, api: Api, service: MediaService
) -> None:
    ada = await make_user(database)
    media = await bring(api, service, ada)

    answer = await api(DELETE, actor=ada, id=MEDIA.text_of(media.id))

    assert answer["deleteMedia"]["media"] == {"id": MEDIA.text_of(media.id)}
    assert await database.fetchval("SELECT count(*) FROM media_assets") == 0
    assert await database.fetchval("SELECT count(*) FROM media_sizes") == 0


async def test_a_picture_of_a_cover_stays(
    database: PinnedDatabase, api: Api, service: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)
    media, kept = await bring(api, service, ada), len(storage.files)
    post_id = await make_post(database, ada)
    await database.execute("UPDATE posts SET cover_id = $2 WHERE id = $1", post_id, media.id)

    refused = await api(DELETE, actor=ada, id=MEDIA.text_of(media.id))

    assert refused["deleteMedia"] == {"__typename": "ConflictError", "code": "MEDIA_IN_USE"}
    assert await database.fetchval("SELECT count(*) FROM media_assets") == 1
    assert len(storage.files) == kept


@pytest.mark.parametrize("where", ["a pending edit", "an old revision"])
async def test_a_picture_of_a_cover_that_readers_do_not_see_stays(
    database: PinnedDatabase, api: Api, service: MediaService, where: str
) -> None:
    ada = await make_user(database)
    media, post_id = await bring(api, service, ada), await make_post(database, ada)
    if where == "an old revision":
        await make_revision(database, post_id, ada, cover_id=media.id)
    else:
        await make_pending_edit(database, post_id, ada)
        await database.execute("UPDATE post_edits SET cover_id = $1", media.id)
    await grow_old(database)

    refused = await api(DELETE, actor=ada, id=MEDIA.text_of(media.id))

    assert refused["deleteMedia"]["code"] == "MEDIA_IN_USE"
    assert await service.remove_unused() == 0
    await database.execute("DELETE FROM posts")
    assert await service.remove_unused() > 0


async def show_in_text(database: PinnedDatabase, key: str) -> ContentId:
    return await make_content(database, text=f"![a ship](https://here.example/media/{key})")


async def grow_old(database: PinnedDatabase) -> None:
    await database.execute("UPDATE uploaded_media SET created_at = '2026-01-01 11:59Z'")


async def test_only_pictures_that_nothing_shows_for_a_day_are_removed_by_themselves(
    database: PinnedDatabase, api: Api, service: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)
    unused, cover, shown = [await bring(api, service, ada) for _ in range(3)]
    post_id = await make_post(database, ada)
    await database.execute("UPDATE posts SET cover_id = $2 WHERE id = $1", post_id, cover.id)
    smaller = await database.fetchval("SELECT key FROM media_sizes WHERE media_id = $1", shown.id)
    await show_in_text(database, smaller)

    assert await service.remove_unused() == 0
    await grow_old(database)
    assert await service.remove_unused() == 2

    left = await database.fetch("SELECT id FROM media_assets")
    assert {row["id"] for row in left} == {cover.id, shown.id}
    assert unused.key not in storage.files
    assert len(storage.files) == 4


async def test_a_picture_goes_when_the_last_text_that_shows_it_is_rewritten(
    database: PinnedDatabase, api: Api, service: MediaService
) -> None:
    media = await bring(api, service, await make_user(database))
    content_id = await show_in_text(database, media.key)
    await grow_old(database)
    assert await service.remove_unused() == 0

    await database.execute("UPDATE contents SET markdown = 'No ship.' WHERE id = $1", content_id)

    assert await service.remove_unused() == 2


async def test_the_cover_of_a_post_is_offered_in_its_sizes(
    database: PinnedDatabase, api: Api, service: MediaService
) -> None:
    ada = await make_user(database)
    for _ in range(3):
        media = await bring(api, service, ada)
        post_id = await make_post(database, ada)
        await database.execute("UPDATE posts SET cover_id = $2 WHERE id = $1", post_id, media.id)
    database.statements.clear()

    answer = await api("{ posts { nodes { coverImage { width sizes { width url } } } } }")

    covers = [post["coverImage"] for post in answer["posts"]["nodes"]]
    assert [cover["sizes"][0]["width"] for cover in covers] == [320] * 3
    assert len(database.statements) == 3
