"""What the staff does with tags, and what editors do with those of their publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.audit_entries import AuditEntry
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import AUDIT_ENTRY, PUBLICATION, TAG, PublicationId, TagId
from domain.model import replace
from domain.naming import slug_of
from domain.publications.access import PublicationFinder, existing_publication, require_editor
from domain.publications.models import Publication
from domain.refusals import PermissionDenied, Refused, invalid
from domain.tags import policy
from domain.tags.events import TagCreated, TagDeleted, TagMerged, TagsCurated, TagUpdated
from domain.tags.models import CuratedTag, Tag
from domain.tags.ports import TagWork
from domain.tags.refusals import TagNotFound, TagRenamedTooOften
from domain.unit_of_work import UnitOfWork

LONGEST_NAME = 100
LONGEST_DESCRIPTION = 1_000
MOST_FORMER_SLUGS = 100
MOST_CURATED = 50


@dataclass(frozen=True, slots=True)
class TagEditing:
    unit_of_work: UnitOfWork[TagWork]
    publications: PublicationFinder
    clock: Clock

    async def create(
        self, actor: Actor, *, name: str, slug: str | None, description: str | None
    ) -> Tag:
        """Make a tag before anybody uses it.

        Refuses with Unauthenticated, PermissionDenied, InvalidInput or TagSlugTaken.
        """
        _require_staff(actor)
        checks = Checks()
        name = checks.line("name", name, most=LONGEST_NAME)
        slug = slug_of(name, instead="tag") if slug is None else checks.slug("slug", slug)
        description = checks.words("description", description, most=LONGEST_DESCRIPTION)
        checks.end()

        now = self.clock()
        tag = Tag(TAG.new_id(at=now), slug, name, description, 0, now)
        async with self.unit_of_work() as work:
            await work.tag_catalog.take_turn()
            await work.tag_catalog.add(tag)
            work.record(TagCreated(occurred_at=now, tag_id=TAG.text_of(tag.id)))
        return tag

    async def update(
        self,
        actor: Actor,
        tag_id: TagId,
        *,
        name: str | None,
        slug: str | None,
        description: str | None,
    ) -> Tag:
        """Change what is given. A former slug keeps answering.

        Refuses with Unauthenticated, PermissionDenied, InvalidInput, TagNotFound, TagSlugTaken or
        TagRenamedTooOften.
        """
        _require_staff(actor)
        checks = Checks()
        given_name = None if name is None else checks.line("name", name, most=LONGEST_NAME)
        given_slug = None if slug is None else checks.slug("slug", slug)
        words = checks.words("description", description, most=LONGEST_DESCRIPTION)
        checks.end()

        async with self.unit_of_work() as work:
            await work.tag_catalog.take_turn()
            tag = await _lock(work, tag_id)
            changed = replace(
                tag,
                name=given_name or tag.name,
                slug=given_slug or tag.slug,
                description=tag.description if description is None else words,
            )
            if changed == tag:
                return tag
            former = None if changed.slug == tag.slug else tag.slug
            if former and await work.tag_catalog.count_former_slugs(tag_id) >= MOST_FORMER_SLUGS:
                raise Refused(TagRenamedTooOften())
            await work.tag_catalog.save(changed, former_slug=former)
            work.record(TagUpdated(occurred_at=self.clock(), tag_id=TAG.text_of(tag_id)))
        return changed

    async def merge(self, actor: Actor, from_id: TagId, into_id: TagId) -> Tag:
        """File all posts of one tag under another, whose names answer for it from now on.

        Refuses with Unauthenticated, PermissionDenied, InvalidInput or TagNotFound.
        """
        member = _require_staff(actor)
        if from_id == into_id:
            raise invalid("intoTagId", "Must be another tag.")
        async with self.unit_of_work() as work:
            await work.tag_catalog.take_turn_with_posts(from_id)
            tags = await work.tag_catalog.lock([from_id, into_id])
            gone, into = tags.get(from_id), tags.get(into_id)
            if gone is None or into is None:
                raise Refused(TagNotFound())
            await work.tag_catalog.merge(gone, into)
            now = self.clock()
            await work.audit.add(_merge_entry(member, gone, into, at=now))
            work.record(
                TagMerged(
                    occurred_at=now,
                    tag_id=TAG.text_of(from_id),
                    into_tag_id=TAG.text_of(into_id),
                )
            )
            return await _lock(work, into_id)

    async def delete(self, actor: Actor, tag_id: TagId) -> TagId:
        """Remove a tag that no post is filed under, drafts included.

        Refuses with Unauthenticated, PermissionDenied, TagNotFound or TagInUse.
        """
        _require_staff(actor)
        async with self.unit_of_work() as work:
            await work.tag_catalog.take_turn()
            await _lock(work, tag_id)
            await work.tag_catalog.remove(tag_id)
            work.record(TagDeleted(occurred_at=self.clock(), tag_id=TAG.text_of(tag_id)))
        return tag_id

    async def curate(
        self, actor: Actor, publication_id: PublicationId, tags: Sequence[CuratedTag]
    ) -> Publication:
        """Choose which tags a publication shows, in their order, each with words of its own.

        Refuses with Unauthenticated, PublicationNotFound, PermissionDenied, InvalidInput or
        TagNotFound.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        chosen = _checked(tags)
        publication = await existing_publication(self.publications, publication_id)
        async with self.unit_of_work() as work:
            await require_editor(work.memberships, member, publication_id)
            wanted = {tag.tag_id for tag in chosen}
            if wanted.difference(await work.curation.hold(wanted)):
                raise Refused(TagNotFound())
            await work.curation.replace(publication_id, chosen)
            work.record(
                TagsCurated(
                    occurred_at=self.clock(), publication_id=PUBLICATION.text_of(publication_id)
                )
            )
        return publication


def _require_staff(actor: Actor) -> Member:
    member = require_member(actor, Scope.MODERATE)
    if not policy.can_keep_tags(member):
        raise Refused(PermissionDenied(message="Only moderators and administrators keep tags."))
    return member


async def _lock(work: TagWork, tag_id: TagId) -> Tag:
    tag = (await work.tag_catalog.lock([tag_id])).get(tag_id)
    if tag is None:
        raise Refused(TagNotFound())
    return tag


def _checked(tags: Sequence[CuratedTag]) -> Sequence[CuratedTag]:
    checks = Checks()
    checks.most("tags", tags, most=MOST_CURATED)
    if len({tag.tag_id for tag in tags}) < len(tags):
        checks.refuse("tags", "Must name each tag once.")
    chosen = [
        replace(
            tag,
            label=checks.words("label", tag.label, most=LONGEST_NAME),
            description=checks.words("description", tag.description, most=LONGEST_DESCRIPTION),
        )
        for tag in tags
    ]
    checks.end()
    return chosen


def _merge_entry(member: Member, gone: Tag, into: Tag, *, at: datetime) -> AuditEntry:
    return AuditEntry(
        id=AUDIT_ENTRY.new_id(at=at),
        actor_id=member.user_id,
        action="tag.merged",
        subject=TAG.text_of(gone.id),
        details={"into": TAG.text_of(into.id), "slug": gone.slug, "name": gone.name},
        occurred_at=at,
    )
