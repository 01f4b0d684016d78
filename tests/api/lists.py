"""Every list that the API offers, for rules that hold for them all."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from domain.comments.models import CommentOrder
from domain.posts.listings import PostOrder
from domain.tags.models import TagOrder
from tests.api.client import Api


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
    OfferedList("sessions", "newest sessions", _VIEWER),
    OfferedList("invitations", "newest invitations", _PUBLICATION),
    OfferedList("publicationInvitations", "newest invitations", _VIEWER),
    OfferedList("unusedTags", "tags by slug", _VIEWER),
    OfferedList(
        "search", "matches", (), 'query: "boring OR (well said)"', item="... on Node { id }"
    ),
    OfferedList("heldComments", "oldest held comments", _PUBLICATION),
    OfferedList("heldComments", "newest held comments", _VIEWER),
]
