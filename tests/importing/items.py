"""Ready-made imported items. Every argument has a plain default."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.importing.models import (
    ImportedComment,
    ImportedPerson,
    ImportedPost,
    ImportedPublication,
)

NOON = datetime(2020, 5, 1, 12, tzinfo=UTC)

ADA = ImportedPerson(external_id="Ada", username="ada", name="Ada")
BOB = ImportedPerson(external_id="Bob", username="bob", name="Bob")
NOTES = ImportedPublication(handle="notes", name="Notes", url="https://notes.example")

_HELLO = ImportedPost(
    external_id="hello.md",
    publication="notes",
    authors=("Ada",),
    title="Hello",
    slug="hello",
    path="2020/05/01/hello",
    markdown="Hello, *world*.",
    published_at=NOON,
)


def a_post(**changes: Any) -> ImportedPost:
    return replace(_HELLO, **changes)


def a_comment(name: str, *, minute: int = 0, **changes: Any) -> ImportedComment:
    comment = ImportedComment(
        external_id=name,
        author="Bob",
        markdown=f"I am {name}.",
        created_at=NOON + timedelta(minutes=minute),
    )
    return replace(comment, **changes)
