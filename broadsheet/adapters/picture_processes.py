"""Decodes what anyone sent in processes that can be killed. Fits `domain.media.ports.Pictures`."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

import msgspec

from broadsheet.adapters.picture_wire import Answer, Made, NotMade
from domain.media.refusals import FileTypeRefused, PictureBroken, PictureTooLarge
from domain.media.uploads import Prepared
from domain.refusals import Refused

_WORKER = "broadsheet.adapters.picture_worker"
_SECONDS = 30
_AT_ONCE = 2

_REFUSALS = {kind.code: kind for kind in (FileTypeRefused, PictureBroken, PictureTooLarge)}

_decoder: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class PictureError(Exception):
    """Decoding failed for a reason that is ours."""


class PictureProcesses:
    """One process for each file, and two of them at once."""

    def __init__(self, *, seconds: float = _SECONDS, at_once: int = _AT_ONCE) -> None:
        self._seconds = seconds
        self._places = asyncio.Semaphore(at_once)

    async def prepare(self, content: bytes) -> Prepared:
        """Make the pictures that are kept of a file.

        Refuses with FileTypeRefused, PictureBroken or PictureTooLarge, also for what takes longer
        than its time.
        """
        async with self._places:
            answer = await self._ask(content)
        if isinstance(answer, Made):
            return answer.prepared
        if isinstance(answer, NotMade):
            raise Refused(_REFUSALS[answer.code](message=answer.message))
        raise PictureError(answer.report)

    async def _ask(self, content: bytes) -> Answer:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # the folder that we were started in is nobody's library
            "-m",
            _WORKER,
            stdin=PIPE,
            stdout=PIPE,
            # What is secret stands in the environment, so the worker has one of its own.
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._seconds):
                output, _ = await process.communicate(content)
        except TimeoutError:
            raise Refused(
                PictureTooLarge(message="This picture takes too long to decode.")
            ) from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        try:
            return _decoder.decode(output)
        except msgspec.DecodeError:
            # It died: of a limit, or of a hole in a decoder.
            raise Refused(PictureBroken()) from None
