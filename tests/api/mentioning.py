"""Naming people in comments, and who is told of it."""

import json
from typing import Any

from domain.actor import Member
from domain.ids import POST, USER, PostId
from tests.api.callers import ask, mutation
from tests.api.client import Api
from tests.pinned import PinnedDatabase

_COMMENT = "comment { id content { html } mentions { username } }"
ADD = mutation("addComment", _COMMENT)
UPDATE = mutation("updateComment", _COMMENT)

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
