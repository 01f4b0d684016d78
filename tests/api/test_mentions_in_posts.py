"""People who are named in posts: from when on, and who hears of it."""

from tests.api.callers import ask, mutation
from tests.api.client import Api
from tests.api.mentioning import mentions, told
from tests.factories import make_account, make_publication, make_user
from tests.pinned import PinnedDatabase

_POST = "post { id version content { html } mentions { username } }"

CREATE, SAVE, PUBLISH, PUBLISH_EDITS, UNPUBLISH = (
    mutation(name, _POST)
    for name in ("createPost", "savePost", "publishPost", "publishPostEdits", "unpublishPost")
)


async def test_a_post_tells_when_it_is_published_and_not_before(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_account(database, username="ada")
    await make_publication(database, owner=ada)
    for name in ("bob", "eve"):
        await make_user(database, username=name)

    draft = (await ask(api, CREATE, ada, title="On", markdown="@bob @ada"))["post"]
    assert draft["mentions"] == []
    assert await told(database) == []
    post = (await ask(api, PUBLISH, ada, postId=draft["id"]))["post"]
    assert [user["username"] for user in post["mentions"]] == ["bob", "ada"]
    assert await told(database) == ["bob"]

    saved = {"postId": post["id"], "version": post["version"], "markdown": "@eve @bob"}
    edited = (await ask(api, SAVE, ada, **saved))["post"]
    assert [user["username"] for user in edited["mentions"]] == ["bob", "ada"]
    assert await told(database) == ["bob"]
    shown = {"postId": post["id"], "version": edited["version"]}
    post = (await ask(api, PUBLISH_EDITS, ada, **shown))["post"]
    assert [user["username"] for user in post["mentions"]] == ["eve", "bob"]
    assert await told(database) == ["bob", "eve"]

    await ask(api, UNPUBLISH, ada, postId=post["id"])
    assert await mentions(api, post["id"], ada) == []
    await ask(api, PUBLISH, ada, postId=post["id"])
    assert await told(database) == ["bob", "eve"]


async def test_a_draft_that_is_saved_over_mentions_only_whom_it_names_last(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_account(database, username="ada")
    await make_publication(database, owner=ada)
    for name in ("bob", "eve"):
        await make_user(database, username=name)
    draft = (await ask(api, CREATE, ada, title="On", markdown="@bob @ada"))["post"]

    given = {"postId": draft["id"], "version": draft["version"], "markdown": "@ada @eve"}
    saved = (await ask(api, SAVE, ada, **given))["post"]
    post = (await ask(api, PUBLISH, ada, postId=saved["id"]))["post"]

    assert [user["username"] for user in post["mentions"]] == ["ada", "eve"]
    assert await told(database) == ["eve"]


async def test_nobody_is_told_of_what_they_have_written_with_others(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = [await make_account(database, username=name) for name in ("ada", "bob")]
    await make_publication(database, owner=ada)
    draft = (await ask(api, CREATE, ada, title="On", markdown="@bob"))["post"]
    await database.execute(
        """
        INSERT INTO post_authors
               (post_id, user_id, position, publication_id, is_public, listed_at)
        SELECT id, $1, 7, publication_id, is_public, listed_at FROM posts
        """,
        bob.user_id,
    )

    await ask(api, PUBLISH, ada, postId=draft["id"])

    assert await told(database) == []
