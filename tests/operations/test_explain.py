"""What an operation is compiled to can be read."""

import pytest
from typer.testing import CliRunner, Result

from broadsheet.cli.application import build_application

POSTS = "query ($n: Int!) { posts(first: $n) { nodes { title author { name } } } }"


def explain(document: str, *options: str) -> Result:
    command = build_application("explain")
    return CliRunner().invoke(command, ["explain", "-", *options], input=document)


def test_a_plan_names_what_the_schema_names() -> None:
    shown = explain(POSTS, "--variables", '{"n": 7}')

    assert shown.exit_code == 0
    assert "asks for 7 items at most" in shown.stdout
    assert "'title'" in shown.stdout
    assert "async def post_1(run, parents):" in shown.stdout


def test_what_is_not_compiled_says_why() -> None:
    shown = explain("{ __schema { queryType { name } } }")

    assert shown.exit_code == 0
    assert "The reference executor answers this operation." in shown.stdout
    assert "asks for 0 items at most" in shown.stdout


@pytest.mark.parametrize(
    ("document", "options", "sentence"),
    [
        pytest.param("{ nope }", (), "Cannot query field", id="an unknown field"),
        pytest.param(POSTS, (), "$n", id="a missing variable"),
        pytest.param(POSTS, ("--variables", "[]"), "as a JSON object", id="no variables"),
    ],
)
def test_what_cannot_be_explained_says_what_to_do(
    document: str, options: tuple[str, ...], sentence: str
) -> None:
    shown = explain(document, *options)

    assert shown.exit_code != 0
    assert sentence in shown.stderr
    assert not shown.stdout
