"""Reacting: how it is counted, and who sees it."""

from uuid import uuid4

import pytest

from domain.ids import USER
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller
from tests.api.client import Api
from tests.api.reacting import REMOVE, SET, Town, stored, who_reacted
from tests.factories import (
    import_comment_reactions,
    import_post_reactions,
    make_publication,
    make_user,
    react_to_comment,
    react_to_post,
)
from tests.factories.sight import block
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize("who", EVERYONE)
async def test_whoever_is_signed_in_reacts(
    database: PinnedDatabase, api: Api, town: Town, who: str
) -> None:
    caller = await make_caller(database, who, await make_publication(database))

    set_ = [await ask(api, SET, caller, subjectId=each, kind="like") for each in town.both]
    were_stored = await stored(database)
    removed = [await ask(api, REMOVE, caller, subjectId=each, kind="like") for each in town.both]

    assert [code_of(result) for result in set_ + removed] == [SIGNED_OUT.get(who)] * 4
    if who in SIGNED_OUT:
        assert were_stored == 0
        assert await announced(database) == []
    else:
        assert were_stored == 2
        assert await stored(database) == 0
        assert await announced(database) == ["reaction.set"] * 2 + ["reaction.removed"] * 2


async def test_the_answer_counts_what_was_given_here_and_elsewhere(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada = await make_user(database)
    await import_post_reactions(database, town.post_id, 3, kind="clap")
    await import_comment_reactions(database, town.comment_id, 3, kind="clap")
    for subject in town.both:
        await ask(api, SET, ada, subjectId=subject, kind="like")
        result = await ask(api, SET, ada, subjectId=subject, kind="love")

        assert result["subject"] == {
            "id": subject,
            "__typename": "Post" if subject == town.post else "Comment",
            "reactionCount": 5,
            "reactionCounts": [
                {"kind": "clap", "count": 3},
                {"kind": "like", "count": 1},
                {"kind": "love", "count": 1},
            ],
            "viewerReactions": ["like", "love"],
        }
        assert await last_event(database) == {
            "subject_id": subject,
            "user_id": USER.text_of(ada.user_id),
            "kind": "love",
        }
        result = await ask(api, REMOVE, ada, subjectId=subject, kind="like")
        assert result["subject"]["reactionCount"] == 4
        assert result["subject"]["viewerReactions"] == ["love"]


async def test_doing_it_again_changes_nothing(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada = await make_user(database)
    for subject in town.both:
        first = await ask(api, SET, ada, subjectId=subject, kind="like")
        assert await ask(api, SET, ada, subjectId=subject, kind="like") == first
        gone = await ask(api, REMOVE, ada, subjectId=subject, kind="like")
        assert await ask(api, REMOVE, ada, subjectId=subject, kind="like") == gone
        assert gone["subject"]["reactionCounts"] == []
    assert await announced(database) == ["reaction.set", "reaction.removed"] * 2


async def test_a_kind_that_is_not_offered_any_more_stays_and_can_be_taken_back(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada = await make_user(database)
    await react_to_post(database, town.post_id, ada, kind="old")

    refused = await ask(api, SET, ada, subjectId=town.post, kind="old")
    assert refused["violations"] == [
        {"argument": "kind", "message": "Must be one of: like, love, insightful, funny, unicorn."}
    ]
    shown = await who_reacted(api, town.post, ada)
    assert shown["viewerReactions"] == ["old"]
    assert shown["reactionCounts"] == [{"kind": "old", "count": 1}]

    removed = await ask(api, REMOVE, ada, subjectId=town.post, kind="old")
    assert removed["subject"]["reactionCount"] == 0


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "nonsense"}, "kind"),
        ({"kind": "x" * 31}, "kind"),
        ({"subjectId": "nonsense"}, "subjectId"),
        ({"subjectId": USER.text_of(USER.id_type(uuid4()))}, "subjectId"),
    ],
)
async def test_what_cannot_be_a_reaction(
    database: PinnedDatabase, api: Api, town: Town, given: dict[str, str], argument: str
) -> None:
    refused = await ask(
        api, SET, await make_user(database), **{"subjectId": town.post, "kind": "like", **given}
    )
    assert refused["code"] == "INVALID_INPUT"
    assert [violation["argument"] for violation in refused["violations"]] == [argument]
    assert await stored(database) == 0


async def test_everyone_sees_who_reacted_newest_first(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada, bob = await make_user(database), await make_user(database)
    await react_to_post(database, town.post_id, ada, bob)
    await react_to_post(database, town.post_id, ada, kind="love")
    await react_to_comment(database, town.comment_id, ada, bob)
    await react_to_comment(database, town.comment_id, ada, kind="love")
    by_ada, by_bob = ({"id": USER.text_of(member.user_id)} for member in (ada, bob))

    for subject in town.both:
        everything = (await who_reacted(api, subject, None))["reactions"]
        assert everything == {
            "totalCount": 3,
            "nodes": [
                {"kind": "love", "user": by_ada},
                {"kind": "like", "user": by_bob},
                {"kind": "like", "user": by_ada},
            ],
        }
        love = (await who_reacted(api, subject, None, "love"))["reactions"]
        assert love == {"totalCount": 1, "nodes": [{"kind": "love", "user": by_ada}]}
        assert (await who_reacted(api, subject, None, "funny"))["reactions"]["totalCount"] == 0
        assert (await who_reacted(api, subject, None))["viewerReactions"] == []


async def test_no_kind_has_so_long_a_name(api: Api, town: Town) -> None:
    query = """
        query ($id: ID!, $kind: String) {
          node(id: $id) { ... on Reactable { reactions(kind: $kind) { totalCount } } }
        }
    """
    assert await api.errors(query, id=town.post, kind="x" * 31) == ["INVALID_INPUT"]


async def test_whoever_is_hidden_from_a_viewer_is_not_among_those_who_reacted(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada, bob = await make_user(database), await make_user(database)
    await react_to_post(database, town.post_id, ada, bob)
    await react_to_comment(database, town.comment_id, ada, bob)
    await block(database, ada, bob)

    for viewer in (ada, bob):
        for subject in town.both:
            for kind in (None, "like"):
                found = (await who_reacted(api, subject, viewer, kind))["reactions"]
                assert found["totalCount"] == 1
                assert [item["user"]["id"] for item in found["nodes"]] == [
                    USER.text_of(viewer.user_id)
                ]
    assert (await who_reacted(api, town.post, None))["reactions"]["totalCount"] == 2


async def test_the_kinds_are_those_of_the_server(api: Api) -> None:
    found = await api("{ reactionKinds }")
    assert found == {"reactionKinds": ["like", "love", "insightful", "funny", "unicorn"]}
