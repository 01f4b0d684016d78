"""What everyone may see is said twice, as a policy and as a view. Both say the same."""

import pytest

from db.pages import PageReader
from db.posts import PostReader
from db.series import SeriesReader
from domain.actor import Anonymous
from domain.pages import policy as page_policy
from domain.pages.models import PageStatus
from domain.posts import policy
from domain.posts.models import PostStatus
from domain.series import policy as series_policy
from tests.factories import make_page, make_post, make_publication, make_series, make_user
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize("status", PostStatus)
async def test_the_view_holds_what_the_policy_shows_to_everyone(
    database: PinnedDatabase, status: PostStatus
) -> None:
    post_id = await make_post(database, await make_user(database), status=status)
    [post] = await PostReader(database).by_ids([post_id])

    is_in_view = await database.fetchval("SELECT EXISTS (SELECT FROM visible_posts)")

    assert is_in_view is policy.can_view(Anonymous(), post, membership=None)


@pytest.mark.parametrize("status", PostStatus)
async def test_the_table_repeats_what_the_view_says(
    database: PinnedDatabase, status: PostStatus
) -> None:
    post_id = await make_post(database, await make_user(database), status=status)

    is_public = await database.fetchval("SELECT is_public FROM posts WHERE id = $1", post_id)

    assert is_public is await database.fetchval("SELECT EXISTS (SELECT FROM visible_posts)")


@pytest.mark.parametrize("status", PageStatus)
async def test_the_view_of_pages_says_what_their_policy_says(
    database: PinnedDatabase, status: PageStatus
) -> None:
    page_id = await make_page(database, await make_publication(database), status=status)
    [page] = await PageReader(database).by_ids([page_id])

    is_in_view = await database.fetchval("SELECT EXISTS (SELECT FROM visible_pages)")

    assert is_in_view is page_policy.can_view(Anonymous(), page, membership=None)


@pytest.mark.parametrize("status", PostStatus)
async def test_the_view_of_series_says_what_their_policy_says(
    database: PinnedDatabase, status: PostStatus
) -> None:
    daily = await make_publication(database)
    post_id = await make_post(
        database, await make_user(database), publication_id=daily, status=status
    )
    series_id = await make_series(database, daily, slug="parts", posts=[post_id])
    [series] = await SeriesReader(database).by_ids([series_id])

    is_in_view = await database.fetchval("SELECT EXISTS (SELECT FROM visible_series)")

    assert is_in_view is series_policy.can_view(Anonymous(), series, membership=None)
