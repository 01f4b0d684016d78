"""Ready-made people, and the publications they work on."""

from datetime import datetime

from db.executor import Executor
from domain.actor import Member
from domain.ids import PUBLICATION, USER, PublicationId
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
