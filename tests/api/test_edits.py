"""What those who may edit a post see of it, and nobody else."""

from typing import Any

import pytest

from domain.actor import Actor, Anonymous, Member, Scope, SiteRole
from domain.ids import POST, PostId
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import make_account, make_member, make_post, make_publication, make_user
from tests.factories.edits import make_pending_edit
from tests.pinned import PinnedDatabase

EDIT = """
    query ($id: ID!) {
      node(id: $id) {
        ... on Post {
          title version
          newestEdit { ...edit }
          pendingEdit { ...edit }
        }
      }
    }
    fragment edit on PostEdit {
      version isPending title subtitle markdown slug language tags savedBy { name }
      canonicalUrl seoTitle seoDescription publishedAt wordCount
      coverImage { url }
    }
"""

RIGHTS = """
    query ($id: ID!) {
      node(id: $id) {
        ... on Post { viewerCanEdit viewerCanPublish viewerCanUnpublish viewerCanDelete }
      }
    }
"""


async def read(api: Api, post_id: PostId, actor: Actor) -> Any:
    return (await api(EDIT, actor=actor, id=POST.text_of(post_id)))["node"]


async def test_what_is_not_public_is_edited_where_it_is(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database, name="Ada")
    draft = await make_post(database, ada, status=PostStatus.DRAFT, slug="boring", tags=("sql",))

    post = await read(api, draft, ada)

    assert post["pendingEdit"] is None
    assert post["version"] == 1
    assert post["newestEdit"] == {
        "version": 1,
        "isPending": False,
        "title": "On boring code",
        "subtitle": None,
        "markdown": "Well said.",
        "slug": "boring",
        "language": "en",
        "tags": ["sql"],
        "savedBy": {"name": "Ada"},
        "canonicalUrl": None,
        "seoTitle": None,
        "seoDescription": None,
        "publishedAt": None,
        "wordCount": 2,
        "coverImage": None,
    }


async def test_a_pending_edit_is_the_newest_one(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database, name="Bob")
    post_id = await make_post(database, ada)
    await make_pending_edit(database, post_id, bob, title="Better", text="Better said.")

    post = await read(api, post_id, ada)

    assert post["title"] == "On boring code"
    assert post["newestEdit"] == post["pendingEdit"]
    assert post["pendingEdit"]["isPending"] is True
    assert post["pendingEdit"]["version"] == post["version"] == 2
    assert post["pendingEdit"]["title"] == "Better"
    assert post["pendingEdit"]["markdown"] == "Better said."
    assert post["pendingEdit"]["savedBy"] == {"name": "Bob"}


async def test_others_see_no_edit_and_take_no_statement_for_it(
    database: PinnedDatabase, api: Api
) -> None:
    post_id = await make_post(database, await make_user(database))
    await make_pending_edit(database, post_id, await make_user(database))
    moderator = await make_account(database, role=SiteRole.MODERATOR)

    for actor in (Anonymous(), await make_user(database), moderator):
        post = await read(api, post_id, actor)
        assert (post["version"], post["newestEdit"], post["pendingEdit"]) == (None, None, None)

    database.statements.clear()
    await read(api, post_id, Anonymous())
    assert len(database.statements) == 1


NOTHING = (False, False, False, False)


@pytest.mark.parametrize(
    ("who", "status", "rights"),
    [
        ("nobody", PostStatus.PUBLISHED, NOTHING),
        ("a stranger", PostStatus.PUBLISHED, NOTHING),
        ("a contributor", PostStatus.PUBLISHED, NOTHING),
        ("its author", PostStatus.DRAFT, (True, False, True, True)),
        ("its author", PostStatus.PUBLISHED, (True, False, True, False)),
        ("its co-author", PostStatus.DRAFT, (True, False, False, False)),
        ("an editor", PostStatus.PUBLISHED, (True, True, True, True)),
        ("its owner", PostStatus.DRAFT, (True, True, True, True)),
        ("a moderator", PostStatus.PUBLISHED, (False, False, True, False)),
        ("an administrator", PostStatus.PUBLISHED, (True, True, True, True)),
        ("a token of its owner for reading", PostStatus.DRAFT, NOTHING),
    ],
)
async def test_buttons_and_rules_agree(
    database: PinnedDatabase,
    api: Api,
    who: str,
    status: PostStatus,
    rights: tuple[bool, ...],
) -> None:
    publication_id = await make_publication(database)
    author, co_author = await make_user(database), await make_user(database)
    post_id = await make_post(
        database, author, publication_id=publication_id, status=status, co_authors=[co_author]
    )
    callers: dict[str, Actor] = {
        "nobody": Anonymous(),
        "a stranger": await make_user(database),
        "its author": author,
        "its co-author": co_author,
        "a moderator": await make_account(database, role=SiteRole.MODERATOR),
        "an administrator": await make_account(database, role=SiteRole.ADMIN),
    }
    for name, role in (("a contributor", "contributor"), ("an editor", "editor")):
        callers[name] = member = await make_user(database)
        await make_member(database, publication_id, member, role=role)
    callers["its owner"] = owner = await make_user(database)
    await make_member(database, publication_id, owner, role="owner")
    token = Member(user_id=owner.user_id, scopes=(Scope.READ,))
    callers["a token of its owner for reading"] = token

    data = await api(RIGHTS, actor=callers[who], id=POST.text_of(post_id))

    assert tuple(data["node"].values()) == rights
