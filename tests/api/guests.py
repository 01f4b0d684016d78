"""Commenting as a guest, as the tests of guests do."""

from typing import Any

from tests.api.client import Api
from tests.api.letters import last_link
from tests.api.post_callers import People
from tests.pinned import PinnedDatabase

ADD = """
    mutation ($input: AddGuestCommentInput!) {
      addGuestComment(input: $input) {
        __typename
        ... on AddGuestCommentSuccess { email }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

CONFIRM = """
    mutation ($token: String!) {
      confirmGuestComment(input: {token: $token}) {
        __typename
        ... on ConfirmGuestCommentSuccess {
          comment {
            id isHeld depth
            content { text }
            author { id name username isClaimed }
          }
          parent { replyCount }
          post { commentCount }
        }
        ... on Error { code }
      }
    }
"""

ADDRESS = "guest@example.org"


async def write(api: Api, people: People, **given: object) -> Any:
    said = {"postId": people.id, "markdown": "Hello.", "name": "Gus", "email": ADDRESS}
    return (await api(ADD, input=said | given))["addGuestComment"]


async def confirm(api: Api, token: str) -> Any:
    return (await api(CONFIRM, token=token))["confirmGuestComment"]


async def say(database: PinnedDatabase, api: Api, people: People, **given: object) -> Any:
    """Comment as a guest, and prove the address."""
    assert "code" not in await write(api, people, **given)
    return await confirm(api, await last_link(database))
