"""Whatever differs by who asks is declared so: its answers are not for everyone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType

from execution.fields import batch_resolver, differs_by_viewer, root_resolver
from execution.run import core_schema
from schema.schema import schema

CORE = core_schema(schema)

DIFFER = {
    "Page.viewerCanEdit",
    "Publication.viewerPages",
    "Query.claims",
    "AuditEntry.subject",
    "CoAuthorInvitation.post",
    "Followable.viewerIsFollowing",
    "Publication.viewerIsFollowing",
    "Series.viewerIsFollowing",
    "Tag.viewerIsFollowing",
    "User.viewerIsFollowing",
    "Viewer.feed",
    "Viewer.following",
    "Post.coAuthorInvitations",
    "Post.previewLinks",
    "Publication.auditEntries",
    "Query.auditEntries",
    "Publication.invitations",
    "Publication.viewerCanEditSettings",
    "Publication.viewerCanInvite",
    "Publication.viewerCanPublish",
    "Publication.viewerRole",
    "Query.invitation",
    "Post.newestEdit",
    "Post.pendingEdit",
    "Post.version",
    "Post.viewerCanChooseCoAuthors",
    "Comment.history",
    "Comment.viewerCanDelete",
    "Comment.viewerCanReply",
    "Comment.viewerCanUpdate",
    "Post.viewerCanComment",
    "Post.viewerCanDelete",
    "Post.viewerCanEdit",
    "Post.viewerCanModerateComments",
    "Post.viewerCanPublish",
    "Post.viewerCanSubmit",
    "Post.viewerCanUnpublish",
    "PostEdit.coverImage",
    "PostEdit.savedBy",
    "Publication.viewerRedirects",
    "Post.review",
    "Post.revisions",
    "PostReview.post",
    "Publication.heldComments",
    "Publication.submissions",
    "Query.compareRevisions",
    "Publication.unpublishedPosts",
    "Publication.viewerSeries",
    "Query.node",
    "Query.nodes",
    "Query.page",
    "Query.post",
    "Query.rateLimit",
    "Query.postPreview",
    "Query.previewMarkdown",
    "Query.resolvePath",
    "Comment.viewerReactions",
    "Post.viewerReactions",
    "Reactable.viewerReactions",
    "BookmarkList.postCount",
    "BookmarkList.posts",
    "Post.viewerHasBookmarked",
    "Post.viewerReadProgress",
    "Reading.post",
    "Viewer.bookmarkLists",
    "Viewer.keepsReadingHistory",
    "Viewer.readingHistory",
    "Query.viewer",
    "User.viewerIsBlocking",
    "User.viewerIsMuting",
    "Viewer.accessTokens",
    "Viewer.blockedUsers",
    "Viewer.heldComments",
    "Viewer.mutedUsers",
    "Viewer.coAuthorInvitations",
    "StaleVersionError.current",
    "Series.viewerCanEdit",
    "Series.viewerPosts",
    "Viewer.unusedTags",
    "Viewer.publicationInvitations",
    "Viewer.media",
    "Viewer.posts",
    "Session.isCurrent",
    "Viewer.email",
    "Viewer.emailIsVerified",
    "Viewer.sessions",
    "Viewer.user",
}


def fields() -> Iterator[tuple[str, GraphQLField]]:
    for kind in CORE.type_map.values():
        is_ours = not kind.name.startswith("__") and kind is not CORE.mutation_type
        # What a mutation answers is for whoever sent it.
        is_ours = is_ours and not kind.name.endswith("Success")
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and is_ours:
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field


def function_of(field: GraphQLField) -> Callable[..., Any] | None:
    declared = field.extensions.get("strawberry-definition")
    return declared and (root_resolver(declared) or batch_resolver(declared))


def test_those_that_differ_are_known() -> None:
    assert {name for name, field in fields() if differs_by_viewer(field)} == DIFFER


@pytest.mark.parametrize(("name", "field"), list(fields()))
def test_a_field_about_the_viewer_is_declared_so(name: str, field: GraphQLField) -> None:
    function = function_of(field)
    reads_actor = function is not None and "actor" in function.__code__.co_names
    is_named_so = name.partition(".")[2].startswith("viewer")

    assert differs_by_viewer(field) or not (reads_actor or is_named_so)
