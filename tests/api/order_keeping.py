"""Asking for changes of discussions, as anyone."""

from typing import Any

from domain.ids import COMMENT, CommentId
from tests.announced import announced
from tests.api.client import Api
from tests.api.post_callers import People
from tests.pinned import PinnedDatabase

NOBODY = "UNAUTHENTICATED"
NO_SCOPE = "SCOPE_MISSING"
DENIED = "PERMISSION_DENIED"

SHOWN = """
    comment { id isHidden isHeld isLocked isPinned replyCount content { text } }
    post {
      commentCount
      pinnedComments { id }
      discussion { policy closesAt isLocked isOpen ownPolicy ownClosesAfterDays }
    }
"""


async def change(
    api: Api, people: People, who: str, name: str, shown: str = SHOWN, **given: object
) -> Any:
    title = name[0].upper() + name[1:]
    document = f"""
        mutation ($input: {title}Input!) {{
          {name}(input: $input) {{
            __typename
            ... on {title}Success {{ {shown} }}
            ... on Error {{ code }}
            ... on InvalidInputError {{ violations {{ argument }} }}
          }}
        }}
    """
    return (await api(document, actor=people.actor(who), input=given))[name]


def id_of(comment_id: CommentId) -> str:
    return COMMENT.text_of(comment_id)


DISCUSSION = """
    query ($id: ID!) {
      node(id: $id) {
        ... on Post {
          commentCount
          discussion { policy closesAt isLocked isOpen ownPolicy ownClosesAfterDays }
          pinnedComments { id }
          comments { totalCount nodes { id isPinned isLocked isHidden isHeld } }
          viewerCanComment
          viewerCanModerateComments
        }
      }
    }
"""


async def look(api: Api, people: People, who: str = "nobody") -> Any:
    """Return what somebody sees of the discussion."""
    return (await api(DISCUSSION, actor=people.actor(who), id=people.id))["node"]


async def recorded(database: PinnedDatabase) -> tuple[list[str], list[str]]:
    """Return the names of all events, and the actions of all audit entries."""
    rows = await database.fetch("SELECT action FROM audit_entries ORDER BY id")
    return await announced(database), [row["action"] for row in rows]
