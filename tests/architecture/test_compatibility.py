"""What would break clients of the last release, and what was announced to them."""

import pytest

from schema.compatibility import breaking_changes

RELEASED = """
type Query { post(id: ID!): Post status: Status }
type Post { title: String! heading: String @deprecated(reason: "Use title. Gone on 1 May 2027.") }
enum Status { OPEN CLOSED @deprecated(reason: "Use OPEN. Gone on 1 May 2027.") }
"""


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("title: String!", "", "Post.title was removed"),
        ("title: String!", "title: String", "Post.title changed type"),
        ("(id: ID!)", "(id: ID!, at: Int!)", "Query.post(at:) was added"),
        ("OPEN ", "", "Status.OPEN was removed"),
    ],
)
def test_what_clients_rely_on_stays(before: str, after: str, change: str) -> None:
    changed = RELEASED.replace(before, after)
    assert any(change in said for said in breaking_changes(RELEASED, changed))


@pytest.mark.parametrize("announced", ["heading: String", "CLOSED"])
def test_what_was_deprecated_may_go(announced: str) -> None:
    gone = "\n".join(
        line.partition(announced)[0] + " }" if announced in line else line
        for line in RELEASED.splitlines()
    )
    assert breaking_changes(RELEASED, gone) == []


def test_what_is_added_breaks_nobody() -> None:
    more = RELEASED.replace("title: String!", "title: String! subtitle: String")
    assert breaking_changes(RELEASED, more) == []
