"""What is written to the log: one line for each request, and what went wrong.

Never a variable, a token, a cookie or any other value that a caller sent, but for the name of the
operation and the id of the request, whose form is checked.
"""

import asyncio
import logging
import sys
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, BinaryIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_OPERATIONS = "broadsheet.operations"
_EVENT = "operation"
_AS_LINE = orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z

request_ids: ContextVar[str] = ContextVar("request_ids")
"""The id of the request that is being answered, if one is. Every line then has it."""

_to_people: structlog.typing.FilteringBoundLogger = structlog.get_logger(_OPERATIONS)


class Lines:
    """Lines of JSON, one for each operation.

    Every request has one, and the way through structlog is dearer than some requests. So is a call
    of the system for each: lines of one turn of the event loop are written together.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting: list[bytes] = []

    def add(self, facts: dict[str, Any]) -> None:
        """Write a line of these facts, and of what every line says. They are ours from now on."""
        facts["event"] = _EVENT
        facts["request_id"] = request_ids.get(None)
        facts["level"] = "info"
        facts["logger"] = _OPERATIONS
        facts["timestamp"] = datetime.now(UTC)
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._write)
        self._waiting.append(orjson.dumps(facts, option=_AS_LINE))

    def _write(self) -> None:
        lines, self._waiting = self._waiting, []
        self._stream.write(b"".join(lines))
        self._stream.flush()


class Operations:
    """Says of each operation that it was answered, and what there is to know about it."""

    def __init__(self) -> None:
        self.lines: Lines | None = None

    def answered(self, **facts: Any) -> None:
        if self.lines is not None:
            self.lines.add(facts)
        else:
            _to_people.info(_EVENT, **facts)


operations = Operations()


def configure_logs(*, as_json: bool) -> None:
    """Write everything, ours and the libraries', to standard error in one form."""
    operations.lines = Lines(sys.stderr.buffer) if as_json else None
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED, processors=_rendering(as_json=as_json)
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # Of every start and stop it says what our own commands say already.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)


def _add_request_id(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    number = request_ids.get(None)
    if number is not None:
        event["request_id"] = number
    return event


_SHARED: Sequence[Processor] = (
    _add_request_id,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def _rendering(*, as_json: bool) -> Sequence[Processor]:
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_json:
        return [remove, structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return [remove, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
