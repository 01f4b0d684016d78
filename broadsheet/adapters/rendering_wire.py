"""What we and the processes that render say to each other, through pipes."""

import struct

import msgspec

from domain.content.models import KnownPerson, Rendering

READY = b"ready"
"""What a worker says when it has loaded everything and its first text will not have to wait."""

REQUEST = struct.Struct("!dI")
"""The seconds a text may take, and the length in bytes of what is asked for. That follows."""

ANSWER = struct.Struct("!I")
"""The length of an answer in bytes. The answer follows."""


class Asked(msgspec.Struct, frozen=True):
    """A text to render, and who is called as it may name people."""

    markdown: str
    people: dict[str, KnownPerson]


class Rendered(msgspec.Struct, frozen=True, tag=True):
    rendering: Rendering


class NotRendered(msgspec.Struct, frozen=True, tag=True):
    """The text was refused, for this reason."""

    message: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Rendering raised what it must not raise."""

    report: str


Answer = Rendered | NotRendered | Failed
