"""People who are named in posts and comments: linked, and listed for whoever sees them."""

import json
from functools import partial

from broadsheet.adapters.mentioning import MentioningRenderer
from db.content import ContentReader
from db.mentions import NameReader
from db.unit_of_work import unit_of_work
from domain.content.service import ContentService
from domain.ids import COMMENT, POST, USER
from tests.api.callers import ask, mutation
from tests.api.client import ADDRESSES, Api
from tests.api.mentioning import MENTIONS, add, mentions, told
from tests.factories import block, hide_comment, make_comment, make_post, make_user, mute
from tests.importing.renderer import InlineRenderer
from tests.pinned import PinnedDatabase

DELETE = mutation("deleteComment", "deletedCommentId")


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
