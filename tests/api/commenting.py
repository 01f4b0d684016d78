"""Saying things, changing and deleting them, as the tests of comments do."""

from uuid import uuid4

from domain.ids import COMMENT, POST, CommentId, PostId
from tests.api.callers import mutation
from tests.api.client import Api

_COMMENT = """
    comment {
      id parentId depth replyCount createdAt editedAt isDeleted
      author { username } content { markdown html }
    }
"""

ADD = mutation("addComment", f"{_COMMENT} parent {{ id replyCount }} post {{ id commentCount }}")
UPDATE = mutation("updateComment", f"{_COMMENT} post {{ id }}")

DELETE = mutation(
    "deleteComment",
    f"""
    deletedCommentId goneCommentIds {_COMMENT} parent {{ id replyCount }} post {{ commentCount }}
    """,
)

THREAD = """
    query ($id: ID!) {
      node(id: $id) { ... on Post { commentCount thread(first: 100) {
        totalCount edges { repliesNotShown node {
          id depth replyCount isDeleted author { name } content { markdown }
        } }
      } } }
    }
"""

UNKNOWN = COMMENT.text_of(CommentId(uuid4()))


async def said_on(api: Api, post_id: PostId) -> list[str]:
    """Return the discussion, a line for each comment."""
    found = (await api(THREAD, id=POST.text_of(post_id)))["node"]["thread"]
    assert found["totalCount"] == len(found["edges"])
    nodes = [edge["node"] for edge in found["edges"]]
    return [
        "  " * node["depth"] + (node["content"]["markdown"] if node["content"] else "-")
        for node in nodes
    ]
