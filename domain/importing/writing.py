"""What writing one imported item needs to know, whatever it is."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from domain.content.models import Content, Rendering, content_of
from domain.ids import CONTENT, MEDIA, REDIRECT, MediaId, PageId, PostId, PublicationId, UserId
from domain.importing.models import ImportedMedia, ImportedPerson
from domain.importing.ports import ImportWork, OldAddress, Taken
from domain.importing.refusals import AuthorMissing, PublicationMissing
from domain.publications.models import Publication
from domain.refusals import Refused

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an item became, and what its owner should know."""

    subject_id: UUID
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """One unit of work, the source of what is written in it, and the time."""

    work: ImportWork
    source: str
    now: datetime

    async def publication(self, handle: str) -> Publication:
        publication = await self.work.publications.by_handle(handle)
        if publication is None:
            raise Refused(PublicationMissing(message=f"There is no publication {handle}."))
        return publication

    async def people(self, external_ids: Collection[str]) -> list[UserId]:
        """Find imported people. Refuses with AuthorMissing when one has not been imported."""
        known = await self.work.items.find(self.source, ImportedPerson.kind, external_ids)
        for external_id in external_ids:
            if external_id not in known:
                raise Refused(
                    AuthorMissing(message=f"Its author {external_id} has not been imported.")
                )
        return [UserId(known[external_id].subject_id) for external_id in external_ids]

    async def content(self, markdown: str, rendering: Rendering, *, at: datetime) -> Content:
        content = content_of(CONTENT.new_id(at=datable(at)), markdown, rendering)
        await self.work.contents.add_all([content])
        return content

    async def media(self, files: Sequence[ImportedMedia], *, at: datetime) -> list[MediaId]:
        return [
            await self.work.media.ensure(file, new_id=MEDIA.new_id(at=datable(at)), at=at)
            for file in files
        ]

    async def aliases(
        self,
        sources: Collection[str],
        publication_id: PublicationId,
        *,
        to: PostId | PageId,
        is_page: bool = False,
        at: datetime,
    ) -> tuple[str, ...]:
        """Let old addresses lead to a text, and tell which ones lead elsewhere."""
        addresses = [
            OldAddress(
                id=REDIRECT.new_id(at=datable(at)),
                publication_id=publication_id,
                source=source,
                post_id=None if is_page else PostId(to),
                page_id=PageId(to) if is_page else None,
            )
            for source in sources
        ]
        refused = await self.work.redirects.add(addresses, at=at) if addresses else ()
        return tuple(f"The old address {source} leads elsewhere already." for source in refused)


async def free_names(
    taken: Callable[[str, str], Awaitable[Taken]], slug: str, path: str
) -> tuple[str, str]:
    """Return the first slug and the first path, numbered if need be, that no other text has."""
    slugs, paths = count(2), count(2)
    free_slug, free_path = slug, path
    while True:
        others = await taken(free_slug, free_path)
        if others.slug:
            free_slug = numbered(slug, next(slugs))
        if others.path:
            free_path = numbered(path, next(paths))
        if not (others.slug or others.path):
            return free_slug, free_path


def datable(at: datetime) -> datetime:
    """Return the nearest time that an id can tell. Ids know nothing before 1970."""
    return max(at, _EPOCH)


def numbered(name: str, number: int) -> str:
    """Return the name to try the `number`th time."""
    return name if number == 1 else f"{name}-{number}"


def renamed(what: str, wanted: str, given: str) -> tuple[str, ...]:
    """Tell of another name than the one that was wanted."""
    if given == wanted:
        return ()
    return (f"The {what} {wanted} is taken, so it is {given}.",)
