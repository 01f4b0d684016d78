"""The header by which a caller names a request, so as to send it again if need be.

It is that of the IETF's draft, draft-ietf-httpapi-idempotency-key-header.
"""

import re

from broadsheet.http import codes
from broadsheet.http.headers import Told
from broadsheet.http.refusals import RequestRefused

HEADER = "idempotency-key"
_HEADER = HEADER.encode()

REPLAYED_HEADER = "idempotency-replayed"
"""Says `true` of an answer that was given before."""

_KEY = re.compile(r'"([\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255})')
"""Quoted, as the draft has it, or bare, as most clients send it."""


def idempotency_key(told: Told) -> str | None:
    """Return the key, if one was sent. Raises RequestRefused for one that is none, or two."""
    given = told.get(_HEADER)
    if given is None:
        return None
    found = _KEY.fullmatch(given)
    if found is None:
        raise RequestRefused(
            codes.BAD_REQUEST,
            "Idempotency-Key must be 1 to 255 visible ASCII characters, without quotes and "
            "backslashes in it, once.",
        )
    quoted, bare = found.groups()
    return quoted or bare
