"""Answers to GET that are the same for everyone: callers may keep them, and so may we."""

from dataclasses import dataclass

from graphql import OperationType

from broadsheet.answer_cache import AnswerCache, SharedAnswer, key_of
from broadsheet.encoding import encoded
from broadsheet.operations import Caller, Operations, Outcome
from db.recording import Dependencies
from domain.actor import seen_by
from execution.gate import OperationRequest

READS_ONLY = frozenset({OperationType.QUERY})


@dataclass(frozen=True, slots=True)
class SharedAnswers:
    """Answers reads, and says of each answer whether it may be shared."""

    operations: Operations
    cache: AnswerCache | None = None

    def kept(self, request: OperationRequest, caller: Caller) -> Outcome | None:
        """Return an answer that was given before and is still right.

        Costs neither planning nor SQL nor writing JSON, and takes no place of those that run.
        """
        key = self._key(request, caller)
        found = self.cache.find(key) if self.cache and key else None
        if found is None:
            return None
        return Outcome(shared=found, operation=found.operation, cost=found.cost)

    async def answer(self, request: OperationRequest, caller: Caller) -> Outcome:
        """Answer one operation, and keep the answer if it may be. Raises like `Operations`."""
        key = self._key(request, caller)
        position = self.cache.position() if self.cache and key else None
        made_of = None if position is None else Dependencies()
        outcome = await self.operations.answer(
            request,
            caller,
            allowed=READS_ONLY,
            may_be_shared=not caller.looks_inside,
            made_of=made_of,
        )
        if not _is_shared(outcome, caller):
            return outcome
        body = encoded(outcome.payload)
        outcome.shared = SharedAnswer.of(body, operation=outcome.operation, cost=outcome.cost)
        if self.cache and key and made_of is not None and position is not None:
            self.cache.keep(key, outcome.shared, made_of, read_since=position)
        return outcome

    def _key(self, request: OperationRequest, caller: Caller) -> bytes | None:
        """Whoever says who they are, or watches our statements, is answered anew.

        So is who sends a text with its hash, which only the gate can keep.
        """
        if self.cache is None or caller.has_credentials or caller.looks_inside:
            return None
        if request.registers:
            return None
        return key_of(request)


def _is_shared(outcome: Outcome, caller: Caller) -> bool:
    """Whether an answer is right for everyone, and the same until what it shows changes."""
    if outcome.prepared is None or outcome.codes or caller.looks_inside:
        return False
    if caller.allowance is not None and caller.allowance.was_told:
        return False
    if caller.has_credentials and outcome.prepared.differs_by_viewer:
        return False
    if seen_by(caller.actor) is not None:
        return False
    return not outcome.prepared.answers_secret
