"""How many statements a change takes: as many for a long text with many tags as for a short one."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from asyncpg.connection import LoggedQuery

from tests.api.client import Api
from tests.api.writing import Writer
from tests.factories import make_publication, make_user
from tests.pinned import PinnedDatabase

_LONG = {
    "markdown": "Many words. " * 2_000,
    "tags": [f"tag {number}" for number in range(10)],
    "subtitle": "Below",
}


@contextmanager
def counted(connection: asyncpg.Connection) -> Iterator[list[str]]:
    """Collect the statements inside of units of work, and those of reading what came of it."""
    statements: list[str] = []

    def note(query: LoggedQuery) -> None:
        if not query.query.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")):
            statements.append(query.query)

    with connection.query_logger(note):
        yield statements


async def test_a_change_takes_as_many_statements_whatever_is_in_it(
    database: PinnedDatabase, connection: asyncpg.Connection, api: Api
) -> None:
    ada = Writer(api, await make_user(database))
    await make_publication(database, owner=ada.actor)
    taken: dict[str, list[int]] = {}
    for given in ({"markdown": "Short.", "tags": ["one"], "subtitle": "Above"}, _LONG):
        begun = await ada.gets("createPost", title="A title")
        post = {"postId": begun["id"]}
        for name, more in (
            ("createPost", {"title": "Another title", **given}),
            ("savePost", {"version": 1, **given}),
            ("publishPost", {}),
            ("savePost", {"version": 2, "title": "Better", "markdown": "New.", "tags": ["new"]}),
            ("discardPostEdits", {"version": 3}),
            ("savePost", {"version": 4, "title": "Better", "markdown": "New.", "tags": ["new"]}),
            ("publishPostEdits", {"version": 5}),
            ("unpublishPost", {}),
            ("archivePost", {}),
            ("deletePost", {}),
            ("restorePost", {}),
        ):
            title = name[0].upper() + name[1:]
            change = (
                f"mutation ($input: {title}Input!) {{ {name}(input: $input) {{ __typename }} }}"
            )
            about = {} if name == "createPost" else post
            with counted(connection) as statements:
                answer = await api(
                    change,
                    actor=ada.actor,
                    input={**about, **more},
                )
            assert answer == {name: {"__typename": f"{title}Success"}}
            taken.setdefault(name, []).append(len(statements))

    # The first save is of a draft with other tags, the others are of a public post.
    assert taken == {
        "createPost": [18] * 2,
        "discardPostEdits": [8] * 2,
        "savePost": [14, 13, 13] * 2,
        "publishPost": [14] * 2,
        "publishPostEdits": [14] * 2,
        "unpublishPost": [7] * 2,
        "archivePost": [6] * 2,
        "deletePost": [6] * 2,
        "restorePost": [7] * 2,
    }
