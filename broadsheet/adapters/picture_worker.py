"""A process that makes pictures of one file, and ends.

Decoders have had holes, and some files make them take for ever: here they have no settings, little
memory, and can be killed.
"""

import sys
import traceback

import msgspec

from broadsheet.adapters.picture_wire import Answer, Failed, Made, NotMade
from broadsheet.adapters.pictures import prepare
from domain.refusals import Refused

_MOST_BYTES = 2 * 2**30


def main() -> None:
    _protect()
    answer = _answer(sys.stdin.buffer.read())
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _answer(content: bytes) -> Answer:
    try:
        return Made(prepare(content))
    except Refused as refused:
        return NotMade(refused.refusal.code, refused.refusal.message)
    except MemoryError:
        return NotMade("PICTURE_TOO_LARGE", "This picture needs too much memory to decode.")
    except Exception:  # noqa: BLE001 - it is reported, and raised where it can be logged
        return Failed(traceback.format_exc())


def _protect() -> None:
    if sys.platform == "linux":  # elsewhere this limit is not kept, or not known
        import resource  # noqa: PLC0415 - it exists on Unix only

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))


if __name__ == "__main__":
    main()
