"""How every change of a publication begins: it is found, and held, and so is who asks."""

from domain.actor import Member
from domain.ids import PublicationId
from domain.publications.models import Membership, Publication
from domain.publications.ports import PublicationWork
from domain.publications.refusals import PublicationNotFound
from domain.refusals import Refused


async def found_for(
    work: PublicationWork, member: Member, publication_id: PublicationId
) -> tuple[Publication, Membership | None]:
    """Hold a publication, and return it with what the member is in it.

    What they are is read after it is held, so that no change of members comes in between.
    Refuses with PublicationNotFound.
    """
    publication = await work.publications.lock(publication_id)
    if publication is None:
        raise Refused(PublicationNotFound())
    memberships = await work.memberships.of_user(member.user_id, [publication_id])
    return publication, memberships.get(publication_id)
