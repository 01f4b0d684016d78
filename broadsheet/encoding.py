"""Answers as bytes."""

import json
from collections.abc import Mapping
from typing import Any

import orjson


def encoded(payload: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(payload)
    except orjson.JSONEncodeError:
        # What people keep as metadata may hold numbers of more than 64 bits.
        return json.dumps(payload, ensure_ascii=False, allow_nan=False).encode()
