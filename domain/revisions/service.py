"""Looking back at what posts were."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor, Member
from domain.ids import RevisionId
from domain.posts.access import PostAccess
from domain.posts.edits import Revision
from domain.refusals import Refused, invalid
from domain.revisions.models import MOST_CHARACTERS, RevisionComparison, compared
from domain.revisions.ports import Comparer, RevisionReader
from domain.revisions.refusals import ComparisonTooLarge


@dataclass(frozen=True, slots=True)
class RevisionService:
    reader: RevisionReader
    access: PostAccess
    comparer: Comparer

    async def visible(
        self, actor: Actor, ids: Collection[RevisionId]
    ) -> Mapping[RevisionId, Revision]:
        """Find revisions of posts that the actor may edit."""
        if not isinstance(actor, Member):
            return {}
        revisions = await self.reader.by_ids(ids)
        editable = await self.access.editable(actor, {each.post_id for each in revisions})
        return {each.id: each for each in revisions if each.post_id in editable}

    async def compare(
        self, actor: Actor, earlier_id: RevisionId, later_id: RevisionId
    ) -> RevisionComparison | None:
        """Compare two revisions of a post that the actor may edit.

        Refuses with InvalidInput or ComparisonTooLarge.
        """
        seen = await self.visible(actor, {earlier_id, later_id})
        if earlier_id not in seen or later_id not in seen:
            return None
        if seen[earlier_id].post_id != seen[later_id].post_id:
            raise invalid("toId", "Must be a revision of the same post.")
        texts = await self.reader.texts({earlier_id, later_id}, most=MOST_CHARACTERS)
        earlier, later = texts.get(earlier_id), texts.get(later_id)
        if earlier is None or later is None:
            raise Refused(ComparisonTooLarge())
        hunks = await self.comparer.hunks(earlier.markdown, later.markdown)
        return compared(earlier, later, hunks)
