"""Texts that are shown again and again, kept in memory."""

from collections.abc import Mapping, Sequence

from broadsheet.kept import Kept
from db.change_feed import ChangeFeed
from db.changes import Changes, ids_of, row
from db.content import contents_by_id, dear_parts
from db.executor import Executor
from db.recording import note
from domain.content.models import Content
from domain.ids import ContentId

_TABLE = "contents"
_BYTES_BESIDES = 500
"""What a text takes besides its characters, about: ids, counts, and its place here."""

_Key = tuple[ContentId, frozenset[str]]


class TextStore:
    """Texts by id, with those of their dear parts that somebody has asked for.

    Bounded in characters, of which each takes one to four bytes.
    """

    table = _TABLE

    def __init__(self, feed: ChangeFeed, *, most_characters: int) -> None:
        self.hits = 0
        self.misses = 0
        self._feed = feed
        self._kept: Kept[_Key, Content] = Kept(feed, most_characters, weigh=_characters)
        self._parts: set[frozenset[str]] = set()
        feed.listen(self._hear)

    def __len__(self) -> int:
        return len(self._kept)

    async def by_id(
        self, reads: Executor, ids: Sequence[ContentId], *, parts: frozenset[str] | None
    ) -> Mapping[ContentId, Content]:
        wanted = dear_parts(parts)
        note(reads, _TABLE, ids)
        kept = self._kept.get_all([(id, wanted) for id in ids])
        found = {id: text for (id, _), text in kept.items()}
        self.hits += len(found)
        if len(found) < len(ids):
            found |= await self._read(reads, [id for id in ids if id not in found], wanted)
        return found

    async def _read(
        self, reads: Executor, missing: Sequence[ContentId], wanted: frozenset[str]
    ) -> Mapping[ContentId, Content]:
        self.misses += len(missing)
        self._parts.add(wanted)
        since = self._feed.position
        read = await contents_by_id(reads, missing, parts=wanted)
        for id, text in read.items():
            self._kept.put((id, wanted), text, read_since=since, shows=(row(_TABLE, id),))
        return read

    def _hear(self, changes: Changes) -> None:
        if changes.concern_all_of(_TABLE):
            self._kept.clear()
        elif _TABLE in changes.names:
            changed = ids_of(_TABLE, changes)
            self._kept.drop((ContentId(id), parts) for id in changed for parts in self._parts)


def _characters(text: Content) -> int:
    # What was not asked for is missing.
    dear = (text.markdown, text.html, text.text)
    return _BYTES_BESIDES + len(text.brief) + sum(len(part) for part in dear if part)
