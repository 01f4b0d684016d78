"""All servers that can start here give the same answers."""

from pathlib import Path

import asyncpg
import pytest

from bench.answers import AnswersDifferError, check, compare
from bench.callers import Caller, signed_in
from bench.contestants import contestants
from bench.data_set.sizes import sizes_at
from bench.database import filled
from bench.effects import compared, put_back, seen_of
from bench.node import PEERS, Node, NodeMissingError, find_node
from bench.operations import mutation_by, operations_on
from bench.servers import ServerError, running
from tests.site import STATE

SIZES = sizes_at(0.001)


def node_if_there() -> Node | None:
    try:
        return find_node(STATE / "bench", lambda _: None, [PEERS])
    except NodeMissingError:
        return None


async def test_every_peer_answers_as_broadsheet_does(server: str, tmp_path: Path) -> None:
    dsn = await filled(server, SIZES, lambda _: None)
    node = node_if_there()
    with running(contestants(dsn, tmp_path, node), tmp_path) as servers:
        compare(servers, operations_on(SIZES))
        mutation = mutation_by((await signed_in(dsn, SIZES))[:5])
        await compared(dsn, servers, mutation)
    if node is None:
        pytest.skip("only the Python peers were asked: there is no Node.js 22 with npm")


async def test_nobody_changes_what_is_not_theirs(server: str, tmp_path: Path) -> None:
    dsn = await filled(server, SIZES, lambda _: None)
    one, other, *_ = await signed_in(dsn, SIZES)
    mutation = mutation_by([Caller(one.token, other.publication_id)])
    connection = await asyncpg.connect(dsn)
    with running(contestants(dsn, tmp_path, node_if_there()), tmp_path) as servers:
        for each in [each for each in servers if mutation.is_for(each.dialect)]:
            seen = await seen_of(connection, each, mutation)
            answers = [answer["updatePublication"]["code"] for answer in seen.pop("answers")]
            assert set(answers) == {"PERMISSION_DENIED"}, each.name
            assert seen == {"publications": [], "outbox": [], "audit_entries": []}
    await connection.close()


async def test_what_a_mutation_leaves_behind_is_compared_too(server: str, tmp_path: Path) -> None:
    dsn = await filled(server, SIZES, lambda _: None)
    callers = (await signed_in(dsn, SIZES))[:5]
    mutation = mutation_by(callers)
    connection = await asyncpg.connect(dsn)
    with running(contestants(dsn, tmp_path, None)[:1], tmp_path) as [ours]:
        seen = await seen_of(connection, ours, mutation)
        await put_back(connection)
        left = await connection.fetch("SELECT FROM outbox UNION ALL SELECT FROM audit_entries")
    await connection.close()
    assert left == []
    assert len(seen["publications"]) == len(callers)
    assert len(seen["outbox"]) == len(seen["audit_entries"]) == len(mutation.turns)
    check(mutation, (ours, seen), (ours, seen))
    with pytest.raises(AnswersDifferError, match=r"Mutation\.outbox"):
        check(mutation, (ours, seen), (ours, {**seen, "outbox": seen["outbox"][1:]}))


def test_a_server_that_does_not_start_says_where_to_look(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody@localhost/none?host=%2Fnowhere&port=1"
    with (
        pytest.raises(ServerError, match=r"Broadsheet did not start\. .*Broadsheet\.log says why"),
        running(contestants(nowhere, tmp_path, None)[:1], tmp_path),
    ):
        pass
