"""Requests that are sent again and again, byte for byte, as programs do.

What a gate decides follows from the document, the variables and the settings alone: not from who
asks, nor when. So the bytes that were let in before are let in again, without being read.
"""

from collections import OrderedDict
from collections.abc import Sized
from typing import Generic, NamedTuple, TypeVar

from execution.documents import Documents, PreparedOperation

Admitted = TypeVar("Admitted")

_BYTES_OF_A_REQUEST = 800
_BYTES_OF_A_VARIABLE = 140
"""Both as measured; a test holds them against what Python says."""


class _Known(NamedTuple, Generic[Admitted]):
    prepared: PreparedOperation
    admitted: Admitted
    bytes: int


class KnownRequests(Generic[Admitted]):
    """What was admitted, by the bytes it was sent as: short ones, those used most recently.

    It keeps no document: with its document a request is forgotten.
    """

    def __init__(self, documents: Documents, *, most_bytes: int, longest: int) -> None:
        self.bytes = 0
        self._documents = documents
        self._most_bytes = most_bytes
        self._longest = longest
        self._known: OrderedDict[bytes, _Known[Admitted]] = OrderedDict()
        documents.when_forgotten(self._forget_all_of)

    def __len__(self) -> int:
        return len(self._known)

    def find(self, sent: bytes) -> Admitted | None:
        known = self._known.get(sent)
        if known is None:
            return None
        self._known.move_to_end(sent)
        self._documents.use(known.prepared)
        return known.admitted

    def keep(
        self, sent: bytes, prepared: PreparedOperation, admitted: Admitted, variables: Sized
    ) -> None:
        if len(sent) > self._longest or sent in self._known or not self._documents.use(prepared):
            return
        size = _BYTES_OF_A_REQUEST + 2 * len(sent) + _BYTES_OF_A_VARIABLE * len(variables)
        self._known[sent] = _Known(prepared, admitted, size)
        self.bytes += size
        prepared.known_as.add(sent)
        while self.bytes > self._most_bytes:
            self._forget(next(iter(self._known)))

    def _forget_all_of(self, prepared: PreparedOperation) -> None:
        for sent in list(prepared.known_as):
            self._forget(sent)

    def _forget(self, sent: bytes) -> None:
        forgotten = self._known.pop(sent)
        self.bytes -= forgotten.bytes
        forgotten.prepared.known_as.discard(sent)
