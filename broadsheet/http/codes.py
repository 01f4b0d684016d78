"""Every code an answer can carry at its top level, and the HTTP status that goes with it.

docs/errors.md tells callers the same, and a test compares the two.
"""

from collections.abc import Mapping
from typing import NamedTuple

from broadsheet.keyed import (
    IDEMPOTENCY_ANSWER_NOT_KEPT,
    IDEMPOTENCY_KEY_IN_USE,
    IDEMPOTENCY_KEY_REUSED,
)
from broadsheet.operations import DEADLINE_EXCEEDED, OVERLOADED
from domain.refusals import RateLimited, Unauthenticated
from execution.codes import Code
from schema.presentation import INTERNAL, UNAVAILABLE


class Statuses(NamedTuple):
    """HTTP statuses of one code."""

    standard: int
    """As `application/graphql-response+json`."""

    legacy: int
    """As `application/json`, where an answer by GraphQL's rules is 200 whatever it says."""


BAD_REQUEST = "BAD_REQUEST"
UNAUTHENTICATED = Unauthenticated.code
NOT_FOUND = "NOT_FOUND"
METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
NOT_ACCEPTABLE = "NOT_ACCEPTABLE"
REQUEST_TIMEOUT = "REQUEST_TIMEOUT"
PAYLOAD_TOO_LARGE = "PAYLOAD_TOO_LARGE"
UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
RATE_LIMITED = RateLimited.code

STATUSES: Mapping[str, Statuses] = {
    BAD_REQUEST: Statuses(400, 400),
    UNAUTHENTICATED: Statuses(401, 401),
    NOT_FOUND: Statuses(404, 404),
    METHOD_NOT_ALLOWED: Statuses(405, 405),
    NOT_ACCEPTABLE: Statuses(406, 406),
    REQUEST_TIMEOUT: Statuses(408, 408),
    PAYLOAD_TOO_LARGE: Statuses(413, 413),
    UNSUPPORTED_MEDIA_TYPE: Statuses(415, 415),
    Code.PARSE_FAILED: Statuses(400, 200),
    Code.VALIDATION_FAILED: Statuses(400, 200),
    Code.BAD_USER_INPUT: Statuses(400, 200),
    Code.OPERATION_NOT_FOUND: Statuses(400, 200),
    Code.DOCUMENT_TOO_LARGE: Statuses(400, 200),
    Code.COST_EXCEEDED: Statuses(400, 200),
    Code.OPERATION_NOT_ALLOWED: Statuses(405, 405),
    # Not 400: older clients of Apollo would stop to send hashes.
    Code.PERSISTED_QUERY_NOT_FOUND: Statuses(404, 200),
    Code.PERSISTED_QUERY_NOT_SUPPORTED: Statuses(400, 200),
    Code.DOCUMENT_NOT_TRUSTED: Statuses(403, 200),
    IDEMPOTENCY_KEY_IN_USE: Statuses(409, 409),
    IDEMPOTENCY_ANSWER_NOT_KEPT: Statuses(409, 409),
    IDEMPOTENCY_KEY_REUSED: Statuses(422, 422),
    RATE_LIMITED: Statuses(429, 429),
    INTERNAL: Statuses(500, 500),
    OVERLOADED: Statuses(503, 503),
    UNAVAILABLE: Statuses(503, 503),
    DEADLINE_EXCEEDED: Statuses(503, 503),
}


def status_of(code: str | None, *, is_standard: bool) -> int:
    """Return the HTTP status of an answer with this code for its one error, or with data."""
    if code is None:
        return 200
    statuses = STATUSES[code]
    return statuses.standard if is_standard else statuses.legacy


CANNOT_ANSWER = "The service cannot answer now. Try again in a moment."

_SECONDS_TO_WAIT = "1"


def headers_of(code: str | None) -> dict[str, str]:
    """Return what the status of a code calls for."""
    match STATUSES[code].standard if code else None:
        case 401:
            return {"www-authenticate": 'Bearer error="invalid_token"'}
        case 405:
            # A write sent by GET wants POST; any other method may choose.
            return {"allow": "POST" if code == Code.OPERATION_NOT_ALLOWED else "GET, HEAD, POST"}
        case 408 | 413:
            # What is left of the body is not read, so nothing can follow it.
            return {"connection": "close"}
        case 503:
            return {"retry-after": _SECONDS_TO_WAIT}
    return {}
