"""A small community in which one person, everything of whom has a canary in it, is out of sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.executor import Executor
from domain.actor import Member, SiteRole
from domain.ids import COMMENT, POST, PUBLICATION, SERIES, TAG, USER, CommentId
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    block,
    delete_comment,
    make_account,
    make_co_author_invitation,
    make_comment,
    make_member,
    make_post,
    make_publication,
    make_redirect,
    make_series,
    mute,
    react_to_comment,
    react_to_post,
)
from tests.pinned import PinnedDatabase

CANARY = "canary"


@dataclass
class Scene:
    database: PinnedDatabase
    ann: Member
    """The viewer."""
    bob: Member
    """Whom the viewer does not see."""
    fred: Member
    gina: Member
    ids: dict[str, str] = field(default_factory=dict)
    """What is looked up by id, by name."""
    answered: list[CommentId] = field(default_factory=list)
    """Comments that leave their place."""
    unseen: list[str] = field(default_factory=list)
    """Ids that no answer may hold."""

    @property
    def words(self) -> Mapping[str, Sequence[str]]:
        """What arguments may be. Nothing that is looked for here is named after the canary."""
        return {
            "fromId": ['"revision_0"'],
            "handle": ['"magazine"'],
            "host": ['"magazine.example"'],
            "id": [f'"{id}"' for id in self.ids.values()],
            "ids": ["[" + ", ".join(f'"{id}"' for id in self.ids.values()) + "]"],
            "markdown": ['"Hello @fred"'],
            "path": ['"on-sql"', '"tag/sql"', '"series/everything"'],
            "prefix": ['"f"', '"c"'],
            "publication": ['"magazine"'],
            "query": ['"boring"', '"sql"', f'"{CANARY}"'],
            "slug": ['"on-sql"', '"sql"'],
            "toId": ['"revision_0"'],
            "token": ['"nothing"'],
            "username": ['"fred"', '"gina"', '"ann"'],
        }

    @property
    def addresses(self) -> Mapping[str, Sequence[str]]:
        """Where somebody would look for what they must not find."""
        return {
            **self.words,
            "id": [f'"{id}"' for id in self.unseen],
            "ids": ["[" + ", ".join(f'"{id}"' for id in self.unseen) + "]"],
            "path": ['"canary-post"', '"canary-old"', '"tag/canary"', '"series/canary"'],
            "slug": ['"canary-post"', '"canary"'],
            "username": ['"robert"'],
        }


async def make_scene(database: PinnedDatabase) -> Scene:
    """Let bob take part in everything."""
    people = {
        name: await make_account(database, username=name, name=name)
        for name in ("ann", "fred", "gina", "robert")
    }
    ann, fred, gina, bob = people.values()
    await database.execute(
        "UPDATE users SET name = $2, bio = $2, location = $2 WHERE id = $1",
        bob.user_id,
        "A canary",
    )
    scene = Scene(database, ann, bob, fred, gina)
    magazine = await make_publication(database, handle="magazine", owner=gina)
    for member in (bob, fred, ann):
        await make_member(database, magazine, member)
    at: dict[str, Any] = {"publication_id": magazine}
    first = await make_post(database, fred, slug="on-sql", tags=("sql", "common"), **at)
    theirs = await make_post(
        database, bob, slug="canary-post", title="A canary", tags=("canary", "common"), **at
    )
    second = await make_post(
        database, gina, slug="second", tags=("common",), co_authors=[bob], **at
    )
    own = await make_post(database, ann, slug="own", tags=("sql",), **at)
    drafts = await make_post(database, ann, slug="draft", status=PostStatus.DRAFT, **at)
    await make_series(database, magazine, slug="everything", posts=[first, theirs, second])
    hidden_series = await make_series(database, magazine, slug="canary", posts=[theirs])
    await make_redirect(database, magazine, "canary-old", post_id=theirs)
    await database.execute(
        """
        INSERT INTO pinned_posts (publication_id, post_id, is_public, listed_at)
        SELECT publication_id, id, is_public, listed_at FROM posts WHERE id = $1
        """,
        theirs,
    )
    await make_co_author_invitation(
        database, await make_post(database, fred, status=PostStatus.DRAFT, **at), ann, bob
    )
    await _let_them_talk(scene, first, own, theirs)
    await react_to_post(database, first, bob, fred)
    await react_to_post(database, own, bob, kind="love")
    await react_to_post(database, theirs, ann, fred)
    scene.ids |= {
        "magazine": PUBLICATION.text_of(magazine),
        "first": POST.text_of(first),
        "second": POST.text_of(second),
        "own": POST.text_of(own),
        "draft": POST.text_of(drafts),
    } | {name: USER.text_of(people[name].user_id) for name in ("ann", "fred", "gina")}
    tag = await database.fetchval("SELECT id FROM tags WHERE slug = 'canary'")
    scene.unseen += [
        POST.text_of(theirs),
        USER.text_of(bob.user_id),
        SERIES.text_of(hidden_series),
        TAG.text_of(tag),
    ]
    await _let_them_meet(scene)
    return scene


async def _let_them_talk(scene: Scene, first: Any, own: Any, theirs: Any) -> None:
    """Let bob say what nobody answers, what others answer, and what he alone answers."""
    database, ann, bob, fred = scene.database, scene.ann, scene.bob, scene.fred

    async def say(post: Any, who: Member, text: str, below: CommentId | None = None) -> CommentId:
        return await make_comment(database, post, who, text=text, parent_id=below)

    for post in (first, own):
        top = await say(post, fred, "First!")
        alone = await say(post, bob, "canary alone", top)
        answered = await say(post, bob, "canary answered")
        reply = await say(post, fred, "Quite", answered)
        below = await say(post, bob, "canary below", reply)
        deeper = await say(post, bob, "canary deeper", below)
        end = await say(post, ann, "The end", deeper)
        lonely = await say(post, bob, "canary", None)
        himself = await say(post, bob, "canary to himself", lonely)
        deleted = await say(post, fred, "Never mind")
        only = await say(post, bob, "canary below what is gone", deleted)
        await delete_comment(database, deleted)
        await react_to_comment(database, top, bob, fred)
        await react_to_comment(database, answered, bob, fred)
        scene.answered += [answered, below, deeper]
        scene.unseen += [COMMENT.text_of(each) for each in (alone, lonely, himself, deleted, only)]
        scene.ids[f"comment {len(scene.ids)}"] = COMMENT.text_of(end)
    scene.unseen.append(COMMENT.text_of(await say(theirs, fred, "On what a canary wrote")))


async def _let_them_meet(scene: Scene) -> None:
    """Use what else people do with each other."""
    bob, fred = USER.text_of(scene.bob.user_id), scene.ids["fred"]
    theirs = next(id for id in scene.unseen if id.startswith(POST.prefix))
    first, quoted = scene.ids["first"], COMMENT.text_of(scene.answered[0])
    alone = next(id for id in scene.unseen if id.startswith(COMMENT.prefix))
    said = {"postId": first, "markdown": "Ask @robert, or @gina."}
    admin = await make_account(scene.database, username="root", role=SiteRole.ADMIN)
    for name, actor, given in (
        ("follow", scene.bob, {"subjectId": fred}),
        ("follow", scene.fred, {"subjectId": bob}),
        ("follow", scene.bob, {"subjectId": scene.ids["magazine"]}),
        ("follow", scene.ann, {"subjectId": scene.ids["magazine"]}),
        ("follow", scene.ann, {"subjectId": fred}),
        ("follow", scene.gina, {"subjectId": bob}),
        ("addBookmark", scene.ann, {"postId": theirs}),
        ("addBookmark", scene.ann, {"postId": first}),
        ("recordReading", scene.ann, {"postId": theirs, "progress": 50}),
        ("recordReading", scene.ann, {"postId": first, "progress": 50}),
        ("addComment", scene.fred, said),
        ("addComment", scene.gina, {**said, "quotedCommentId": quoted}),
        ("pinComment", scene.gina, {"commentId": alone}),
    ):
        await _do(scene, name, actor, given)
    made = await _do(scene, "createBadge", admin, {"name": "Talker"}, "badge { id }")
    for person in (bob, fred):
        await _do(scene, "awardBadge", admin, {"badgeId": made["badge"]["id"], "userId": person})


async def _do(
    scene: Scene, name: str, actor: Member, given: Mapping[str, Any], shown: str = "__typename"
) -> Any:
    title = name[0].upper() + name[1:]
    answer = await Api(scene.database)(
        f"""
        mutation ($input: {title}Input!) {{
          answer: {name}(input: $input) {{
            __typename
            ... on Error {{ code message }}
            ... on {title}Success {{ {shown} }}
          }}
        }}
        """,
        actor=actor,
        input=given,
    )
    assert answer["answer"]["__typename"] == f"{title}Success", (name, answer)
    return answer["answer"]


async def remove(scene: Scene) -> None:
    """Make the world as it would be, had bob never been there, but for places that he left."""
    database, bob = scene.database, scene.bob.user_id
    for comment_id in scene.answered:
        await database.execute("DELETE FROM comment_reactions WHERE comment_id = $1", comment_id)
        await delete_comment(database, comment_id)
    for statement in (
        "DELETE FROM post_reactions WHERE user_id = $1",
        "DELETE FROM comment_reactions WHERE user_id = $1",
        "DELETE FROM comments WHERE author_id = $1",
        "DELETE FROM comments WHERE post_id IN (SELECT id FROM posts WHERE author_id = $1)",
        "DELETE FROM comments c WHERE c.deleted_at IS NOT NULL AND $1::uuid IS NOT NULL"
        " AND NOT EXISTS (SELECT FROM comments a WHERE a.parent_id = c.id)",
        "DELETE FROM pinned_posts WHERE post_id IN (SELECT id FROM posts WHERE author_id = $1)",
        "DELETE FROM redirects WHERE post_id IN (SELECT id FROM posts WHERE author_id = $1)",
        "DELETE FROM series WHERE slug = 'canary' AND $1::uuid IS NOT NULL",
        "DELETE FROM co_author_invitations WHERE inviter_id = $1",
        "DELETE FROM post_authors WHERE user_id = $1"
        " AND post_id NOT IN (SELECT id FROM posts WHERE author_id = $1)",
        "DELETE FROM posts WHERE author_id = $1",
        "DELETE FROM tags WHERE slug = 'canary' AND $1::uuid IS NOT NULL",
        "DELETE FROM memberships WHERE user_id = $1",
        "DELETE FROM accounts WHERE user_id = $1",
        "DELETE FROM users WHERE id = $1",
    ):
        await database.execute(statement, bob)


async def muted(database: Executor, scene: Scene) -> None:
    await mute(database, scene.ann, scene.bob)


async def blocked(database: Executor, scene: Scene) -> None:
    await block(database, scene.ann, scene.bob)


async def blocking(database: Executor, scene: Scene) -> None:
    await block(database, scene.bob, scene.ann)


_BELOW_THEIRS = """
    WITH RECURSIVE below (id) AS (
        SELECT id FROM comments WHERE author_id = $1
         UNION
        SELECT c.id FROM comments c JOIN below b ON c.parent_id = b.id
    )
    DELETE FROM comments WHERE id IN (SELECT id FROM below)
"""


async def take_away(scene: Scene) -> None:
    """Make the world as it would be, had bob and whoever answered him never said anything."""
    await scene.database.execute(_BELOW_THEIRS, scene.bob.user_id)


async def hold(scene: Scene) -> None:
    """Let everything that bob said wait until somebody approves it."""
    await hide(scene)
    await scene.database.execute(
        """
        INSERT INTO held_comments (comment_id, publication_id, author_id, held_at)
        SELECT c.id, p.publication_id, c.author_id, c.created_at
          FROM comments c JOIN posts p ON p.id = c.post_id
         WHERE c.author_id = $1
        """,
        scene.bob.user_id,
    )


async def hide(scene: Scene) -> None:
    """Hide everything that bob said, as moderators do."""
    await scene.database.execute(
        "UPDATE comments SET hidden_at = created_at WHERE author_id = $1", scene.bob.user_id
    )
