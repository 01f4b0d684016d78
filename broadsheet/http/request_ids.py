"""The id under which the log, the answer and the caller speak of one request."""

import re
from os import urandom

HEADER = "x-request-id"

_BYTES = 16

_ACCEPTABLE = re.compile("[A-Za-z0-9._-]{1,64}")


def request_id(given: str | None) -> str:
    """Return the id the caller gave, if it is one that can be printed, or a new one."""
    if given is not None and _ACCEPTABLE.fullmatch(given):
        return given
    return urandom(_BYTES).hex()
