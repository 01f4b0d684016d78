"""What stands between the network and the endpoint."""

import ast
from pathlib import Path

_SOURCES = sorted((Path(__file__).parents[2] / "broadsheet").rglob("*.py"))


def test_nothing_keeps_the_endpoint_from_learning_that_a_caller_hung_up() -> None:
    named = {
        node.name
        for source in _SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.alias)
    }

    assert "BaseHTTPMiddleware" not in named
    assert "Starlette" in named
