"""What the rules about revisions need from storage and from the world."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.ids import RevisionId
from domain.posts.edits import Revision
from domain.revisions.hunks import Hunk
from domain.revisions.models import RevisionTexts


class RevisionReader(Protocol):
    async def by_ids(self, ids: Collection[RevisionId]) -> Sequence[Revision]: ...

    async def texts(
        self, ids: Collection[RevisionId], *, most: int
    ) -> Mapping[RevisionId, RevisionTexts]:
        """Return revisions with their texts, but for those of more than so many characters."""


class Comparer(Protocol):
    async def hunks(self, old: str, new: str) -> tuple[Hunk, ...]:
        """Compare two texts, while others are answered."""
