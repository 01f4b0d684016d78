"""Operations made at random from our own schema, on real rows, whole and broken, in both executors.

CONTRIBUTING.md tells how to make many more of them than an ordinary run does.
"""

import json
import re
from collections.abc import AsyncIterator, Collection
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from graphql import OperationType
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from domain.actor import Actor, Member
from execution.gate import AdmittedOperation, Gate, OperationRequest
from execution.refusals import OperationRefused
from execution.run import Answer, core_schema, run, run_by_reference
from schema.presentation import Presenter
from schema.schema import schema
from tests.api.client import NOBODY, Api, context_of, read
from tests.api.filled_lists import fill_lists
from tests.api.spoiling import WAYS, allow_spoiling
from tests.execution.comparing import told
from tests.execution.operations import EXAMPLES, Known, Operation, operations
from tests.pinned import PinnedDatabase

# Where a field fails, graphql-core leaves others beside it that it has begun.
pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine 'Executor.complete_awaitable_value' was never awaited:RuntimeWarning"
)

CORE = core_schema(schema)

_MADE_AT_RANDOM = re.compile(r"\bbs[a-z]_[A-Za-z0-9_-]{49}|\b[a-z]+_[0-9a-f]{32}\b")

_STRANGE = ["", "nobody", "post_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "\U0001f600"]

_FOUND = """
{
  posts(first: 3) { edges { cursor node { id ...discussed } } }
  users(first: 2) { edges { cursor node { id } } }
  tags(first: 2) { edges { cursor node { slug } } }
  publications(first: 2) { edges { cursor node { id } } }
}
fragment discussed on Post { comments(first: 2) { edges { cursor node { id } } } }
"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def filled(connection: asyncpg.Connection) -> AsyncIterator[PinnedDatabase]:
    transaction = connection.transaction()
    await transaction.start()
    database = PinnedDatabase(connection)
    await fill_lists(database)
    await allow_spoiling(database)
    yield database
    await transaction.rollback()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def known(filled: PinnedDatabase) -> Known:
    """Values that some fields answer to, beside such as none does."""
    found = _texts(await Api(filled)(_FOUND))
    ids = [text for name, text in found if name == "id"]
    drafts = await filled.fetch("SELECT id FROM posts WHERE status = 'draft' LIMIT 2")
    ids += ["post_" + row[0].hex for row in drafts]
    cursors = [text for name, text in found if name == "cursor"]
    handles = ["gazette", "gazette", *_STRANGE]
    slugs = ["post-0", "post-1", "page-0", "common", "tag-1", *_STRANGE]
    return {
        "ID": [*ids, *_STRANGE],
        "after": [*cursors, *_STRANGE],
        "before": [*cursors, *_STRANGE],
        "publication": handles,
        "handle": handles,
        "username": ["writer", "writer", *_STRANGE],
        "slug": slugs,
        "path": [*slugs, "old/0", "old/1", "series/series-1", "tag/common"],
    }


def _texts(found: Any) -> list[tuple[str, str]]:
    """Return every text of an answer, with its name."""
    match found:
        case dict():
            own = [(name, text) for name, text in found.items() if isinstance(text, str)]
            return own + [pair for value in found.values() for pair in _texts(value)]
        case list():
            return [pair for value in found for pair in _texts(value)]
    return []


class BothExecutors:
    """Asks a broken database in both ways, and undoes what that has changed."""

    def __init__(
        self, database: PinnedDatabase, actor: Actor, way: str, known: Collection[str] = ()
    ) -> None:
        self._database = database
        self._actor = actor
        self._way = way
        self._known = known

    async def compare(self, admitted: AdmittedOperation) -> Answer:
        """Ask a new operation twice: its plan is walked first, and compiled then."""
        reference = await self._ask(run_by_reference, admitted)
        walked, compiled = [await self._ask(run, admitted) for _ in range(2)]
        for answer in (walked, compiled):
            data = read(answer.data)
            assert self._without_chance(data) == self._without_chance(read(reference.data))
            assert told(answer, data) == told(reference, data)
            assert answer.items == reference.items <= admitted.cost.requested
            assert answer.is_planned or answer.errors
        return compiled

    def _without_chance(self, data: Any) -> Any:
        """Return data without the secrets and ids that were made for it: none comes twice."""

        def masked(made: re.Match[str]) -> str:
            return made[0] if made[0] in self._known else made[0].partition("_")[0]

        return json.loads(_MADE_AT_RANDOM.sub(masked, json.dumps(data)))

    async def _ask(self, by: Any, admitted: AdmittedOperation) -> Answer:
        async with self._database.acquire() as connection:
            transaction = connection.transaction()
            await transaction.start()
        try:
            await self._database.execute(WAYS[self._way])
            answer: Answer = await by(
                schema,
                admitted,
                context_of(self._database, self._actor),
                present=Presenter("a-test"),
            )
        finally:
            # What an answer that failed has left behind may still be reading.
            async with self._database.acquire():
                await transaction.rollback()
        return answer


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink one takes many minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
@given(choices=st.data(), way=st.sampled_from([*["nothing"] * 6, *WAYS]))
async def test_random_operations_have_one_answer(
    filled: PinnedDatabase, known: Known, choices: st.DataObject, way: str
) -> None:
    kind = choices.draw(st.sampled_from([*[OperationType.QUERY] * 5, OperationType.MUTATION]))
    operation: Operation = choices.draw(operations(CORE, known, kind, deepest=6))
    writer = await filled.fetchval("SELECT id FROM users WHERE username = 'writer'")
    actors: list[Actor] = [NOBODY, Member(user_id=writer)]
    actor = choices.draw(st.sampled_from(actors))
    request = OperationRequest(query=operation.text, variables=operation.variables)
    try:
        admitted = Gate(CORE).admit(request)
    except OperationRefused as refused:
        event(f"not let in: {refused.code}")
        return

    answer = await BothExecutors(filled, actor, way, known["ID"]).compare(admitted)

    event("errors" if answer.errors else "no errors")
    event("planned" if answer.is_planned else "not planned")
    event(way)
