"""Cursors of searches: a place among matches, and the moment at which they were looked for."""

import struct
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

from domain.ordering import Position
from domain.paging import Cursor

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PACKED = struct.Struct(">Iq?q16s")
_LONGEST = 100


class Place(NamedTuple):
    as_of: datetime
    """What comes later is not among the matches."""
    is_by_likeness: bool
    score: int
    id: UUID

    def cursor(self, question: Sequence[object]) -> Cursor:
        microseconds = (self.as_of - _EPOCH) // _MICROSECOND
        packed = _PACKED.pack(
            _mark(question), microseconds, self.is_by_likeness, self.score, self.id.bytes
        )
        return Cursor(urlsafe_b64encode(packed).decode())

    @classmethod
    def parse(cls, text: str, question: Sequence[object]) -> "Place":
        """Read a place from its text. Raises ValueError for anything else."""
        if len(text) > _LONGEST:
            raise ValueError("Too long for a cursor.")
        try:
            packed = b64decode(text, altchars=b"-_", validate=True)
            mark, microseconds, is_by_likeness, score, id = _PACKED.unpack(packed)
            as_of = _EPOCH + microseconds * _MICROSECOND
        except (struct.error, OverflowError) as error:
            raise ValueError("Not a cursor of a search.") from error
        if mark != _mark(question):
            raise ValueError("A cursor of another search.")
        return cls(as_of, is_by_likeness, score, UUID(bytes=id))

    @property
    def position(self) -> Position:
        return Position(self.score, self.id)


def _mark(question: Sequence[object]) -> int:
    return crc32(repr(question).encode())
