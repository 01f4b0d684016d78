"""Texts that are made to cost much."""

import pytest

from broadsheet.adapters.markdown import render
from domain.content.refusals import ContentTooComplex
from domain.refusals import Refused


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("> " * 10_000 + "a", id="quotations in quotations"),
        pytest.param("- " * 10_000 + "a", id="lists in lists"),
        pytest.param("[x][a]" * 5_000 + "\n\n[a]: " + "b" * 5_000, id="a long link, repeated"),
        pytest.param("|a" * 500 + "\n" + "|-" * 500 + "\n" + "a\n" * 500, id="empty cells"),
    ],
)
def test_what_would_grow_or_nest_too_much_is_refused(markdown: str) -> None:
    with pytest.raises(Refused) as refused:
        render(markdown)

    assert isinstance(refused.value.refusal, ContentTooComplex)


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("[" * 2_000, id="open brackets"),
        pytest.param("![" * 2_000 + "](a)" * 2_000, id="pictures in pictures"),
        pytest.param("*a **b " * 2_000, id="open emphasis"),
        pytest.param("<div>" * 2_000, id="open elements"),
        pytest.param("<b><p>" * 2_000, id="wrongly nested elements"),
        pytest.param("<!--" * 2_000, id="open comments"),
        pytest.param("^[" * 2_000, id="open footnotes"),
        pytest.param("[^1]\n\n[^1]: [^1]", id="a footnote to itself"),
        pytest.param("# a\n" * 2_000, id="the same heading"),
        pytest.param("$a " * 2_000, id="open formulas"),
        pytest.param("`" * 2_000 + " " + "`" * 1_999, id="open code"),
        pytest.param("\x00&#0;" * 2_000, id="no characters"),
        pytest.param("{#" * 2_000, id="open names"),
    ],
)
def test_what_is_only_odd_is_rendered(markdown: str) -> None:
    assert render(markdown).reading_minutes >= 1
