"""Removing pictures: by those whose they are, and by themselves when nothing shows them."""

import pytest

from domain.actor import Anonymous
from domain.ids import MEDIA, ContentId
from domain.media.service import MediaService
from tests.api.bringing import MINE, bring
from tests.api.client import WORLD, Api
from tests.factories import make_content, make_post, make_revision, make_user
from tests.factories.edits import make_pending_edit
from tests.pictures import MemoryStorage
from tests.pinned import PinnedDatabase

DELETE = """
    mutation ($id: ID!) {
      deleteMedia(input: {mediaId: $id}) {
        __typename
        ... on DeleteMediaSuccess { media { id } }
        ... on Error { code }
      }
    }
"""


async def test_pictures_of_others_do_not_exist(
    database: PinnedDatabase, api: Api, pictures: MediaService, storage: MemoryStorage
) -> None:
    stranger = await make_user(database)
    media = await bring(api, pictures, await make_user(database))
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
    database: PinnedDatabase, api: Api, pictures: MediaService
) -> None:
    ada = await make_user(database)
    media = await bring(api, pictures, ada)

    answer = await api(DELETE, actor=ada, id=MEDIA.text_of(media.id))

    assert answer["deleteMedia"]["media"] == {"id": MEDIA.text_of(media.id)}
    assert await database.fetchval("SELECT count(*) FROM media_assets") == 0
    assert await database.fetchval("SELECT count(*) FROM media_sizes") == 0


async def test_a_picture_of_a_cover_stays(
    database: PinnedDatabase, api: Api, pictures: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)
    media, kept = await bring(api, pictures, ada), len(storage.files)
    post_id = await make_post(database, ada)
    await database.execute("UPDATE posts SET cover_id = $2 WHERE id = $1", post_id, media.id)

    refused = await api(DELETE, actor=ada, id=MEDIA.text_of(media.id))

    assert refused["deleteMedia"] == {"__typename": "ConflictError", "code": "MEDIA_IN_USE"}
    assert await database.fetchval("SELECT count(*) FROM media_assets") == 1
    assert len(storage.files) == kept


@pytest.mark.parametrize("where", ["a pending edit", "an old revision"])
async def test_a_picture_of_a_cover_that_readers_do_not_see_stays(
    database: PinnedDatabase, api: Api, pictures: MediaService, where: str
) -> None:
    ada = await make_user(database)
    media, post_id = await bring(api, pictures, ada), await make_post(database, ada)
    if where == "an old revision":
        await make_revision(database, post_id, ada, cover_id=media.id)
    else:
        await make_pending_edit(database, post_id, ada)
        await database.execute("UPDATE post_edits SET cover_id = $1", media.id)
    await grow_old(database)

    refused = await api(DELETE, actor=ada, id=MEDIA.text_of(media.id))

    assert refused["deleteMedia"]["code"] == "MEDIA_IN_USE"
    assert await pictures.remove_unused() == 0
    await database.execute("DELETE FROM posts")
    assert await pictures.remove_unused() > 0


async def show_in_text(database: PinnedDatabase, key: str) -> ContentId:
    return await make_content(database, text=f"![a ship](https://here.example/media/{key})")


async def grow_old(database: PinnedDatabase) -> None:
    await database.execute("UPDATE uploaded_media SET created_at = '2026-01-01 11:59Z'")


async def test_only_pictures_that_nothing_shows_for_a_day_are_removed_by_themselves(
    database: PinnedDatabase, api: Api, pictures: MediaService, storage: MemoryStorage
) -> None:
    ada = await make_user(database)
    unused, cover, shown = [await bring(api, pictures, ada) for _ in range(3)]
    post_id = await make_post(database, ada)
    await database.execute("UPDATE posts SET cover_id = $2 WHERE id = $1", post_id, cover.id)
    smaller = await database.fetchval("SELECT key FROM media_sizes WHERE media_id = $1", shown.id)
    await show_in_text(database, smaller)

    assert await pictures.remove_unused() == 0
    await grow_old(database)
    assert await pictures.remove_unused() == 2

    left = await database.fetch("SELECT id FROM media_assets")
    assert {row["id"] for row in left} == {cover.id, shown.id}
    assert unused.key not in storage.files
    assert len(storage.files) == 4


async def test_a_picture_goes_when_the_last_text_that_shows_it_is_rewritten(
    database: PinnedDatabase, api: Api, pictures: MediaService
) -> None:
    media = await bring(api, pictures, await make_user(database))
    content_id = await show_in_text(database, media.key)
    await grow_old(database)
    assert await pictures.remove_unused() == 0

    await database.execute("UPDATE contents SET markdown = 'No ship.' WHERE id = $1", content_id)

    assert await pictures.remove_unused() == 2
