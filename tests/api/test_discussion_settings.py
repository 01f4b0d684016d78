"""Who may comment, and for how long: said by publications, and by posts for themselves."""

from datetime import timedelta
from typing import Any

import pytest

from domain.ids import POST, PUBLICATION
from tests.api.client import Api
from tests.api.order_keeping import DENIED, NO_SCOPE, NOBODY, change, look, recorded
from tests.api.post_callers import People, make_people, public
from tests.factories import NOON, make_account, make_follow, make_member
from tests.pinned import PinnedDatabase

_POST = "post { discussion { policy closesAt isLocked isOpen ownPolicy ownClosesAfterDays } }"
_PUBLICATION = "publication { commentsDefault commentsCloseAfterDays holdsFirstComments }"


async def set_post(api: Api, people: People, who: str, **given: object) -> Any:
    return await change(api, people, who, "setPostDiscussion", _POST, postId=people.id, **given)


async def set_publication(api: Api, people: People, who: str, **given: object) -> Any:
    id = PUBLICATION.text_of(people.publication_id)
    name = "setPublicationDiscussion"
    return await change(api, people, who, name, _PUBLICATION, publicationId=id, **given)


async def test_a_post_says_nothing_else_at_first(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)

    assert (await look(api, people))["discussion"] == {
        "policy": "OPEN",
        "closesAt": None,
        "isLocked": False,
        "isOpen": True,
        "ownPolicy": None,
        "ownClosesAfterDays": None,
    }


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", NOBODY),
        ("a stranger", DENIED),
        ("a contributor", DENIED),
        ("a reader's token of the author", NO_SCOPE),
        ("a moderator", DENIED),
        ("the author", None),
        ("a co-author", None),
        ("an editor", None),
        ("an owner", None),
        ("an administrator", None),
    ],
)
async def test_those_who_edit_a_post_say_who_comments_on_it(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await public(database)

    answer = await set_post(api, people, who, policy="MEMBERS", closesAfterDays=30)

    assert answer.get("code") == code
    found = (await look(api, people))["discussion"]
    assert found["policy"] == ("OPEN" if code else "MEMBERS")
    if not code:
        assert answer["post"]["discussion"] == found
    is_staff = who == "an administrator"
    assert await recorded(database) == (
        ([], []) if code else (["discussion.set"], ["discussion.set"] if is_staff else [])
    )


async def test_who_does_not_see_a_post_is_told_of_none(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)

    answer = await set_post(api, people, "a stranger", policy="OFF")
    unknown = POST.text_of(POST.new_id(at=NOON))
    gone = await change(api, people, "the author", "setPostDiscussion", _POST, postId=unknown)

    assert answer["code"] == gone["code"] == "POST_NOT_FOUND"


async def test_what_a_post_says_stands_before_what_its_publication_says(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    published = await database.fetchval(
        "SELECT published_at FROM posts WHERE id = $1", people.post_id
    )
    await set_publication(api, people, "an owner", policy="FOLLOWERS", closesAfterDays=10)

    followed = (await look(api, people))["discussion"]
    await set_post(api, people, "the author", policy="OPEN", closesAfterDays=20)
    said = (await look(api, people))["discussion"]
    await set_post(api, people, "the author", closesAfterDays=0)
    never = (await look(api, people))["discussion"]
    await set_post(api, people, "the author")
    again = (await look(api, people))["discussion"]

    assert followed["policy"] == "FOLLOWERS"
    assert followed["closesAt"] == (published + timedelta(days=10)).isoformat()
    assert said["policy"] == said["ownPolicy"] == "OPEN"
    assert said["closesAt"] == (published + timedelta(days=20)).isoformat()
    assert never["closesAt"] is None
    assert never["policy"] == "FOLLOWERS"
    assert again == followed


async def test_comments_are_closed_once_the_days_are_over(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    await set_post(api, people, "the author", closesAfterDays=1)

    before = await look(api, people, "an owner")
    await database.execute("UPDATE posts SET published_at = published_at - interval '2 days'")
    after = await look(api, people, "an owner")

    assert (before["discussion"]["isOpen"], before["viewerCanComment"]) == (True, True)
    assert (after["discussion"]["isOpen"], after["viewerCanComment"]) == (False, False)


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        ("OPEN", {"a stranger", "the author", "a co-author", "a contributor", "a moderator"}),
        ("FOLLOWERS", {"the author", "a co-author", "a contributor"}),
        ("MEMBERS", {"the author", "a co-author", "a contributor"}),
        ("OFF", set()),
    ],
)
async def test_who_may_comment_is_as_it_was_said(
    database: PinnedDatabase, api: Api, policy: str, allowed: set[str]
) -> None:
    people = await public(database)
    await set_post(api, people, "the author", policy=policy)
    asked = ("nobody", "a stranger", "the author", "a co-author", "a contributor", "a moderator")

    found = {who for who in asked if (await look(api, people, who))["viewerCanComment"]}

    assert found == allowed
    assert (await look(api, people))["discussion"]["isOpen"] is (policy != "OFF")


@pytest.mark.parametrize("days", [-1, 3_651, 2**31 - 1])
async def test_days_are_as_many_as_may_be(database: PinnedDatabase, api: Api, days: int) -> None:
    people = await public(database)

    for answer in (
        await set_post(api, people, "the author", closesAfterDays=days),
        await set_publication(api, people, "an owner", closesAfterDays=days),
    ):
        assert answer["code"] == "INVALID_INPUT"
        assert answer["violations"] == [{"argument": "closesAfterDays"}]
    assert await recorded(database) == ([], [])


async def test_what_changes_nothing_is_told_to_nobody(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)

    await set_post(api, people, "the author")
    await set_publication(api, people, "an owner", policy="OPEN", closesAfterDays=0)

    assert await recorded(database) == ([], [])


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", NOBODY),
        ("a stranger", DENIED),
        ("a contributor", DENIED),
        ("a reader's token of the author", NO_SCOPE),
        ("an editor", DENIED),
        ("a moderator", DENIED),
        ("an owner", None),
        ("an administrator", None),
    ],
)
async def test_owners_say_what_holds_in_their_publication(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await public(database)
    given = {"policy": "MEMBERS", "closesAfterDays": 14, "holdsFirstComments": True}

    answer = await set_publication(api, people, who, **given)

    assert answer.get("code") == code
    if not code:
        assert answer["publication"] == {
            "commentsDefault": "MEMBERS",
            "commentsCloseAfterDays": 14,
            "holdsFirstComments": True,
        }
    names = [] if code else ["publication.updated"]
    assert await recorded(database) == (names, names)


async def test_what_is_left_out_of_a_publication_stays(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    await set_publication(api, people, "an owner", policy="MEMBERS", closesAfterDays=14)

    answer = await set_publication(api, people, "an owner", holdsFirstComments=True)
    never = await set_publication(api, people, "an owner", closesAfterDays=0)

    assert answer["publication"] == {
        "commentsDefault": "MEMBERS",
        "commentsCloseAfterDays": 14,
        "holdsFirstComments": True,
    }
    assert never["publication"]["commentsCloseAfterDays"] is None


async def test_members_of_another_publication_are_strangers(
    database: PinnedDatabase, api: Api
) -> None:
    people, elsewhere = await public(database), await public(database)
    await set_post(api, people, "the author", policy="MEMBERS")
    newcomer = await make_account(database)
    elsewhere.members["a newcomer"] = newcomer
    people.members["a newcomer"] = newcomer
    await make_member(database, elsewhere.publication_id, newcomer)

    before = await look(api, people, "a newcomer")
    await make_member(database, people.publication_id, newcomer)
    after = await look(api, people, "a newcomer")

    assert (before["viewerCanComment"], after["viewerCanComment"]) == (False, True)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"policy": "OFF"}, "COMMENTS_OFF"),
        ({"policy": "FOLLOWERS"}, "FOLLOWERS_ONLY"),
        ({"policy": "MEMBERS"}, "MEMBERS_ONLY"),
        ({"closesAfterDays": 1}, "COMMENTS_CLOSED"),
    ],
)
async def test_who_may_not_comment_is_told_why(
    database: PinnedDatabase, api: Api, settings: dict[str, object], code: str
) -> None:
    people = await public(database)
    await database.execute("UPDATE posts SET published_at = published_at - interval '2 days'")
    await set_post(api, people, "the author", **settings)

    answer = await change(
        api, people, "a stranger", "addComment", postId=people.id, markdown="Hello."
    )

    assert answer["code"] == code
    assert await database.fetchval("SELECT count(*) FROM comments") == 0
    assert (await recorded(database))[0] == ["discussion.set"]


async def test_who_follows_the_publication_or_an_author_comments_for_followers(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    await set_post(api, people, "the author", policy="FOLLOWERS")
    stranger = people.member("a stranger")
    writers = [people.member(who).user_id for who in ("the author", "a co-author")]
    others = people.member("a contributor").user_id
    followed: list[dict[str, Any]] = [
        {"publication_id": people.publication_id},
        *({"user_id": id} for id in (*writers, others)),
    ]

    may = []
    for subject in followed:
        await make_follow(database, stranger, **subject)
        may.append((await look(api, people, "a stranger"))["viewerCanComment"])
        await database.execute("DELETE FROM follows")

    assert may == [True, True, True, False]
