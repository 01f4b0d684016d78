"""Sends letters for as long as the server runs. Several processes share the work."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from broadsheet.mail.messages import NoSuchAddressError, message_of
from broadsheet.mail.ways_out import NotSentError, Outlet, WayOut
from broadsheet.mail.writing import Written, written
from db.mail_queue import MailQueue, Taken
from domain.clock import Clock
from domain.ids import LETTER
from domain.unavailable import Unavailable

logger = logging.getLogger("broadsheet.mail")

_SECONDS_BETWEEN_LOOKS = 5
_SECONDS_TO_END = 5
_FIRST_PAUSE = timedelta(minutes=1)
_FAILED_ARE_KEPT = timedelta(days=30)
_BETWEEN_CLEANINGS = timedelta(hours=1)


@dataclass(slots=True)
class MailCounts:
    """How letters have fared in this process, and how many wait in the database."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    waiting: int = 0
    oldest_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What all letters have in common."""

    sender: str
    site: str
    front_end: str


@dataclass(slots=True, kw_only=True)
class MailSender:
    queue: MailQueue
    way_out: WayOut
    letterhead: Letterhead
    attempts: int
    clock: Clock
    counts: MailCounts = field(default_factory=MailCounts)
    _written: asyncio.Event = field(default_factory=asyncio.Event)
    _is_ending: bool = False

    def wake(self) -> None:
        """Have a look at once, because a letter was written."""
        self._written.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Send what waits for as long as the block lasts. The letter in hand is finished."""
        working = asyncio.create_task(self._work())
        try:
            yield
        finally:
            self._is_ending = True
            self.wake()
            await asyncio.wait([working], timeout=_SECONDS_TO_END)
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working

    async def send_what_waits(self) -> None:
        """Send every letter that is due. A way out that is closed now is tried again later."""
        async with self.way_out.open() as outlet:
            while not self._is_ending and (taken := await self._take()):
                if not await self._send(outlet, taken):
                    break
        waiting = await self.queue.waiting()
        self.counts.waiting = waiting.number
        age = self.clock() - waiting.oldest if waiting.oldest else timedelta()
        self.counts.oldest_seconds = max(0.0, age.total_seconds())

    async def _work(self) -> None:
        cleaned_at = None
        while not self._is_ending:
            self._written.clear()
            try:
                await self.send_what_waits()
                now = self.clock()
                if cleaned_at is None or now - cleaned_at > _BETWEEN_CLEANINGS:
                    await self.queue.forget(expired=now, failed_before=now - _FAILED_ARE_KEPT)
                    cleaned_at = now
            except Unavailable as error:
                logger.warning("Letters have to wait: %s", error)
            except Exception:
                # Whatever is wrong with one letter, the others are sent.
                logger.exception("Letters have to wait")
            with suppress(TimeoutError):
                async with asyncio.timeout(_SECONDS_BETWEEN_LOOKS):
                    await self._written.wait()

    async def _take(self) -> Taken | None:
        return await self.queue.take(at=self.clock(), first_pause=_FIRST_PAUSE)

    async def _send(self, outlet: Outlet, taken: Taken) -> bool:
        """Send one letter. Returns whether the way out is good for another one."""
        letter, text = taken.letter, self._written_out(taken)
        try:
            message = message_of(
                text,
                sender=self.letterhead.sender,
                to=letter.to,
                id=letter.id,
                at=self.clock(),
            )
            await outlet.send(message)
        except NoSuchAddressError:
            await self._give_up(taken, "It is addressed to nothing that could be an address.")
            return True
        except NotSentError as error:
            return await self._not_sent(taken, error)
        await self.queue.sent(letter.id)
        self.counts.sent += 1
        logger.info("Letter %s (%s) is sent", LETTER.text_of(letter.id), letter.kind)
        return True

    def _written_out(self, taken: Taken) -> Written:
        return written(
            taken.letter,
            site=self.letterhead.site,
            front_end=self.letterhead.front_end,
            secret=taken.secret,
        )

    async def _not_sent(self, taken: Taken, error: NotSentError) -> bool:
        self.counts.failed += 1
        if error.for_good or taken.attempt >= self.attempts:
            await self._give_up(taken, str(error))
        else:
            logger.warning(
                "Letter %s is tried again later: %s", LETTER.text_of(taken.letter.id), error
            )
        return error.for_good

    async def _give_up(self, taken: Taken, why: str) -> None:
        self.counts.given_up += 1
        await self.queue.bury(taken.letter.id, at=self.clock())
        logger.error(
            "Letter %s (%s) is given up after %d attempts: %s",
            LETTER.text_of(taken.letter.id),
            taken.letter.kind,
            taken.attempt,
            why,
        )
