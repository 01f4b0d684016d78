"""A post and a comment to react to, and who has reacted."""

from typing import Any

from domain.actor import Member
from domain.ids import COMMENT, POST, CommentId, PostId
from tests.api.callers import mutation
from tests.api.client import Api
from tests.pinned import PinnedDatabase

_SUBJECT = """
    subject { id reactionCount reactionCounts { kind count } viewerReactions __typename }
"""

SET = mutation("setReaction", _SUBJECT)
REMOVE = mutation("removeReaction", _SUBJECT)

WHO_REACTED = """
    query ($id: ID!, $kind: String) {
      node(id: $id) {
        ... on Reactable {
          reactionCount
          viewerReactions
          reactionCounts { kind count }
          reactions(kind: $kind) { totalCount nodes { kind user { id } } }
        }
      }
    }
"""


class Town:
    """A post and a comment by one person."""

    def __init__(
        self, database: PinnedDatabase, author: Member, post: PostId, comment: CommentId
    ) -> None:
        self.database = database
        self.author = author
        self.post_id = post
        self.comment_id = comment
        self.post = POST.text_of(post)
        self.comment = COMMENT.text_of(comment)
        self.both = (self.post, self.comment)


async def stored(database: PinnedDatabase) -> int:
    count: int = await database.fetchval(
        "SELECT (SELECT count(*) FROM post_reactions) + (SELECT count(*) FROM comment_reactions)"
    )
    return count


async def who_reacted(api: Api, subject: str, actor: Any, kind: str | None = None) -> Any:
    return (await api(WHO_REACTED, actor=actor, id=subject, kind=kind))["node"]
