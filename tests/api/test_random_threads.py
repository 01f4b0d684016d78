"""Discussions made at random: whatever is written, the pages of a thread are its tree."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import asyncpg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.actor import Member
from domain.ids import COMMENT, POST, GlobalId, PostId
from tests.api.callers import ask, mutation
from tests.api.client import WORLD, Api
from tests.api.lists import BACKWARD, FORWARD, Way
from tests.changes.keyed import Hands
from tests.discussions import assert_sound
from tests.factories import NOON, make_post, make_user
from tests.pinned import PinnedDatabase

EXAMPLES = int(os.environ.get("BROADSHEET_RANDOM_THREADS", "20"))

ADD = mutation("addComment", "comment { id }")
UPDATE = mutation("updateComment", "comment { id }")
DELETE = mutation("deleteComment", "goneCommentIds")

THREAD = """
    query ($id: ID!, $depth: Int, $first: Int, $after: String, $last: Int, $before: String) {
      node(id: $id) {
        ... on Post {
          thread(maxDepth: $depth, first: $first, after: $after, last: $last, before: $before) {
            totalCount
            edges { cursor depth parentId node { id isDeleted content { markdown } } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
      }
    }
"""

# As an import leaves it, or somebody who repairs tables: no room between any two.
SQUEEZE = """
    UPDATE comments SET position = dense.position
      FROM (SELECT id, row_number() OVER (ORDER BY position) AS position FROM comments) AS dense
     WHERE comments.id = dense.id
"""

_CHANGES = st.sampled_from(["add"] * 8 + ["delete"] * 4 + ["update", "squeeze"])


@dataclass
class Discussion:
    """One discussion, and whoever changes it by chance."""

    database: PinnedDatabase
    choices: st.DataObject
    ada: Member
    post_id: PostId
    clock: Hands
    said: dict[GlobalId, str | None] = field(default_factory=dict)
    """What each comment says, or None once it is deleted."""

    @property
    def api(self) -> Api:
        return Api(self.database, self.ada, world=replace(WORLD, clock=self.clock))

    async def change(self) -> None:
        """Do anything. The clock goes as it likes: writers are slow, and servers differ."""
        self.clock.now = NOON + timedelta(seconds=self.choices.draw(st.integers(0, 5)))
        kind = self.choices.draw(_CHANGES)
        there = [id for id, text in self.said.items() if text is not None]
        if kind == "squeeze":
            await self.database.execute(SQUEEZE)
        elif kind == "add" or not there:
            await self._add(there)
        elif kind == "delete":
            await self._delete(self.choices.draw(st.sampled_from(there)))
        else:
            await self._update(self.choices.draw(st.sampled_from(there)))

    async def _add(self, there: list[GlobalId]) -> None:
        # Deep and wide discussions are both likely: the last comment is answered often.
        parents = [None, *there, *[there[-1]] * len(there)] if there else [None]
        markdown = f"Number {len(self.said)}"
        given = {"parentId": self.choices.draw(st.sampled_from(parents)), "markdown": markdown}
        result = await ask(self.api, ADD, self.ada, postId=POST.text_of(self.post_id), **given)
        self.said[result["comment"]["id"]] = markdown

    async def _update(self, id: GlobalId) -> None:
        markdown = f"{self.said[id]}, again"
        result = await ask(self.api, UPDATE, self.ada, commentId=id, markdown=markdown)
        assert result["comment"]["id"] == id
        self.said[id] = markdown

    async def _delete(self, id: GlobalId) -> None:
        result = await ask(self.api, DELETE, self.ada, commentId=id)
        self.said[id] = None
        assert all(self.said[gone] is None for gone in result["goneCommentIds"])

    async def shown(self, depth: int | None = None) -> list[GlobalId]:
        """Return what is to be shown, in its order."""
        stored = await assert_sound(self.database, self.post_id)
        assert {COMMENT.text_of(row["id"]) for row in stored if not row["is_deleted"]} == {
            id for id, text in self.said.items() if text is not None
        }
        return [
            COMMENT.text_of(row["id"])
            for row in stored
            if not row["is_bare"] and (depth is None or row["depth"] < depth)
        ]

    async def page(self, way: Way, cursor: str | None, depth: int | None) -> Mapping[str, Any]:
        size = self.choices.draw(st.integers(1, 6))
        asked: dict[str, Any] = {way.size: size, way.beside: cursor, "depth": depth}
        answer = await self.api(THREAD, id=POST.text_of(self.post_id), **asked)
        found: Mapping[str, Any] = answer["node"]["thread"]
        for edge in found["edges"]:
            node = edge["node"]
            assert node["isDeleted"] is (self.said[node["id"]] is None)
            assert (node["content"] or {}).get("markdown") == self.said[node["id"]]
        return found

    async def walk(self, way: Way, *, depth: int | None = None, changes: int = 0) -> list[GlobalId]:
        """Read the discussion a page at a time, and return it in its order."""
        pages: list[list[GlobalId]] = []
        cursor, is_more = None, True
        while is_more:
            page = await self.page(way, cursor, depth)
            pages.append([edge["node"]["id"] for edge in page["edges"]])
            cursor, is_more = page["pageInfo"][way.cursor], page["pageInfo"][way.is_more]
            for _ in range(changes):
                await self.change()
        return [id for page in (pages if way is FORWARD else reversed(pages)) for id in page]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink one takes many minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
@given(choices=st.data(), size=st.integers(0, 30))
async def test_the_pages_of_a_thread_are_its_tree(
    connection: asyncpg.Connection, choices: st.DataObject, size: int
) -> None:
    transaction = connection.transaction()
    await transaction.start()
    try:
        database = PinnedDatabase(connection)
        ada = await make_user(database)
        post_id = await make_post(database, ada)
        discussion = Discussion(database, choices, ada, post_id, Hands())
        for _ in range(size):
            await discussion.change()

        for way in (FORWARD, BACKWARD):
            depth = choices.draw(st.sampled_from([None, 1, 3]))
            assert await discussion.walk(way, depth=depth) == await discussion.shown(depth)

        way = choices.draw(st.sampled_from([FORWARD, BACKWARD]))
        before = await discussion.shown()
        walked = await discussion.walk(way, changes=2)
        after = await discussion.shown()
        assert len(set(walked)) == len(walked), "something came twice"
        stayed = [id for id in before if id in after]
        assert [id for id in walked if id in stayed] == stayed, "something was skipped"
    finally:
        await transaction.rollback()
