"""Two people who change their minds about each other at once: both get what they want."""

import asyncpg

from domain.actor import Member
from domain.ids import POST, USER
from tests.changes.keyed import Sender
from tests.changes.racing import ask, at_once
from tests.factories import block, make_account, make_post, mute

CHANGE = """
    mutation ($user: ID!) {
      answer: %s(input: {userId: $user}) { __typename ... on Error { code } }
    }
"""


async def change(sender: Sender, actor: Member, name: str, other: Member) -> str:
    return await ask(sender, actor, CHANGE % name, user=USER.text_of(other.user_id))


async def hidden(writer: asyncpg.Connection, *people: Member) -> dict[Member, int]:
    """Return of each how many reasons there are not to see somebody."""
    rows = await writer.fetch("SELECT viewer_id, reasons FROM hidden_people")
    reasons = {row["viewer_id"]: row["reasons"] for row in rows}
    return {each: reasons.get(each.user_id, 0) for each in people}


async def test_two_who_block_each_other_at_once_are_apart(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    for _ in range(5):
        ada, eve = await make_account(writer), await make_account(writer)

        answers = await at_once(
            change(sender, ada, "blockUser", eve), change(sender, eve, "blockUser", ada)
        )

        # Whoever came second may find that the other one is not there any more.
        won = answers["BlockUserSuccess"]
        assert won + answers.get("PERSON_NOT_FOUND", 0) == 2
        assert await hidden(writer, ada, eve) == {ada: won, eve: won}


async def test_the_same_block_many_times_at_once_is_one(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    ada, eve = await make_account(writer), await make_account(writer)
    await writer.execute("TRUNCATE outbox")

    answers = await at_once(*(change(sender, ada, "blockUser", eve) for _ in range(8)))

    assert answers == {"BlockUserSuccess": 8}
    assert await hidden(writer, ada, eve) == {ada: 1, eve: 1}
    assert await writer.fetchval("SELECT count(*) FROM outbox WHERE name = 'person.blocked'") == 1


async def test_unblocking_and_muting_at_once_leaves_the_mute(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    for _ in range(5):
        ada, eve = await make_account(writer), await make_account(writer)
        await block(writer, ada, eve)

        await at_once(change(sender, ada, "unblockUser", eve), change(sender, ada, "muteUser", eve))

        assert await hidden(writer, ada, eve) == {ada: 1, eve: 0}


async def test_unblocking_while_the_other_one_blocks_leaves_them_apart(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    for _ in range(5):
        ada, eve = await make_account(writer), await make_account(writer)
        await block(writer, ada, eve)
        await mute(writer, eve, ada)

        answers = await at_once(
            change(sender, ada, "unblockUser", eve), change(sender, eve, "unmuteUser", ada)
        )

        # Whom somebody blocks, and who blocks nobody, does not find them before they are unblocked.
        ended = answers.get("UnmuteUserSuccess", 0)
        assert await hidden(writer, ada, eve) == {ada: 0, eve: 1 - ended}


FOLLOW = """
    mutation ($user: ID!) {
      answer: follow(input: {subjectId: $user}) { __typename ... on Error { code } }
    }
"""

COMMENT = """
    mutation ($post: ID!) {
      answer: addComment(input: {postId: $post, markdown: "But"}) {
        __typename ... on Error { code }
      }
    }
"""

REACT = """
    mutation ($post: ID!) {
      answer: setReaction(input: {subjectId: $post, kind: "like"}) {
        __typename ... on Error { code }
      }
    }
"""


async def test_whoever_is_blocked_while_they_follow_follows_nobody_in_the_end(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    for _ in range(5):
        ada, eve = await make_account(writer), await make_account(writer)
        whom = USER.text_of(ada.user_id)

        await at_once(
            ask(sender, eve, FOLLOW, user=whom),
            change(sender, ada, "blockUser", eve),
            ask(sender, eve, FOLLOW, user=whom),
        )

        follows = "SELECT count(*) FROM follows WHERE follower_id = $1"
        assert await writer.fetchval(follows, eve.user_id) == 0


async def test_what_somebody_says_while_they_are_blocked_is_not_shown_to_who_blocks_them(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    ada, eve = await make_account(writer), await make_account(writer)
    post_id = await make_post(writer, ada)
    post = POST.text_of(post_id)

    answers = await at_once(
        ask(sender, eve, COMMENT, post=post),
        ask(sender, eve, REACT, post=post),
        change(sender, ada, "blockUser", eve),
    )

    assert answers["BlockUserSuccess"] == 1
    shown = "SELECT count(*) FROM comments_seen_by($1) WHERE post_id = $2"
    assert await writer.fetchval(shown, ada.user_id, post_id) == 0
    apart = "SELECT count(*) FROM posts_apart_from($1) AS apart (id) WHERE apart.id = $2"
    assert await writer.fetchval(apart, eve.user_id, post_id) == 1
