"""Who keeps order in discussions, and who finds what waits there."""

from collections.abc import Mapping

from domain.ids import COMMENT, POST, CommentId
from tests.factories import hide_comment, hold_comment, make_comment
from tests.permissions.rules import DENIED, NO_ONE, SCOPE, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World


async def _comment(world: World) -> CommentId:
    post_id = POST.parse(await world.thing("published"))
    assert post_id is not None
    return await make_comment(world.database, post_id, world.member("stranger"))


async def _seen(world: World, _: str) -> str:
    return COMMENT.text_of(await _comment(world))


async def _taken_down(world: World, _: str) -> str:
    comment_id = await _comment(world)
    await hide_comment(world.database, comment_id)
    return COMMENT.text_of(comment_id)


async def _waiting(world: World, _: str) -> str:
    comment_id = await _comment(world)
    await hold_comment(world.database, comment_id)
    return COMMENT.text_of(comment_id)


MAKERS: Mapping[str, Maker] = {
    "discussed": _seen,
    "taken_down": _taken_down,
    "waiting": _waiting,
}

_GONE = "COMMENT_NOT_FOUND"
_LOCKERS = "writers editors staff"
_MODERATORS = "editors staff"
_PINNERS = "writers editors admin"


def _of(mutation: str, yes: str, *, changes: bool = True, of_post: bool = False) -> Rule:
    given = {"postId": "{published}"} if of_post else {"commentId": "{discussed}"}
    state = "a post" if of_post else "a comment"
    return Rule(mutation, state, given, {YES: yes}, rest=DENIED, changes=changes)


def _of_hidden(mutation: str, state: str, thing: str) -> Rule:
    return Rule(mutation, state, {"commentId": f"{{{thing}}}"}, {YES: _MODERATORS}, rest=_GONE)


RULES = [
    _of("pinComment", _PINNERS),
    _of("unpinComment", _PINNERS, changes=False),
    _of("lockThread", _LOCKERS),
    _of("lockThread", _LOCKERS, of_post=True),
    _of("unlockThread", _LOCKERS, changes=False),
    _of("unlockThread", _LOCKERS, of_post=True, changes=False),
    _of("hideComment", _MODERATORS),
    _of_hidden("unhideComment", "hidden", "taken_down"),
    _of_hidden("approveComment", "waiting", "waiting"),
    _of_hidden("rejectComment", "waiting", "waiting"),
    Rule(
        "setPostDiscussion",
        "published",
        {"postId": "{published}", "policy": "MEMBERS"},
        {YES: _PINNERS},
        rest=DENIED,
    ),
    Rule(
        "setPostDiscussion",
        "draft",
        {"postId": "{draft}", "policy": "MEMBERS"},
        {YES: _PINNERS, DENIED: "moderator"},
        rest="POST_NOT_FOUND",
    ),
    Rule(
        "setPublicationDiscussion",
        "",
        {"publicationId": "{here}", "policy": "MEMBERS"},
        {YES: "owner admin", SCOPE: "reader"},
        rest=DENIED,
    ),
]

READS = [
    Read(
        "Comment that waits",
        "Publication.heldComments",
        '{ publication(handle: "daily") { heldComments { totalCount nodes { id } } } }',
        {"waiting": _MODERATORS},
    ),
    Read(
        "Comment that waits",
        "Viewer.heldComments",
        "{ viewer { heldComments { totalCount nodes { id } } } }",
        {"waiting": "stranger"},
    ),
    Read(
        "Comment that waits",
        "Post.comments",
        """
        query {
          post(publication: "daily", slug: "published") {
            comments { totalCount nodes { id } }
            thread { nodes { id } }
            pinnedComments { id }
          }
        }
        """,
        {"discussed": "everyone", "waiting": NO_ONE, "taken_down": NO_ONE},
    ),
]

VIEWED = [
    Viewed(
        "Post.viewerCanModerateComments",
        {
            "published": (_MODERATORS, NO_ONE),
            "draft": (_MODERATORS, "anonymous contributor outsiders"),
        },
    ),
]
