"""People who claim to be somebody, and what is announced of it."""

from dataclasses import replace
from typing import Any

from domain.actor import Member
from domain.ids import SESSION
from tests.api.client import Api
from tests.factories import NOON, make_account
from tests.pinned import PinnedDatabase

REQUEST = """
    mutation ($username: String!, $message: String) {
      requestClaim(input: {username: $username, message: $message}) {
        __typename
        ... on RequestClaimSuccess {
          claim { id message createdAt user { username } claimant { username } }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""


async def signed_in(database: PinnedDatabase, **given: Any) -> Member:
    return replace(await make_account(database, **given), session_id=SESSION.new_id(at=NOON))


async def claim(
    api: Api, actor: Any, username: str = "dev-ada", message: str | None = "It is me."
) -> Any:
    answer = await api(REQUEST, actor=actor, username=username, message=message)
    return answer["requestClaim"]
