"""Documents that callers name instead of sending them: trusted ones, and those registered before.

The protocol of the second kind is Apollo's, automatic persisted queries: a caller names a document
by its sha256, and sends the text with it only when told that nobody knows it.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic
from typing import Any

from execution.codes import Code
from execution.refusals import OperationRefused, refusal

_SHA256 = re.compile("[0-9a-f]{64}")
_PREFIX = "sha256:"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryLimits:
    """What callers may have kept, and how fast."""

    registers: bool = True
    """Whether anything is kept at all. Trusted documents are known in any case."""

    documents: int = 1_000
    characters: int = 1_000_000
    """The length of all that are kept, together."""

    length: int = 10_000
    """The characters of one. Longer ones are answered, and not kept."""

    a_minute: int = 60
    """New ones a minute. Those beyond are answered, and not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedDocuments:
    """Documents the operator has put there. They are never forgotten."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """By their ids."""

    nothing_else: bool = False
    """Whether all other documents are refused."""


class Registry:
    """Finds the texts of documents that are named, and keeps some that are new."""

    def __init__(
        self,
        limits: RegistryLimits,
        trusted: TrustedDocuments,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._limits = limits
        self._by_id = dict(trusted.texts)
        self._by_hash = {sha256_of(text): text for text in trusted.texts.values()}
        self._trusted = frozenset(trusted.texts.values())
        self.knows_all = trusted.nothing_else
        self._registered: OrderedDict[str, str] = OrderedDict()
        self._clock = clock
        self._allowance = float(limits.a_minute)
        self._counted_at = clock()
        self.characters = 0
        self.found = 0
        """How many requests named a document that was known."""
        self.kept = 0
        """How many were registered since the start."""
        self.not_kept = 0
        """How many were not, being too long or too many."""

    def __len__(self) -> int:
        return len(self._registered)

    def find_by_id(self, document_id: str) -> str:
        """Return the text of a trusted document. Raises OperationRefused."""
        text = self._by_id.get(document_id)
        if text is None and document_id.startswith(_PREFIX):
            text = self._by_hash.get(document_id.removeprefix(_PREFIX).lower())
        if text is None:
            raise not_trusted() if self.knows_all else _not_found()
        self.found += 1
        return text

    def find_by_hash(self, name: str) -> str:
        """Return the text with this sha256. Raises OperationRefused."""
        text = self._by_hash.get(name)
        if text is not None:
            self.found += 1
            return text
        if self.knows_all:
            raise not_trusted()
        if not self._limits.registers:
            raise refusal(Code.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported")
        text = self._registered.get(name)
        if text is None:
            raise _not_found()
        self._registered.move_to_end(name)
        self.found += 1
        return text

    def check(self, name: str, text: str) -> None:
        """Refuse a text that has another sha256. Raises OperationRefused."""
        if self._registered.get(name) != text and sha256_of(text) != name:
            raise refusal(Code.BAD_USER_INPUT, "The sha256Hash is not that of the document.")

    def is_trusted(self, text: str) -> bool:
        return text in self._trusted

    def keep(self, name: str, text: str) -> None:
        """Keep a text that has been checked, and has passed the gate, if there is leave to."""
        if name in self._registered:
            self._registered.move_to_end(name)
        elif self._limits.registers and not self.is_trusted(text):
            if len(text) <= self._limits.length and self._may_register():
                self._register(name, text)
            else:
                self.not_kept += 1

    def _register(self, name: str, text: str) -> None:
        self._registered[name] = text
        self.characters += len(text)
        self.kept += 1
        limits = self._limits
        while len(self) > limits.documents or self.characters > limits.characters:
            _, forgotten = self._registered.popitem(last=False)
            self.characters -= len(forgotten)

    def _may_register(self) -> bool:
        """Take one from what the time since the last registration has added."""
        now, most = self._clock(), self._limits.a_minute
        earned = (now - self._counted_at) * most / 60
        self._allowance = min(most, self._allowance + earned)
        self._counted_at = now
        if self._allowance < 1:
            return False
        self._allowance -= 1
        return True


def hash_in(extensions: Mapping[str, Any]) -> str | None:
    """Return the hash that a request names its document by, if any. Raises OperationRefused."""
    asked = extensions.get("persistedQuery")
    if asked is None:
        return None
    if not isinstance(asked, Mapping):
        raise refusal(Code.BAD_USER_INPUT, "`persistedQuery` must be an object.")
    version, name = asked.get("version"), asked.get("sha256Hash")
    if version != 1 or isinstance(version, bool):
        raise refusal(Code.BAD_USER_INPUT, "The only version of `persistedQuery` is 1.")
    if not isinstance(name, str) or not is_sha256(name.lower()):
        raise refusal(Code.BAD_USER_INPUT, "`sha256Hash` must be 64 hexadecimal digits.")
    return name.lower()


def is_sha256(name: str) -> bool:
    return _SHA256.fullmatch(name) is not None


def sha256_of(text: str) -> str:
    """Return the hash of a text. It must be storable."""
    return sha256(text.encode()).hexdigest()


def not_trusted() -> OperationRefused:
    return refusal(Code.DOCUMENT_NOT_TRUSTED, "Only trusted documents are answered here.")


def _not_found() -> OperationRefused:
    # Apollo's clients compare this very message.
    return refusal(Code.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")
