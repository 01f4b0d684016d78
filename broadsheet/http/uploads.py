"""Receives pictures: the body of a PUT, at an address that was asked for before."""

import logging
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from broadsheet.http import codes
from broadsheet.http.headers import Told
from broadsheet.http.problems import problem
from broadsheet.http.reading import read_body
from broadsheet.http.refusals import RequestRefused
from broadsheet.operations import OVERLOADED
from broadsheet.places import Places
from domain.addresses import Addresses
from domain.ids import MEDIA
from domain.media.service import MediaService
from domain.media.uploads import Media
from domain.refusals import NotFound, Refusal, Refused
from domain.unavailable import Unavailable
from schema.presentation import INTERNAL, OUR_FAULT, UNAVAILABLE

logger = logging.getLogger(__name__)

_HUNG_UP = 499

TOO_MANY = "Too many files are being received. Try again in a moment."


@dataclass(frozen=True, kw_only=True)
class Uploads:
    """What answers at the addresses that `createUpload` gives."""

    media: MediaService
    addresses: Addresses
    body_seconds: float
    places: Places
    """So many files are in memory at the same time, at most."""

    async def receive(self, request: Request) -> Response:
        try:
            return await self._receive(request)
        except RequestRefused as refused:
            headers = {"connection": "close"}
            return problem(
                codes.STATUSES[refused.code].standard, refused.message, refused.code, headers
            )
        except Refused as refused:
            return _refused(refused.refusal)
        except Unavailable:
            return problem(503, "The service cannot answer now.", UNAVAILABLE, {"retry-after": "1"})
        except ClientDisconnect:
            return Response(status_code=_HUNG_UP)
        except Exception:
            logger.exception("Upload in request %s failed", request.state.request_id)
            return problem(500, OUR_FAULT, INTERNAL, requestId=request.state.request_id)

    async def _receive(self, request: Request) -> Response:
        token = request.path_params["token"]
        if not await self.media.is_open(token):
            return problem(404, "This address was used, has expired, or never was.", "NOT_FOUND")
        if self.places.are_all_taken:
            return problem(503, TOO_MANY, OVERLOADED, {"retry-after": "1"})
        with self.places:
            content = await read_body(
                request,
                Told(request.scope),
                most_bytes=self.media.limits.bytes_each,
                seconds=self.body_seconds,
            )
            media = await self.media.receive(token, content)
        return JSONResponse(self._shown(media), status_code=201)

    def _shown(self, media: Media) -> dict[str, object]:
        return {
            "id": MEDIA.text_of(media.id),
            "url": self.addresses.of_file(media.key),
            "contentType": media.content_type,
            "byteSize": media.byte_size,
            "width": media.width,
            "height": media.height,
        }


def _refused(refusal: Refusal) -> Response:
    status = 404 if isinstance(refusal, NotFound) else 422
    return problem(status, refusal.message, refusal.code)
