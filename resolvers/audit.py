"""What was done in the name of others, or to them."""

from asyncio import gather
from collections.abc import Sequence
from functools import partial

from domain.audit.models import NEWEST_ENTRIES, AuditEntriesOf
from domain.audit.policy import can_read_of
from domain.audit_entries import AuditEntry
from domain.paging import Page
from domain.publications.models import Publication
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.nodes import Node, find
from resolvers.viewer_rights import pages_in


async def audit_entries(
    context: RequestContext,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[AuditEntry] | None:
    """What was done here in the name of others, or to them, newest first.

    It is for administrators, and null to everybody else.
    """
    request = page_request(first, after, last, before, order=NEWEST_ENTRIES)
    return await context.services.audit.newest(context.actor, request)


async def entries_of_publications(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[AuditEntry] | None]:
    """What was done in the publication in the name of others, or to them, newest first.

    It is for its owners and administrators, and null to everybody else.
    """
    request = page_request(first, after, last, before, order=NEWEST_ENTRIES)
    return await pages_in(context, publications, can_read_of, AuditEntriesOf, request)


async def actors(context: RequestContext, entries: Sequence[AuditEntry]) -> Sequence[User | None]:
    """Who did it. Null for commands of the operator, and for people who are gone."""
    wanted = [entry.actor_id for entry in entries if entry.actor_id is not None]
    found = dict(zip(wanted, await context.loaders.user.load_many(wanted), strict=True))
    return [None if entry.actor_id is None else found[entry.actor_id] for entry in entries]


async def subjects(context: RequestContext, entries: Sequence[AuditEntry]) -> Sequence[Node | None]:
    """What it was done to, as it is now. Null where it is gone, or you may not see it."""
    return await gather(*map(partial(find, context), (entry.subject for entry in entries)))
