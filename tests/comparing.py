"""Compares texts at once, in this process."""

from domain.revisions.hunks import Hunk, hunks_of


class InlineComparer:
    async def hunks(self, old: str, new: str) -> tuple[Hunk, ...]:
        return hunks_of(old, new)
