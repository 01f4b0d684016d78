"""Ready-made invitations to publications."""

from datetime import timedelta

from db.executor import Executor
from domain.actor import Member
from domain.ids import PUBLICATION_INVITATION, PublicationId, PublicationInvitationId
from domain.tokens import INVITATION_TOKEN, LINK_TOKEN
from tests.factories.moments import NOON, next_moment

_WEEK = timedelta(days=7)


async def make_invitation(  # noqa: PLR0913 - every argument is a choice some test makes
    database: Executor,
    publication_id: PublicationId,
    inviter: Member,
    *,
    role: str = "contributor",
    email: str | None = None,
    token: str | None = None,
    capacity: int = 1,
    lasts: timedelta = _WEEK,
) -> PublicationInvitationId:
    """Make an invitation to an address, or a link where none is given."""
    id = PUBLICATION_INVITATION.new_id(at=NOON)
    link = INVITATION_TOKEN.parse(token) if token else INVITATION_TOKEN.new().hash
    await database.execute(
        """
        INSERT INTO publication_invitations
               (id, publication_id, inviter_id, role, email, token_hash, capacity, created_at,
                expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        id,
        publication_id,
        inviter.user_id,
        role,
        email,
        None if email else link,
        capacity,
        next_moment(),
        NOON + lasts,
    )
    return id


async def mail_link(database: Executor, id: PublicationInvitationId, email: str) -> str:
    """Send the link of an invitation, as a sender of letters does, and return its text."""
    token = LINK_TOKEN.new()
    await database.execute(
        """
        INSERT INTO mailed_links (token_hash, purpose, subject_id, email, created_at, expires_at)
        VALUES ($1, 'publication_invitation', $2, $3, $4, $5)
        """,
        token.hash,
        id,
        email,
        NOON,
        NOON + _WEEK,
    )
    return token.text
