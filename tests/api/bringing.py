"""Bringing a picture, and seeing which ones one has."""

from typing import Any

from domain.media.service import MediaService
from domain.media.uploads import Media
from tests.api.client import Api
from tests.pictures import drawn

CREATE = """
    mutation ($size: Int!) {
      createUpload(input: {byteSize: $size}) {
        __typename
        ... on CreateUploadSuccess { url expiresAt }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

MINE = """
    {
      viewer {
        media {
          totalCount
          nodes { id url contentType byteSize width height createdAt sizes { url width height } }
        }
      }
    }
"""


async def ask(api: Api, actor: Any) -> str:
    """Return the secret of an address."""
    answer = await api(CREATE, actor=actor, size=1000)
    url: str = answer["createUpload"]["url"]
    assert url.startswith("https://broadsheet.example/uploads/bsu_")
    return url.rpartition("/")[2]


async def bring(
    api: Api, pictures: MediaService, actor: Any, content: bytes | None = None
) -> Media:
    return await pictures.receive(await ask(api, actor), content or drawn(400, 300, kind="JPEG"))
