"""Whoever joins takes along what they said as a guest, and nobody else does."""

from dataclasses import replace
from typing import Any

from domain.actor import Anonymous
from domain.ids import USER
from tests.announced import announced
from tests.api.claims import signed_in
from tests.api.client import Api
from tests.api.guests import ADDRESS, say
from tests.api.post_callers import public
from tests.pinned import PinnedDatabase

CLAIM = """
    mutation ($id: ID) {
      claimGuestComments(input: {userId: $id}) {
        __typename
        ... on ClaimGuestCommentsSuccess {
          user { id comments { totalCount nodes { content { text } } } }
        }
        ... on Error { code }
      }
    }
"""


async def claim(api: Api, actor: Any, id: str | None = None) -> Any:
    return (await api(CLAIM, actor=actor, id=id))["claimGuestComments"]


async def test_whoever_joins_takes_along_what_they_said(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    said = await say(database, api, people)
    guest = said["comment"]["author"]["id"]
    ada = await signed_in(database, email=ADDRESS)

    answer = await claim(api, ada, guest)
    again = await claim(api, ada)

    assert answer["user"] == {
        "id": USER.text_of(ada.user_id),
        "comments": {"totalCount": 1, "nodes": [{"content": {"text": "Hello."}}]},
    }
    assert again["code"] == "NO_GUEST_COMMENTS"
    assert await database.fetchval("SELECT count(*) FROM guests") == 0
    assert (await announced(database))[-1] == "user.merged"


async def test_nobody_takes_along_what_others_said(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    await say(database, api, people)
    other = await signed_in(database, email="other@example.org")
    unproved = await signed_in(database, email="unproved@example.org")
    await database.execute(
        "UPDATE accounts SET email_verified_at = NULL WHERE user_id = $1", unproved.user_id
    )

    codes = [
        (await claim(api, actor))["code"]
        for actor in (
            Anonymous(),
            replace(other, session_id=None),
            other,
            unproved,
        )
    ]

    assert codes == [
        "UNAUTHENTICATED",
        "SESSION_NEEDED",
        "NO_GUEST_COMMENTS",
        "ADDRESS_NOT_VERIFIED",
    ]
    assert await database.fetchval("SELECT count(*) FROM guests") == 1


async def test_another_guest_than_the_one_who_is_meant_stays(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    await say(database, api, people)
    ada = await signed_in(database, email=ADDRESS)

    answer = await claim(api, ada, USER.text_of(ada.user_id))

    assert answer["code"] == "NO_GUEST_COMMENTS"
