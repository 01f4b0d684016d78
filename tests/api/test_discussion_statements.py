"""How many statements keeping order takes, and what reading of it does."""

from typing import Any

import asyncpg
import pytest

from domain.ids import COMMENT, PUBLICATION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.post_callers import make_people
from tests.api.test_writing_statements import counted
from tests.factories import hold_comment, make_comment
from tests.pinned import PinnedDatabase

READ = """
    query ($id: ID!, $first: Int!) {
      node(id: $id) {
        ... on Post {
          discussion { policy closesAt isLocked isOpen }
          pinnedComments { id isPinned }
          viewerCanModerateComments
          viewerCanComment
          thread(first: $first) {
            nodes { id isPinned isLocked isHidden isHeld viewerCanReply }
          }
        }
      }
    }
"""

QUEUES = """
    query ($id: ID!, $first: Int!) {
      viewer { heldComments(first: $first) { nodes { isHeld } } }
      node(id: $id) { ... on Publication { heldComments(first: $first) { nodes { isHeld } } } }
    }
"""


@pytest.mark.parametrize("size", [1, 40])
async def test_a_step_takes_as_many_statements_however_long_the_thread(
    database: PinnedDatabase, connection: asyncpg.Connection, api: Api, size: int
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    stranger, editor = people.member("a stranger"), people.member("an editor")
    parent = await make_comment(database, people.post_id, stranger)
    comment, above = COMMENT.text_of(parent), parent
    for _ in range(size):
        above = await make_comment(database, people.post_id, stranger, parent_id=above)
    held = await make_comment(database, people.post_id, stranger)
    await hold_comment(database, held)
    rejected = await make_comment(database, people.post_id, stranger)
    await hold_comment(database, rejected)
    taken: dict[str, int] = {}

    async def take(name: str, given: Any, actor: Any = editor) -> None:
        title = name[0].upper() + name[1:]
        document = f"""
            mutation ($input: {title}Input!) {{
                {name}(input: $input) {{ __typename }}
            }}
        """
        with counted(connection) as statements:
            answer = await api(document, actor=actor, input=given)
        assert answer[name]["__typename"] == f"{title}Success", name
        taken[name] = len(statements)

    # What the driver asks about types of columns is asked once.
    await take("lockThread", {"postId": people.id})
    await take("unlockThread", {"postId": people.id})
    await take("pinComment", {"commentId": comment})
    await take("unpinComment", {"commentId": comment})
    await take("lockThread", {"commentId": comment})
    await take("unlockThread", {"commentId": comment})
    await take("hideComment", {"commentId": comment})
    await take("unhideComment", {"commentId": comment})
    await take("approveComment", {"commentId": COMMENT.text_of(held)})
    await take("rejectComment", {"commentId": COMMENT.text_of(rejected)})
    await take("setPostDiscussion", {"postId": people.id, "policy": "OFF"})
    publication = {"publicationId": PUBLICATION.text_of(people.publication_id), "policy": "OFF"}
    await take("setPublicationDiscussion", publication, people.member("an owner"))

    assert taken == {
        "lockThread": 6,
        "unlockThread": 6,
        "pinComment": 6,
        "unpinComment": 6,
        "hideComment": 9,
        "unhideComment": 10,
        "approveComment": 13,
        "rejectComment": 9,
        "setPostDiscussion": 5,
        "setPublicationDiscussion": 5,
    }


@pytest.mark.parametrize("first", [1, 30])
async def test_reading_takes_one_statement_for_each_kind_of_thing(
    database: PinnedDatabase, api: Api, first: int
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    stranger = people.member("a stranger")
    for _ in range(30):
        await make_comment(database, people.post_id, stranger)
    await database.execute(
        "INSERT INTO comment_locks SELECT id, post_id, created_at FROM comments LIMIT 5"
    )

    database.statements.clear()
    await api(READ, id=people.id, first=first)
    anonymous = len(database.statements)
    database.statements.clear()
    await api(READ, actor=people.actor("an editor"), id=people.id, first=first)

    assert (anonymous, len(database.statements)) == (6, 9)


@pytest.mark.parametrize("first", [1, 10])
async def test_a_queue_is_read_by_as_many_statements_however_long(
    database: PinnedDatabase, api: Api, first: int
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    for _ in range(10):
        comment_id = await make_comment(database, people.post_id, people.member("a stranger"))
        await hold_comment(database, comment_id)
    database.statements.clear()

    id = PUBLICATION.text_of(people.publication_id)
    await api(QUEUES, actor=people.actor("an editor"), id=id, first=first)

    assert len(database.statements) == 5
