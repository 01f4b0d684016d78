"""What a process that makes pictures says, through its output."""

import msgspec

from domain.media.uploads import Prepared


class Made(msgspec.Struct, frozen=True, tag=True):
    prepared: Prepared


class NotMade(msgspec.Struct, frozen=True, tag=True):
    """The file was refused, with this code."""

    code: str
    message: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Decoding raised what it must not raise."""

    report: str


Answer = Made | NotMade | Failed
