"""The lists in which people find what they are writing."""

from typing import Any

import pytest

from domain.actor import Anonymous, SiteRole
from domain.ids import PUBLICATION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import make_account, make_member, make_post, make_publication, make_user
from tests.factories.edits import make_pending_edit
from tests.pinned import PinnedDatabase

MINE = """
    query ($statuses: [PostStatus!]) {
      viewer { posts(statuses: $statuses) { totalCount nodes { slug status } } }
    }
"""

UNPUBLISHED = """
    query ($id: ID!, $statuses: [PostStatus!]) {
      node(id: $id) {
        ... on Publication { unpublishedPosts(statuses: $statuses) { totalCount nodes { slug } } }
      }
    }
"""

DASHBOARD = """
    query ($first: Int) {
      viewer {
        posts(first: $first, statuses: [DRAFT, PUBLISHED]) {
          totalCount
          nodes {
            title version viewerCanEdit viewerCanPublish viewerCanUnpublish viewerCanDelete
            pendingEdit { title tags savedBy { name } coverImage { url } }
            newestEdit { title markdown }
          }
        }
      }
    }
"""


def slugs(page: Any) -> list[str]:
    assert page["totalCount"] == len(page["nodes"])
    return [node["slug"] for node in page["nodes"]]


async def test_people_find_their_drafts_the_last_changed_first(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = await make_user(database), await make_user(database)
    for status in PostStatus:
        await make_post(database, ada, status=status, slug=status.value)
    await make_post(database, bob, status=PostStatus.DRAFT, slug="shared", co_authors=[ada])
    await make_post(database, bob, status=PostStatus.DRAFT, slug="foreign")

    drafts = await api(MINE, actor=ada)
    others = await api(MINE, actor=ada, statuses=["ARCHIVED", "DELETED", "REMOVED"])
    every = await api(MINE, actor=ada, statuses=[status.name for status in PostStatus])

    assert slugs(drafts["viewer"]["posts"]) == ["shared", "withdrawn", "draft"]
    assert slugs(others["viewer"]["posts"]) == ["removed", "deleted", "archived"]
    assert len(every["viewer"]["posts"]["nodes"]) == 7
    assert await api(MINE) == {"viewer": None}


@pytest.mark.parametrize(
    ("who", "is_shown"),
    [
        ("nobody", False),
        ("a stranger", False),
        ("a contributor", False),
        ("an editor", True),
        ("an owner", True),
        ("a moderator", True),
    ],
)
async def test_editors_find_what_is_written_for_their_publication(
    database: PinnedDatabase, api: Api, who: str, is_shown: bool
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database)
    callers: dict[str, Any] = {
        "nobody": Anonymous(),
        "a stranger": await make_user(database),
        "a moderator": await make_account(database, role=SiteRole.MODERATOR),
    }
    for name in ("a contributor", "an editor", "an owner"):
        callers[name] = await make_user(database)
        role = name.split()[1]
        await make_member(database, daily, callers[name], role=role)
    for status in PostStatus:
        await make_post(database, ada, publication_id=daily, status=status, slug=status.value)

    async def ask(statuses: list[str] | None) -> Any:
        data = await api(
            UNPUBLISHED, actor=callers[who], id=PUBLICATION.text_of(daily), statuses=statuses
        )
        return data["node"]["unpublishedPosts"]

    shown = await ask(None)
    every = await ask([status.name for status in PostStatus])

    assert (shown is not None) is (every is not None) is is_shown
    if is_shown:
        assert slugs(shown) == ["withdrawn", "draft"]
        assert set(slugs(every)) == {"draft", "withdrawn", "archived", "deleted", "removed"}


async def test_a_dashboard_takes_as_many_statements_for_two_posts_as_for_many(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    for number in range(6):
        status = PostStatus.DRAFT if number % 2 else PostStatus.PUBLISHED
        post_id = await make_post(database, ada, status=status, tags=("sql",))
        if status is PostStatus.PUBLISHED:
            await make_pending_edit(database, post_id, ada)
    taken = []
    for first in (2, 6):
        database.statements.clear()
        await api(DASHBOARD, actor=ada, first=first)
        taken.append(len(database.statements))

    # The page, its total, memberships, publications, edits with their texts and without, and who
    # saved them.
    assert taken == [7, 7]
