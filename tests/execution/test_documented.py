"""The plan that the documentation shows is the one that is run."""

import re
from pathlib import Path

from execution.gate import Gate, OperationRequest
from execution.planner import MOST_COLUMNS
from execution.plans import MOST_BRANCHES
from execution.run import core_schema
from schema.schema import schema

_TEXT = (Path(__file__).parents[2] / "docs" / "execution.md").read_text(encoding="utf-8")


def _block(language: str) -> str:
    [block] = re.findall(rf"^```{language}\n(.*?)^```", _TEXT, re.DOTALL | re.MULTILINE)
    return str(block)


def test_the_printed_plan_is_the_real_one() -> None:
    request = OperationRequest(query=_block("graphql"), variables={"isLong": False})
    admitted = Gate(core_schema(schema)).admit(request)

    compiled = admitted.prepared.plans.compile(admitted.values)

    assert compiled.text == _block("text")
    # Once, and nothing that looks like a plan anywhere else.
    assert _TEXT.count(compiled.text) == 1
    assert _TEXT.replace(compiled.text, "").count("async def answer(run)") == 0


def test_the_limits_of_plans_are_documented() -> None:
    assert MOST_BRANCHES == 16
    assert "| the seventeenth set of branches of an operation |" in _TEXT
    assert f"| more than {MOST_COLUMNS} columns |" in _TEXT
