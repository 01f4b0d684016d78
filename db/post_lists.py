"""The lists that posts are read in."""

from collections.abc import Iterator
from functools import cache

from asyncpg import Record

from db import publications, tags, users
from db.changes import rows_of
from db.keyset import ListOf, Lists
from db.posts import COLUMNS, post_values, to_post
from db.scopes import FOR_ONE_VIEWER, Scope, Scopes
from domain.posts.listings import (
    MOST_RELATED,
    NEWEST_EDITED,
    PostOrder,
    Posts,
    PostsBy,
    PostsIn,
    PostsRelated,
    PostsTagged,
    PostsUnpublished,
    PostsWritten,
    RelatedPost,
    RisingPost,
)
from domain.posts.models import Post

_RISEN_TO = "rising(p.reaction_count, p.comment_count, p.published_at)"

# What each field of a filter asks of a post.
_PREDICATES = {
    "publication": f"p.publication_id = {publications.NAMED}",
    "author": f"""EXISTS (
        SELECT FROM post_authors a WHERE a.post_id = p.id AND a.user_id = {users.NAMED}
    )""",
    "tag": f"p.tag_ids @> ARRAY[{tags.NAMED}]",
    "language": "p.language = {}",
    "published_from": "p.published_at >= {}",
    "published_before": "p.published_at < {}",
}


def to_rising_post(row: Record) -> RisingPost:
    return RisingPost(*[*post_values(row), row["risen_to"]])


def to_related_post(row: Record) -> RelatedPost:
    return RelatedPost(*[*post_values(row), row["relatedness"]])


def filtered(listing: Posts) -> ListOf[Post]:
    """Describe the list of all posts that pass a filter."""
    return _filtered(listing.filter.asked, listing.sorted_as)


@cache  # as many as there are combinations of fields, each with a few orders
def _filtered(asked: tuple[str, ...], sorted_as: PostOrder) -> ListOf[Post]:
    where = " AND ".join(["true", *(_PREDICATES[name] for name in asked)])
    return _list_of(sorted_as, "visible_posts p", where, listed_at="p.published_at", id="p.id")


def _list_of(
    sorted_as: PostOrder, source: str, where: str, *, listed_at: str, id: str
) -> ListOf[Post]:
    """Describe a list in one of its orders. `listed_at` is `published_at`, as its index has it."""
    order, period = sorted_as.value
    is_by_date = order.attribute == "published_at"
    if sorted_as is PostOrder.RISING:
        columns = f"{COLUMNS}, {_RISEN_TO} AS risen_to"
        return ListOf(source, where, columns, to_rising_post, order, key=_RISEN_TO, id="p.id")
    return ListOf(
        source=source,
        where=where if period is None else f"{where} AND {listed_at} >= {{}}",
        columns=COLUMNS,
        build=to_post,
        order=order,
        key=listed_at if is_by_date else f"p.{order.attribute}",
        id=id if is_by_date else "p.id",
    )


def _in_publication(sorted_as: PostOrder) -> ListOf[Post]:
    where = "p.publication_id = wanted.parent_id"
    return _list_of(sorted_as, "visible_posts p", where, listed_at="p.published_at", id="p.id")


def _by_author(sorted_as: PostOrder) -> ListOf[Post]:
    source = "post_authors l JOIN visible_posts p ON p.id = l.post_id"
    where = "l.user_id = wanted.parent_id AND l.is_public"
    return _list_of(sorted_as, source, where, listed_at="l.listed_at", id="l.post_id")


def _by_tag(sorted_as: PostOrder) -> ListOf[Post]:
    source = "post_tags l JOIN visible_posts p ON p.id = l.post_id"
    where = "l.tag_id = wanted.parent_id AND l.is_public"
    return _list_of(sorted_as, source, where, listed_at="l.listed_at", id="l.post_id")


def _newest_edited(source: str, where: str) -> ListOf[Post]:
    return ListOf(
        source=source,
        where=where,
        columns=COLUMNS,
        build=to_post,
        order=NEWEST_EDITED,
        key="p.updated_at",
        id="p.id",
    )


# What people write is for themselves and their editors, and nothing of it is kept in memory.
_WRITTEN: Lists = {
    (PostsWritten, None): _newest_edited(
        "post_authors l JOIN posts p ON p.id = l.post_id",
        "l.user_id = wanted.parent_id AND p.status = ANY({}::text[])",
    ),
    (PostsUnpublished, None): _newest_edited(
        "posts p",
        "p.publication_id = wanted.parent_id AND p.status <> 'published'"
        " AND p.status = ANY({}::text[])",
    ),
}

_RELATED: Lists = {
    (PostsRelated, None): ListOf(
        source="related_posts(wanted.parent_id) r JOIN visible_posts p ON p.id = r.post_id",
        where="true",
        columns=f"{COLUMNS}, r.relatedness",
        build=to_related_post,
        order=MOST_RELATED,
        key="r.relatedness",
        id="p.id",
    )
}

_PUBLIC: Lists = {
    (listing, sorted_as): describe(sorted_as)
    for listing, describe in (
        (PostsIn, _in_publication),
        (PostsBy, _by_author),
        (PostsTagged, _by_tag),
    )
    for sorted_as in PostOrder
}

LISTS: Lists = {**_PUBLIC, **_RELATED, **_WRITTEN}

# What decides whether a post has what a field of a filter asks for, besides the post itself.
_FILTERED_BY = {
    "publication": ("publications.listed",),
    "author": ("users.listed", "post_authors"),
    "tag": ("tags", "former_tag_slugs"),
}


def _posts(listing: Posts) -> Iterator[str]:
    yield "posts.listed" if _is_by_date(listing) else "posts"
    for name in listing.filter.asked:
        yield from _FILTERED_BY.get(name, ())


def _posts_in(listing: PostsIn) -> Iterator[str]:
    column = "listed_in" if _is_by_date(listing) else "publication_id"
    yield rows_of("posts", column, listing.parent)


def _posts_by(listing: PostsBy) -> Iterator[str]:
    yield rows_of("post_authors", "user_id", listing.parent)
    if not _is_by_date(listing):
        yield "posts"


def _posts_tagged(listing: PostsTagged) -> Iterator[str]:
    yield rows_of("post_tags", "tag_id", listing.parent)
    if not _is_by_date(listing):
        yield "posts"


def _is_by_date(listing: Posts | PostsIn | PostsBy | PostsTagged) -> bool:
    """Whether counters cannot move a post in the list."""
    return listing.order.attribute == "published_at"


SCOPES: Scopes = {
    Posts: Scope(_posts, shows="posts"),
    PostsIn: Scope(_posts_in, shows="posts"),
    PostsBy: Scope(_posts_by, shows="posts"),
    PostsTagged: Scope(_posts_tagged, shows="posts"),
    PostsRelated: Scope(
        lambda _: ["posts.listed", "post_authors", "post_tags", "series_posts", "tags"],
        shows="posts",
    ),
    PostsUnpublished: FOR_ONE_VIEWER,
    PostsWritten: FOR_ONE_VIEWER,
}
