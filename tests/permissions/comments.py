"""Who may do what in discussions."""

from collections.abc import Mapping

from domain.ids import COMMENT, POST, CommentId
from tests.factories import hide_comment, make_comment, make_comment_version, make_post
from tests.factories.sight import delete_comment
from tests.permissions.rules import DENIED, NO_ONE, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World

_EARLIER = "What it said before."


async def _made(world: World, by: str, name: str = "said") -> CommentId:
    """Make a comment below a post of the author and the co-author."""
    post_id = await make_post(
        world.database,
        world.member("author"),
        publication_id=world.publication_id,
        co_authors=[world.member("co_author")],
    )
    world.made[f"post_of_{name}"] = POST.text_of(post_id)
    return await make_comment(world.database, post_id, world.member(by))


async def _said(world: World, _: str) -> str:
    return COMMENT.text_of(await _made(world, "contributor"))


async def _own_comment(world: World, actor: str) -> str:
    return COMMENT.text_of(await _made(world, actor))


async def _earlier_text(world: World, _: str) -> str:
    comment_id = await _made(world, "contributor")
    await make_comment_version(world.database, comment_id, text=_EARLIER)
    return _EARLIER


async def _tombstone(world: World, _: str) -> str:
    comment_id = await _made(world, "contributor", "tombstone")
    post_id = POST.parse(world.made["post_of_tombstone"])
    assert post_id
    await make_comment(world.database, post_id, world.member("stranger"), parent_id=comment_id)
    await delete_comment(world.database, comment_id)
    return COMMENT.text_of(comment_id)


async def _kept_from_readers(world: World, _: str) -> str:
    comment_id = await _made(world, "contributor", "kept_from_readers")
    await hide_comment(world.database, comment_id)
    return COMMENT.text_of(comment_id)


def _post_of(name: str) -> Maker:
    async def make(world: World, _: str) -> str:
        await world.thing(name)
        return world.made[f"post_of_{name}"]

    return make


_WITH_POSTS = {"said": _said, "tombstone": _tombstone, "kept_from_readers": _kept_from_readers}

MAKERS: Mapping[str, Maker] = {
    **_WITH_POSTS,
    **{f"post_of_{name}": _post_of(name) for name in _WITH_POSTS},
    "own_comment": _own_comment,
    "earlier_text": _earlier_text,
}

_WRITERS = "members -reader"
_KEEPERS = "writers editors staff"
_TEXT = {"markdown": "Well *said*."}
_HIDDEN, _GONE = "COMMENT_NOT_FOUND", "COMMENT_DELETED"


def _answering(state: str, name: str, outcome: str) -> Rule:
    given = {"postId": f"{{post_of_{name}}}", "parentId": f"{{{name}}}", **_TEXT}
    return Rule("addComment", state, given, {outcome: _WRITERS}, rest=DENIED)


def _of(mutation: str, **given: object) -> list[Rule]:
    """Of what is the actor's own, of what is deleted, and of what is hidden."""
    things = {
        "one's own": ("own_comment", YES),
        "deleted": ("tombstone", _GONE),
        "hidden": ("kept_from_readers", _HIDDEN),
    }
    return [
        Rule(mutation, state, {"commentId": f"{{{name}}}", **given}, {code: _WRITERS}, rest=DENIED)
        for state, (name, code) in things.items()
    ]


RULES = [
    Rule(
        "addComment",
        "on a public post",
        {"postId": "{post_of_said}", **_TEXT},
        {YES: _WRITERS},
        rest=DENIED,
    ),
    Rule(
        "addComment",
        "on a draft",
        {"postId": "{draft}", **_TEXT},
        {"POST_NOT_PUBLISHED": "writers editors staff"},
        rest="POST_NOT_FOUND",
    ),
    _answering("answering a comment", "said", YES),
    _answering("answering a deleted comment", "tombstone", _GONE),
    _answering("answering a hidden comment", "kept_from_readers", _HIDDEN),
    *_of("updateComment", **_TEXT),
    Rule(
        "updateComment", "of others", {"commentId": "{said}", **_TEXT}, {YES: "contributor"}, DENIED
    ),
    *_of("deleteComment"),
    Rule(
        "deleteComment",
        "of others",
        {"commentId": "{said}"},
        {YES: f"contributor {_KEEPERS}"},
        rest=DENIED,
    ),
]

READS = [
    Read(
        "Earlier text of a comment",
        "Comment.history",
        """
        {
          posts { nodes { comments { nodes {
            history { totalCount nodes { content { markdown } } }
          } } } }
        }
        """,
        {"earlier_text": "editors staff reader"},
    ),
]

VIEWED = [
    Viewed(
        "Post.viewerCanComment",
        {
            "published": (_WRITERS, NO_ONE),
            "draft": (NO_ONE, "anonymous contributor outsiders"),
        },
    ),
    Viewed("Comment.viewerCanReply", {"said": (_WRITERS, NO_ONE), "tombstone": (NO_ONE, NO_ONE)}),
    Viewed(
        "Comment.viewerCanUpdate", {"said": ("contributor", NO_ONE), "tombstone": (NO_ONE, NO_ONE)}
    ),
    Viewed(
        "Comment.viewerCanDelete",
        {"said": (f"contributor {_KEEPERS}", NO_ONE), "tombstone": (NO_ONE, NO_ONE)},
    ),
]
