"""Who works on posts with others: co-authors, reviews, revisions, previews, and what is audited."""

from collections.abc import Mapping
from typing import Any

from domain.actor import Member
from domain.ids import (
    AUDIT_ENTRY,
    CO_AUTHOR_INVITATION,
    POST,
    POST_REVIEW,
    PREVIEW_LINK,
    REVISION,
    USER,
    PostId,
)
from domain.posts.models import PostStatus
from tests.factories import (
    make_audit_entry,
    make_co_author_invitation,
    make_post,
    make_preview_link,
    make_revision,
    make_submission,
)
from tests.permissions.rules import DENIED, NO_ONE, YES, Maker, Read, Rule
from tests.permissions.world import World

_NO_POST = "POST_NOT_FOUND"
_EDITED_BY = "writers editors admin"
_STRANGER = "stranger"


async def _post(world: World, slug: str, status: PostStatus = PostStatus.DRAFT) -> PostId:
    return await make_post(
        world.database,
        world.member("author"),
        publication_id=world.publication_id,
        co_authors=[world.member("co_author")],
        status=status,
        slug=slug,
    )


async def _draft(world: World) -> PostId:
    found = POST.parse(await world.thing("draft"))
    assert found is not None
    return found


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


async def _invite(world: World, person: Member) -> str:
    return CO_AUTHOR_INVITATION.text_of(
        await make_co_author_invitation(
            world.database, await _draft(world), person, world.member("author")
        )
    )


async def _invitation_to_stranger(world: World, _: str) -> str:
    """Ask the stranger to write a draft together with its author."""
    return await _invite(world, world.member(_STRANGER))


async def _draft_with_invitation(world: World, _: str) -> str:
    await _invitation_to_stranger(world, "")
    return await world.thing("draft")


async def _preview_link(world: World, _: str) -> str:
    await make_preview_link(world.database, await _draft(world), world.member("author"))
    return PREVIEW_LINK.text_of(await _newest(world, "preview_links"))


async def _revision(world: World, _: str) -> str:
    return REVISION.text_of(
        await make_revision(
            world.database, await _draft(world), world.member("author"), title="Before"
        )
    )


async def _revision_of_published(world: World, _: str) -> str:
    post_id = POST.parse(await world.thing("published"))
    assert post_id is not None
    author = world.member("author")
    return REVISION.text_of(await make_revision(world.database, post_id, author, title="Before"))


async def _audit_entry(world: World, _: str) -> str:
    post_id, editor = await _draft(world), world.member("editor")
    await make_audit_entry(world.database, world.publication_id, editor, post_id)
    return AUDIT_ENTRY.text_of(await _newest(world, "audit_entries"))


def _id_of(name: str) -> Maker:
    async def make(world: World, _: str) -> str:
        return USER.text_of(world.member(name).user_id)

    return make


MAKERS: Mapping[str, Maker] = {
    "submitted": _submitted,
    "review": _review,
    "invitation_to_stranger": _invitation_to_stranger,
    "draft_with_invitation": _draft_with_invitation,
    "preview_link": _preview_link,
    "revision": _revision,
    "revision_of_published": _revision_of_published,
    "audit_entry": _audit_entry,
    "the_stranger": _id_of(_STRANGER),
    "the_co_author": _id_of("co_author"),
    "the_contributor": _id_of("contributor"),
}

_ON_DRAFT = {"postId": "{draft}"}
_JUDGED = {YES: "editors admin", DENIED: "writers moderator"}
_WRITTEN = {YES: _EDITED_BY, DENIED: "moderator"}

_REVIEWS = [
    Rule("submitPost", "draft", _ON_DRAFT, _WRITTEN, rest=_NO_POST),
    Rule(
        "submitPost",
        "submitted already",
        {"postId": "{submitted}"},
        {"ALREADY_SUBMITTED": _EDITED_BY, DENIED: "moderator"},
        rest=_NO_POST,
    ),
    Rule(
        "approvePost",
        "submitted",
        {"postId": "{submitted}", "version": 1},
        _JUDGED,
        rest=_NO_POST,
    ),
    Rule(
        "approvePost",
        "not submitted",
        {**_ON_DRAFT, "version": 1},
        {"NOT_SUBMITTED": "editors admin", DENIED: "writers moderator"},
        rest=_NO_POST,
    ),
    Rule(
        "requestChanges",
        "submitted",
        {"postId": "{submitted}", "reason": "It needs a picture."},
        _JUDGED,
        rest=_NO_POST,
    ),
    Rule(
        "withdrawSubmission",
        "submitted",
        {"postId": "{submitted}"},
        _WRITTEN,
        rest=_NO_POST,
    ),
]

_CHOSEN_BY = {YES: "author editors admin", DENIED: "co_author moderator"}
_NO_INVITATION = "CO_AUTHOR_INVITATION_NOT_FOUND"

_AUTHORSHIP = [
    Rule(
        "inviteCoAuthor",
        "to a draft",
        {**_ON_DRAFT, "userId": "{the_stranger}"},
        _CHOSEN_BY,
        rest=_NO_POST,
    ),
    Rule(
        "inviteCoAuthor",
        "to a public post",
        {"postId": "{published}", "userId": "{the_stranger}"},
        {YES: "author editors admin"},
        rest=DENIED,
    ),
    Rule(
        "acceptCoAuthorship",
        "the stranger was asked",
        {"invitationId": "{invitation_to_stranger}"},
        {YES: _STRANGER},
        rest=_NO_INVITATION,
    ),
    Rule(
        "declineCoAuthorship",
        "the stranger was asked",
        {"invitationId": "{invitation_to_stranger}"},
        {YES: _STRANGER},
        rest=_NO_INVITATION,
    ),
    Rule(
        "removeCoAuthor",
        "the co-author",
        {**_ON_DRAFT, "userId": "{the_co_author}"},
        {YES: "writers editors admin", DENIED: "moderator"},
        rest=_NO_POST,
    ),
    Rule(
        "removeCoAuthor",
        "the stranger, who was asked",
        {"postId": "{draft_with_invitation}", "userId": "{the_stranger}"},
        {YES: "author editors admin stranger", DENIED: "co_author moderator"},
        rest=_NO_POST,
    ),
    Rule(
        "changePostAuthor",
        "to a contributor",
        {**_ON_DRAFT, "userId": "{the_contributor}"},
        _JUDGED,
        rest=_NO_POST,
    ),
    Rule(
        "changePostAuthor",
        "to a stranger",
        {**_ON_DRAFT, "userId": "{the_stranger}"},
        {"AUTHOR_NOT_MEMBER": "editors admin", DENIED: "writers moderator"},
        rest=_NO_POST,
    ),
]

_REST = [
    Rule("createPreviewLink", "of a draft", _ON_DRAFT, _WRITTEN, rest=_NO_POST),
    Rule(
        "createPreviewLink",
        "of a public post",
        {"postId": "{published}"},
        {YES: _EDITED_BY},
        rest=DENIED,
    ),
    Rule(
        "revokePreviewLink",
        "of a draft",
        {"previewLinkId": "{preview_link}"},
        {YES: _EDITED_BY},
        rest="PREVIEW_LINK_NOT_FOUND",
    ),
    Rule(
        "restoreRevision",
        "of a draft",
        {"revisionId": "{revision}", "version": 1},
        {YES: _EDITED_BY},
        rest="REVISION_NOT_FOUND",
    ),
    Rule(
        "restoreRevision",
        "of a public post",
        {"revisionId": "{revision_of_published}", "version": 1},
        {YES: _EDITED_BY},
        rest="REVISION_NOT_FOUND",
    ),
]

RULES = [*_REVIEWS, *_AUTHORSHIP, *_REST]

_PAGE = "totalCount nodes { id }"
_EDITORS_SEE = f"{_EDITED_BY} reader"


def _ways(kind: str, found_by: Mapping[str, str]) -> list[Read]:
    return [
        Read(kind, "node", "query ($id: ID!) { node(id: $id) { id } }", found_by),
        Read(kind, "nodes", "query ($id: ID!) { nodes(ids: [$id]) { id } }", found_by),
    ]


def _of_post(selection: str, *, slug: str = "draft") -> str:
    return f'{{ post(publication: "daily", slug: "{slug}") {{ {selection} }} }}'


def _of_publication(selection: str) -> str:
    return f'{{ publication(handle: "daily") {{ {selection} }} }}'


_REVISIONS = {"revision": _EDITORS_SEE, "revision_of_published": _EDITORS_SEE}

READS = [
    *_ways("PostReview", {"review": _EDITORS_SEE}),
    Read(
        "PostReview",
        "Post.review",
        _of_post("review { id }", slug="submitted"),
        {"review": _EDITORS_SEE},
    ),
    Read(
        "PostReview",
        "Publication.submissions",
        _of_publication(f"submissions {{ {_PAGE} }}"),
        {"review": "editors admin reader"},
    ),
    *_ways("CoAuthorInvitation", {"invitation_to_stranger": f"{_EDITORS_SEE} stranger"}),
    Read(
        "CoAuthorInvitation",
        "Post.coAuthorInvitations",
        _of_post(f"coAuthorInvitations {{ {_PAGE} }}"),
        {"invitation_to_stranger": _EDITORS_SEE},
    ),
    Read(
        "CoAuthorInvitation",
        "Viewer.coAuthorInvitations",
        f"{{ viewer {{ coAuthorInvitations {{ {_PAGE} }} }} }}",
        {"invitation_to_stranger": _STRANGER},
    ),
    Read(
        "Post",
        "node, for whoever is asked to write it",
        "query ($id: ID!) { node(id: $id) { id } }",
        {"draft_with_invitation": "writers editors staff reader stranger"},
    ),
    *_ways("PreviewLink", {"preview_link": _EDITORS_SEE}),
    Read(
        "PreviewLink",
        "Post.previewLinks",
        _of_post(f"previewLinks {{ {_PAGE} }}"),
        {"preview_link": _EDITORS_SEE},
    ),
    *_ways("Revision", _REVISIONS),
    Read(
        "Revision",
        "Post.revisions",
        f"""
        {{
          draft: post(publication: "daily", slug: "draft") {{ revisions {{ {_PAGE} }} }}
          published: post(publication: "daily", slug: "published") {{ revisions {{ {_PAGE} }} }}
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
        _of_post("changeLog { nodes { __typename } }", slug="published"),
        {"revision_of_published": NO_ONE},
    ),
    *_ways("AuditEntry", {"audit_entry": "owner admin reader"}),
    Read(
        "AuditEntry",
        "Publication.auditEntries",
        _of_publication(f"auditEntries {{ {_PAGE} }}"),
        {"audit_entry": "owner admin reader"},
    ),
    Read(
        "AuditEntry",
        "auditEntries",
        f"{{ auditEntries {{ {_PAGE} }} }}",
        {"audit_entry": "admin"},
    ),
]
