"""Publishing, taking back, putting away, deleting and bringing back."""

from typing import Any

import pytest

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.writing import Writer, text_of
from tests.factories import make_account, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase


async def test_a_slug_that_nobody_chose_is_made_of_the_title_when_it_counts(
    database: PinnedDatabase, api: Api
) -> None:
    ada = Writer(api, await make_user(database))
    await make_publication(database, owner=ada.actor)
    post = await ada.gets("createPost", title="A working title")
    await ada.gets("savePost", postId=post["id"], version=1, title="The real one")

    published = await ada.gets("publishPost", postId=post["id"], version=2)

    assert (published["slug"], published["path"]) == ("the-real-one", "the-real-one")
    assert published["version"] == 3
    assert await database.fetchval("SELECT count(*) FROM redirects") == 0


async def test_a_chosen_slug_stays(database: PinnedDatabase, api: Api) -> None:
    ada = Writer(api, await make_user(database))
    await make_publication(database, owner=ada.actor)
    post = await ada.gets("createPost", title="A title", slug="chosen")
    made_again = await ada.gets("savePost", postId=post["id"], version=1, slug=None)
    chosen = await ada.gets("savePost", postId=post["id"], version=2, slug="chosen")

    published = await ada.gets("publishPost", postId=post["id"])

    assert made_again["version"] == 2
    assert chosen["version"] == published["version"] == 3
    assert published["slug"] == "chosen"
    assert await ada.refused("savePost", postId=post["id"], version=3, slug=None) == "INVALID_INPUT"


async def test_a_post_can_be_dated_back_but_not_forward(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    draft = text_of(await make_post(database, ada, status=PostStatus.DRAFT))

    future = await Writer(api, ada).does(
        "publishPost", postId=draft, publishedAt="2026-01-02T12:00:01Z"
    )
    published = await Writer(api, ada).gets(
        "publishPost", postId=draft, publishedAt="2015-05-05T10:00:00+02:00"
    )

    assert future["violations"] == [
        {"argument": "publishedAt", "message": "Must not be in the future."}
    ]
    assert published["publishedAt"] == "2015-05-05T08:00:00+00:00"


async def test_publishing_may_name_the_version_that_is_meant(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    draft = text_of(await make_post(database, ada, status=PostStatus.DRAFT))
    await Writer(api, ada).gets("savePost", postId=draft, version=1, title="Better")

    assert await Writer(api, ada).refused("publishPost", postId=draft, version=1) == "STALE_VERSION"
    assert await database.fetchval("SELECT status FROM posts") == "draft"


async def test_publishing_makes_the_revision_that_is_there_a_published_one(
    database: PinnedDatabase, api: Api
) -> None:
    ada = Writer(api, await make_user(database))
    await make_publication(database, owner=ada.actor)
    post = await ada.gets("createPost", title="One", markdown="Two.", slug="one")

    await ada.gets("publishPost", postId=post["id"])
    await ada.gets("unpublishPost", postId=post["id"])
    await ada.gets("savePost", postId=post["id"], version=1, markdown="Three.")

    rows = await database.fetch("SELECT number, is_published FROM revisions ORDER BY number")
    assert [tuple(row) for row in rows] == [(1, True), (2, False)]


async def test_a_post_goes_through_all_its_states(database: PinnedDatabase, api: Api) -> None:
    ada = Writer(api, await make_user(database))
    await make_publication(database, handle="daily", owner=ada.actor)
    post = (await ada.gets("createPost", title="One"))["id"]
    states = []
    for name in (
        "archivePost",
        "restorePost",
        "deletePost",
        "restorePost",
        "publishPost",
        "unpublishPost",
        "publishPost",
        "archivePost",
        "deletePost",
        "restorePost",
        "restorePost",
        "publishPost",
        "deletePost",
        "restorePost",
    ):
        states.append((await ada.gets(name, postId=post))["status"])
        public = await api('{ posts { totalCount } publication(handle: "daily") { postCount } }')
        count = int(states[-1] == "PUBLISHED")
        assert public == {"posts": {"totalCount": count}, "publication": {"postCount": count}}

    assert states == [
        "ARCHIVED",
        "DRAFT",
        "DELETED",
        "DRAFT",
        "PUBLISHED",
        "WITHDRAWN",
        "PUBLISHED",
        "ARCHIVED",
        "DELETED",
        "ARCHIVED",
        "WITHDRAWN",
        "PUBLISHED",
        "DELETED",
        "WITHDRAWN",
    ]
    assert (await announced(database))[:4] == [
        "post.created",
        "post.archived",
        "post.restored",
        "post.deleted",
    ]
    assert len(await announced(database)) == 15


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("publishPost", PostStatus.PUBLISHED, "POST_ALREADY_PUBLISHED"),
        ("publishPost", PostStatus.DELETED, "POST_DELETED"),
        ("publishPost", PostStatus.REMOVED, "POST_REMOVED"),
        ("unpublishPost", PostStatus.DRAFT, "POST_NOT_PUBLISHED"),
        ("unpublishPost", PostStatus.REMOVED, "POST_NOT_PUBLISHED"),
        ("archivePost", PostStatus.ARCHIVED, "POST_ALREADY_ARCHIVED"),
        ("archivePost", PostStatus.DELETED, "POST_DELETED"),
        ("archivePost", PostStatus.REMOVED, "POST_REMOVED"),
        ("deletePost", PostStatus.DELETED, "POST_DELETED"),
        ("deletePost", PostStatus.REMOVED, "POST_REMOVED"),
        ("restorePost", PostStatus.DRAFT, "NOTHING_TO_RESTORE"),
        ("restorePost", PostStatus.PUBLISHED, "NOTHING_TO_RESTORE"),
        ("restorePost", PostStatus.REMOVED, "NOTHING_TO_RESTORE"),
    ],
)
async def test_what_is_not_possible_now_changes_nothing(
    database: PinnedDatabase, api: Api, name: str, status: PostStatus, code: str
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada, status=status)

    assert await Writer(api, ada).refused(name, postId=text_of(post_id)) == code
    assert await database.fetchval("SELECT status FROM posts") == status.value
    assert await announced(database) == []


_DENIED = "PERMISSION_DENIED"
_PEOPLE = (
    "nobody",
    "a stranger",
    "a contributor",
    "its author",
    "its co-author",
    "an editor",
    "an owner",
    "a moderator",
    "an administrator",
    "a token that may not write",
)
_PUBLIC = ("UNAUTHENTICATED", _DENIED, _DENIED)
_HIDDEN = ("UNAUTHENTICATED", "POST_NOT_FOUND", "POST_NOT_FOUND")
_LAST = (None, "SCOPE_MISSING")
# By operation and state, what each of these people is told; None is success.
MATRIX: dict[tuple[str, PostStatus], tuple[str | None, ...]] = {
    ("publishPost", PostStatus.DRAFT): (*_HIDDEN, _DENIED, _DENIED, None, None, _DENIED, *_LAST),
    ("unpublishPost", PostStatus.PUBLISHED): (*_PUBLIC, None, _DENIED, None, None, None, *_LAST),
    ("archivePost", PostStatus.DRAFT): (*_HIDDEN, None, None, None, None, _DENIED, *_LAST),
    ("archivePost", PostStatus.PUBLISHED): (*_PUBLIC, None, _DENIED, None, None, _DENIED, *_LAST),
    ("deletePost", PostStatus.DRAFT): (*_HIDDEN, None, _DENIED, None, None, _DENIED, *_LAST),
    ("deletePost", PostStatus.PUBLISHED): (
        *_PUBLIC,
        _DENIED,
        _DENIED,
        None,
        None,
        _DENIED,
        *_LAST,
    ),
    ("restorePost", PostStatus.ARCHIVED): (*_HIDDEN, None, None, None, None, _DENIED, *_LAST),
    ("restorePost", PostStatus.DELETED): (
        *_HIDDEN,
        _DENIED,
        _DENIED,
        None,
        None,
        _DENIED,
        *_LAST,
    ),
}


@pytest.mark.parametrize(
    ("name", "status", "who", "outcome"),
    [
        (name, status, who, outcome)
        for (name, status), outcomes in MATRIX.items()
        for who, outcome in zip(_PEOPLE, outcomes, strict=True)
    ],
)
async def test_who_may_do_what(
    database: PinnedDatabase,
    api: Api,
    name: str,
    status: PostStatus,
    who: str,
    outcome: str | None,
) -> None:
    people: dict[str, Any] = {
        name: await make_user(database) for name in ("contributor", "editor", "owner")
    }
    author, co_author = await make_user(database), await make_user(database)
    publication_id = await make_publication(database, **people)
    post_id = await make_post(
        database, author, publication_id=publication_id, status=status, co_authors=[co_author]
    )
    callers: dict[str, Any] = {
        "nobody": Anonymous(),
        "a stranger": await make_user(database),
        "a contributor": people["contributor"],
        "its author": author,
        "its co-author": co_author,
        "an editor": people["editor"],
        "an owner": people["owner"],
        "a moderator": await make_account(database, role=SiteRole.MODERATOR),
        "an administrator": await make_account(database, role=SiteRole.ADMIN),
        "a token that may not write": Member(user_id=author.user_id, scopes=(Scope.READ,)),
    }

    answer = await Writer(api, callers[who]).does(name, postId=text_of(post_id))

    assert answer.get("code") == outcome
    assert len(await announced(database)) == (outcome is None)
    if outcome is not None:
        assert await database.fetchval("SELECT status FROM posts") == status.value
    written_down = await database.fetch("SELECT action FROM audit_entries")
    assert [row["action"] for row in written_down] == _written_down(name, who, outcome)


def _written_down(name: str, who: str, outcome: str | None) -> list[str]:
    """Return what the audit log holds of something that somebody did, or was not let do."""
    if outcome is not None:
        return []
    if name == "publishPost":
        return ["post.published_on_behalf"]
    verb = name.removesuffix("Post")
    events = {"unpublish": "unpublished", "archive": "archived", "delete": "deleted"}
    is_staff = who in {"a moderator", "an administrator"}
    return [f"post.{events.get(verb, 'restored')}"] if is_staff else []
