"""People who are named in posts and comments: linked, listed, and told once."""

import json
from functools import partial
from typing import Any

import pytest

from broadsheet.adapters.mentioning import MentioningRenderer
from db.content import ContentReader
from db.mentions import NameReader
from db.unit_of_work import unit_of_work
from domain.actor import Member
from domain.content.service import ContentService
from domain.ids import COMMENT, POST, USER, PostId
from tests.api.callers import ask, mutation
from tests.api.client import ADDRESSES, Api
from tests.factories import (
    block,
    hide_comment,
    make_account,
    make_comment,
    make_post,
    make_publication,
    make_user,
    mute,
)
from tests.importing.renderer import InlineRenderer
from tests.pinned import PinnedDatabase

_COMMENT = "comment { id content { html } mentions { username } }"
ADD = mutation("addComment", _COMMENT)
UPDATE = mutation("updateComment", _COMMENT)
DELETE = mutation("deleteComment", "deletedCommentId")
APPROVE, REJECT, HIDE, UNHIDE = (
    mutation(name, "comment { id }")
    for name in ("approveComment", "rejectComment", "hideComment", "unhideComment")
)
_POST = "post { id version content { html } mentions { username } }"
CREATE, SAVE, PUBLISH, PUBLISH_EDITS, UNPUBLISH = (
    mutation(name, _POST)
    for name in ("createPost", "savePost", "publishPost", "publishPostEdits", "unpublishPost")
)
MENTIONS = """
    query ($id: ID!) {
      node(id: $id) {
        ... on Post { mentions { username } }
        ... on Comment { mentions { username } }
      }
    }
"""


async def told(database: PinnedDatabase) -> list[str]:
    """Return the usernames of those who were told, one after the other."""
    rows = await database.fetch(
        "SELECT payload FROM outbox WHERE name = 'person.mentioned' ORDER BY id"
    )
    users = [USER.parse(json.loads(row["payload"])["user_id"]) for row in rows]
    return [
        await database.fetchval("SELECT username FROM users WHERE id = $1", user) for user in users
    ]


async def mentions(api: Api, id: str, actor: Member | None = None) -> list[str]:
    found = (await api(MENTIONS, actor=actor, id=id))["node"]
    return [user["username"] for user in found["mentions"]]


async def add(api: Api, post_id: PostId, by: Member, markdown: str) -> Any:
    given = {"postId": POST.text_of(post_id), "markdown": markdown}
    return (await ask(api, ADD, by, **given))["comment"]


async def change(api: Api, comment: Any, by: Member, markdown: str) -> Any:
    result = await ask(api, UPDATE, by, commentId=comment["id"], markdown=markdown)
    return result["comment"]


async def test_a_comment_links_to_whom_it_names_and_they_are_told(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = await make_user(database), await make_user(database, username="bob")
    post_id = await make_post(database, ada)

    comment = await add(api, post_id, ada, "Hello @Bob and @nobody!")

    assert comment["content"]["html"] == (
        '<p>Hello <a href="https://broadsheet.example/@bob" rel="noopener nofollow ugc">@Bob</a>'
        " and @nobody!</p>\n"
    )
    assert comment["mentions"] == [{"username": "bob"}]
    row = await database.fetchval("SELECT payload FROM outbox WHERE name = 'person.mentioned'")
    event = json.loads(row)
    del event["occurred_at"]
    assert event == {
        "user_id": USER.text_of(bob.user_id),
        "author_id": USER.text_of(ada.user_id),
        "post_id": POST.text_of(post_id),
        "comment_id": comment["id"],
    }


async def test_a_former_name_leads_to_the_person(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database, username="robert")
    await database.execute("INSERT INTO former_usernames VALUES ('bob', $1)", bob.user_id)
    comment = await add(api, await make_post(database, ada), ada, "@bob, @robert")

    assert comment["content"]["html"].count('href="https://broadsheet.example/@robert"') == 2
    assert ">@bob</a>" in comment["content"]["html"]
    assert comment["mentions"] == [{"username": "robert"}]
    assert await told(database) == ["robert"]


async def test_who_is_renamed_is_still_mentioned(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database, username="bob")
    comment = await add(api, await make_post(database, ada), ada, "@bob")

    await database.execute("UPDATE users SET username = 'new' WHERE id = $1", bob.user_id)

    assert await mentions(api, comment["id"]) == ["new"]


async def test_an_edit_tells_only_those_who_are_new(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database, username="ada")
    for name in ("bob", "eve"):
        await make_user(database, username=name)
    comment = await add(api, await make_post(database, ada), ada, "@bob")

    assert (await change(api, comment, ada, "@bob!"))["mentions"] == [{"username": "bob"}]
    assert (await change(api, comment, ada, "@eve"))["mentions"] == [{"username": "eve"}]
    changed = await change(api, comment, ada, "@eve @bob @ada")

    assert [user["username"] for user in changed["mentions"]] == ["eve", "bob", "ada"]
    assert await told(database) == ["bob", "eve"]


@pytest.mark.parametrize("way", ["blocks", "is blocked", "mutes"])
async def test_who_does_not_want_to_hear_from_the_writer_is_not_told(
    database: PinnedDatabase, api: Api, way: str
) -> None:
    ada, bob = await make_user(database), await make_user(database, username="bob")
    if way == "mutes":
        await mute(database, bob, ada)
    else:
        pair = (bob, ada) if way == "blocks" else (ada, bob)
        await block(database, *pair)

    comment = await add(api, await make_post(database, await make_user(database)), ada, "@bob")

    assert await told(database) == []
    assert await mentions(api, comment["id"]) == ["bob"]


async def test_who_is_muted_by_the_writer_is_told(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database, username="bob")
    await mute(database, ada, bob)

    await add(api, await make_post(database, ada), ada, "@bob")

    assert await told(database) == ["bob"]


async def test_people_out_of_sight_are_not_among_the_mentions(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob, eve = [await make_user(database, username=name) for name in ("ada", "bob", "eve")]
    post_id = await make_post(database, await make_user(database))
    comment = await add(api, post_id, ada, "@bob @ada")
    await mute(database, eve, bob)

    assert await mentions(api, comment["id"], eve) == ["ada"]
    assert await mentions(api, comment["id"], bob) == ["bob", "ada"]
    assert await mentions(api, comment["id"]) == ["bob", "ada"]


async def test_what_is_not_shown_mentions_nobody(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    await make_user(database, username="bob")
    post_id = await make_post(database, ada)
    hidden, deleted = [await add(api, post_id, ada, f"@bob {number}") for number in range(2)]
    answered = COMMENT.parse(deleted["id"])
    assert answered
    await make_comment(database, post_id, ada, parent_id=answered)
    hidden_id = COMMENT.parse(hidden["id"])
    assert hidden_id

    await hide_comment(database, hidden_id)
    await ask(api, DELETE, ada, commentId=deleted["id"])

    assert (await api(MENTIONS, id=hidden["id"]))["node"] is None
    assert await mentions(api, deleted["id"]) == []
    assert await database.fetchval("SELECT count(*) FROM mentions") == 1
    assert await database.fetchval("SELECT count(*) FROM announced_mentions") == 1


async def test_what_a_hidden_person_wrote_mentions_nobody(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob, eve = [await make_user(database, username=name) for name in ("ada", "bob", "eve")]
    post_id = await make_post(database, await make_user(database))
    comment = await add(api, post_id, ada, "@bob")
    comment_id = COMMENT.parse(comment["id"])
    assert comment_id
    await make_comment(database, post_id, bob, parent_id=comment_id)
    await block(database, eve, ada)

    assert await mentions(api, comment["id"], eve) == []


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


async def test_rendering_again_finds_who_is_there_now(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database, username="bob")
    comment = await add(api, await make_post(database, ada), ada, "@bob @eve")
    await database.execute("UPDATE users SET username = 'new' WHERE id = $1", bob.user_id)
    await make_user(database, username="eve")
    service = ContentService(
        partial(unit_of_work, database),
        ContentReader(database),
        MentioningRenderer(InlineRenderer(), NameReader(database), ADDRESSES),
    )

    await service.render_again(older_than=99, after=None, size=50)

    assert await mentions(api, comment["id"]) == ["eve"]
    html = await database.fetchval("SELECT html FROM contents WHERE markdown = '@bob @eve'")
    assert html.count("<a ") == 1
    assert await told(database) == ["new"]


async def test_mentions_of_a_whole_level_cost_one_statement(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database, username="ada")
    post_id = await make_post(database, ada)
    for number in range(6):
        await add(api, post_id, ada, f"@ada {number}")
    query = """
        query ($id: ID!, $first: Int!) {
          node(id: $id) { ... on Post {
            mentions { name } comments(first: $first) { nodes { mentions { name } } }
          } }
        }
    """

    for first in (2, 6):
        database.statements.clear()
        await api(query, id=POST.text_of(post_id), first=first)
        assert len(database.statements) == 4


async def test_names_cost_one_statement_and_mentions_no_other(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database, username="ada")
    await make_user(database, username="bob")
    post_id = await make_post(database, ada)

    async def cost(markdown: str) -> int:
        database.statements.clear()
        await add(api, post_id, ada, markdown)
        return len(database.statements)

    plain = await cost("Nobody.")
    assert await cost("@nobody") == plain + 1
    assert await cost("@ada @bob @nobody") - await cost("@ada") <= 1


async def test_a_first_comment_tells_when_it_is_approved(
    database: PinnedDatabase, api: Api
) -> None:
    ada, owner = await make_user(database), await make_user(database)
    await make_user(database, username="bob")
    publication = await make_publication(database, owner=owner)
    post_id = await make_post(database, owner, publication_id=publication)
    await database.execute("UPDATE publications SET holds_first_comments = true")

    comment = await add(api, post_id, ada, "@bob")
    assert await told(database) == []

    await ask(api, APPROVE, owner, commentId=comment["id"])
    assert await told(database) == ["bob"]


async def test_who_is_mentioned_in_what_was_hidden_is_told_once_it_is_shown(
    database: PinnedDatabase, api: Api
) -> None:
    ada, owner = await make_user(database), await make_user(database)
    await make_user(database, username="bob")
    publication = await make_publication(database, owner=owner)
    post_id = await make_post(database, owner, publication_id=publication)
    await database.execute("UPDATE publications SET holds_first_comments = true")
    comment = await add(api, post_id, ada, "@bob")

    await ask(api, REJECT, owner, commentId=comment["id"])
    assert await told(database) == []
    for _ in range(2):
        await ask(api, UNHIDE, owner, commentId=comment["id"])
        assert await told(database) == ["bob"]
        await ask(api, HIDE, owner, commentId=comment["id"])
