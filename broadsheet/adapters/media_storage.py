"""Where uploaded pictures are kept: in the local folder, or in a bucket of S3 or its like."""

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.adapters.media import MediaFolder

if TYPE_CHECKING:
    from obstore.store import ObjectStore


@dataclass(frozen=True, slots=True)
class LocalStorage:
    """Keeps files in a folder of this machine. Fits `domain.media.ports.MediaStorage`."""

    folder: MediaFolder

    async def put(self, key: str, content: bytes, content_type: str) -> None:
        del content_type  # its name tells
        await asyncio.to_thread(self.folder.write, key, content)

    async def remove(self, keys: Collection[str]) -> None:
        for key in keys:
            await asyncio.to_thread(self.folder.remove, key)


@dataclass(frozen=True, slots=True)
class ObjectStorage:
    """Keeps files in a bucket. Fits `domain.media.ports.MediaStorage`."""

    store: "ObjectStore"

    async def put(self, key: str, content: bytes, content_type: str) -> None:
        await self.store.put_async(key, content, attributes={"Content-Type": content_type})

    async def remove(self, keys: Collection[str]) -> None:
        if keys:
            await self.store.delete_async(list(keys))

    async def read(self, key: str) -> tuple[int, AsyncIterator[bytes]] | None:
        """Return the size of a file and its pieces, or None where there is no such file."""
        try:
            found = await self.store.get_async(key)
        except FileNotFoundError:
            return None
        return found.meta["size"], _pieces(found.stream())


async def _pieces(stream: AsyncIterator[object]) -> AsyncIterator[bytes]:
    async for piece in stream:
        yield bytes(memoryview(piece))  # type: ignore[arg-type]  # a buffer, which has no type yet
