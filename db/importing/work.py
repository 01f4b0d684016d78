"""A unit of work for one imported item."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from db.content import ContentRepository
from db.executor import Database, Executor
from db.importing.filing import SeriesRepository, TagRepository
from db.importing.items import ItemRepository
from db.importing.pages import PageRepository
from db.importing.people import PersonRepository
from db.importing.posts import PostRepository
from db.importing.publications import PublicationRepository
from db.importing.redirects import RedirectRepository
from db.importing.texts import MediaRepository
from db.importing.threads import ThreadRepository


class PostgresImportWork:
    def __init__(self, connection: Executor) -> None:
        self.items = ItemRepository(connection)
        self.people = PersonRepository(connection)
        self.publications = PublicationRepository(connection)
        self.posts = PostRepository(connection)
        self.tags = TagRepository(connection)
        self.series = SeriesRepository(connection)
        self.pages = PageRepository(connection)
        self.redirects = RedirectRepository(connection)
        self.media = MediaRepository(connection)
        self.contents = ContentRepository(connection)
        self.threads = ThreadRepository(connection)


@asynccontextmanager
async def import_work(database: Database) -> AsyncIterator[PostgresImportWork]:
    """Commit when the block ends; roll back when it raises."""
    async with database.acquire() as connection, connection.transaction():
        yield PostgresImportWork(connection)
