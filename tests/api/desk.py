"""The steps of a review, taken in the name of anybody, and whom they are refused."""

from typing import Any

from tests.api.client import Api
from tests.api.post_callers import People
from tests.pinned import PinnedDatabase

_REVIEW = """
    fragment review on PostReview {
      id state note reason submittedBy { name } reviewer { name } decidedAt
    }
"""

SUBMIT = (
    """
    mutation ($post: ID!, $note: String) {
      submitPost(input: {postId: $post, note: $note}) {
        ... on SubmitPostSuccess { post { status } review { ...review } }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""
    + _REVIEW
)

APPROVE = (
    """
    mutation ($post: ID!, $version: Int!, $substantial: Boolean! = false, $note: String) {
      approvePost(
        input: {postId: $post, version: $version, isSubstantial: $substantial, note: $note}
      ) {
        ... on ApprovePostSuccess { post { status title review { state } } review { ...review } }
        ... on StaleVersionError { currentVersion }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""
    + _REVIEW
)

REQUEST = (
    """
    mutation ($post: ID!, $reason: String! = "Too short.") {
      requestChanges(input: {postId: $post, reason: $reason}) {
        ... on RequestChangesSuccess { post { status } review { ...review } }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""
    + _REVIEW
)

WITHDRAW = (
    """
    mutation ($post: ID!) {
      withdrawSubmission(input: {postId: $post}) {
        ... on WithdrawSubmissionSuccess { post { status } review { ...review } }
        ... on Error { code }
      }
    }
"""
    + _REVIEW
)

SAVE = """
    mutation ($post: ID!, $version: Int!, $title: String!) {
      savePost(input: {postId: $post, version: $version, title: $title}) {
        ... on SavePostSuccess { post { version } }
        ... on Error { code }
      }
    }
"""

SEEN = """
    query ($post: ID!) {
      node(id: $post) {
        ... on Post {
          review { id state }
          publication { submissions { totalCount nodes { state post { title } } } }
        }
      }
    }
"""


class Desk:
    """Takes steps with a post in the name of anybody."""

    def __init__(self, api: Api, people: People) -> None:
        self._api = api
        self._people = people

    async def _do(self, document: str, who: str, **variables: Any) -> Any:
        actor = self._people.actor(who)
        answer = await self._api(document, actor=actor, post=self._people.id, **variables)
        [result] = answer.values()
        return result

    async def submit(self, who: str = "the author", **variables: Any) -> Any:
        return await self._do(SUBMIT, who, **variables)

    async def approve(self, who: str = "an editor", version: int = 1, **variables: Any) -> Any:
        return await self._do(APPROVE, who, version=version, **variables)

    async def request(self, who: str = "an editor", **variables: Any) -> Any:
        return await self._do(REQUEST, who, **variables)

    async def withdraw(self, who: str = "the author") -> Any:
        return await self._do(WITHDRAW, who)

    async def save(self, who: str, version: int, title: str) -> Any:
        return await self._do(SAVE, who, version=version, title=title)

    async def seen(self, who: str) -> Any:
        return await self._do(SEEN, who)


async def state(database: PinnedDatabase) -> str | None:
    found: str | None = await database.fetchval("SELECT state FROM post_reviews")
    return found


NOT_WRITING = {"nobody": "UNAUTHENTICATED", "a stranger": "POST_NOT_FOUND"} | {
    "a contributor": "POST_NOT_FOUND",
    "a reader's token of the author": "SCOPE_MISSING",
    "a moderator": "PERMISSION_DENIED",
}


async def let(database: PinnedDatabase, way: str) -> None:
    """Say how contributors publish."""
    await database.execute("UPDATE publications SET contributor_publishing = $1", way)
