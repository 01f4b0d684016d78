"""Mutations that carry a key: each is done once, however often it is sent.

The change, the key and the answer are one transaction. Whoever sends the same request again gets
the same answer, and nothing is done. What changes nothing, because it is refused or fails, keeps no
key: it can be sent again.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphql import OperationType

from broadsheet.encoding import encoded
from broadsheet.fingerprints import Fingerprints
from broadsheet.operations import Caller, Outcome, Run, refuse
from db import idempotency
from db.executor import Connections, Executor
from db.failures import ConnectionLost
from db.idempotency import Done, KeyedRequest, KeyInUse, KeyReused
from db.one_connection import OneConnection
from domain.actor import Member
from domain.clock import Clock
from domain.limits.buckets import Buckets
from domain.unavailable import Unavailable
from execution.gate import AdmittedOperation
from schema.presentation import INTERNAL, UNAVAILABLE

IDEMPOTENCY_KEY_IN_USE = "IDEMPOTENCY_KEY_IN_USE"
IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
IDEMPOTENCY_ANSWER_NOT_KEPT = "IDEMPOTENCY_ANSWER_NOT_KEPT"

_IN_USE = "The request that was sent first with this Idempotency-Key is not done yet."
_REUSED = "This Idempotency-Key was sent before, with another request."
_NOT_KEPT = "This was done before. Its answer was not kept, being large, too much, or a secret."
_AWAY = "The service cannot answer now. Try again in a moment."


_REMOVED_AT_ONCE = 1_000


class _Undone(Exception):  # noqa: N818 - it undoes what should not be kept
    """Nothing has been changed that should be kept."""


class Lines:
    """Has those who come with the same key wait for each other, before they take connections."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lines: dict[Hashable, asyncio.Lock] = {}
        self._lengths: Counter[Hashable] = Counter()

    @asynccontextmanager
    async def turn(self, key: Hashable) -> AsyncIterator[None]:
        """Wait until it is one's turn. Raises KeyInUse when that takes too long."""
        line = self._lines.setdefault(key, asyncio.Lock())
        self._lengths[key] += 1
        try:
            try:
                async with asyncio.timeout(self._seconds):
                    await line.acquire()
            except TimeoutError:
                raise KeyInUse from None
            try:
                yield
            finally:
                line.release()
        finally:
            self._lengths[key] -= 1
            if not self._lengths[key]:
                del self._lengths[key], self._lines[key]


class Uncommitted(Protocol):
    """One request that is being run, in a transaction of its own."""

    def build_context(self, reads: Executor, writes: Connections, caller: Caller) -> Any:
        """Build a context that neither keeps what it reads nor tells anybody of changes."""

    async def committed(self) -> None:
        """Tell of changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedMutations:
    """Runs what carries a key."""

    database: Connections
    begin: Callable[[], Uncommitted]
    clock: Clock
    lines: Lines
    most_bytes: int
    """How large an answer may be to be kept."""
    room: Buckets
    """How many bytes of answers are kept for each user."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    async def __call__(
        self, admitted: AdmittedOperation, caller: Caller, outcome: Outcome, run: Run
    ) -> None:
        """Run a mutation of somebody who is signed in, unless it was run. Anything else is run."""
        request = await self._keyed_request(admitted, caller)
        if request is None:
            await run(admitted, caller, outcome)
            return
        try:
            async with self.lines.turn((request.user_id, request.key)):
                await self._tried_twice(request, admitted, caller, outcome, run)
        except KeyInUse:
            refuse(outcome, IDEMPOTENCY_KEY_IN_USE, _IN_USE)
        except KeyReused:
            refuse(outcome, IDEMPOTENCY_KEY_REUSED, _REUSED)
        except Unavailable:
            refuse(outcome, UNAVAILABLE, _AWAY)

    async def _tried_twice(
        self,
        request: KeyedRequest,
        admitted: AdmittedOperation,
        caller: Caller,
        outcome: Outcome,
        run: Run,
    ) -> None:
        """Run it, and once more if the connection breaks. Whatever was committed is found then."""
        try:
            await self._run(request, admitted, caller, outcome, run)
        except ConnectionLost:
            outcome.refused_with = None
            await self._run(request, admitted, caller, outcome, run)

    async def _run(
        self,
        request: KeyedRequest,
        admitted: AdmittedOperation,
        caller: Caller,
        outcome: Outcome,
        run: Run,
    ) -> None:
        uncommitted = self.begin()
        try:
            async with self.database.acquire() as connection, connection.transaction():
                done = await idempotency.take(connection, request, at=self.clock())
                if done is not None:
                    _replay(done, outcome)
                    return
                only = OneConnection(connection)
                await run(admitted, caller, outcome, within=(only, uncommitted.build_context))
                _undo_failure(only, outcome)
                outcome.body = encoded(outcome.payload)
                if self._may_keep(request, admitted, outcome.body):
                    await idempotency.keep(connection, request, outcome.body)
        except _Undone:
            return
        await uncommitted.committed()

    async def _keyed_request(
        self, admitted: AdmittedOperation, caller: Caller
    ) -> KeyedRequest | None:
        key, actor = caller.idempotency_key, caller.actor
        is_mutation = admitted.prepared.type is OperationType.MUTATION
        if key is None or not is_mutation or not isinstance(actor, Member):
            return None
        # Whoever may do less must not be shown what came of doing more.
        allowed = [actor.role, *sorted(actor.scopes)]
        prepared = admitted.prepared
        asked = [prepared.text, prepared.name, admitted.variables, allowed]
        written = json.dumps(asked, sort_keys=True)
        fingerprint = await self.fingerprints.of(written, actor.user_id, key)
        return KeyedRequest(user_id=actor.user_id, key=key, hash=fingerprint)

    def _may_keep(self, request: KeyedRequest, admitted: AdmittedOperation, answer: bytes) -> bool:
        """Whether an answer is no secret and there is room for it. If so, the room is taken."""
        room, size = self.room.bucket(request.user_id), len(answer)
        if admitted.prepared.answers_secret or size > self.most_bytes or room.wait(size):
            return False
        room.take(size)
        return True


def _replay(done: Done, outcome: Outcome) -> None:
    if done.answer is None:
        refuse(outcome, IDEMPOTENCY_ANSWER_NOT_KEPT, _NOT_KEPT)
    else:
        outcome.body, outcome.is_replayed = done.answer, True


def _undo_failure(only: OneConnection, outcome: Outcome) -> None:
    """Undo what failed by our fault, so that it can be tried again, and what changed nothing."""
    if isinstance(only.failure, ConnectionLost):
        raise only.failure
    if INTERNAL in outcome.codes:
        # Half an answer would say that something was done.
        outcome.payload = {"errors": outcome.payload["errors"]}
        outcome.refused_with = INTERNAL
    if outcome.refused_with is not None or not only.has_changed:
        raise _Undone from only.failure


async def remove_old_keys(
    database: Executor, clock: Clock, *, most_at_once: int = _REMOVED_AT_ONCE
) -> int:
    """Remove every key that is kept no longer, in statements that are each soon done."""
    removed = 0
    while True:
        some = await idempotency.remove_old(database, at=clock(), most=most_at_once)
        removed += some
        if some < most_at_once:
            return removed
