"""Posts that are asked for again and again, kept in memory, by id and by address."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from broadsheet.kept import Kept
from broadsheet.store import Store
from db.change_feed import ChangeFeed
from db.changes import Changes
from db.executor import Executor
from db.posts import PostReader
from db.recording import note
from domain.ids import PostId, PublicationId
from domain.posts.models import Post

_NAMES_OF_PUBLICATIONS = "publications.listed"


class _Found(NamedTuple):
    """What stood at an address: worth a look, and no more than that."""

    post_id: PostId
    publication_id: PublicationId


async def _by_ids(reads: Executor, ids: Sequence[PostId]) -> Mapping[PostId, Post]:
    return {post.id: post for post in await PostReader(reads).by_ids(ids)}


class PostStore(Store[PostId, Post]):
    """Posts in any state, as they are stored. Who may see them is for the domain to say.

    An address is remembered as the post that stood there. It is right for as long as that post, as
    it is now, has this slug in this publication, and no handle has changed: both are unique.
    """

    def __init__(self, feed: ChangeFeed, *, most: int) -> None:
        super().__init__("posts", _by_ids, feed, most=most)
        self._addresses: Kept[tuple[str, str], _Found] = Kept(feed, most)

    def at(self, publication: str, slug: str) -> Post | None:
        """Return the post at an address, if it is known."""
        found = self._addresses.get((publication, slug))
        post = found and self.known(found.post_id)
        if not found or not post:
            return None
        is_there = (post.slug, post.publication_id) == (slug, found.publication_id)
        return post if is_there else None

    async def read_at(self, reads: Executor, publication: str, slug: str) -> Post | None:
        since = self.position
        post = await PostReader(reads).by_slug(publication, slug)
        if post is not None and self.keep(post.id, post, since=since):
            found = _Found(post.id, post.publication_id)
            names = (_NAMES_OF_PUBLICATIONS,)
            self._addresses.put((publication, slug), found, read_since=since, shows=names)
        return post

    def hear(self, changes: Changes) -> None:
        super().hear(changes)
        if changes.concern(_NAMES_OF_PUBLICATIONS):
            self._addresses.clear()


class StoredPostReader:
    """Reads posts through the store."""

    def __init__(self, store: PostStore, reads: Executor) -> None:
        self._store = store
        self._reads = reads

    async def by_ids(self, ids: Collection[PostId]) -> Sequence[Post]:
        return list((await self._store.by_id(self._reads, list(ids))).values())

    async def by_slug(self, publication: str, slug: str) -> Post | None:
        post = self._store.at(publication, slug)
        if post is None:
            return await self._store.read_at(self._reads, publication, slug)
        note(self._reads, "posts", [post.id])
        note(self._reads, "publications.named", [post.publication_id])
        return post
