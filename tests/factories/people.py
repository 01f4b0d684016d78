"""Ready-made people, and the publications they work on."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from db.executor import Executor
from domain.actor import Member, SiteRole
from domain.ids import BADGE, CLAIM, PUBLICATION, USER, BadgeId, ClaimId, PublicationId
from tests.factories.moments import NOON, next_moment, next_number


async def make_user(
    database: Executor,
    *,
    name: str = "Ada",
    username: str | None = None,
    created_at: datetime | None = None,
) -> Member:
    user_id = USER.new_id(at=NOON)
    await database.execute(
        "INSERT INTO users (id, username, name, created_at) VALUES ($1, $2, $3, $4)",
        user_id,
        username or f"user-{next_number()}",
        name,
        created_at or next_moment(),
    )
    return Member(user_id=user_id)


async def make_publication(
    database: Executor,
    *,
    handle: str | None = None,
    url: str | None = None,
    host: str | None = None,
    **roles: Member,
) -> PublicationId:
    """Make a publication. Roles are given by name: `contributor=ada, editor=bob`."""
    publication_id, at = PUBLICATION.new_id(at=NOON), next_moment()
    await database.execute(
        """
        INSERT INTO publications (id, handle, name, url, host, created_at)
        VALUES ($1, $2, 'The Broadsheet', $3, $4, $5)
        """,
        publication_id,
        handle or f"publication-{next_number()}",
        url,
        host,
        at,
    )
    for role, member in roles.items():
        await make_member(database, publication_id, member, role=role)
    return publication_id


async def make_member(
    database: Executor, publication_id: PublicationId, member: Member, *, role: str = "contributor"
) -> None:
    await database.execute(
        """
        INSERT INTO memberships (publication_id, user_id, role, joined_at)
        VALUES ($1, $2, $3, $4)
        """,
        publication_id,
        member.user_id,
        role,
        next_moment(),
    )


async def make_account(
    database: Executor,
    *,
    role: SiteRole = SiteRole.MEMBER,
    email: str | None = None,
    password_hash: str | None = None,
    is_verified: bool = True,
    **person: Any,
) -> Member:
    """Make a person who can sign in. The rest is as for `make_user`."""
    member = await make_user(database, **person)
    at = next_moment()
    await database.execute(
        """
        INSERT INTO accounts (user_id, email, email_verified_at, password_hash, role, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        member.user_id,
        email or f"person-{next_number()}@example.org",
        at if is_verified else None,
        password_hash,
        role,
        at,
    )
    await database.execute("UPDATE users SET claimed_at = $2 WHERE id = $1", member.user_id, at)
    return replace(member, role=role)


async def make_claim(database: Executor, claimant: Member) -> ClaimId:
    """Make somebody who was imported, and a claim to be them."""
    claim_id = CLAIM.new_id(at=NOON)
    imported = await make_user(database)
    await database.execute(
        """
        INSERT INTO claims (id, user_id, claimant_id, message, created_at)
        VALUES ($1, $2, $3, 'It is me.', $4)
        """,
        claim_id,
        imported.user_id,
        claimant.user_id,
        next_moment(),
    )
    return claim_id


async def make_badge(database: Executor, slug: str, *holders: Member) -> BadgeId:
    """Make a badge, and award it."""
    badge_id, at = BADGE.new_id(at=NOON), next_moment()
    await database.execute(
        "INSERT INTO badges (id, slug, name, created_at) VALUES ($1, $2, $2, $3)",
        badge_id,
        slug,
        at,
    )
    for holder in holders:
        await database.execute(
            "INSERT INTO badge_awards (badge_id, user_id, awarded_at) VALUES ($1, $2, $3)",
            badge_id,
            holder.user_id,
            next_moment(),
        )
    return badge_id
