"""A process that renders one text after another, until its input ends.

It is a process of its own because a text that takes for ever can only be stopped from outside. It
gets texts written by anyone, so it gets nothing else: no settings, no network, little memory.
"""

import signal
import sys
import traceback
from typing import BinaryIO

import msgspec

from broadsheet.adapters.markdown import render
from broadsheet.adapters.rendering_wire import (
    ANSWER,
    READY,
    REQUEST,
    Answer,
    Asked,
    Failed,
    NotRendered,
    Rendered,
)
from domain.refusals import Refused

_GIGABYTE = 2**30

_decoder: msgspec.msgpack.Decoder[Asked] = msgspec.msgpack.Decoder(Asked)


def main() -> None:
    _protect()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    _send(answers, READY)
    while header := requests.read(REQUEST.size):
        seconds, length = REQUEST.unpack(header)
        # Should whoever started us be gone, nobody else ends a text that takes for ever.
        signal.setitimer(signal.ITIMER_REAL, 2 * seconds + 1)
        answer = msgspec.msgpack.encode(_answer(_decoder.decode(requests.read(length))))
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, ANSWER.pack(len(answer)) + answer)


def _answer(asked: Asked) -> Answer:
    try:
        return Rendered(render(asked.markdown, asked.people))
    except Refused as refused:
        return NotRendered(refused.refusal.message)
    except MemoryError:
        return NotRendered("This text needs too much memory to render. Simplify it, or split it.")
    except Exception:  # noqa: BLE001 - it is reported, and raised where it can be logged
        return Failed(traceback.format_exc())


def _send(answers: BinaryIO, frame: bytes) -> None:
    try:
        answers.write(frame)
        answers.flush()
    except BrokenPipeError:  # nobody is waiting any more
        sys.exit()


def _protect() -> None:
    if sys.platform == "linux":  # elsewhere this limit is not kept, or not known
        import resource  # noqa: PLC0415 - it exists on Unix only

        resource.setrlimit(resource.RLIMIT_AS, (_GIGABYTE, _GIGABYTE))


if __name__ == "__main__":
    main()
