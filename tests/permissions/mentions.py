"""Who finds people in the texts that name them, and comments in those that quote them."""

from collections.abc import Mapping

from domain.ids import COMMENT, USER, CommentId, PostId, UserId
from domain.posts.models import PostStatus
from tests.factories import hide_comment, make_comment, make_post, make_user
from tests.factories.mentions import let_quote, mention_in_comment, mention_in_post
from tests.factories.sight import delete_comment
from tests.permissions.rules import DENIED, NO_ONE, YES, Maker, Read, Rule
from tests.permissions.world import World


async def _post(world: World, status: PostStatus = PostStatus.PUBLISHED) -> PostId:
    return await make_post(
        world.database,
        world.member("author"),
        publication_id=world.publication_id,
        status=status,
    )


async def _comment(world: World) -> CommentId:
    return await make_comment(world.database, await _post(world), world.member("contributor"))


async def _somebody(world: World) -> UserId:
    return (await make_user(world.database)).user_id


def _mentioned_in_post(status: PostStatus) -> Maker:
    async def make(world: World, _: str) -> str:
        user_id = await _somebody(world)
        await mention_in_post(world.database, await _post(world, status), user_id)
        return USER.text_of(user_id)

    return make


def _mentioned_in_comment(state: str) -> Maker:
    async def make(world: World, _: str) -> str:
        user_id, comment_id = await _somebody(world), await _comment(world)
        await mention_in_comment(world.database, comment_id, user_id)
        if state == "hidden":
            await hide_comment(world.database, comment_id)
        return USER.text_of(user_id)

    return make


async def _mentioned_out_of_sight(world: World, _: str) -> str:
    text = await world.thing("whom_all_block")
    user_id = USER.parse(text)
    assert user_id
    await mention_in_comment(world.database, await _comment(world), user_id)
    await mention_in_post(world.database, await _post(world), user_id)
    return text


def _quoted(state: str) -> Maker:
    async def make(world: World, _: str) -> str:
        quoting = await _comment(world)
        post_id = await world.database.fetchval(
            "SELECT post_id FROM comments WHERE id = $1", quoting
        )
        source = await make_comment(world.database, post_id, world.member("contributor"))
        await let_quote(world.database, quoting, source)
        if state == "hidden":
            await hide_comment(world.database, source)
        if state == "deleted":
            await delete_comment(world.database, source, is_bare=True)
        return COMMENT.text_of(source)

    return make


MAKERS: Mapping[str, Maker] = {
    "mentioned_in_post": _mentioned_in_post(PostStatus.PUBLISHED),
    "mentioned_in_draft": _mentioned_in_post(PostStatus.DRAFT),
    "mentioned_in_removed": _mentioned_in_post(PostStatus.REMOVED),
    "mentioned_in_comment": _mentioned_in_comment("shown"),
    "mentioned_in_hidden": _mentioned_in_comment("hidden"),
    "mentioned_out_of_sight": _mentioned_out_of_sight,
    "quoted": _quoted("shown"),
    "quoted_hidden": _quoted("hidden"),
    "quoted_deleted": _quoted("deleted"),
}

_OF_COMMENTS = "{{ posts {{ nodes {{ comments {{ nodes {{ {} {{ id }} }} }} }} }} }}"
_WRITERS = "members -reader"


def _quoting(state: str, name: str, outcome: str) -> Rule:
    given = {
        "postId": f"{{post_of_{name}}}",
        "quotedCommentId": f"{{{name}}}",
        "markdown": "> Well said.",
    }
    return Rule("addComment", f"quoting {state}", given, {outcome: _WRITERS}, rest=DENIED)


RULES = [
    _quoting("a comment", "said", YES),
    _quoting("a deleted comment", "tombstone", "COMMENT_DELETED"),
    _quoting("a hidden comment", "kept_from_readers", "COMMENT_NOT_FOUND"),
]

READS = [
    Read(
        "User",
        "Post.mentions",
        """
        {
          posts { nodes { mentions { id } } }
          viewer { posts { nodes { mentions { id } } } }
          publication(handle: "daily") { unpublishedPosts { nodes { mentions { id } } } }
        }
        """,
        {
            "mentioned_in_post": "everyone",
            "mentioned_in_draft": NO_ONE,
            "mentioned_in_removed": NO_ONE,
            "mentioned_out_of_sight": "anonymous staff",
        },
    ),
    Read(
        "User",
        "Comment.mentions",
        _OF_COMMENTS.format("mentions"),
        {
            "mentioned_in_comment": "everyone",
            "mentioned_in_hidden": NO_ONE,
            "mentioned_out_of_sight": "anonymous staff",
        },
    ),
    Read(
        "Comment",
        "Comment.quoted",
        _OF_COMMENTS.format("quoted"),
        {"quoted": "everyone", "quoted_hidden": NO_ONE, "quoted_deleted": NO_ONE},
    ),
]
