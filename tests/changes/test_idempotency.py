"""The same request sent again: it is done once, and answered the same."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from db.change_feed import ChangeFeed
from domain.actor import Anonymous, Member, Scope
from domain.ids import POST
from tests.changes.keyed import (
    KEY,
    PUBLISH,
    PUBLISHED,
    Sender,
    codes,
    count,
    draft_of,
    open_sender,
    shown,
    with_scopes,
)
from tests.factories import make_member, make_user


async def test_a_request_that_is_sent_again_is_answered_the_same_and_not_done(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)

    first = await sender.publish(ada, KEY, draft)
    again = await sender.publish(ada, KEY, draft)

    assert shown(first) == PUBLISHED
    assert again.body == first.body
    assert (first.is_replayed, again.is_replayed) == (False, True)
    assert await count(writer, "outbox") == 1


async def test_a_key_is_stored_with_the_change_or_not_at_all(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    stranger = await make_user(writer)
    draft = await draft_of(writer, ada)

    refused = await sender.publish(stranger, KEY, draft)

    assert shown(refused)["publishPost"]["code"] == "POST_NOT_FOUND"
    assert await count(writer, "idempotency_keys") == 0

    publication_id = await writer.fetchval("SELECT publication_id FROM posts WHERE id = $1", draft)
    await make_member(writer, publication_id, stranger, role="editor")
    done = await sender.publish(stranger, KEY, draft)
    assert shown(done) == PUBLISHED
    assert await count(writer, "idempotency_keys") == 1


@pytest.mark.parametrize("what", ["variables", "document", "name", "scopes"])
async def test_a_key_stands_for_one_request(
    sender: Sender, writer: asyncpg.Connection, ada: Member, what: str
) -> None:
    draft, other = await draft_of(writer, ada), await draft_of(writer, ada)
    query = PUBLISH.replace("mutation", "mutation A") + PUBLISH.replace("mutation", "mutation B")
    await sender.send(ada, KEY, query, name="A", id=POST.text_of(draft))

    actor, name, wanted = ada, "A", draft
    match what:
        case "variables":
            wanted = other
        case "document":
            query = query.replace("status", "title")
        case "name":
            name = "B"
        case "scopes":
            actor = with_scopes(ada, Scope.READ)
    refused = await sender.send(actor, KEY, query, name=name, id=POST.text_of(wanted))

    assert refused.refused_with == "IDEMPOTENCY_KEY_REUSED"
    assert await count(writer, "outbox") == 1


async def test_keys_of_others_are_their_own(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    bob = await make_user(writer)
    drafts = [await draft_of(writer, member) for member in (ada, bob)]

    answers = [
        await sender.publish(*each) for each in ((ada, KEY, drafts[0]), (bob, KEY, drafts[1]))
    ]

    assert [shown(answer) for answer in answers] == [PUBLISHED, PUBLISHED]


async def test_of_twenty_at_once_one_is_done_and_all_are_answered_the_same(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    # Two processes that know nothing of each other.
    async with open_sender(dsn) as one, open_sender(dsn) as two:
        answers = await asyncio.gather(
            *(sender.publish(ada, KEY, draft) for sender in (one, two) for _ in range(10))
        )

    assert {answer.body for answer in answers} == {answers[0].body}
    assert shown(answers[0]) == PUBLISHED
    assert sum(not answer.is_replayed for answer in answers) == 1
    assert await count(writer, "outbox") == 1


async def test_a_key_is_kept_for_a_day(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    drafts = [await draft_of(writer, ada) for _ in range(4)]
    for number, draft in enumerate(drafts[:3]):
        await sender.publish(ada, f"{KEY}-{number}", draft)

    sender.clock.now += timedelta(hours=24) - timedelta(seconds=1)
    assert (await sender.publish(ada, f"{KEY}-0", drafts[3])).refused_with is not None
    assert await sender.remove_old() == 0

    sender.clock.now += timedelta(seconds=1)
    assert shown(await sender.publish(ada, f"{KEY}-0", drafts[3])) == PUBLISHED
    assert await sender.remove_old() == 2
    assert await count(writer, "idempotency_keys") == 1


async def test_an_answer_too_large_to_keep_is_not_given_again(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    async with open_sender(dsn, most_bytes=100) as sender:
        first = await sender.publish(ada, KEY, draft)
        again = await sender.publish(ada, KEY, draft)

    assert shown(first) == PUBLISHED
    assert again.refused_with == "IDEMPOTENCY_ANSWER_NOT_KEPT"
    assert await count(writer, "outbox") == 1


async def test_of_one_user_so_much_is_kept_in_a_day(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    drafts = [await draft_of(writer, ada) for _ in range(2)]
    async with open_sender(dsn, room=300) as sender:
        for draft in drafts:
            await sender.publish(ada, str(draft), draft)
        again = [await sender.publish(ada, str(draft), draft) for draft in drafts]

    assert codes(again) == [None, "IDEMPOTENCY_ANSWER_NOT_KEPT"]
    assert await count(writer, "outbox") == 2


async def test_a_request_of_several_mutations_is_one(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    mine, other = await draft_of(writer, ada), await draft_of(writer, await make_user(writer))
    both = """
        mutation ($one: ID!, $two: ID!) {
          one: publishPost(input: {postId: $one}) { __typename }
          two: publishPost(input: {postId: $two}) { __typename }
        }
    """
    variables = {"one": POST.text_of(mine), "two": POST.text_of(other)}

    first = await sender.send(ada, KEY, both, **variables)
    again = await sender.send(ada, KEY, both, **variables)

    assert shown(first) == {
        "one": {"__typename": "PublishPostSuccess"},
        "two": {"__typename": "NotFoundError"},
    }
    assert again.body == first.body
    assert await count(writer, "outbox") == 1


async def test_who_is_not_signed_in_has_no_keys_and_reads_need_none(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    nobody = await sender.send(Anonymous(), KEY, id=POST.text_of(await draft_of(writer, ada)))
    read = await sender.send(ada, KEY, "{ __typename }")

    assert nobody.payload["data"]["publishPost"]["code"] == "UNAUTHENTICATED"
    assert codes([nobody, read]) == [None, None]
    assert await count(writer, "idempotency_keys") == 0


async def test_what_is_kept_in_memory_shows_the_change_once_it_is_answered(
    dsn: str, writer: asyncpg.Connection, feed: ChangeFeed, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    await feed.caught_up()
    position = feed.position
    async with open_sender(dsn, feed=feed) as sender:
        await sender.publish(ada, KEY, draft)

    assert feed.position > position
