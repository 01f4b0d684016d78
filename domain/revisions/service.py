"""Looking back at what posts were."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.ids import RevisionId
from domain.posts.access import PostAccess
from domain.posts.changes import PostChanges
from domain.posts.editing import PostEditing
from domain.posts.edits import Revision
from domain.posts.models import Post
from domain.refusals import Refused, invalid
from domain.revisions.models import MOST_CHARACTERS, RevisionComparison, RevisionTexts, compared
from domain.revisions.ports import Comparer, RevisionReader
from domain.revisions.refusals import ComparisonTooLarge, RevisionNotFound
from domain.unchanged import UNCHANGED

_MOST_RESTORED = 10_000_000


@dataclass(frozen=True, slots=True)
class RevisionService:
    reader: RevisionReader
    access: PostAccess
    comparer: Comparer
    editing: PostEditing

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

    async def restore(self, actor: Actor, revision_id: RevisionId, version: int) -> Post:
        """Save what a post was as its newest edit. Its address stays, and readers see nothing yet.

        Refuses with Unauthenticated, RevisionNotFound, and with everything that saving refuses.
        """
        require_member(actor, Scope.WRITE_POSTS)
        if revision_id not in await self.visible(actor, {revision_id}):
            raise Refused(RevisionNotFound())
        # A revision never changes its post, and saving asks once more who may.
        found = (await self.reader.texts({revision_id}, most=_MOST_RESTORED)).get(revision_id)
        if found is None:
            raise Refused(RevisionNotFound())
        return await self.editing.save(actor, found.revision.post_id, version, _changes(found))


def _changes(found: RevisionTexts) -> PostChanges:
    """Return what makes a post what it was."""
    revision = found.revision
    # What was imported before slugs were kept says nothing of tags and covers either.
    is_whole = revision.slug is not None
    return PostChanges(
        title=revision.title,
        subtitle=revision.subtitle,
        markdown=found.markdown,
        tags=found.tags if is_whole else UNCHANGED,
        cover_id=revision.cover_id if is_whole else UNCHANGED,
    )
