"""Who reacts to what, and who sees who reacted."""

from collections.abc import Mapping

from domain.ids import COMMENT, POST
from domain.posts.models import PostStatus
from tests.factories import make_comment, make_post, react_to_comment, react_to_post
from tests.factories.sight import delete_comment
from tests.permissions.rules import SCOPE, SIGN_IN, YES, Maker, Read, Rule
from tests.permissions.world import World


async def _reacted_post(world: World, _: str) -> str:
    post_id = await make_post(
        world.database, world.member("author"), publication_id=world.publication_id
    )
    await react_to_post(world.database, post_id, world.member("stranger"))
    return POST.text_of(post_id)


async def _reacted_comment(world: World, _: str) -> str:
    return await _comment(world)


async def _tombstone(world: World, _: str) -> str:
    return await _comment(world, is_deleted=True)


async def _comment_of_draft(world: World, _: str) -> str:
    return await _comment(world, status=PostStatus.DRAFT)


async def _comment(
    world: World, *, status: PostStatus = PostStatus.PUBLISHED, is_deleted: bool = False
) -> str:
    author, stranger = world.member("author"), world.member("stranger")
    post_id = await make_post(
        world.database, author, publication_id=world.publication_id, status=status
    )
    comment_id = await make_comment(world.database, post_id, author)
    await make_comment(world.database, post_id, stranger, parent_id=comment_id)
    await react_to_comment(world.database, comment_id, stranger)
    if is_deleted:
        await delete_comment(world.database, comment_id)
    return COMMENT.text_of(comment_id)


MAKERS: Mapping[str, Maker] = {
    "comment_of_draft": _comment_of_draft,
    "reacted_comment": _reacted_comment,
    "reacted_post": _reacted_post,
    "deleted_comment": _tombstone,
}

_MEMBERS = "members -reader"
_OUT = {SIGN_IN: "anonymous", SCOPE: "reader"}

_STATES = (
    ("to a public post", "{reacted_post}", YES),
    ("to a draft", "{draft}", "POST_NOT_FOUND"),
    ("to a comment", "{reacted_comment}", YES),
    ("to a deleted comment", "{deleted_comment}", "COMMENT_NOT_FOUND"),
    ("to a comment on a draft", "{comment_of_draft}", "COMMENT_NOT_FOUND"),
)

RULES = [
    *(
        Rule(
            "setReaction",
            state,
            {"subjectId": subject, "kind": "love"},
            {outcome: _MEMBERS, **_OUT},
        )
        for state, subject, outcome in _STATES
    ),
    *(
        Rule(
            "removeReaction",
            state,
            {"subjectId": subject, "kind": "funny"},
            {outcome: _MEMBERS, **_OUT},
            changes=False,
        )
        for state, subject, outcome in _STATES
    ),
]

_WHO = """
    query ($id: ID!) {
      node(id: $id) {
        id
        ... on Reactable { reactionCount reactions { totalCount nodes { kind user { id } } } }
      }
    }
"""

READS = [
    Read(
        "Who reacted",
        "Reactable.reactions",
        _WHO,
        {"reacted_post": "everyone", "reacted_comment": "everyone", "comment_of_draft": ""},
    ),
]
