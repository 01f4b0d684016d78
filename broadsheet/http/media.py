"""Pictures and other files, as they were stored."""

import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from broadsheet.adapters.media_storage import ObjectStorage

_KEY = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")

_SHOWN = ("image/", "audio/", "video/", "application/pdf")

_HEADERS = {
    # A key names a content, so what it names never changes.
    "cache-control": "public, max-age=31536000, immutable",
    "cross-origin-resource-policy": "cross-origin",
    # An SVG opened by itself is a page of ours: it may draw, and nothing else.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True)
class Media:
    """The files of one folder, each by its key, and behind them those of a bucket, if there is one.

    What operators import stays in the folder.
    """

    folder: Path
    bucket: ObjectStorage | None = None

    async def answer(self, request: Request) -> Response:
        key = request.path_params["key"]
        if not _KEY.fullmatch(key):
            raise HTTPException(404)
        path = self.folder / key
        if path.is_file():
            return _file(path)
        if self.bucket is None:
            raise HTTPException(404)
        return await self._from(self.bucket, key)

    async def _from(self, bucket: ObjectStorage, key: str) -> Response:
        found = await bucket.read(key)
        media_type, _ = mimetypes.guess_type(key)
        # Only pictures are ever put into it.
        if found is None or media_type is None or not media_type.startswith("image/"):
            raise HTTPException(404)
        size, pieces = found
        headers = {**_HEADERS, "content-length": str(size)}
        return StreamingResponse(pieces, headers=headers, media_type=media_type)


def _file(path: Path) -> Response:
    media_type, _ = mimetypes.guess_type(path.name)
    if media_type is None or not media_type.startswith(_SHOWN):
        return FileResponse(
            path, headers=_HEADERS, media_type="application/octet-stream", filename=path.name
        )
    return FileResponse(path, headers=_HEADERS, media_type=media_type)
