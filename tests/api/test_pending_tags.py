"""What happens to the tags of a pending edit while it waits."""

from typing import Any

import pytest

from domain.actor import SiteRole
from domain.ids import TAG
from tests.api.client import Api
from tests.api.writing import a_writer
from tests.factories import make_account, make_tag
from tests.pinned import PinnedDatabase

MERGE = """
    mutation ($input: MergeTagsInput!) { mergeTags(input: $input) { __typename } }
"""


@pytest.mark.parametrize(
    ("pending", "after"), [(["old", "other"], ["new", "other"]), (["new", "old"], ["new"])]
)
async def test_a_merged_tag_of_a_pending_edit_is_the_one_it_was_merged_into(
    database: PinnedDatabase, api: Api, pending: list[str], after: list[str]
) -> None:
    ada = await a_writer(database, api)
    keeper = await make_account(database, role=SiteRole.MODERATOR)
    old, new = await make_tag(database, "old"), await make_tag(database, "new")
    post = await ada.gets("createPost", title="One")
    await ada.gets("publishPost", postId=post["id"])
    await ada.gets("savePost", postId=post["id"], version=1, tags=pending)

    merged: Any = await api(
        MERGE, actor=keeper, input={"fromTagId": TAG.text_of(old), "intoTagId": TAG.text_of(new)}
    )
    assert merged["mergeTags"]["__typename"] == "MergeTagsSuccess"
    published = await ada.gets("publishPostEdits", postId=post["id"], version=2)

    assert published["newestEdit"]["tags"] == after


async def test_a_name_that_a_tag_had_before_finds_it(database: PinnedDatabase, api: Api) -> None:
    ada = await a_writer(database, api)
    tag_id = await make_tag(database, "sql")
    await database.execute("INSERT INTO former_tag_slugs VALUES ('databases', $1)", tag_id)

    post = await ada.gets("createPost", title="One", tags=["Databases", "SQL"])

    assert post["newestEdit"]["tags"] == ["sql"]
