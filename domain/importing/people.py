"""Storing imported people and the publications they write in."""

from itertools import count

from domain.ids import PUBLICATION, USER, PublicationId, UserId
from domain.importing.models import ImportedPerson, ImportedPublication
from domain.importing.ports import KnownItem
from domain.importing.refusals import NameTaken
from domain.importing.writing import Desk, Written, datable, numbered, renamed
from domain.model import replace
from domain.publications.models import Publication, PublicationRole
from domain.refusals import Refused
from domain.users.models import User

_LONGEST_USERNAME = 60


async def write_person(desk: Desk, item: ImportedPerson, known: KnownItem | None) -> Written:
    """Create a person whom nobody has claimed yet, or bring one up to date."""
    joined_at = item.joined_at or desk.now
    user = User(
        id=USER.new_id(at=datable(joined_at)) if known is None else UserId(known.subject_id),
        username=item.username,
        name=item.name,
        bio=item.bio,
        location=item.location,
        website_url=item.website_url,
        avatar_url=item.avatar_url,
        claimed_at=None,
        created_at=joined_at,
    )
    if known is not None:
        await desk.work.people.change(user)
        return Written(subject_id=user.id)
    for number in count(1):
        username = _numbered_username(item.username, number)
        if await desk.work.people.add(replace(user, username=username)):
            return Written(subject_id=user.id, notes=renamed("username", item.username, username))
    raise AssertionError("there is no last number")


def _numbered_username(username: str, number: int) -> str:
    room = _LONGEST_USERNAME - len(numbered("", number))
    return numbered(username[:room], number)


async def write_publication(
    desk: Desk, item: ImportedPublication, known: KnownItem | None
) -> Written:
    """Create a publication, or bring up to date one that an import created."""
    stored = await desk.work.publications.by_handle(item.handle)
    if stored is None:
        stored = await _add_publication(desk, item)
    elif known is not None:
        await desk.work.publications.change(_described(stored, item))
    if item.owner is not None:
        owners = await desk.people([item.owner])
        await desk.work.publications.join(
            stored.id, owners, PublicationRole.OWNER, at=stored.created_at
        )
    return Written(subject_id=stored.id)


async def _add_publication(desk: Desk, item: ImportedPublication) -> Publication:
    publication = Publication(
        id=PublicationId(PUBLICATION.new_id(at=desk.now)),
        handle=item.handle,
        name=item.handle,
        description=None,
        url=None,
        host=None,
        language="en",
        post_count=0,
        created_at=desk.now,
    )
    publication = _described(publication, item)
    if not await desk.work.publications.add(publication):
        raise Refused(NameTaken(message=f"The handle {item.handle} was taken just now. Try again."))
    return publication


def _described(publication: Publication, item: ImportedPublication) -> Publication:
    return replace(
        publication,
        name=item.name or publication.name,
        description=item.description or publication.description,
        url=item.url or publication.url,
        language=item.language or publication.language,
    )
