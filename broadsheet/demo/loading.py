"""Putting the demo into a database, and taking it out again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from broadsheet.adapters.media import MediaFolder
from broadsheet.demo.pictures import keep_pictures
from broadsheet.demo.texts import OPENED, Demo, Reaction, read_demo
from db import demo as stored
from db.executor import Database
from db.importing.items import KnownItems
from db.importing.work import import_work
from domain.content.ports import Renderer
from domain.ids import TAG, UserId
from domain.importing.models import ImportedPerson, ImportedText
from domain.importing.outcomes import Result
from domain.importing.service import ImportService
from domain.publications.models import PublicationRole


class DemoRefusedError(Exception):
    """The demo cannot be loaded. The message says why."""


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    created: int
    unchanged: int


async def load_demo(database: Database, renderer: Renderer, media: MediaFolder) -> DemoLoaded:
    """Load the demo. What is there of it already is left as it is.

    It is imported like anything else, dated to the day its people came together. Raises
    DemoRefusedError where somebody else's publication has its handle.
    """
    demo = read_demo(keep_pictures(media))
    handle = demo.publication.handle
    if not await stored.owns_publication(database, handle):
        raise DemoRefusedError(
            f"There is a publication {handle} that is not the demo's. Rename it, or do without."
        )
    service = ImportService(
        source=stored.DEMO,
        unit_of_work=partial(import_work, database),
        known=KnownItems(database),
        renderer=renderer,
        clock=lambda: OPENED,
    )
    tags = [(TAG.new_id(at=OPENED), tag.slug, tag.name) for tag in demo.tags]
    await stored.add_tags(database, tags, at=OPENED)
    outcomes = [await service.person(person) for person in demo.people]
    outcomes.append(await service.publication(demo.publication))
    await _appoint_editors(database, demo)
    texts: list[ImportedText] = [*demo.posts, *demo.pages]
    outcomes += [await service.text(text) for text in texts]
    for thread in demo.threads:
        outcomes += await service.thread(thread)
    await stored.react(database, list(_rows(demo.post_reactions)))
    await stored.react(database, list(_rows(demo.comment_reactions)), to_comments=True)
    created = sum(1 for outcome in outcomes if outcome.result is Result.CREATED)
    return DemoLoaded(created=created, unchanged=len(outcomes) - created)


async def load_demo_if_welcome(
    database: Database, renderer: Renderer, media: MediaFolder
) -> DemoLoaded | None:
    """Load the demo, or what is missing of it, where nothing else is and nobody has removed it."""
    if not await stored.is_welcome(database):
        return None
    return await load_demo(database, renderer, media)


async def remove_demo(database: Database, media: MediaFolder) -> Mapping[str, int]:
    """Remove the demo and nothing else, and tell how many of each kind belonged to it."""
    pictures = keep_pictures(replace(media, is_rehearsal=True)).values()
    keys = [picture.key for picture in pictures if picture.key is not None]
    async with database.acquire() as connection, connection.transaction():
        removed = await stored.remove(connection, picture_keys=keys)
    for key in removed.picture_keys:
        media.remove(key)
    return removed.counts


async def _appoint_editors(database: Database, demo: Demo) -> None:
    """Do it before they write: who writes becomes a contributor, unless they are more already."""
    async with import_work(database) as work:
        publication = await work.publications.by_handle(demo.publication.handle)
        if publication is None:
            raise DemoRefusedError("The demo was removed while it was loaded. Load it again.")
        known = await work.items.find(stored.DEMO, ImportedPerson.kind, demo.editors)
        editors = [UserId(person.subject_id) for person in known.values()]
        await work.publications.join(publication.id, editors, PublicationRole.EDITOR, at=OPENED)


def _rows(reactions: Sequence[Reaction]) -> Iterator[tuple[str, str, str, datetime]]:
    for reaction in reactions:
        yield reaction.subject, reaction.username, reaction.kind, reaction.at
