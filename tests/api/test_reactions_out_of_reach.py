"""What nobody reacts to: what is not there for them, and whom they have blocked."""

from uuid import uuid4

import pytest

from domain.actor import Member
from domain.ids import COMMENT, POST, CommentId, PostId
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.callers import ask, code_of, make_staff
from tests.api.client import Api
from tests.api.reacting import REMOVE, SET, Town, stored, who_reacted
from tests.factories import hide_comment, make_comment, make_user, react_to_comment
from tests.factories.sight import block, delete_comment, mute
from tests.pinned import PinnedDatabase


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
