"""Who may do what in discussions."""

from tests.permissions.rules import NO_ONE, Viewed

_WRITERS = "members -reader"

VIEWED = [
    Viewed(
        "Post.viewerCanComment",
        {
            "published": (_WRITERS, NO_ONE),
            "draft": (NO_ONE, "anonymous contributor outsiders"),
        },
    ),
    Viewed("Comment.viewerCanReply", {"comment": (_WRITERS, NO_ONE)}),
]
