"""Looking after one's sessions: seen and ended by their owner alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.ids import ACCESS_TOKEN, SESSION, USER
from tests.api.client import Api
from tests.factories import NOON, make_account, make_session
from tests.pinned import PinnedDatabase

SESSIONS = """
    query ($first: Int, $after: String) {
      viewer {
        email
        emailIsVerified
        sessions(first: $first, after: $after) {
          nodes { id isCurrent }
          pageInfo { hasNextPage endCursor }
          totalCount
        }
      }
    }
"""

NODE = "query ($id: ID!) { node(id: $id) { id ... on Session { isCurrent userAgent } } }"

END = """
    mutation ($id: ID!) {
      endSession(input: {sessionId: $id}) {
        __typename
        ... on EndSessionSuccess { sessionId }
        ... on Error { code }
      }
    }
"""

END_OTHERS = """
    mutation ($keep: [ID!]) {
      endOtherSessions(input: {keep: $keep}) {
        __typename
        ... on EndOtherSessionsSuccess { ended viewer { sessions { nodes { isCurrent } } } }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

SIGN_OUT = """
    mutation ($everywhere: Boolean) {
      signOut(input: {everywhere: $everywhere}) {
        __typename
        ... on SignOutSuccess { sessionId }
        ... on Error { code }
      }
    }
"""


async def make_ada(database: PinnedDatabase) -> Member:
    """Make somebody who is signed in here and, since later, in two other places."""
    ada = await make_account(database)
    here, _ = await make_session(database, ada)
    for _ in range(2):
        await make_session(database, ada)
    return replace(ada, session_id=here)


async def sessions_of(database: PinnedDatabase, member: Member) -> list[str]:
    rows = await database.fetch(
        "SELECT id FROM sessions WHERE user_id = $1 ORDER BY created_at DESC", member.user_id
    )
    return [SESSION.text_of(row["id"]) for row in rows]


async def test_the_newest_come_first_and_those_that_have_ended_are_gone(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_ada(database)
    await make_session(database, await make_account(database))
    ids = await sessions_of(database, ada)
    await make_session(database, ada, at=NOON, lasts=timedelta())

    first = (await api(SESSIONS, actor=ada, first=2))["viewer"]
    cursor = first["sessions"]["pageInfo"]["endCursor"]
    rest = (await api(SESSIONS, actor=ada, first=2, after=cursor))["viewer"]

    assert first["emailIsVerified"]
    assert first["sessions"]["totalCount"] == 3
    assert first["sessions"]["nodes"] == [{"id": id, "isCurrent": False} for id in ids[:2]]
    assert rest["sessions"]["nodes"] == [{"id": ids[2], "isCurrent": True}]
    assert not rest["sessions"]["pageInfo"]["hasNextPage"]


async def test_the_statements_do_not_grow_with_the_page(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    counts = []
    for first in (1, 100):
        database.statements.clear()
        await api(SESSIONS, actor=ada, first=first)
        counts.append(len(database.statements))

    assert counts == [3, 3]


async def test_a_session_is_a_node_of_its_owner_alone(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    [id, *_] = await sessions_of(database, ada)
    others: dict[str, Member | Anonymous] = {
        "anonymous": Anonymous(),
        "stranger": await make_account(database),
        "admin": await make_account(database, role=SiteRole.ADMIN),
        "without the scope": replace(ada, scopes=(Scope.WRITE_POSTS,)),
    }

    assert (await api(NODE, actor=ada, id=id))["node"]["id"] == id
    for name, actor in others.items():
        assert await api(NODE, actor=actor, id=id) == {"node": None}, name
    database.statements.clear()
    await api(NODE, id=id)
    assert database.statements == []


async def test_a_session_that_has_ended_is_no_node(database: PinnedDatabase, api: Api) -> None:
    ada = await make_account(database)
    session_id, _ = await make_session(database, ada, at=NOON, lasts=timedelta())

    assert await api(NODE, actor=ada, id=SESSION.text_of(session_id)) == {"node": None}


async def test_a_program_needs_the_scope_to_read(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)

    codes = await api.errors(SESSIONS, actor=replace(ada, scopes=(Scope.WRITE_POSTS,)))

    assert set(codes) == {"SCOPE_MISSING"}


async def test_one_session_is_ended(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    newest, *rest = await sessions_of(database, ada)

    answer = await api(END, actor=ada, id=newest)
    again = await api(END, actor=ada, id=newest)

    assert answer["endSession"] == {"__typename": "EndSessionSuccess", "sessionId": newest}
    assert again["endSession"] == {"__typename": "NotFoundError", "code": "SESSION_NOT_FOUND"}
    assert await sessions_of(database, ada) == rest


async def test_the_others_are_ended_but_those_to_keep(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_ada(database), await make_ada(database)
    newest, _, here = await sessions_of(database, ada)
    [bobs, *_] = await sessions_of(database, bob)

    kept = await api(END_OTHERS, actor=ada, keep=[newest, bobs])
    assert kept["endOtherSessions"]["ended"] == 1
    assert await sessions_of(database, ada) == [newest, here]

    answer = await api(END_OTHERS, actor=ada)
    assert answer["endOtherSessions"] == {
        "__typename": "EndOtherSessionsSuccess",
        "ended": 1,
        "viewer": {"sessions": {"nodes": [{"isCurrent": True}]}},
    }
    assert len(await sessions_of(database, bob)) == 3


@pytest.mark.parametrize("keep", [["42"], [SESSION.text_of(SESSION.new_id(at=NOON))] * 101])
async def test_what_cannot_be_kept_is_invalid_input(
    database: PinnedDatabase, api: Api, keep: list[str]
) -> None:
    ada = await make_ada(database)

    refused = (await api(END_OTHERS, actor=ada, keep=keep))["endOtherSessions"]

    assert refused["violations"] == [{"argument": "keep"}]
    assert len(await sessions_of(database, ada)) == 3


async def test_signing_out_ends_this_session_or_all(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    *others, here = await sessions_of(database, ada)

    answer = await api(SIGN_OUT, actor=ada)
    assert answer["signOut"] == {"__typename": "SignOutSuccess", "sessionId": here}
    assert await sessions_of(database, ada) == others

    await api(SIGN_OUT, actor=ada, everywhere=True)
    assert await sessions_of(database, ada) == []


@pytest.mark.parametrize("query", [END, END_OTHERS, SIGN_OUT])
async def test_sessions_are_ended_by_the_person_they_belong_to(
    database: PinnedDatabase, api: Api, query: str
) -> None:
    ada = await make_ada(database)
    [id, *_] = await sessions_of(database, ada)
    stranger = await make_account(database, role=SiteRole.ADMIN)
    theirs, _ = await make_session(database, stranger)
    program = replace(ada, session_id=None, access_token_id=ACCESS_TOKEN.new_id(at=NOON))
    variables = {"id": id} if query is END else {}

    for actor, code in (
        (Anonymous(), "UNAUTHENTICATED"),
        (program, "SESSION_NEEDED"),
        (replace(stranger, session_id=theirs), "SESSION_NOT_FOUND" if query is END else None),
    ):
        [answer] = (await api(query, actor=actor, **variables)).values()
        assert answer.get("code") == code

    assert len(await sessions_of(database, ada)) == 3


async def test_the_id_of_something_else_is_invalid_input(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_ada(database)

    refused = await api(END, actor=ada, id=USER.text_of(ada.user_id))

    assert refused["endSession"]["code"] == "INVALID_INPUT"
