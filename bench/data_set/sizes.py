"""How much there is of everything, and how the parts of the data set find each other."""

from collections.abc import Sequence
from dataclasses import dataclass

_EVERYTHING = 1.0

_FEWEST_USERS, _FEWEST_TAGS, _FEWEST_POSTS = 40, 20, 200

_POSTS_PER_BUSY_ONE = 100
_LAST_WITH_A_REPLY = 35

BUSY_THREADS = 24
"""Threads below a busy post: more than one page of them."""


@dataclass(frozen=True, slots=True)
class Sizes:
    users: int
    tags: int
    posts: int


def sizes_at(scale: float) -> Sizes:
    """Return the sizes of a data set. At 1 there are 500,000 comments and 1,000,000 reactions."""
    if not 0 < scale <= _EVERYTHING:
        raise ValueError(f"The scale is {scale:g}; it must be above 0, and at most 1.")
    return Sizes(
        users=max(round(20_000 * scale), _FEWEST_USERS),
        tags=max(round(500 * scale), _FEWEST_TAGS),
        posts=max(round(100_000 * scale), _FEWEST_POSTS),
    )


def tenth_of(sizes: Sizes) -> Sizes | None:
    """Return a data set with a tenth of the posts, or None where so few make no community."""
    posts, rest = divmod(sizes.posts, 10)
    if rest or posts < _FEWEST_POSTS:
        return None
    users, tags = max(sizes.users // 10, _FEWEST_USERS), max(sizes.tags // 10, _FEWEST_TAGS)
    return Sizes(users=users, tags=tags, posts=posts)


def busy_posts(sizes: Sizes) -> Sequence[int]:
    """Return the numbers of the posts that people talk about much."""
    return range(0, sizes.posts, _POSTS_PER_BUSY_ONE)


def top_comments_on(post: int) -> int:
    return BUSY_THREADS if post % _POSTS_PER_BUSY_ONE == 0 else 3


def replies_on(post: int) -> Sequence[tuple[int, int]]:
    """Say which comment each reply answers, by their numbers on the post, in the order written.

    Every 100 posts have 500 comments: one post has 24 threads of 7, others have 3 or 4 comments.
    """
    top = top_comments_on(post)
    if top == BUSY_THREADS:
        direct = [(top + 6 * thread + n, thread) for thread in range(top) for n in range(5)]
        deeper = [(top + 6 * thread + 5, top + 6 * thread) for thread in range(top)]
        return sorted(direct + deeper)
    return [(top, 0)] if post % _POSTS_PER_BUSY_ONE <= _LAST_WITH_A_REPLY else []


def author_of(post: int, sizes: Sizes) -> int:
    """Return the number of the user who wrote a post. Neighbours in time have other authors."""
    return post * 7_919 % sizes.users


def handle_of(post: int, sizes: Sizes) -> str:
    """Return the handle of the publication of a post, which is its author's own."""
    return username_of(author_of(post, sizes))


def username_of(user: int) -> str:
    return f"writer-{user}"


def slug_of(post: int) -> str:
    return f"what-we-learned-about-it-{post}"
