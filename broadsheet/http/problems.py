"""Answers where there is no operation: a wrong address, a wrong method, a defect of ours."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from broadsheet.http import codes
from broadsheet.http.request_ids import HEADER
from schema.presentation import INTERNAL, OUR_FAULT

_CODES = {404: codes.NOT_FOUND, 405: codes.METHOD_NOT_ALLOWED}


def problem(
    status: int, message: str, code: str, headers: Mapping[str, str] | None = None, **facts: Any
) -> Response:
    """Return an error in the form that errors of operations have."""
    error = {"message": message, "extensions": {"code": code, **facts}}
    return JSONResponse({"errors": [error]}, status_code=status, headers=headers)


async def refused(_: Request, error: Exception) -> Response:
    """Answer what Starlette refuses."""
    status, headers, message = 400, None, "The request is malformed."
    if isinstance(error, HTTPException):
        status, headers, message = error.status_code, error.headers, f"{error.detail}."
    return problem(status, message, _CODES.get(status, codes.BAD_REQUEST), headers)


async def failed(request: Request, _: Exception) -> Response:
    """Answer for a defect outside the endpoint. Starlette sends it past our own middleware."""
    number = request.state.request_id
    headers = {HEADER: number, "x-content-type-options": "nosniff", "cache-control": "no-store"}
    return problem(500, OUR_FAULT, INTERNAL, headers, requestId=number)
