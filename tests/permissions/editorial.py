"""Who works on posts of others: reviews, revisions, previews, and what is audited."""

from collections.abc import Mapping
from typing import Any

from domain.ids import AUDIT_ENTRY, POST, POST_REVIEW, PREVIEW_LINK, REVISION, PostId
from domain.posts.models import PostStatus
from tests.factories import (
    make_audit_entry,
    make_post,
    make_preview_link,
    make_revision,
    make_submission,
)
from tests.permissions.drafts import (
    EDITED_BY,
    EDITORS_SEE,
    JUDGED,
    NO_POST,
    ON_DRAFT,
    PAGE,
    WRITTEN,
    draft_id,
    of_post,
    ways,
)
from tests.permissions.rules import DENIED, NO_ONE, YES, Maker, Read, Rule
from tests.permissions.world import World


async def _post(world: World, slug: str, status: PostStatus = PostStatus.DRAFT) -> PostId:
    return await make_post(
        world.database,
        world.member("author"),
        publication_id=world.publication_id,
        co_authors=[world.member("co_author")],
        status=status,
        slug=slug,
    )


async def _newest(world: World, table: str) -> Any:
    """Return the id of what was made last."""
    statement = f"SELECT id FROM {table} ORDER BY id DESC LIMIT 1"  # noqa: S608 - one of those below
    return await world.database.fetchval(statement)


async def _submitted(world: World, _: str) -> str:
    post_id = await _post(world, "submitted")
    await make_submission(world.database, post_id, world.member("author"))
    return POST.text_of(post_id)


async def _review(world: World, _: str) -> str:
    await world.thing("submitted")
    return POST_REVIEW.text_of(await _newest(world, "post_reviews"))


async def _preview_link(world: World, _: str) -> str:
    await make_preview_link(world.database, await draft_id(world), world.member("author"))
    return PREVIEW_LINK.text_of(await _newest(world, "preview_links"))


async def _revision(world: World, _: str) -> str:
    return REVISION.text_of(
        await make_revision(
            world.database, await draft_id(world), world.member("author"), title="Before"
        )
    )


async def _revision_of_published(world: World, _: str) -> str:
    post_id = POST.parse(await world.thing("published"))
    assert post_id is not None
    author = world.member("author")
    return REVISION.text_of(await make_revision(world.database, post_id, author, title="Before"))


async def _audit_entry(world: World, _: str) -> str:
    post_id, editor = await draft_id(world), world.member("editor")
    await make_audit_entry(world.database, world.publication_id, editor, post_id)
    return AUDIT_ENTRY.text_of(await _newest(world, "audit_entries"))


MAKERS: Mapping[str, Maker] = {
    "submitted": _submitted,
    "review": _review,
    "preview_link": _preview_link,
    "revision": _revision,
    "revision_of_published": _revision_of_published,
    "audit_entry": _audit_entry,
}

_REVIEWS = [
    Rule("submitPost", "draft", ON_DRAFT, WRITTEN, rest=NO_POST),
    Rule(
        "submitPost",
        "submitted already",
        {"postId": "{submitted}"},
        {"ALREADY_SUBMITTED": EDITED_BY, DENIED: "moderator"},
        rest=NO_POST,
    ),
    Rule(
        "approvePost",
        "submitted",
        {"postId": "{submitted}", "version": 1},
        JUDGED,
        rest=NO_POST,
    ),
    Rule(
        "approvePost",
        "not submitted",
        {**ON_DRAFT, "version": 1},
        {"NOT_SUBMITTED": "editors admin", DENIED: "writers moderator"},
        rest=NO_POST,
    ),
    Rule(
        "requestChanges",
        "submitted",
        {"postId": "{submitted}", "reason": "It needs a picture."},
        JUDGED,
        rest=NO_POST,
    ),
    Rule(
        "withdrawSubmission",
        "submitted",
        {"postId": "{submitted}"},
        WRITTEN,
        rest=NO_POST,
    ),
]

_REST = [
    Rule("createPreviewLink", "of a draft", ON_DRAFT, WRITTEN, rest=NO_POST),
    Rule(
        "createPreviewLink",
        "of a public post",
        {"postId": "{published}"},
        {YES: EDITED_BY},
        rest=DENIED,
    ),
    Rule(
        "revokePreviewLink",
        "of a draft",
        {"previewLinkId": "{preview_link}"},
        {YES: EDITED_BY},
        rest="PREVIEW_LINK_NOT_FOUND",
    ),
    Rule(
        "restoreRevision",
        "of a draft",
        {"revisionId": "{revision}", "version": 1},
        {YES: EDITED_BY},
        rest="REVISION_NOT_FOUND",
    ),
    Rule(
        "restoreRevision",
        "of a public post",
        {"revisionId": "{revision_of_published}", "version": 1},
        {YES: EDITED_BY},
        rest="REVISION_NOT_FOUND",
    ),
]

RULES = [*_REVIEWS, *_REST]


def _of_publication(selection: str) -> str:
    return f'{{ publication(handle: "daily") {{ {selection} }} }}'


_REVISIONS = {"revision": EDITORS_SEE, "revision_of_published": EDITORS_SEE}

READS = [
    *ways("PostReview", {"review": EDITORS_SEE}),
    Read(
        "PostReview",
        "Post.review",
        of_post("review { id }", slug="submitted"),
        {"review": EDITORS_SEE},
    ),
    Read(
        "PostReview",
        "Publication.submissions",
        _of_publication(f"submissions {{ {PAGE} }}"),
        {"review": "editors admin reader"},
    ),
    *ways("PreviewLink", {"preview_link": EDITORS_SEE}),
    Read(
        "PreviewLink",
        "Post.previewLinks",
        of_post(f"previewLinks {{ {PAGE} }}"),
        {"preview_link": EDITORS_SEE},
    ),
    *ways("Revision", _REVISIONS),
    Read(
        "Revision",
        "Post.revisions",
        f"""
        {{
          draft: post(publication: "daily", slug: "draft") {{ revisions {{ {PAGE} }} }}
          published: post(publication: "daily", slug: "published") {{ revisions {{ {PAGE} }} }}
        }}
        """,
        _REVISIONS,
    ),
    Read(
        "Revision",
        "compareRevisions",
        "query ($id: ID!) { compareRevisions(fromId: $id, toId: $id) { earlier { id } } }",
        _REVISIONS,
    ),
    Read(
        "Revision",
        "Post.changeLog",
        of_post("changeLog { nodes { __typename } }", slug="published"),
        {"revision_of_published": NO_ONE},
    ),
    *ways("AuditEntry", {"audit_entry": "owner admin reader"}),
    Read(
        "AuditEntry",
        "Publication.auditEntries",
        _of_publication(f"auditEntries {{ {PAGE} }}"),
        {"audit_entry": "owner admin reader"},
    ),
    Read(
        "AuditEntry",
        "auditEntries",
        f"{{ auditEntries {{ {PAGE} }} }}",
        {"audit_entry": "admin"},
    ),
]
