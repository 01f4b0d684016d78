"""What people who join may be called, and what protects them."""

import pytest

from tests.announced import announced
from tests.api.client import Api
from tests.api.joining import ADA, PASSWORD, SIGN_UP, VERIFY, people
from tests.api.letters import last_link, letters
from tests.factories import (
    make_publication,
    make_user,
)
from tests.pinned import PinnedDatabase


async def test_a_username_is_one_persons_and_one_publications(
    database: PinnedDatabase, api: Api
) -> None:
    bob = await make_user(database, username="ada")
    publication_id = await make_publication(database, handle="daily")
    await database.execute("INSERT INTO former_usernames VALUES ('eve', $1)", bob.user_id)
    await database.execute(
        "INSERT INTO former_publication_handles VALUES ('weekly', $1)", publication_id
    )

    for username in ("ada", "Ada", "daily", "eve", "weekly"):
        refused = await api(SIGN_UP, **{**ADA, "username": username})
        assert refused["signUp"]["__typename"] == "ConflictError"
        assert refused["signUp"]["code"] == "USERNAME_TAKEN"
    assert await letters(database) == []


@pytest.mark.parametrize("by", ["a person", "a publication", "a person who was called so"])
async def test_a_username_that_was_taken_meanwhile_can_be_chosen_anew(
    database: PinnedDatabase, api: Api, by: str
) -> None:
    await api(SIGN_UP, **ADA)
    if by == "a person":
        await make_user(database, username="ada")
    elif by == "a person who was called so":
        bob = await make_user(database)
        await database.execute("INSERT INTO former_usernames VALUES ('ada', $1)", bob.user_id)
    else:
        await make_publication(database, handle="ada")
    link = await last_link(database)
    before = await people(database)

    refused = await api(VERIFY, token=link, password=PASSWORD)
    assert refused["verifyEmail"]["code"] == "USERNAME_TAKEN"
    assert await people(database) == before
    assert await announced(database) == []

    answer = await api(VERIFY, token=link, password=PASSWORD, username="Ada-2")
    assert answer["verifyEmail"]["viewer"]["user"]["username"] == "ada-2"


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        *(
            ("email", text)
            for text in (
                "", "ada", "ada@", "@example.org", "a@b@c", "ada @example.org", "a" * 65 + "@b.c",
                "ada@example.org\nbcc: eve@example.org", "<ada@example.org>", "a,b@example.org",
                "ada@" + "b" * 251, "ada@exam\u202eple.org", "ada@example.org\u200b",
            )
        ),
        *(("username", text) for text in ("", "-a", "a b", "a" * 61, "ada!", "åda", "a/b", "..")),
        *(("name", text) for text in ("", "  ", "a" * 201, "Ada\u202e", "A\u0007da")),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_invalid_input(
    database: PinnedDatabase, api: Api, argument: str, text: str
) -> None:
    refused = (await api(SIGN_UP, **{**ADA, argument: text}))["signUp"]

    assert refused["__typename"] == "InvalidInputError"
    assert [violation["argument"] for violation in refused["violations"]] == [argument]
    assert await database.fetchval("SELECT count(*) FROM sign_ups") == 0
    assert await letters(database) == []


@pytest.mark.parametrize(
    "name", ["Ада Лавлейс", "愛", "O'Neil-Smith, Jr.", "👩\u200d💻 Ada", "  Ada   Lovelace "]
)
async def test_people_are_called_what_they_are_called(
    database: PinnedDatabase, api: Api, name: str
) -> None:
    await api(SIGN_UP, **{**ADA, "name": name})

    assert await database.fetchval("SELECT name FROM sign_ups") == " ".join(name.split())


@pytest.mark.parametrize(
    "password",
    [
        "", "short", "x" * 257, "password1", "PASSWORD1", "aaaaaaaaaaaa", "123456789",
        "ada-lovelace", "ADA-Lovelace@example.org", "cafe\u0301s" + "e\u0301",
    ],
)  # fmt: skip
async def test_a_password_that_protects_nothing_is_refused_and_the_link_stays_good(
    database: PinnedDatabase, api: Api, password: str
) -> None:
    name = "ada-lovelace"
    await api(SIGN_UP, **{**ADA, "email": f"{name}@example.org", "username": name})
    link = await last_link(database)

    refused = (await api(VERIFY, token=link, password=password))["verifyEmail"]

    assert refused["__typename"] == "InvalidInputError"
    assert [violation["argument"] for violation in refused["violations"]] == ["password"]
    assert await people(database) == 0
    assert (await api(VERIFY, token=link, password="x" * 255 + "é"))["verifyEmail"]["token"]
