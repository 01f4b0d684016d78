"""What can be done to tags, and the tags that publications show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.actor import Member
from domain.ids import PUBLICATION, TAG, GlobalId, TagId
from domain.model import Model
from domain.paging import Page
from domain.publications.models import Publication
from domain.tags.editing import LONGEST_DESCRIPTION, LONGEST_NAME, MOST_CURATED
from domain.tags.models import CuratedTag, Tag, TagOrder
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing

_DESCRIPTION = f"plain text of {LONGEST_DESCRIPTION:,} characters at most"


class ShownTag(Model, frozen=True, kw_only=True):
    """A tag as a caller chooses it for a publication."""

    tag_id: GlobalId
    label: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedTag:
    """What creating a tag answers with."""

    tag: Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedTag:
    """What updating a tag answers with."""

    tag: Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedTags:
    """What merging tags answers with."""

    tag: Tag
    merged_tag_id: TagId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedTag:
    """What deleting a tag answers with."""

    deleted_tag_id: TagId


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedPublication:
    """What choosing the tags of a publication answers with."""

    publication: Publication


async def create_tag(
    context: RequestContext,
    *,
    name: Annotated[str, f"The name to display, of {LONGEST_NAME} characters at most."],
    slug: Annotated[
        str | None, "The name in addresses, 200 characters at most. Made of the name if not given."
    ] = None,
    description: Annotated[str | None, f"What belongs under it: {_DESCRIPTION}."] = None,
) -> CreatedTag:
    """Make a tag that no post is filed under yet. For moderators and administrators."""
    tag = await context.services.tag_editing.create(
        context.actor, name=name, slug=slug, description=description
    )
    return CreatedTag(tag=tag)


async def update_tag(
    context: RequestContext,
    *,
    tag_id: Annotated[GlobalId, "The tag to change."],
    name: Annotated[str | None, "Another name to display, 100 characters at most."] = None,
    slug: Annotated[
        str | None,
        "Another name in addresses, 200 characters at most. The one of today will answer too.",
    ] = (None),
    description: Annotated[
        str | None, f"What belongs under it: {_DESCRIPTION}. An empty text removes it."
    ] = None,
) -> UpdatedTag:
    """Change what is given of a tag. For moderators and administrators."""
    tag = await context.services.tag_editing.update(
        context.actor,
        to_id(TAG, tag_id, argument="tagId"),
        name=name,
        slug=slug,
        description=description,
    )
    return UpdatedTag(tag=tag)


async def merge_tags(
    context: RequestContext,
    *,
    from_tag_id: Annotated[GlobalId, "The tag that goes away."],
    into_tag_id: Annotated[GlobalId, "The tag that stays, and answers to the names of both."],
) -> MergedTags:
    """File all posts of a tag, drafts included, under another one. This cannot be undone.

    For moderators and administrators.
    """
    gone = to_id(TAG, from_tag_id, argument="fromTagId")
    into = to_id(TAG, into_tag_id, argument="intoTagId")
    tag = await context.services.tag_editing.merge(context.actor, gone, into)
    return MergedTags(tag=tag, merged_tag_id=gone)


async def delete_tag(
    context: RequestContext, *, tag_id: Annotated[GlobalId, "The tag to delete."]
) -> DeletedTag:
    """Delete a tag that no post is filed under. For moderators and administrators."""
    wanted = to_id(TAG, tag_id, argument="tagId")
    deleted = await context.services.tag_editing.delete(context.actor, wanted)
    return DeletedTag(deleted_tag_id=deleted)


async def set_publication_tags(
    context: RequestContext,
    *,
    publication_id: Annotated[GlobalId, "The publication that shows them."],
    tags: Annotated[
        list[ShownTag],
        f"The tags to show, in their order, {MOST_CURATED} at most. None empties it.",
    ],
) -> CuratedPublication:
    """Choose which tags a publication shows, in place of those it shows today. For its editors."""
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    chosen = [
        CuratedTag(to_id(TAG, tag.tag_id, argument="tagId"), tag.label, tag.description)
        for tag in tags
    ]
    publication = await context.services.tag_editing.curate(context.actor, wanted, chosen)
    return CuratedPublication(publication=publication)


async def curated_tags(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[Sequence[CuratedTag]]:
    """Tags that its editors have chosen to show, in their order: those with published posts."""
    groups = await context.loaders.curated_tags.load_many(item.id for item in publications)
    tags = await context.loaders.found_tag.load_groups(
        [[chosen.tag_id for chosen in group] for group in groups]
    )
    return [
        [chosen for chosen, tag in zip(group, found, strict=True) if tag is not None]
        for group, found in zip(groups, tags, strict=True)
    ]


async def tags_shown(context: RequestContext, curated: Sequence[CuratedTag]) -> Sequence[Tag]:
    """The tag."""
    return existing(await context.loaders.tag.load_many(chosen.tag_id for chosen in curated))


async def unused_tags(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Tag] | None]:
    """Tags that no published post is filed under, for those who keep tags. Null for others."""
    request = page_request(first, after, last, before, order=TagOrder.SLUG.value)
    return [await context.services.tags.unused(viewer, request) for viewer in viewers]
