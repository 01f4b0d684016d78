"""Pictures to send, and what keeps them in tests: this process, and its memory."""

from collections.abc import Collection
from io import BytesIO
from typing import Any

from PIL import Image

from broadsheet.adapters.pictures import prepare
from domain.media.uploads import Prepared


def drawn(
    width: int = 8, height: int = 6, *, kind: str = "PNG", mode: str = "RGB", **options: Any
) -> bytes:
    """Return a file with a picture of this size."""
    file = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert(mode).save(file, kind, **options)
    return file.getvalue()


class InlinePictures:
    async def prepare(self, content: bytes) -> Prepared:
        return prepare(content)


class MemoryStorage:
    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    async def put(self, key: str, content: bytes, content_type: str) -> None:
        assert key not in self.files
        assert content_type.startswith("image/")
        self.files[key] = content

    async def remove(self, keys: Collection[str]) -> None:
        for key in keys:
            self.files.pop(key, None)
