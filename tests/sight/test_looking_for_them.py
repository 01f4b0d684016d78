"""What is found of hidden people by those who know their names, ids and addresses."""

from typing import Any

import asyncpg
import pytest

from domain.actor import Actor, Anonymous, Member, SiteRole
from domain.ids import COMMENT, POST, USER
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.test_blocks import change
from tests.factories import (
    block,
    delete_comment,
    hide_comment,
    make_account,
    make_co_author_invitation,
    make_comment,
    make_member,
    make_post,
    make_publication,
)
from tests.pinned import PinnedDatabase
from tests.sight.scene import Scene, blocked, blocking, make_scene, muted, remove
from tests.sight.test_hidden_people import Hide, differences, tells
from tests.sight.walking import Walk

_LOOKING = ("node", "nodes", "page", "post", "resolvePath", "tag", "user")


_FOUND = {"node: User", "nodes", "user"}
"""Whoever blocks somebody finds the person. Below muted posts, others are found too."""


async def looked_for(scene: Scene) -> dict[str, Any]:
    walk = Walk(scene.database, scene.ann, scene.addresses, ())
    await walk.everything()
    return {
        asked: answer
        for asked, answer in walk.answers.items()
        if asked.split("{")[1].split("(")[0].strip() in _LOOKING
    }


@pytest.mark.parametrize(
    ("hide", "found"),
    [
        pytest.param(
            muted, {"node: Comment", "node: Post", *_FOUND, "post", "resolvePath"}, id="muted"
        ),
        pytest.param(blocked, _FOUND, id="blocked"),
    ],
)
async def test_whoever_hides_somebody_finds_what_they_look_for(
    database: PinnedDatabase, hide: Hide, found: set[str]
) -> None:
    scene = await make_scene(database)
    await hide(database, scene)

    answers = await looked_for(scene)

    tell = set()
    for asked, answer in answers.items():
        if tells(scene, answer):
            root = asked.split("{")[1].split("(")[0].strip()
            kind = f": {answer['data']['node']['__typename']}" if root == "node" else ""
            tell.add(f"{root}{kind}")
    assert tell == found


async def test_whoever_is_blocked_finds_what_nobody_finds(
    database: PinnedDatabase, connection: asyncpg.Connection
) -> None:
    scene = await make_scene(database)
    transaction = connection.transaction()
    await transaction.start()
    await remove(scene)
    without = await looked_for(scene)
    await transaction.rollback()
    await blocking(database, scene)

    seen = await looked_for(scene)

    assert "\n".join(differences(seen, without)) == ""


CHANGES = [
    ("addComment", lambda it: {"postId": it["post"], "markdown": "But"}, "POST_NOT_FOUND"),
    (
        "addComment",
        lambda it: {"postId": it["own"], "parentId": it["comment"], "markdown": "But"},
        "COMMENT_NOT_FOUND",
    ),
    (
        "addComment",
        lambda it: {"postId": it["own"], "quotedCommentId": it["comment"], "markdown": "But"},
        "COMMENT_NOT_FOUND",
    ),
    ("setReaction", lambda it: {"subjectId": it["post"], "kind": "like"}, "POST_NOT_FOUND"),
    ("setReaction", lambda it: {"subjectId": it["comment"], "kind": "like"}, "COMMENT_NOT_FOUND"),
    ("follow", lambda it: {"subjectId": it["person"]}, "PERSON_NOT_FOUND"),
    (
        "inviteCoAuthor",
        lambda it: {"postId": it["own"], "userId": it["person"]},
        "PERSON_NOT_FOUND",
    ),
    (
        "inviteCoAuthor",
        lambda it: {"postId": it["own"], "username": "eve"},
        "PERSON_NOT_FOUND",
    ),
    ("addBookmark", lambda it: {"postId": it["post"]}, "POST_NOT_FOUND"),
    ("recordReading", lambda it: {"postId": it["post"], "progress": 10}, "POST_NOT_FOUND"),
    ("publishPost", lambda it: {"postId": it["post"]}, "POST_NOT_FOUND"),
    ("deleteComment", lambda it: {"commentId": it["comment"]}, "COMMENT_NOT_FOUND"),
    ("blockUser", lambda it: {"userId": it["person"]}, "PERSON_NOT_FOUND"),
    ("muteUser", lambda it: {"userId": it["person"]}, "PERSON_NOT_FOUND"),
]


@pytest.mark.parametrize(("mutation", "given", "code"), CHANGES)
async def test_whoever_is_blocked_is_refused_as_if_nobody_had_been_there(
    api: Api, database: PinnedDatabase, mutation: str, given: Any, code: str
) -> None:
    ann, eve = await make_account(database), await make_account(database, username="eve")
    magazine = await make_publication(database, contributor=ann)
    own = await make_post(database, ann, publication_id=magazine)
    post = await make_post(database, eve, publication_id=magazine)
    things = {
        "own": POST.text_of(own),
        "post": POST.text_of(post),
        "comment": COMMENT.text_of(await make_comment(database, own, eve)),
        "person": USER.text_of(eve.user_id),
    }
    await block(database, eve, ann)

    assert await _code(api, mutation, ann, given(things)) == code


async def _code(api: Api, mutation: str, actor: Member, given: Any) -> str:
    title = mutation[0].upper() + mutation[1:]
    document = f"""
        mutation ($input: {title}Input!) {{
          answer: {mutation}(input: $input) {{ __typename ... on Error {{ code }} }}
        }}
    """
    answer = (await api(document, actor=actor, input=given))["answer"]
    return str(answer.get("code") or answer["__typename"])


async def test_whoever_works_on_a_post_sees_it_whoever_blocks_whom(
    api: Api, database: PinnedDatabase
) -> None:
    author, editor = await make_account(database), await make_account(database)
    with_them, outside = await make_account(database), await make_account(database)
    magazine = await make_publication(database, contributor=author, editor=editor)
    await make_member(database, magazine, with_them)
    post_id = await make_post(
        database, author, publication_id=magazine, co_authors=[with_them], slug="theirs"
    )
    comment_id = await make_comment(database, post_id, author, text="Look")
    for other in (editor, with_them, outside):
        await block(database, author, other)
    document = """
        query ($post: ID!, $comment: ID!) {
          post: node(id: $post) { id }
          comment: node(id: $comment) { ... on Comment { isDeleted } }
          posts { totalCount }
        }
    """
    ids = {"post": POST.text_of(post_id), "comment": COMMENT.text_of(comment_id)}

    seen = {
        name: await api(document, actor=actor, **ids)
        for name, actor in (("editor", editor), ("with", with_them), ("outside", outside))
    }

    assert seen["editor"]["post"] == seen["with"]["post"] == {"id": ids["post"]}
    assert seen["editor"]["comment"] == {"isDeleted": False}
    assert seen["editor"]["posts"]["totalCount"] == seen["with"]["posts"]["totalCount"] == 1
    assert seen["outside"] == {"post": None, "comment": None, "posts": {"totalCount": 0}}


async def test_an_editor_who_mutes_somebody_does_not_hear_from_them(
    api: Api, database: PinnedDatabase
) -> None:
    author, editor = await make_account(database), await make_account(database)
    magazine = await make_publication(database, contributor=author, editor=editor)
    await make_post(database, author, publication_id=magazine)

    await change(api, "muteUser", editor, author)

    assert (await api("{ posts { totalCount } }", actor=editor))["posts"]["totalCount"] == 0


async def test_invitations_by_hidden_people_wait_for_nobody(
    api: Api, database: PinnedDatabase
) -> None:
    ann, eve = await make_account(database), await make_account(database)
    post_id = await make_post(database, eve, status=PostStatus.DRAFT)
    await make_co_author_invitation(database, post_id, ann, eve)
    listed = "{ viewer { coAuthorInvitations { totalCount } } }"
    assert (await api(listed, actor=ann))["viewer"]["coAuthorInvitations"]["totalCount"] == 1

    await change(api, "blockUser", ann, eve)

    assert (await api(listed, actor=ann))["viewer"]["coAuthorInvitations"]["totalCount"] == 0


@pytest.mark.parametrize("who", ["nobody", "a stranger", "somebody who hides people"])
async def test_what_nobody_may_see_is_in_nothing(
    database: PinnedDatabase, connection: asyncpg.Connection, who: str
) -> None:
    scene = await make_scene(database)
    transaction = connection.transaction()
    await transaction.start()
    await remove(scene)
    viewers: dict[str, Actor] = {"nobody": Anonymous(), "a stranger": scene.gina}
    viewer = viewers.get(who, scene.ann)
    if who == "somebody who hides people":
        await block(database, scene.ann, await make_account(database, username="eve"))

    async def walked() -> Any:
        walk = Walk(scene.database, viewer, scene.words, list(scene.ids.values()))
        await walk.everything()
        await walk.things()
        return walk.answers

    fred = scene.fred
    first = POST.parse(scene.ids["first"])
    assert first is not None
    elsewhere = await make_publication(database, owner=fred)
    without = await walked()
    await make_post(
        database,
        fred,
        publication_id=elsewhere,
        status=PostStatus.DRAFT,
        title="A canary",
        tags=("canary",),
    )
    for spoil in (hide_comment, delete_comment):
        comment_id = await make_comment(database, first, fred, text="A canary")
        if spoil is delete_comment:
            await delete_comment(database, comment_id, is_bare=True)
        else:
            await hide_comment(database, comment_id)

    seen = await walked()

    await transaction.rollback()
    assert not [asked for asked, answer in seen.items() if tells(scene, answer)]
    assert "\n".join(differences(seen, without)[:3]) == ""


@pytest.mark.parametrize("role", [SiteRole.MODERATOR, SiteRole.ADMIN])
async def test_the_staff_finds_whoever_blocks_them(
    api: Api, database: PinnedDatabase, role: SiteRole
) -> None:
    staff, eve = await make_account(database, role=role), await make_account(database)
    post_id = await make_post(database, eve, slug="theirs")
    await block(database, eve, staff)
    await block(database, staff, eve)
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    ids = [USER.text_of(eve.user_id), POST.text_of(post_id)]

    assert (await api(document, actor=staff, ids=ids))["nodes"] == [{"id": id} for id in ids]
