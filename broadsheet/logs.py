"""What is written to the log: one line for each request, and what went wrong.

Never a variable, a token, a cookie or any other value that a caller sent, but for the name of the
operation and the id of the request, whose form is checked.
"""

import logging
import sys
from collections.abc import Sequence

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_OPERATIONS = "broadsheet.operations"

operations: structlog.typing.FilteringBoundLogger = structlog.get_logger(_OPERATIONS)


def configure_logs(*, as_json: bool) -> None:
    """Write everything, ours and the libraries', to standard error in one form."""
    if as_json:
        _write_operations_directly()
    else:
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


def _write_operations_directly() -> None:
    """Write the line of an operation without a detour through the standard library.

    Every request has one, and the detour is dearer than some requests.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _add_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=orjson.dumps),
        ],
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def _add_name(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event["logger"] = _OPERATIONS
    return event


_SHARED: Sequence[Processor] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def _rendering(*, as_json: bool) -> Sequence[Processor]:
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_json:
        return [remove, structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return [remove, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
