"""The orders of lists, and the positions of items in them.

A position is a key, then an id to break ties. Its text carries the order it belongs to, so that a
cursor of one list is not taken for a place in another.
"""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID
from zlib import crc32

Key = datetime | int | str

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOMENT_BYTES, _NUMBER_BYTES, _ID_BYTES, _MARK_BYTES = 8, 4, 16, 4
_END_OF_TEXT = "\0"
# PostgreSQL keeps no key of more than 2,704 bytes in an index.
_LONGEST_TEXT = 4_000


class Position(NamedTuple):
    """Where an item stands in a list."""

    key: Key
    id: UUID


@dataclass(frozen=True, slots=True)
class KeyKind:
    """A kind of key: how it is written into a cursor, and read again."""

    pack: Callable[[Any], bytes]
    unpack: Callable[[bytes], Key]


def _integer(packed: bytes, length: int) -> int:
    if len(packed) != length:
        raise ValueError("Not a key.")
    return int.from_bytes(packed, signed=True)


def _pack_number(number: int) -> bytes:
    return number.to_bytes(_NUMBER_BYTES, signed=True)


def _unpack_number(packed: bytes) -> int:
    return _integer(packed, _NUMBER_BYTES)


def _pack_moment(moment: datetime) -> bytes:
    return ((moment - _EPOCH) // _MICROSECOND).to_bytes(_MOMENT_BYTES, signed=True)


def _unpack_moment(packed: bytes) -> datetime:
    try:
        return _EPOCH + _integer(packed, _MOMENT_BYTES) * _MICROSECOND
    except OverflowError as error:
        raise ValueError(*error.args) from error


def _pack_text(text: str) -> bytes:
    return f"{text}{_END_OF_TEXT}".encode()


def _unpack_text(packed: bytes) -> str:
    """Read a text. Without its end, a cursor cut short would name another place."""
    text, end, rest = packed.decode().partition(_END_OF_TEXT)
    if not end or rest:
        raise ValueError("Not a name.")
    return text


MOMENT = KeyKind(_pack_moment, _unpack_moment)
NUMBER = KeyKind(_pack_number, _unpack_number)
TEXT = KeyKind(_pack_text, _unpack_text)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: by an attribute of its items, then by their ids."""

    name: str
    attribute: str
    kind: KeyKind
    descending: bool = False

    def position_of(self, item: Any) -> Position:
        return Position(attrgetter(self.attribute)(item), item.id)

    def text_of(self, position: Position) -> str:
        packed = self._mark + self.kind.pack(position.key) + position.id.bytes
        return urlsafe_b64encode(packed).decode()

    def parse(self, text: str) -> Position:
        """Read a position from its text. Raises ValueError for anything else."""
        if len(text) > _LONGEST_TEXT:
            raise ValueError("Too long for a cursor.")
        packed = b64decode(text, altchars=b"-_", validate=True)
        mark, key, id = packed[:_MARK_BYTES], packed[_MARK_BYTES:-_ID_BYTES], packed[-_ID_BYTES:]
        if mark != self._mark or len(packed) < _MARK_BYTES + _ID_BYTES:
            raise ValueError("Not a cursor of this list.")
        return Position(self.kind.unpack(key), UUID(bytes=id))

    @property
    def _mark(self) -> bytes:
        return crc32(self.name.encode()).to_bytes(_MARK_BYTES)
