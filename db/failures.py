"""Which failures say that PostgreSQL cannot be asked now, not that we asked wrongly."""

import asyncpg

from domain.unavailable import Unavailable


class ConnectionLost(Unavailable):
    """The connection broke. A read may be asked again on another one."""


FAILED_OVER = (
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""The server behind every connection is going away, or has become a standby."""

_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InternalClientError,  # so says the driver when the server's last words cross ours
    ConnectionError,
    *FAILED_OVER,
)

_TOO_LONG = (asyncpg.QueryCanceledError, asyncpg.LockNotAvailableError, TimeoutError)

_NOT_REACHED = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


def while_connecting(error: Exception) -> Unavailable | None:
    """Say what a failure to get a connection means. None is for defects."""
    return Unavailable(_reason(error)) if isinstance(error, _NOT_REACHED) else None


def while_asking(error: Exception, *, is_closed: bool) -> Unavailable | None:
    """Say what a failed statement means. None is for defects and broken constraints."""
    if isinstance(error, _LOST) or (isinstance(error, asyncpg.InterfaceError) and is_closed):
        return ConnectionLost(_reason(error))
    return Unavailable(_reason(error)) if isinstance(error, _TOO_LONG) else None


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
