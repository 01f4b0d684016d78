"""What an edit is after changes that somebody asks for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.actor import Member
from domain.content.models import Content
from domain.ids import TAG, MediaId
from domain.media.models import CoverAsset
from domain.media.refusals import MediaNotFound
from domain.model import replace
from domain.naming import LONGEST_SLUG, is_slug, slug_of
from domain.posts.changes import PostChanges
from domain.posts.edits import PostEdit
from domain.posts.writing_ports import WritingWork
from domain.refusals import Refused, invalid

_PLAIN = ("title", "subtitle", "language", "canonical_url", "seo_title", "seo_description")
_MAY_BE_MISSING = {"subtitle", "canonical_url", "seo_title", "seo_description"}

_OF_COVERS = {"cover_id", "cover_alt", "cover_attribution"}

# What names of tags have in them that is no letter, and yet tells one from another.
_SPELLED = {"+": " plus", "#": " sharp"}


async def applied(
    work: WritingWork, member: Member, changes: PostChanges, edit: PostEdit, *, at: datetime
) -> PostEdit:
    """Return the edit with everything changed but its text.

    Refuses with InvalidInput or MediaNotFound.
    """
    given = changes.given
    values: dict[str, Any] = {
        name: (given[name] or None) if name in _MAY_BE_MISSING else given[name]
        for name in _PLAIN
        if name in given
    }
    if "slug" in given:
        values |= _slug(given["slug"], edit)
    if "published_at" in given:
        values["published_at"] = _date(given["published_at"], edit)
    if "tags" in given and given["tags"] != edit.tags:
        values |= await _tags(work, given["tags"], at=at)
    if given.keys() & _OF_COVERS:
        values["cover"] = await _cover(work, member, given, edit)
    return replace(edit, **values)


def with_text(edit: PostEdit, content: Content) -> PostEdit:
    return replace(
        edit,
        content_id=content.id,
        markdown=content.markdown,
        brief=content.brief,
        word_count=content.word_count,
        reading_minutes=content.reading_minutes,
    )


def tag_slug(name: str) -> str:
    """Return the slug of a tag with this name: `C++` and `C` are two."""
    spelled = "".join(_SPELLED.get(character, character) for character in name)
    signs = "-".join(f"u{ord(character):x}" for character in name.strip())
    return slug_of(spelled, instead=signs[:LONGEST_SLUG])


def _slug(slug: str | None, edit: PostEdit) -> dict[str, Any]:
    if slug is None:
        if edit.published_at is not None:
            raise invalid("slug", "Cannot be null once the post has been published.")
        return {"slug_is_made": True}
    # What was imported may be called in ways that nobody can choose here.
    if slug != edit.slug and not is_slug(slug):
        message = (
            f"Must be {LONGEST_SLUG} characters at most: "
            "letters in lower case, digits, hyphens and underscores."
        )
        raise invalid("slug", message)
    return {"slug": slug, "slug_is_made": False}


def _date(published_at: datetime, edit: PostEdit) -> datetime:
    if edit.published_at is None:
        raise invalid("publishedAt", "A post gets its date when it is published.")
    return published_at


async def _tags(work: WritingWork, names: Sequence[str], *, at: datetime) -> dict[str, Any]:
    words = [" ".join(name.split()) for name in names]
    wanted = [(TAG.new_id(at=at), tag_slug(word), word) for word in words]
    # Two words may be names of one tag.
    found = dict(await work.filing.ensure(wanted, at=at))
    return {"tag_ids": list(found), "tags": list(found.values())}


async def _cover(
    work: WritingWork, member: Member, given: Mapping[str, Any], edit: PostEdit
) -> CoverAsset | None:
    cover = edit.cover
    if "cover_id" in given:
        cover = await _picture(work, member, given["cover_id"], edit)
    if cover is None:
        if given.get("cover_alt") or given.get("cover_attribution"):
            raise invalid("coverAlt", "There is no cover that it could be said of.")
        return None
    return replace(
        cover,
        alt=given.get("cover_alt", cover.alt) or None,
        attribution=given.get("cover_attribution", cover.attribution) or None,
    )


async def _picture(
    work: WritingWork, member: Member, cover_id: MediaId | None, edit: PostEdit
) -> CoverAsset | None:
    """Return a cover with this picture, of which nothing is said unless it is the one before."""
    cover = edit.cover
    if cover_id is None or (cover is not None and cover.asset.id == cover_id):
        return None if cover_id is None else cover
    asset = await work.edits.picture(cover_id, member.user_id, edit.post_id)
    if asset is None:
        raise Refused(MediaNotFound())
    return CoverAsset(asset, None, None)
