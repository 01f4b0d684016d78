"""Reacting: who may, to what, how it is counted, and who sees it."""

from typing import Any
from uuid import uuid4

import pytest

from domain.actor import Member
from domain.ids import COMMENT, POST, USER, CommentId, PostId
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller, make_staff, mutation
from tests.api.client import Api
from tests.factories import (
    hide_comment,
    import_comment_reactions,
    import_post_reactions,
    make_comment,
    make_post,
    make_publication,
    make_user,
    react_to_comment,
    react_to_post,
)
from tests.factories.sight import block, delete_comment, mute
from tests.pinned import PinnedDatabase

_SUBJECT = """
    subject { id reactionCount reactionCounts { kind count } viewerReactions __typename }
"""
SET = mutation("setReaction", _SUBJECT)
REMOVE = mutation("removeReaction", _SUBJECT)

WHO_REACTED = """
    query ($id: ID!, $kind: String) {
      node(id: $id) {
        ... on Reactable {
          reactionCount
          viewerReactions
          reactionCounts { kind count }
          reactions(kind: $kind) { totalCount nodes { kind user { id } } }
        }
      }
    }
"""


class Town:
    """A post and a comment by one person."""

    def __init__(
        self, database: PinnedDatabase, author: Member, post: PostId, comment: CommentId
    ) -> None:
        self.database = database
        self.author = author
        self.post_id = post
        self.comment_id = comment
        self.post = POST.text_of(post)
        self.comment = COMMENT.text_of(comment)
        self.both = (self.post, self.comment)


@pytest.fixture
async def town(database: PinnedDatabase) -> Town:
    author = await make_user(database)
    post = await make_post(database, author)
    return Town(database, author, post, await make_comment(database, post, author))


async def stored(database: PinnedDatabase) -> int:
    count: int = await database.fetchval(
        "SELECT (SELECT count(*) FROM post_reactions) + (SELECT count(*) FROM comment_reactions)"
    )
    return count


async def who_reacted(api: Api, subject: str, actor: Any, kind: str | None = None) -> Any:
    return (await api(WHO_REACTED, actor=actor, id=subject, kind=kind))["node"]


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


async def refusals(api: Api, town: Town, actor: Member) -> list[str | None]:
    """Try both changes of both, and return the codes."""
    before = await stored(town.database)
    found = [
        code_of(await ask(api, document, actor, subjectId=subject, kind="like"))
        for subject in town.both
        for document in (SET, REMOVE)
    ]
    if set(found) - {None}:
        assert await stored(town.database) == before
    return found


BOTH_HIDDEN = ["POST_NOT_FOUND"] * 2 + ["COMMENT_NOT_FOUND"] * 2
COMMENT_HIDDEN = [None] * 2 + ["COMMENT_NOT_FOUND"] * 2


@pytest.mark.parametrize("status", [s for s in PostStatus if s is not PostStatus.PUBLISHED])
async def test_nobody_reacts_to_what_is_not_public(
    database: PinnedDatabase, api: Api, town: Town, status: PostStatus
) -> None:
    await database.execute(
        """
        UPDATE posts
           SET status = $2,
               deleted_at = CASE WHEN $2 = 'deleted' THEN now() END,
               deleted_from = CASE WHEN $2 = 'deleted' THEN 'draft' END
         WHERE id = $1
        """,
        town.post_id,
        status.value,
    )
    for actor in (await make_user(database), town.author, await make_staff(database)):
        assert await refusals(api, town, actor) == BOTH_HIDDEN
    assert await announced(database) == []


async def test_nobody_reacts_to_what_is_not_there(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    ids = [POST.text_of(PostId(uuid4())), COMMENT.text_of(CommentId(uuid4()))]
    codes = [code_of(await ask(api, SET, ada, subjectId=id, kind="like")) for id in ids]
    assert codes == ["POST_NOT_FOUND", "COMMENT_NOT_FOUND"]


async def test_nobody_reacts_to_comments_that_are_hidden_or_deleted(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada = await make_user(database)
    await make_comment(database, town.post_id, ada, parent_id=town.comment_id)
    await react_to_comment(database, town.comment_id, ada)
    await delete_comment(database, town.comment_id)
    assert await refusals(api, town, ada) == COMMENT_HIDDEN
    shown = await who_reacted(api, town.comment, ada)
    assert shown["reactions"] == {"totalCount": 0, "nodes": []}
    assert shown["reactionCounts"] == shown["viewerReactions"] == []

    await hide_comment(database, town.comment_id)
    assert await refusals(api, town, ada) == COMMENT_HIDDEN


@pytest.mark.parametrize("is_blocker", [True, False])
async def test_whoever_blocks_and_whoever_is_blocked_leave_each_other_alone(
    database: PinnedDatabase, api: Api, town: Town, *, is_blocker: bool
) -> None:
    ada = await make_user(database)
    pair = (ada, town.author) if is_blocker else (town.author, ada)
    await block(database, *pair)
    assert await refusals(api, town, ada) == BOTH_HIDDEN
    assert await announced(database) == []


async def test_a_comment_on_the_post_of_whoever_blocked_one_is_out_of_reach(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada, bob = await make_user(database), await make_user(database)
    town.comment = COMMENT.text_of(await make_comment(database, town.post_id, bob))
    town.both = (town.post, town.comment)
    await block(database, town.author, ada)
    assert await refusals(api, town, ada) == BOTH_HIDDEN
    assert await refusals(api, town, bob) == [None] * 4


async def test_what_a_muted_person_wrote_looks_deleted_to_whoever_muted_them(
    database: PinnedDatabase, api: Api, town: Town
) -> None:
    ada, staff = await make_user(database), await make_staff(database)
    for each in (ada, staff):
        await mute(database, each, town.author)
    assert await refusals(api, town, ada) == COMMENT_HIDDEN
    assert await refusals(api, town, staff) == [None] * 4
    assert await refusals(api, town, town.author) == [None] * 4


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
