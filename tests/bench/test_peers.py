"""All servers that can start here give the same answers."""

from pathlib import Path

import pytest

from bench.answers import compare
from bench.contestants import contestants
from bench.data_set.sizes import sizes_at
from bench.database import filled
from bench.node import PEERS, Node, NodeMissingError, find_node
from bench.operations import operations_on
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
    if node is None:
        pytest.skip("only the Python peers were asked: there is no Node.js 22 with npm")


def test_a_server_that_does_not_start_says_where_to_look(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody@localhost/none?host=%2Fnowhere&port=1"
    with (
        pytest.raises(ServerError, match=r"Broadsheet did not start\. .*Broadsheet\.log says why"),
        running(contestants(nowhere, tmp_path, None)[:1], tmp_path),
    ):
        pass
