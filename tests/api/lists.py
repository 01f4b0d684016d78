"""Every list that the API offers, each with something in it, for rules that hold for them all."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from domain.actor import Member, SiteRole
from domain.comments.models import CommentOrder
from domain.ids import CommentId, PostId, PublicationId
from domain.posts.listings import PostOrder
from domain.posts.models import PostStatus
from domain.tags.models import TagOrder
from tests.api.client import Api
from tests.factories import (
    NOON,
    block,
    hold_comment,
    import_comment_reactions,
    import_post_reactions,
    make_access_token,
    make_account,
    make_audit_entry,
    make_badge,
    make_bookmark,
    make_bookmark_list,
    make_claim,
    make_co_author_invitation,
    make_comment,
    make_comment_version,
    make_follow,
    make_invitation,
    make_member,
    make_page,
    make_post,
    make_preview_link,
    make_publication,
    make_reading,
    make_redirect,
    make_revision,
    make_series,
    make_session,
    make_submission,
    make_tag,
    make_upload,
    make_user,
    mute,
    react_to_comment,
    react_to_post,
)
from tests.pinned import PinnedDatabase

SIZE = 7
"""How many items each list has at least."""


class Way(NamedTuple):
    """A way to walk through a list: the names of what is asked and answered."""

    size: str
    beside: str
    cursor: str
    is_more: str


FORWARD = Way("first", "after", "endCursor", "hasNextPage")
BACKWARD = Way("last", "before", "startCursor", "hasPreviousPage")


class OfferedList(NamedTuple):
    field: str
    order: str
    """Lists in the same order may share cursors."""
    inside: tuple[str, ...] = ()
    """The fields that lead to the list."""
    arguments: str = ""
    item: str = "id"
    """What tells its items apart."""

    @property
    def name(self) -> str:
        return " ".join([*self.inside, self.field, self.arguments])

    @property
    def query(self) -> str:
        paging = "first: $first, after: $after, last: $last, before: $before"
        page = f"""
            {self.field}({self.arguments} {paging}) {{
              totalCount
              edges {{ cursor node {{ {self.item} }} }}
              nodes {{ {self.item} }}
              pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
            }}
        """
        for field in reversed(self.inside):
            page = f"{field} {{ {page} }}"
        return f"query ($first: Int, $after: String, $last: Int, $before: String) {{ {page} }}"

    @property
    def query_around(self) -> str:
        """What leads to the list, without it."""
        query = "__typename"
        for field in reversed(self.inside):
            query = f"{field} {{ {query} }}"
        return f"{{ {query} }}"

    async def read(self, api: Api, **paging: Any) -> Any:
        """Return one page."""
        found = await api(self.query, **paging)
        for field in (*self.inside, self.field):
            found = found[field.partition("(")[0]]
            found = found[0] if isinstance(found, list) else found
        return found

    async def pages(self, api: Api, size: int, way: Way) -> AsyncIterator[Any]:
        """Walk through the list, from its end when walking backward."""
        cursor, is_more = None, True
        while is_more:
            page = await self.read(api, **{way.size: size, way.beside: cursor})
            yield page
            cursor, is_more = page["pageInfo"][way.cursor], page["pageInfo"][way.is_more]


_PUBLICATION = ('publication(handle: "gazette")',)
_USER = ('user(username: "writer")',)
_TAG = ('tag(slug: "common")',)
_SERIES = (*_PUBLICATION, "series(first: 1)", "nodes")
_VIEWER = ("viewer",)
_BOOKMARKS = (*_VIEWER, "bookmarkLists(first: 1)", "nodes")
_POST = ('post(publication: "gazette", slug: "post-0")',)
_COMMENT = (*_POST, "comments(first: 1)", "nodes")

_POST_LISTS = [
    OfferedList("posts", order.order.name, inside, f"orderBy: {order.name}")
    for inside in ((), _PUBLICATION, _USER, _TAG)
    for order in (
        PostOrder.NEWEST,
        PostOrder.OLDEST,
        PostOrder.MOST_REACTED,
        PostOrder.MOST_DISCUSSED,
        PostOrder.RISING,
        PostOrder.TOP_OF_WEEK,
    )
]

_COMMENT_LISTS = [
    OfferedList(field, order.value.name, inside, f"orderBy: {order.name}")
    for inside, field in ((_POST, "comments"), (_COMMENT, "replies"))
    for order in CommentOrder
]

LISTS = [
    *_POST_LISTS,
    *_COMMENT_LISTS,
    *(OfferedList("tags", by.value.name, (), f"orderBy: {by.name}") for by in TagOrder),
    OfferedList("publications", "newest publications"),
    OfferedList("users", "newest users"),
    OfferedList("publications", "publications by handle", _USER),
    OfferedList("badges", "newest badges"),
    OfferedList("badges", "latest awarded badges", _USER),
    OfferedList("holders", "latest holders of a badge", ("badges(last: 1)", "nodes")),
    OfferedList("comments", "newest comments", _USER),
    OfferedList("history", "newest versions", _COMMENT, item="number"),
    OfferedList("tags", "tags of a publication", _PUBLICATION),
    OfferedList("series", "newest series", _PUBLICATION),
    OfferedList("members", "oldest members", _PUBLICATION, item="user { id }"),
    OfferedList("pages", "pages by slug", _PUBLICATION),
    OfferedList("redirects", "redirects by source", _PUBLICATION),
    OfferedList("posts", "parts of a series", _SERIES),
    *(
        OfferedList("reactions", "newest reactions", inside, of_kind, "kind user { id }")
        for inside in (_POST, _COMMENT)
        for of_kind in ("", 'kind: "like"')
    ),
    OfferedList("relatedPosts", "most related posts", _POST),
    OfferedList("similarTags", "most similar tags", _TAG),
    OfferedList("viewerPages", "pages by slug", _PUBLICATION),
    OfferedList("viewerRedirects", "redirects by source", _PUBLICATION),
    OfferedList("viewerSeries", "newest series", _PUBLICATION),
    OfferedList("viewerPosts", "parts of a series", _SERIES),
    OfferedList("accessTokens", "newest access tokens", _VIEWER),
    OfferedList("blockedUsers", "newest blocked people", _VIEWER),
    OfferedList("claims", "oldest claims"),
    OfferedList("changeLog", "newest changes", _POST, item="number"),
    OfferedList("feed", "latest in a feed", _VIEWER, "orderBy: LATEST"),
    OfferedList("feed", "ranked feed", _VIEWER, "orderBy: RANKED"),
    OfferedList("followers", "newest followers", _PUBLICATION),
    OfferedList("followers", "newest followers", _USER),
    OfferedList("followers", "newest followers", _TAG),
    OfferedList("followers", "newest followers", _SERIES),
    OfferedList("following", "newest followed", _VIEWER, item="subject { id }"),
    OfferedList("following", "newest followed", _VIEWER, "kind: TAG", item="subject { id }"),
    OfferedList("media", "newest pictures", _VIEWER),
    OfferedList("bookmarkLists", "oldest bookmark lists", _VIEWER),
    OfferedList("posts", "newest bookmarks", _BOOKMARKS),
    OfferedList("readingHistory", "newest readings", _VIEWER, item="post { id }"),
    OfferedList("mutedUsers", "newest muted people", _VIEWER),
    OfferedList("posts", "newest edited posts", _VIEWER),
    OfferedList("unpublishedPosts", "newest edited posts", _PUBLICATION),
    OfferedList("revisions", "newest revisions", _POST),
    OfferedList("previewLinks", "newest preview links", _POST),
    OfferedList("coAuthorInvitations", "oldest co-author invitations", _POST),
    OfferedList("coAuthorInvitations", "newest co-author invitations", _VIEWER),
    OfferedList("auditEntries", "newest audit entries"),
    OfferedList("submissions", "oldest submissions", _PUBLICATION),
    OfferedList("auditEntries", "newest audit entries", _PUBLICATION),
    OfferedList("posts", "newest edited posts", _VIEWER),
    OfferedList("unpublishedPosts", "newest edited posts", _PUBLICATION),
    OfferedList("sessions", "newest sessions", _VIEWER),
    OfferedList("invitations", "newest invitations", _PUBLICATION),
    OfferedList("publicationInvitations", "newest invitations", _VIEWER),
    OfferedList("sessions", "newest sessions", _VIEWER),
    OfferedList("unusedTags", "tags by slug", _VIEWER),
    OfferedList(
        "search", "matches", (), 'query: "boring OR (well said)"', item="... on Node { id }"
    ),
    OfferedList("heldComments", "oldest held comments", _PUBLICATION),
    OfferedList("heldComments", "newest held comments", _VIEWER),
]


async def fill_lists(database: PinnedDatabase) -> Member:
    """Put SIZE items or more into every list, many of them equal in what they are sorted by.

    Return who may see them all.
    """
    email = "writer@example.org"
    writer = await make_account(database, username="writer", email=email, role=SiteRole.ADMIN)
    gazette = await make_publication(database, handle="gazette", owner=writer)
    posts = []
    for number in range(SIZE):
        moment = NOON - timedelta(minutes=number // 3)
        posts.append(
            await make_post(
                database,
                writer,
                publication_id=gazette,
                slug=f"post-{number}",
                published_at=moment,
                tags=("common", f"tag-{number}", f"tag-{number // 2}-again"),
            )
        )
        await import_post_reactions(database, posts[-1], number % 3)
        await make_submission(database, posts[-1], writer)
        await make_series(database, gazette, slug=f"series-{number}", posts=posts)
        await make_page(database, gazette, slug=f"page-{number}")
        await make_redirect(database, gazette, f"old/{number}", post_id=posts[-1])
        await make_session(database, writer)
        await make_tag(database, f"unused-{number}")
        await make_access_token(database, writer)
        await make_claim(database, writer)
        await make_upload(database, writer)
        await make_member(database, gazette, await make_user(database))
        other = await make_publication(database, editor=writer)
        await make_invitation(database, gazette, writer)
        await make_invitation(database, other, writer, email=email)
        await make_post(database, writer, publication_id=gazette, status=PostStatus.DRAFT)
    await fill_follows(database, writer, gazette)
    await make_post(database, writer, publication_id=gazette, slug="more", tags=("common",))
    for _ in range(SIZE):
        await make_revision(database, posts[0], writer, is_published=True, is_substantial=True)
        await make_preview_link(database, posts[0], writer)
        author = await make_account(database)
        await make_co_author_invitation(database, posts[0], author, writer)
        await make_co_author_invitation(database, await make_post(database, author), writer, author)
        await make_audit_entry(database, gazette, writer, posts[0])
    first = await make_comment(database, posts[0], writer)
    await _fill_for_readers(database, writer, posts, first)
    for number in range(SIZE):
        await make_comment_version(database, first)
        for parent_id in (None, first):
            comment_id = await make_comment(database, posts[0], writer, parent_id=parent_id)
            await import_comment_reactions(database, comment_id, number % 3)
        await make_comment(database, posts[number % 4], writer)
        await hold_comment(database, await make_comment(database, posts[0], writer))
    await _fill_people(database, writer)
    await _make_equal(database, first)
    return writer


async def fill_follows(
    database: PinnedDatabase, writer: Member, publication_id: PublicationId
) -> None:
    common = await make_tag(database, "common")
    series = await database.fetch("SELECT id FROM series")
    for number in range(SIZE):
        await make_follow(database, writer, tag_id=await make_tag(database, f"tag-{number}"))
        fan = await make_user(database)
        await make_follow(database, fan, user_id=writer.user_id)
        await make_follow(database, fan, publication_id=publication_id)
        await make_follow(database, fan, tag_id=common)
        for row in series:
            await make_follow(database, fan, series_id=row["id"])
    await database.execute("UPDATE follows SET created_at = date_trunc('minute', created_at)")


async def _fill_for_readers(
    database: PinnedDatabase, member: Member, posts: Sequence[PostId], comment_id: CommentId
) -> None:
    await _fill_reactions(database, posts[0], comment_id)
    await _fill_what_is_kept(database, member, posts)


async def _fill_reactions(database: PinnedDatabase, post_id: PostId, comment_id: CommentId) -> None:
    fans = [await make_user(database) for _ in range(SIZE)]
    for kind in ("like", "love"):
        await react_to_post(database, post_id, *fans, kind=kind)
        await react_to_comment(database, comment_id, *fans, kind=kind)
    await database.execute("UPDATE post_reactions SET created_at = $1", NOON)
    await database.execute("UPDATE comment_reactions SET created_at = $1", NOON)


async def _fill_what_is_kept(
    database: PinnedDatabase, member: Member, posts: Sequence[PostId]
) -> None:
    lists = [
        await make_bookmark_list(database, member, name=f"list {number}") for number in range(SIZE)
    ]
    for post_id in posts:
        await make_reading(database, member, post_id)
        for list_id in lists:
            await make_bookmark(database, list_id, member, post_id)
    await database.execute("UPDATE bookmark_lists SET created_at = $1", NOON)
    await database.execute("UPDATE bookmarks SET created_at = $1", NOON)
    await database.execute("UPDATE readings SET read_at = $1", NOON)


async def _fill_people(database: PinnedDatabase, writer: Member) -> None:
    """Put people into the lists of the writer, and badges everywhere."""
    await make_badge(database, "first", *[await make_user(database) for _ in range(SIZE)])
    for number in range(SIZE):
        await make_badge(database, f"badge-{number}", writer)
        await block(database, writer, await make_user(database))
        await mute(database, writer, await make_user(database))


async def _make_equal(database: PinnedDatabase, first_comment: CommentId) -> None:
    """Let many rows have the same place but for their ids."""
    later = NOON + timedelta(hours=1)
    await database.execute("UPDATE comments SET created_at = $1", later)
    await database.execute("UPDATE held_comments SET held_at = $1", later)
    await database.execute("UPDATE comments SET created_at = $1 WHERE id = $2", NOON, first_comment)
    for table, column in _MINUTES:
        await database.execute(f"UPDATE {table} SET {column} = date_trunc('minute', {column})")  # noqa: S608 - the names below
    for table, column in _MOMENTS:
        await database.execute(f"UPDATE {table} SET {column} = $1", NOON)  # noqa: S608 - the names below


_MINUTES = (("users", "created_at"), ("posts", "updated_at"))

_MOMENTS = (
    ("access_tokens", "created_at"),
    ("badge_awards", "awarded_at"),
    ("blocks", "created_at"),
    ("claims", "created_at"),
    ("memberships", "joined_at"),
    ("mutes", "created_at"),
    ("publication_invitations", "created_at"),
    ("sessions", "created_at"),
    ("uploaded_media", "created_at"),
)
