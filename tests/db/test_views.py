"""What everyone may see is said twice, as a policy and as a view. Both say the same."""

import pytest

from db.posts import PostReader
from domain.actor import Anonymous
from domain.posts import policy
from domain.posts.models import PostStatus
from tests.factories import make_post, make_user
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
