"""Reads an operation out of a request, and refuses what is none."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive

from broadsheet.guarded import Guarded
from broadsheet.http import codes
from broadsheet.http.headers import Told
from broadsheet.http.negotiation import is_json
from broadsheet.http.refusals import RequestRefused
from broadsheet.http.strict_json import NotJsonError, read_object
from broadsheet.time_limit import TimeLimit
from execution.gate import AdmittedOperation, OperationRequest
from execution.known import KnownRequests

_MOST_URL_PARAMETERS = 20
_AS_JSON = ("variables", "extensions")


async def read_post(
    request: Request,
    told: Told,
    known: KnownRequests[AdmittedOperation],
    *,
    most_bytes: int,
    seconds: float,
) -> OperationRequest | AdmittedOperation:
    """Read the operation in the body of a POST, which need not be read if it is known."""
    if not is_json(told.get(b"content-type")):
        raise _unsupported("Send application/json, in UTF-8.")
    if told.get(b"content-encoding") not in {None, "identity"}:
        raise _unsupported("Send the body as it is, without a content-encoding.")
    body = await read_body(request, told, most_bytes=most_bytes, seconds=seconds)
    admitted = known.find(body)
    if admitted is not None:
        return admitted
    try:
        return _operation(read_object(body), body)
    except NotJsonError as error:
        raise RequestRefused(codes.BAD_REQUEST, str(error)) from None


def read_get(request: Request, told: Told) -> OperationRequest:
    """Read the operation in the address of a GET."""
    content_type = told.get(b"content-type")
    if content_type is not None and not is_json(content_type):
        raise _unsupported("A GET needs no content-type; application/json is the only one read.")
    try:
        parameters = _url_parameters(request.scope["query_string"])
        for name in _AS_JSON:
            if parameters.get(name):
                parameters[name] = read_object(parameters[name])
    except NotJsonError as error:
        raise RequestRefused(codes.BAD_REQUEST, str(error)) from None
    return _operation(parameters)


def _url_parameters(query_string: bytes) -> dict[str, Any]:
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_URL_PARAMETERS,
        )
    except ValueError:
        raise RequestRefused(codes.BAD_REQUEST, "The query of the address is malformed.") from None
    parameters = {name: value for name, value in pairs if value}
    if len(dict(pairs)) != len(pairs):
        raise RequestRefused(codes.BAD_REQUEST, "A parameter stands twice in the address.")
    return parameters


async def read_body(request: Request, told: Told, *, most_bytes: int, seconds: float) -> bytes:
    """Read a body of so many bytes at most, which has so many seconds to arrive."""
    length = told.get(b"content-length") or "0"
    if not length.isdecimal() or int(length[:20]) > most_bytes:
        raise _too_large(most_bytes)
    try:
        # Most bodies are there already.
        return await Guarded(_received(request.receive, most_bytes), TimeLimit(seconds))
    except TimeoutError:
        raise RequestRefused(
            codes.REQUEST_TIMEOUT, f"The body did not arrive within {seconds:g} seconds."
        ) from None


async def _received(receive: Receive, most_bytes: int) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > most_bytes:
            raise _too_large(most_bytes)
        more = message.get("more_body", False)
    return bytes(body)


def _operation(parameters: Mapping[str, Any], sent: bytes | None = None) -> OperationRequest:
    query, document_id = parameters.get("query"), parameters.get("documentId")
    if not isinstance(document_id, str | None):
        raise RequestRefused(codes.BAD_REQUEST, "`documentId` must be a text or null.")
    extensions = parameters.get("extensions")
    is_named = document_id is not None or (
        isinstance(extensions, dict) and extensions.get("persistedQuery") is not None
    )
    if not (isinstance(query, str) and query) and not (query is None and is_named):
        raise RequestRefused(codes.BAD_REQUEST, "`query` must be the text of a GraphQL document.")
    operation_name = parameters.get("operationName")
    if not isinstance(operation_name, str | None):
        raise RequestRefused(codes.BAD_REQUEST, "`operationName` must be a text or null.")
    for name in _AS_JSON:
        if not isinstance(parameters.get(name), dict | None):
            raise RequestRefused(codes.BAD_REQUEST, f"`{name}` must be an object or null.")
    return OperationRequest(
        query=query,
        document_id=document_id,
        operation_name=operation_name,
        variables=parameters.get("variables") or {},
        extensions=extensions or {},
        sent=sent,
    )


def _unsupported(message: str) -> RequestRefused:
    return RequestRefused(codes.UNSUPPORTED_MEDIA_TYPE, message)


def _too_large(most_bytes: int) -> RequestRefused:
    return RequestRefused(
        codes.PAYLOAD_TOO_LARGE, f"The body is larger than the {most_bytes} bytes allowed."
    )
