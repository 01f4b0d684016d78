"""What the rules about tags need from storage."""

from typing import Protocol

from domain.tags.models import Tag


class TagReader(Protocol):
    async def by_slug(self, slug: str) -> Tag | None:
        """Find a tag by its slug of today or by a former one."""
