"""What people may do with their posts who are contributors of a publication, and no more."""

from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.writing import Writer, text_of
from tests.factories import make_member, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase


async def test_contributors_publish_what_they_wrote_where_they_may(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = await make_user(database), await make_user(database)
    daily = await make_publication(database, contributor=ada)
    await make_member(database, daily, bob)
    await database.execute("UPDATE publications SET contributor_publishing = 'themselves'")
    drafts = [
        text_of(await make_post(database, who, publication_id=daily, status=PostStatus.DRAFT))
        for who in (ada, bob)
    ]
    may = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Post { viewerCanPublish } } }"

    shown = await api(may, actor=ada, ids=drafts)
    mine = await Writer(api, ada).gets("publishPost", postId=drafts[0])
    await Writer(api, ada).gets("savePost", postId=drafts[0], version=1, title="Better")
    edited = await Writer(api, ada).gets("publishPostEdits", postId=drafts[0], version=2)

    assert shown == {"nodes": [{"viewerCanPublish": True}, None]}
    assert mine["status"] == "PUBLISHED"
    assert edited["title"] == "Better"
    assert await Writer(api, ada).refused("publishPost", postId=drafts[1]) == "POST_NOT_FOUND"


async def test_a_contributor_deletes_only_what_nobody_has_read(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    publication_id = await make_publication(database, contributor=ada)
    draft = await make_post(database, ada, publication_id=publication_id, status=PostStatus.DRAFT)
    withdrawn = await make_post(
        database, ada, publication_id=publication_id, status=PostStatus.WITHDRAWN
    )

    assert (await Writer(api, ada).gets("deletePost", postId=text_of(draft)))["status"] == "DELETED"
    assert (
        await Writer(api, ada).refused("deletePost", postId=text_of(withdrawn))
        == "PERMISSION_DENIED"
    )
