"""What people do at the same time to accounts has one outcome: the tables and locks decide."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import asyncpg
import orjson
import pytest_asyncio

from broadsheet.operations import Caller, Operations
from broadsheet.places import Places
from broadsheet.wiring import build_context
from db.executor import Connections, Executor
from db.pool import Pool, PoolLimits
from domain.actor import Actor, Member, SiteRole
from domain.ids import USER
from domain.mail.models import LetterKind
from execution.gate import Gate, OperationRequest
from execution.run import core_schema
from resolvers.context import RequestContext
from schema.schema import schema
from tests.api.client import ADDRESSES, NOBODY, WORLD
from tests.api.letters import Waiting, letters, send
from tests.api.passwords import plain_hash
from tests.committing import own_database
from tests.factories import make_account, make_session

OLD, NEW = "a horse, a staple", "a battery, a horse"
AT_ONCE = 8

VERIFY = "verifyEmail(input: {token: $a, password: $b})"
RESET = "resetPassword(input: {token: $a, newPassword: $b})"
CONFIRM = "confirmEmailChange(input: {token: $a})"
CHANGE = "changePassword(input: {oldPassword: $a, newPassword: $b})"
SIGN_IN = "signIn(input: {email: $a, password: $b})"
SET_ROLE = "setRole(input: {userId: $a, role: MEMBER})"


@dataclass(frozen=True)
class Crowd:
    operations: Operations
    writer: asyncpg.Connection

    async def does(self, field: str, *texts: str, actor: Actor = NOBODY) -> str:
        """Do something, and return what came of it: the code of the refusal, or "done"."""
        names = [name for name in ("a", "b") if f"${name}" in field]
        kind = "ID!" if field == SET_ROLE else "String!"
        declared = ", ".join(f"${name}: {kind}" for name in names)
        query = f"mutation ({declared}) {{ {field} {{ __typename ... on Error {{ code }} }} }}"
        variables = dict(zip(names, texts, strict=False))
        caller = Caller(actor=actor, request_id="a-test")
        request = OperationRequest(query=query, variables=variables)
        outcome = await self.operations.answer(request, caller)
        payload = orjson.loads(orjson.dumps(outcome.payload))
        assert "errors" not in payload, payload
        [answer] = payload["data"].values()
        return str(answer.get("code", "done"))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, "broadsheet_account_races") as dsn:
        yield dsn


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(dsn: str) -> AsyncIterator[Crowd]:
    async with _opened(dsn) as crowd:
        yield crowd


@asynccontextmanager
async def _opened(dsn: str) -> AsyncIterator[Crowd]:
    pool = Pool(dsn, PoolLimits(size=AT_ONCE, acquire=20))

    def context(reads: Executor, writes: Connections, caller: Caller) -> RequestContext:
        return build_context(reads, writes, actor=caller.actor, world=WORLD, addresses=ADDRESSES)

    operations = Operations(
        schema=schema,
        gate=Gate(core_schema(schema)),
        database=pool,
        build_context=context,
        places=Places(100),
        deadline_seconds=30,
    )
    writer = await asyncpg.connect(dsn)
    await writer.execute(
        "TRUNCATE users, publications, outgoing_mail, mailed_links, sign_ups, outbox CASCADE"
    )
    async with pool.open():
        yield Crowd(operations, writer)
    await writer.close()


async def at_once(*doing: Awaitable[str]) -> Counter[str]:
    """Do all of it at the same time, and count what came of it."""
    return Counter(await asyncio.gather(*doing))


async def signed_up(crowd: Crowd, email: str, username: str) -> str:
    """Sign up, and return the token of the link."""
    field = 'signUp(input: {email: $a, username: $b, name: "Ada"})'
    assert await crowd.does(field, email, username) == "done"
    return await send(crowd.writer, (await letters(crowd.writer))[-1])


async def signed_in(crowd: Crowd, member: Member) -> Member:
    session_id, _ = await make_session(crowd.writer, member)
    return replace(member, session_id=session_id)


async def make_ada(crowd: Crowd, **account: Any) -> Member:
    given = {"email": "ada@example.org", "password_hash": plain_hash(OLD), **account}
    return await make_account(crowd.writer, **given)


def link_to(kind: LetterKind, member: Member, email: str = "ada@example.org") -> Waiting:
    return Waiting(kind, email, member.user_id, None, {})


async def test_one_link_makes_one_person(crowd: Crowd) -> None:
    link = await signed_up(crowd, "ada@example.org", "ada")

    came = await at_once(*(crowd.does(VERIFY, link, NEW) for _ in range(AT_ONCE)))

    assert came == {"done": 1, "LINK_INVALID": AT_ONCE - 1}
    for table in ("users", "accounts", "publications", "memberships", "sessions", "outbox"):
        assert await crowd.writer.fetchval(f"SELECT count(*) FROM {table}") == 1, table  # noqa: S608 - names of ours


async def test_one_username_is_one_persons(crowd: Crowd) -> None:
    links = [await signed_up(crowd, f"{n}@example.org", "ada") for n in range(AT_ONCE)]

    came = await at_once(*(crowd.does(VERIFY, link, NEW) for link in links))

    assert came == {"done": 1, "USERNAME_TAKEN": AT_ONCE - 1}
    assert await crowd.writer.fetchval("SELECT count(*) FROM accounts") == 1


async def test_one_address_is_one_account(crowd: Crowd) -> None:
    links = [await signed_up(crowd, "ada@example.org", f"ada-{n}") for n in range(AT_ONCE)]

    came = await at_once(*(crowd.does(VERIFY, link, NEW) for link in links))

    assert came == {"done": 1, "LINK_INVALID": AT_ONCE - 1}
    assert await crowd.writer.fetchval("SELECT count(*) FROM users") == 1


async def test_of_two_new_passwords_one_is_the_password(crowd: Crowd) -> None:
    ada = await make_ada(crowd)
    places = [await signed_in(crowd, ada) for _ in range(AT_ONCE)]

    came = await at_once(
        *(crowd.does(CHANGE, OLD, f"{NEW} {n}", actor=place) for n, place in enumerate(places))
    )

    assert came == {"done": 1, "WRONG_PASSWORD": AT_ONCE - 1}
    kept = await crowd.writer.fetchval("SELECT password_hash FROM accounts")
    assert kept.startswith(plain_hash(NEW))
    assert await crowd.writer.fetchval("SELECT count(*) FROM sessions") == 1


async def test_of_several_links_to_a_new_password_one_is_used(crowd: Crowd) -> None:
    ada = await make_ada(crowd)
    reset = link_to(LetterKind.RESET_PASSWORD, ada)
    links = [await send(crowd.writer, reset) for _ in range(AT_ONCE)]

    came = await at_once(*(crowd.does(RESET, link, f"{NEW} {n}") for n, link in enumerate(links)))

    assert came == {"done": 1, "LINK_INVALID": AT_ONCE - 1}
    assert await crowd.writer.fetchval("SELECT count(*) FROM outbox") == 1


async def test_nobody_stays_in_with_a_password_that_was_changed(crowd: Crowd) -> None:
    ada = await make_ada(crowd)
    here = await signed_in(crowd, ada)

    came = await at_once(
        *(crowd.does(SIGN_IN, "ada@example.org", OLD) for _ in range(AT_ONCE // 2)),
        crowd.does(CHANGE, OLD, NEW, actor=here),
        *(crowd.does(SIGN_IN, "ada@example.org", OLD) for _ in range(AT_ONCE // 2)),
    )

    assert came.keys() <= {"done", "SIGN_IN_REFUSED"}
    sessions = await crowd.writer.fetch("SELECT id FROM sessions")
    assert [row["id"] for row in sessions] == [here.session_id]


async def test_links_that_are_used_at_the_same_time_do_not_wait_for_each_other(
    crowd: Crowd,
) -> None:
    ada = await make_ada(crowd)
    change = link_to(LetterKind.CHANGE_EMAIL, ada, "ada@new.example")
    reset = link_to(LetterKind.RESET_PASSWORD, ada)
    links = [(await send(crowd.writer, change), await send(crowd.writer, reset)) for _ in range(4)]

    came = await at_once(
        *(crowd.does(CONFIRM, one) for one, _ in links),
        *(crowd.does(RESET, other, NEW) for _, other in links),
    )

    assert came == {"done": 1, "LINK_INVALID": 7}


async def test_one_address_is_not_two_peoples(crowd: Crowd) -> None:
    links = []
    for _ in range(AT_ONCE):
        member = await make_account(crowd.writer)
        letter = link_to(LetterKind.CHANGE_EMAIL, member, "ada@new.example")
        links.append(await send(crowd.writer, letter))

    came = await at_once(*(crowd.does(CONFIRM, link) for link in links))

    assert came == {"done": 1, "EMAIL_TAKEN": AT_ONCE - 1}


async def test_administrators_who_demote_each_other_leave_one(crowd: Crowd) -> None:
    admins = [await make_account(crowd.writer, role=SiteRole.ADMIN) for _ in range(AT_ONCE)]
    ids = [USER.text_of(admin.user_id) for admin in admins]

    came = await at_once(
        *(
            crowd.does(SET_ROLE, id, actor=admin)
            for admin in admins
            for id in ids
            if id != USER.text_of(admin.user_id)
        ),
        *(crowd.does(SET_ROLE, id, actor=admin) for id, admin in zip(ids, admins, strict=True)),
    )

    assert came.keys() <= {"done", "PERMISSION_DENIED", "LAST_ADMINISTRATOR"}
    left = await crowd.writer.fetchval("SELECT count(*) FROM accounts WHERE role = 'admin'")
    assert left == 1
    demoted = await crowd.writer.fetchval("SELECT count(*) FROM audit_entries")
    assert demoted == AT_ONCE - 1
