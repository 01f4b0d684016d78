"""Whole answers, kept until something they show changes."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

import orjson

from db.change_feed import ChangeFeed
from db.changes import Changes, all_of
from db.recording import Dependencies
from execution.gate import OperationRequest

# What Python takes for an answer, and for a name and its place in the index: some bytes more than
# measured. See docs/caching.md.
_BYTES_OF_AN_ANSWER = 1_000
_BYTES_OF_A_NAME = 500

_LARGEST_SHARE = 8
"""No answer takes more than this part of the cache: one that does would drive out all others."""

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """The bytes of an answer that is the same for everyone, and what the log says of it."""

    body: bytes
    operation: str | None
    cost: int | None
    digest: str

    @classmethod
    def of(cls, body: bytes, *, operation: str | None, cost: int | None) -> "SharedAnswer":
        digest = sha256(body).digest()[:_DIGEST_BYTES].hex()
        return cls(body=body, operation=operation, cost=cost, digest=digest)


@dataclass(slots=True)
class AnswerCounts:
    """How the cache has fared."""

    hits: int = 0
    misses: int = 0
    dropped: int = 0
    """Answers that showed something that changed."""
    answers: int = 0
    bytes: int = 0
    """What is kept now, with what it takes to find it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    answer: SharedAnswer
    names: Collection[str]

    @property
    def bytes(self) -> int:
        names = len(self.names) * _BYTES_OF_A_NAME
        return len(self.answer.body) + names + _BYTES_OF_AN_ANSWER


class AnswerCache:
    """Answers by what was asked; of too many, those asked for longest ago go.

    While the feed is not live, nothing is in here and nothing can be put in.
    """

    def __init__(self, feed: ChangeFeed, most_bytes: int) -> None:
        self._feed = feed
        self._most_bytes = most_bytes
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()
        self._shown_in: defaultdict[str, set[bytes]] = defaultdict(set)
        self.counts = AnswerCounts()
        feed.listen(self._hear)

    def find(self, key: bytes) -> SharedAnswer | None:
        entry = self._entries.get(key)
        if entry is None:
            self.counts.misses += 1
            return None
        self._entries.move_to_end(key)
        self.counts.hits += 1
        return entry.answer

    def position(self) -> int | None:
        """Return the place to read on from in order to keep. None: nothing can be kept now."""
        return self._feed.position if self._feed.is_live else None

    def keep(
        self, key: bytes, answer: SharedAnswer, made_of: Dependencies, *, read_since: int
    ) -> bool:
        """Keep an answer, unless something it shows has changed since it was begun to be read."""
        if not made_of.are_known or not self._feed.is_live:
            return False
        names = frozenset(made_of.names)
        entry = _Entry(answer, names | {all_of(name) for name in names})
        if entry.bytes > self._most_bytes // _LARGEST_SHARE:
            return False
        if self._feed.recent.has_changed(names, since=read_since):
            return False
        self._forget(key)
        self._entries[key] = entry
        for name in entry.names:
            self._shown_in[name].add(key)
        self.counts.bytes += entry.bytes
        while self.counts.bytes > self._most_bytes:
            self._forget(next(iter(self._entries)))
        self.counts.answers = len(self._entries)
        return True

    def _hear(self, changes: Changes) -> None:
        if changes.are_everything:
            keys = set(self._entries)
        else:
            keys = {key for name in changes.names for key in self._shown_in.get(name, ())}
        for key in keys:
            self._forget(key)
        self.counts.dropped += len(keys)
        self.counts.answers = len(self._entries)

    def _forget(self, key: bytes) -> None:
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self.counts.bytes -= entry.bytes
        for name in entry.names:
            keys = self._shown_in[name]
            keys.discard(key)
            if not keys:
                del self._shown_in[name]


def key_of(request: OperationRequest) -> bytes | None:
    """Return what tells a request from all others, or None for one that cannot be kept.

    Everything in the request counts. Variables in another order are the same.
    """
    try:
        written = orjson.dumps(request, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        return None  # an integer of more than 64 bits, or half a surrogate pair
    return sha256(written).digest()
