"""Several people in one discussion at once: of what excludes each other, one thing happens."""

import asyncpg
import pytest
import pytest_asyncio

from domain.ids import COMMENT, CommentId
from domain.posts.models import PostStatus
from tests.api.letters import letters, send
from tests.api.post_callers import People, make_people
from tests.changes.test_editorial_races import Crowd, count, crowd  # noqa: F401 - a fixture
from tests.factories import hold_comment, make_account, make_comment

ADD = """
    mutation ($post: ID!, $parent: ID) {
      addComment(input: {postId: $post, parentId: $parent, markdown: "Hello."}) {
        ... on AddCommentSuccess { comment { isHeld } }
        ... on Error { code }
      }
    }
"""


@pytest_asyncio.fixture(loop_scope="session")
async def people(writer: asyncpg.Connection) -> People:
    await writer.execute("TRUNCATE outbox, audit_entries")
    return await make_people(writer, status=PostStatus.PUBLISHED)


def of_comment(name: str) -> str:
    return (
        f"mutation ($id: ID!) {{ {name}(input: {{commentId: $id}}) {{ ... on Error {{ code }} }} }}"
    )


async def say(writer: asyncpg.Connection, people: People) -> CommentId:
    return await make_comment(writer, people.post_id, people.member("a stranger"))


@pytest.mark.parametrize("name", ["pinComment", "hideComment", "lockThread", "approveComment"])
async def test_what_two_do_at_once_is_done_once(
    crowd: Crowd,  # noqa: F811 - a fixture comes by its name
    writer: asyncpg.Connection,
    people: People,
    name: str,
) -> None:
    comment_id = await say(writer, people)
    if name == "approveComment":
        await hold_comment(writer, comment_id)
    editors = [people.member(who) for who in ("an editor", "an owner", "an administrator")]
    id = COMMENT.text_of(comment_id)

    codes = await crowd.codes(*(crowd.send(member, of_comment(name), id=id) for member in editors))

    assert codes == ["OK"] * 3
    event = {
        "pinComment": "comment.pinned",
        "hideComment": "comment.hidden",
        "lockThread": "thread.locked",
        "approveComment": "comment.approved",
    }[name]
    assert await count(writer, event) == 1


async def test_a_comment_that_waits_is_decided_in_one_way(
    crowd: Crowd,  # noqa: F811 - a fixture comes by its name
    writer: asyncpg.Connection,
    people: People,
) -> None:
    comment_id = await say(writer, people)
    await hold_comment(writer, comment_id)
    id = COMMENT.text_of(comment_id)

    codes = await crowd.codes(
        crowd.send(people.member("an editor"), of_comment("approveComment"), id=id),
        crowd.send(people.member("a moderator"), of_comment("rejectComment"), id=id),
    )

    assert codes == ["COMMENT_DECIDED", "OK"]
    approved = await count(writer, "comment.approved")
    assert approved + await count(writer, "comment.rejected") == 1
    shown = await writer.fetchval(
        "SELECT hidden_at IS NULL FROM comments WHERE id = $1", comment_id
    )
    assert shown is bool(approved)
    counted = "SELECT comment_count FROM posts WHERE id = $1"
    assert await writer.fetchval(counted, people.post_id) == approved
    trusted = "SELECT count(*) FROM approved_commenters WHERE publication_id = $1"
    assert await writer.fetchval(trusted, people.publication_id) == approved


async def test_no_more_are_pinned_than_may_be(
    crowd: Crowd,  # noqa: F811 - a fixture comes by its name
    writer: asyncpg.Connection,
    people: People,
) -> None:
    ids = [COMMENT.text_of(await say(writer, people)) for _ in range(6)]
    author, document = people.member("the author"), of_comment("pinComment")

    codes = await crowd.codes(*(crowd.send(author, document, id=id) for id in ids))

    assert codes == ["OK"] * 3 + ["TOO_MANY_PINNED_COMMENTS"] * 3
    places = "SELECT place FROM pinned_comments WHERE post_id = $1 ORDER BY place"
    assert [row["place"] for row in await writer.fetch(places, people.post_id)] == [1, 2, 3]


@pytest.mark.parametrize("of_post", [True, False])
async def test_an_answer_is_there_before_the_lock_or_refused(
    crowd: Crowd,  # noqa: F811 - a fixture comes by its name
    writer: asyncpg.Connection,
    people: People,
    of_post: bool,
) -> None:
    comment = COMMENT.text_of(await say(writer, people))
    given = f'postId: "{people.id}"' if of_post else f'commentId: "{comment}"'
    lock = f"mutation {{ lockThread(input: {{{given}}}) {{ ... on Error {{ code }} }} }}"
    stranger = people.member("a stranger")
    answers = [crowd.send(stranger, ADD, post=people.id, parent=comment) for _ in range(4)]

    codes = await crowd.codes(
        *answers[:2], crowd.send(people.member("the author"), lock), *answers[2:]
    )

    refused = codes.count("THREAD_LOCKED")
    assert codes == ["OK"] * (5 - refused) + ["THREAD_LOCKED"] * refused
    [(locked_at, last)] = await writer.fetch(
        "SELECT min(id) FILTER (WHERE name = 'thread.locked'), "
        "max(id) FILTER (WHERE name = 'comment.added') FROM outbox"
    )
    assert last is None or last < locked_at
    replies = "SELECT count(*) FROM comments WHERE post_id = $1 AND parent_id IS NOT NULL"
    assert await writer.fetchval(replies, people.post_id) == 4 - refused


async def test_a_comment_is_there_before_comments_are_off_or_refused(
    crowd: Crowd,  # noqa: F811 - a fixture comes by its name
    writer: asyncpg.Connection,
    people: People,
) -> None:
    off = """
        mutation ($post: ID!) {
          setPostDiscussion(input: {postId: $post, policy: OFF}) { ... on Error { code } }
        }
    """
    stranger = people.member("a stranger")
    comments = [crowd.send(stranger, ADD, post=people.id) for _ in range(4)]

    codes = await crowd.codes(
        *comments[:2], crowd.send(people.member("the author"), off, post=people.id), *comments[2:]
    )

    refused = codes.count("COMMENTS_OFF")
    assert sorted(codes) == ["COMMENTS_OFF"] * refused + ["OK"] * (5 - refused)
    [(set_at, last)] = await writer.fetch(
        "SELECT min(id) FILTER (WHERE name = 'discussion.set'), "
        "max(id) FILTER (WHERE name = 'comment.added') FROM outbox"
    )
    assert last is None or last < set_at
    counted = "SELECT comment_count FROM posts WHERE id = $1"
    assert await writer.fetchval(counted, people.post_id) == 4 - refused


async def test_no_more_wait_than_may_be(
    crowd: Crowd,  # noqa: F811 - a fixture comes by its name
    writer: asyncpg.Connection,
    people: People,
) -> None:
    await writer.execute(
        "UPDATE publications SET holds_first_comments = true WHERE id = $1", people.publication_id
    )
    newcomer = await make_account(writer)

    codes = await crowd.codes(*(crowd.send(newcomer, ADD, post=people.id) for _ in range(8)))

    assert codes == ["OK"] * 5 + ["TOO_MANY_HELD_COMMENTS"] * 3
    counted = "SELECT comment_count FROM posts WHERE id = $1"
    assert await writer.fetchval(counted, people.post_id) == 0


CONFIRM = """
    mutation ($token: String!) {
      confirmGuestComment(input: {token: $token}) { ... on Error { code } }
    }
"""

ADD_AS_GUEST = """
    mutation ($post: ID!, $email: String!) {
      addGuestComment(input: {postId: $post, markdown: "Hello.", name: "Gus", email: $email}) {
        ... on Error { code }
      }
    }
"""


async def test_an_address_that_is_proved_twice_at_once_is_one_person(
    crowd: Crowd,  # noqa: F811 - a fixture comes by its name
    writer: asyncpg.Connection,
    people: People,
) -> None:
    email = f"guest-{people.post_id.hex}@example.org"
    stranger = people.member("a stranger")
    for _ in range(4):
        await crowd.send(stranger, ADD_AS_GUEST, post=people.id, email=email)
    tokens = [await send(writer, each) for each in await letters(writer) if each.to == email]

    codes = await crowd.codes(
        *(crowd.send(stranger, CONFIRM, token=token) for token in (*tokens, tokens[0]))
    )

    assert codes == ["LINK_INVALID"] + ["OK"] * 4
    by = "SELECT count(*), count(DISTINCT author_id) FROM comments WHERE post_id = $1"
    assert [tuple(row) for row in await writer.fetch(by, people.post_id)] == [(4, 1)]
    guests = "SELECT count(*) FROM users WHERE claimed_at IS NULL AND username LIKE 'guest-%'"
    assert await writer.fetchval(guests) == 1
