"""Ids of headings, links to them, and the table of contents."""

import pytest

from broadsheet.adapters.markdown import render
from domain.content.models import Heading


@pytest.mark.parametrize(
    ("markdown", "id"),
    [
        pytest.param("# What's *new* in `1.5`?", "h-whats-new-in-15", id="words and code"),
        pytest.param("# A title {#a-name}", "h-a-name", id="a name of its own"),
        pytest.param("# Überschrift 日本語", "h-überschrift-日本語", id="any language"),
        pytest.param("# ???", "h-section", id="no word at all"),
        pytest.param("A title\n=======", "h-a-title", id="underlined"),
    ],
)
def test_a_heading_has_an_id_that_people_can_read(markdown: str, id: str) -> None:
    assert [heading.id for heading in render(markdown).table_of_contents] == [id]


def test_headings_with_the_same_title_are_numbered() -> None:
    ids = [heading.id for heading in render("# a\n# a\n# a-1\n# a").table_of_contents]

    assert ids == ["h-a", "h-a-1", "h-a-1-1", "h-a-2"]


def test_the_contents_know_what_stands_under_what() -> None:
    contents = render("# a\n### b\n## c\n# d").table_of_contents

    assert contents == (
        Heading("h-a", 1, "a", None),
        Heading("h-b", 3, "b", "h-a"),
        Heading("h-c", 2, "c", "h-a"),
        Heading("h-d", 1, "d", None),
    )


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("#whats-new-in-15", id="as GitHub writes it"),
        pytest.param("#what-s-new-in-1-5", id="as Zola writes it"),
        pytest.param("#What's-new", id="by its name, as it was written"),
        pytest.param("#h-whats-new", id="by its id"),
    ],
)
def test_links_within_a_text_find_their_heading(link: str) -> None:
    name = " {#whats-new}" if "new-in" not in link else ""

    html = render(f"# What's new in 1.5{name}\n\n[there]({link})").html

    id = "h-whats-new" if name else "h-whats-new-in-15"
    assert f'<h1 id="{id}">' in html
    assert f'<a href="#{id}"' in html


@pytest.mark.parametrize("attribute", ["id", "name"])
def test_anchors_of_ones_own_keep_their_links(attribute: str) -> None:
    html = render(f'<a {attribute}="Old Place"></a>\n\n[there](#old-place)').html

    assert f'<a {attribute}="h-old-place"' in html
    assert 'href="#h-old-place"' in html


def test_no_text_can_take_an_id_twice_or_from_the_page_around() -> None:
    html = render('# main\n\n<p id="main">a</p>\n\n<p id="h-main">b</p>\n\n<p id="fn-1">c</p>').html

    assert html.count('id="h-main"') == 1
    assert 'id="main"' not in html
    assert 'id="fn-1"' not in html
