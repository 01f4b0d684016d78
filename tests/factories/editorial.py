"""Ready-made invitations, links and records of what was done."""

from datetime import timedelta

from db.executor import Executor
from domain.actor import Member
from domain.ids import (
    AUDIT_ENTRY,
    CO_AUTHOR_INVITATION,
    POST,
    POST_REVIEW,
    PREVIEW_LINK,
    CoAuthorInvitationId,
    PostId,
    PublicationId,
)
from domain.tokens import PREVIEW_TOKEN
from tests.factories.moments import NOON, next_moment


async def make_preview_link(database: Executor, post_id: PostId, creator: Member) -> str:
    """Make a link that works for a day. Return its secret."""
    token = PREVIEW_TOKEN.new()
    await database.execute(
        """
        INSERT INTO preview_links
               (id, post_id, creator_id, hint, token_hash, created_at, expires_at)
        VALUES ($1, $2, $3, 'bsv_', $4, $5, $6)
        """,
        PREVIEW_LINK.new_id(at=NOON),
        post_id,
        creator.user_id,
        token.hash,
        NOON,
        NOON + timedelta(days=1),
    )
    return token.text


async def make_co_author_invitation(
    database: Executor, post_id: PostId, user: Member, inviter: Member
) -> CoAuthorInvitationId:
    """Ask somebody to write a post together with its author."""
    invitation_id = CO_AUTHOR_INVITATION.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO co_author_invitations (id, post_id, user_id, inviter_id, invited_at)
        VALUES ($1, $2, $3, $4, $5)
        """,
        invitation_id,
        post_id,
        user.user_id,
        inviter.user_id,
        NOON,
    )
    return invitation_id


async def make_audit_entry(
    database: Executor, publication_id: PublicationId, actor: Member, post_id: PostId
) -> None:
    await database.execute(
        """
        INSERT INTO audit_entries (id, actor_id, action, subject, occurred_at, publication_id)
        VALUES ($1, $2, 'post.author_changed', $3, $4, $5)
        """,
        AUDIT_ENTRY.new_id(at=NOON),
        actor.user_id,
        POST.text_of(post_id),
        NOON,
        publication_id,
    )


async def make_submission(database: Executor, post_id: PostId, submitter: Member) -> None:
    """Put a post before the editors of its publication."""
    await database.execute(
        """
        INSERT INTO post_reviews
               (id, post_id, publication_id, state, submitter_id, submitted_at)
        SELECT $1, id, publication_id, 'submitted', $3, $4 FROM posts WHERE id = $2
        """,
        POST_REVIEW.new_id(at=NOON),
        post_id,
        submitter.user_id,
        next_moment(),
    )
