"""People without an account comment, once they have proved an address."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.guest_upkeep import sweep_guest_comments
from domain.ids import COMMENT, POST
from domain.mail.models import LetterKind
from tests.announced import announced
from tests.api.client import WORLD, Api
from tests.api.guests import ADDRESS, confirm, say, write
from tests.api.letters import last_link, letters, send
from tests.api.order_keeping import change, look
from tests.api.post_callers import make_people, public
from tests.factories import NOON, hide_comment, make_account, make_comment
from tests.pinned import PinnedDatabase


async def test_nothing_is_seen_before_the_proof(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    users = await database.fetchval("SELECT count(*) FROM users")

    answer = await write(api, people)

    assert answer == {"__typename": "AddGuestCommentSuccess", "email": ADDRESS}
    [letter] = await letters(database)
    assert (letter.kind, letter.to, letter.facts) == (LetterKind.GUEST_COMMENT, ADDRESS, {})
    assert (await look(api, people))["commentCount"] == 0
    assert await database.fetchval("SELECT count(*) FROM comments") == 0
    assert await database.fetchval("SELECT count(*) FROM users") == users
    assert await announced(database) == []


async def test_the_proof_says_it(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    above = await make_comment(database, people.post_id, people.member("a stranger"))

    answer = await say(database, api, people, parentId=COMMENT.text_of(above))

    author = answer["comment"].pop("author")
    assert (author["name"], author["isClaimed"]) == ("Gus", False)
    assert author["username"].startswith("guest-")
    assert answer["comment"].pop("id")
    assert answer["comment"] == {"isHeld": False, "depth": 1, "content": {"text": "Hello."}}
    assert answer["parent"] == {"replyCount": 1}
    assert answer["post"] == {"commentCount": 2}
    assert await announced(database) == ["guest.arrived", "comment.added"]
    assert await database.fetchval("SELECT count(*) FROM guest_comments") == 0


async def test_a_link_works_once(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    await write(api, people)
    token = await last_link(database)

    answers = [await confirm(api, token), await confirm(api, token), await confirm(api, "bsl_no")]

    assert [each.get("code") for each in answers] == [None, "LINK_INVALID", "LINK_INVALID"]
    assert await database.fetchval("SELECT count(*) FROM comments") == 1


async def test_an_address_is_one_person(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)

    first = await say(database, api, people)
    second = await say(database, api, people, email=ADDRESS.upper(), name="Gustav")
    other = await say(database, api, people, email="other@example.org")

    ids = [each["comment"]["author"]["id"] for each in (first, second, other)]
    assert ids[0] == ids[1] != ids[2]
    assert second["comment"]["author"]["name"] == "Gustav"
    assert (await announced(database)).count("guest.arrived") == 2


async def test_known_and_unknown_addresses_are_answered_alike(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    await make_account(database, email="member@example.org")

    unknown = await write(api, people)
    known = await write(api, people, email="member@example.org")

    assert known == unknown | {"email": "member@example.org"}
    kinds = [letter.kind for letter in await letters(database)]
    assert kinds == [LetterKind.GUEST_COMMENT, LetterKind.GUEST_HAS_ACCOUNT]
    assert await database.fetchval("SELECT count(*) FROM guest_comments") == 1


async def test_whoever_has_joined_meanwhile_signs_in(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    await write(api, people)
    token = await last_link(database)
    await make_account(database, email=ADDRESS)

    assert (await confirm(api, token))["code"] == "EMAIL_TAKEN"
    assert await database.fetchval("SELECT count(*) FROM comments") == 0


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"email": "nobody"}, "email"),
        ({"markdown": " "}, "markdown"),
        ({"markdown": "x" * 20_001}, "markdown"),
        ({"postId": "nothing"}, "postId"),
        ({"parentId": "nothing"}, "parentId"),
    ],
)
async def test_what_breaks_a_rule_is_refused(
    database: PinnedDatabase, api: Api, given: dict[str, str], argument: str
) -> None:
    answer = await write(api, await public(database), **given)

    assert answer["violations"] == [{"argument": argument}]
    assert await letters(database) == []


@pytest.mark.parametrize(
    ("policy", "code"),
    [("FOLLOWERS", "FOLLOWERS_ONLY"), ("MEMBERS", "MEMBERS_ONLY"), ("OFF", "COMMENTS_OFF")],
)
async def test_guests_comment_where_everybody_does(
    database: PinnedDatabase, api: Api, policy: str, code: str
) -> None:
    people = await public(database)
    await write(api, people)
    token = await last_link(database)
    await change(
        api,
        people,
        "the author",
        "setPostDiscussion",
        "post { discussion { takesGuests } }",
        postId=people.id,
        policy=policy,
    )

    assert (await write(api, people))["code"] == code
    assert (await confirm(api, token))["code"] == code
    await database.execute("DELETE FROM post_discussions")
    assert (await confirm(api, token))["__typename"] == "ConfirmGuestCommentSuccess"


async def test_what_is_not_seen_is_not_found(database: PinnedDatabase, api: Api) -> None:
    people, drafts = await public(database), await make_people(database)
    hidden = await make_comment(database, people.post_id, people.member("a stranger"))
    await hide_comment(database, hidden)

    unknown = await write(api, people, postId=POST.text_of(POST.new_id(at=NOON)))
    draft = await write(api, drafts)
    below = await write(api, people, parentId=COMMENT.text_of(hidden))

    codes = [each["code"] for each in (unknown, draft, below)]
    assert codes == ["POST_NOT_FOUND", "POST_NOT_FOUND", "COMMENT_NOT_FOUND"]
    assert await letters(database) == []


async def test_guests_are_told_where_they_are_welcome(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    elsewhere = Api(database, world=replace(WORLD, guests_are_welcome=False))
    shown = "query ($id: ID!) { node(id: $id) { ... on Post { discussion { takesGuests } } } }"

    found = [(await each(shown, id=people.id))["node"]["discussion"] for each in (api, elsewhere)]
    refused = await write(elsewhere, people)
    await write(api, people)
    late = await confirm(elsewhere, await last_link(database))

    assert found == [{"takesGuests": True}, {"takesGuests": False}]
    assert refused["code"] == late["code"] == "GUESTS_NOT_WELCOME"


async def test_the_first_comment_of_a_guest_waits_where_first_ones_do(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    await database.execute("UPDATE publications SET holds_first_comments = true")

    first = await say(database, api, people)
    await change(api, people, "an editor", "approveComment", commentId=first["comment"]["id"])
    second = await say(database, api, people)

    assert first["comment"]["isHeld"]
    assert not second["comment"]["isHeld"]
    assert second["post"]["commentCount"] == 2


async def test_so_many_wait_for_one_proof(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    for number in range(21):
        await write(api, people, markdown=f"Number {number}.")

    left = {row["id"] for row in await database.fetch("SELECT id FROM guest_comments")}
    assert len(left) == 20
    [gone] = [letter for letter in await letters(database) if letter.subject_id not in left]
    assert (await confirm(api, await send(database, gone)))["code"] == "LINK_INVALID"


async def test_what_nobody_proves_is_swept_away(database: PinnedDatabase, api: Api) -> None:
    await write(api, await public(database))

    early = await sweep_guest_comments(database, lambda: NOON + timedelta(hours=47))
    late = await sweep_guest_comments(database, lambda: NOON + timedelta(hours=49))

    assert (early, late) == (0, 1)
    assert await database.fetchval("SELECT count(*) FROM guest_comments") == 0


async def test_no_answer_shows_the_address(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    answer = await say(database, api, people)

    events = await database.fetch("SELECT payload FROM outbox")
    assert "example.org" not in str([answer["comment"], *(row["payload"] for row in events)])
