"""Several people at once: of what excludes each other, one thing happens, and the rest is refused.

Each request has a connection of its own, and what it does is committed.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest_asyncio

from broadsheet.wiring import build_context
from db.pool import Pool, PoolLimits
from domain.actor import Member
from domain.ids import CO_AUTHOR_INVITATION, USER
from domain.posts.models import PostStatus
from execution.gate import Gate, OperationRequest
from execution.run import core_schema, run
from schema.presentation import Presenter
from schema.schema import schema
from tests.api.client import ADDRESSES, WORLD, read
from tests.api.post_callers import People, make_people
from tests.factories import make_account, make_co_author_invitation

_GATE = Gate(core_schema(schema))


class Crowd:
    """Sends requests, each through a connection of its own."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def send(self, actor: Member, document: str, **variables: Any) -> Any:
        """Return the answer of the one mutation of a document."""
        admitted = _GATE.admit(OperationRequest(query=document, variables=variables))
        context = build_context(
            self._pool, self._pool, actor=actor, world=WORLD, addresses=ADDRESSES
        )
        answer = await run(schema, admitted, context, present=Presenter("a-test"))
        assert not answer.errors, answer.errors
        [result] = read(answer.data).values()
        return result

    async def codes(self, *requests: Any) -> list[str]:
        """Send requests at once. Return what they were refused with, or OK, in order of names."""
        answers = await asyncio.gather(*requests)
        return sorted(answer.get("code", "OK") for answer in answers)


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(dsn: str) -> AsyncIterator[Crowd]:
    pool = Pool(dsn, PoolLimits(size=10))
    async with pool.open():
        yield Crowd(pool)


@pytest_asyncio.fixture(loop_scope="session")
async def people(writer: asyncpg.Connection) -> People:
    await writer.execute("TRUNCATE outbox, audit_entries")
    return await make_people(writer)


def step(name: str, arguments: str = "") -> str:
    return f"""
        mutation ($post: ID!) {{
          {name}(input: {{postId: $post {arguments}}}) {{ ... on Error {{ code }} }}
        }}
    """


async def count(writer: asyncpg.Connection, name: str) -> int:
    found: int = await writer.fetchval("SELECT count(*) FROM outbox WHERE name = $1", name)
    return found


async def test_a_post_is_submitted_once_by_its_authors(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    authors = [people.member(who) for who in ("the author", "a co-author", "an editor")]

    codes = await crowd.codes(
        *(crowd.send(member, step("submitPost"), post=people.id) for member in authors)
    )

    assert codes == ["ALREADY_SUBMITTED", "ALREADY_SUBMITTED", "OK"]
    assert await count(writer, "post.submitted") == 1


async def test_a_submission_ends_in_one_way(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    author, editor = people.member("the author"), people.member("an editor")
    owner = people.member("an owner")
    await crowd.send(author, step("submitPost"), post=people.id)

    codes = await crowd.codes(
        crowd.send(editor, step("approvePost", ", version: 1"), post=people.id),
        crowd.send(owner, step("requestChanges", ', reason: "No."'), post=people.id),
        crowd.send(author, step("withdrawSubmission"), post=people.id),
    )

    assert codes == ["NOT_SUBMITTED", "NOT_SUBMITTED", "OK"]
    ends = ("post.approved", "post.changes_requested", "post.submission_withdrawn")
    assert sum([await count(writer, name) for name in ends]) == 1


async def test_what_is_saved_while_it_is_approved_is_not_published_unread(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    author, editor = people.member("the author"), people.member("an editor")
    await crowd.send(author, step("submitPost"), post=people.id)

    codes = await crowd.codes(
        crowd.send(editor, step("approvePost", ", version: 1"), post=people.id),
        crowd.send(author, step("savePost", ', version: 1, title: "Unread"'), post=people.id),
    )

    post = await writer.fetchrow("SELECT status, title FROM posts WHERE id = $1", people.post_id)
    assert post is not None
    if codes == ["OK", "OK"]:  # what was saved afterwards is pending
        assert (post["status"], post["title"]) == ("published", "A draft")
    else:
        assert codes == ["OK", "STALE_VERSION"]
        assert (post["status"] == "published") is (post["title"] == "A draft")


async def test_somebody_is_asked_once(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    eve = await make_account(writer)
    invite = step("inviteCoAuthor", f', userId: "{USER.text_of(eve.user_id)}"')
    askers = [people.member(who) for who in ("the author", "an editor", "an owner")]

    codes = await crowd.codes(*(crowd.send(member, invite, post=people.id) for member in askers))

    assert codes == ["ALREADY_INVITED", "ALREADY_INVITED", "OK"]
    assert await count(writer, "co_author.invited") == 1


async def test_the_last_place_among_co_authors_is_given_once(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    author = people.member("the author")
    for _ in range(8):
        await make_co_author_invitation(writer, people.post_id, await make_account(writer), author)
    others = [await make_account(writer) for _ in range(4)]

    codes = await crowd.codes(
        *(
            crowd.send(
                author,
                step("inviteCoAuthor", f', userId: "{USER.text_of(other.user_id)}"'),
                post=people.id,
            )
            for other in others
        )
    )

    assert codes == ["OK", *["TOO_MANY_CO_AUTHORS"] * 3]


async def test_an_invitation_is_answered_once(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    eve, author = await make_account(writer), people.member("the author")
    invitation_id = await make_co_author_invitation(writer, people.post_id, eve, author)
    id = CO_AUTHOR_INVITATION.text_of(invitation_id)
    answers = [
        f'mutation {{ {name}(input: {{invitationId: "{id}"}}) {{ ... on Error {{ code }} }} }}'
        for name in ("acceptCoAuthorship", "acceptCoAuthorship", "declineCoAuthorship")
    ]
    take_back = step("removeCoAuthor", f', userId: "{USER.text_of(eve.user_id)}"')

    codes = await crowd.codes(
        *(crowd.send(eve, answer) for answer in answers),
        crowd.send(author, take_back, post=people.id),
    )

    is_author = await writer.fetchval(
        "SELECT count(*) FROM post_authors WHERE post_id = $1 AND user_id = $2",
        people.post_id,
        eve.user_id,
    )
    accepted = await count(writer, "co_author.accepted")
    declined = await count(writer, "co_author.declined")
    removed = await count(writer, "co_author.removed")
    # Who has accepted may be removed right after.
    assert accepted + declined <= 1
    assert is_author == (accepted == 1 and removed == 0)
    assert codes.count("OK") == accepted + declined + removed
    assert codes.count("INTERNAL") == 0


async def test_a_post_has_twenty_links_however_many_are_asked_for(
    crowd: Crowd, people: People
) -> None:
    author = people.member("the author")

    codes = await crowd.codes(
        *(crowd.send(author, step("createPreviewLink"), post=people.id) for _ in range(30))
    )

    assert codes.count("OK") == 20
    assert codes.count("TOO_MANY_PREVIEW_LINKS") == 10


async def test_a_post_has_one_author_whoever_changes_it(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    whom = [people.member(who) for who in ("a contributor", "an editor", "an owner")]
    editor = people.member("an editor")

    codes = await crowd.codes(
        *(
            crowd.send(
                editor,
                step("changePostAuthor", f', userId: "{USER.text_of(member.user_id)}"'),
                post=people.id,
            )
            for member in whom
        )
    )

    rows = await writer.fetch(
        "SELECT user_id FROM post_authors WHERE post_id = $1 ORDER BY position", people.post_id
    )
    author_id = await writer.fetchval("SELECT author_id FROM posts WHERE id = $1", people.post_id)
    assert codes == ["OK"] * 3
    assert [row["user_id"] for row in rows] == [
        author_id,
        people.member("a co-author").user_id,
    ]
    assert await writer.fetchval("SELECT count(*) FROM audit_entries") == 3


async def test_what_is_deleted_while_it_is_approved_is_not_public(
    crowd: Crowd, writer: asyncpg.Connection, people: People
) -> None:
    author, editor = people.member("the author"), people.member("an editor")
    await crowd.send(author, step("submitPost"), post=people.id)

    await crowd.codes(
        crowd.send(editor, step("approvePost", ", version: 1"), post=people.id),
        crowd.send(people.member("an owner"), step("deletePost"), post=people.id),
    )

    status = await writer.fetchval("SELECT status FROM posts WHERE id = $1", people.post_id)
    assert status == PostStatus.DELETED
