"""What nearly every answer shows, kept in memory: publications, tags, people, posts, and texts.

Only what is equal for every viewer may be kept here. Users and publications are public as they
are, and a tag is visible to everyone or to no one. Of posts and texts the domain says afterwards,
as it does of those that were just read, who may see them. What differs by viewer has no place here.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from broadsheet.store import ReadById, Store
from broadsheet.stored_posts import PostStore, StoredPostReader
from broadsheet.stored_texts import TextStore
from db.change_feed import ChangeFeed
from db.content import contents_by_id
from db.executor import Executor
from db.posts import PostReader
from db.publications import publications_by_id
from db.tags import tags_by_id
from db.users import users_by_id
from domain.content.models import Content
from domain.ids import ContentId, PublicationId, TagId, UserId
from domain.posts import ports
from domain.publications.models import Publication
from domain.tags.models import Tag
from domain.users.models import User

ReadTexts = Callable[..., Coroutine[Any, Any, Mapping[ContentId, Content]]]
"""Finds texts by their ids. Takes the `parts` that are going to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReads:
    """How an operation reads what may be kept. By default none of it is."""

    contents: ReadTexts = contents_by_id
    posts: Callable[[Executor], ports.PostReader] = PostReader
    publications: ReadById[PublicationId, Publication] = publications_by_id
    tags: ReadById[TagId, Tag] = tags_by_id
    users: ReadById[UserId, User] = users_by_id


class Stores:
    """One for each table."""

    def __init__(self, feed: ChangeFeed, *, most: int, most_characters: int) -> None:
        publications = Store("publications", publications_by_id, feed, most=most)
        tags = Store("tags", tags_by_id, feed, most=most)
        users = Store("users", users_by_id, feed, most=most)
        posts = PostStore(feed, most=most)
        texts = TextStore(feed, most_characters=most_characters)
        self.all: Sequence[Store[Any, Any] | TextStore]
        self.all = (publications, tags, users, posts, texts)
        self.reads = StoredReads(
            contents=texts.by_id,
            posts=partial(StoredPostReader, posts),
            publications=publications.by_id,
            tags=tags.by_id,
            users=users.by_id,
        )
