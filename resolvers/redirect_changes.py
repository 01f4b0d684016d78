"""What can be done to redirects, and what editors see of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.ids import PAGE, POST, PUBLICATION, REDIRECT, GlobalId, RedirectId
from domain.model import Model
from domain.paging import Page
from domain.publications.models import Publication
from domain.publications.policy import can_see_everything
from domain.redirects.editing import MOST_RULES
from domain.redirects.models import REDIRECTS_BY_SOURCE, EveryRedirectOf, Redirect, RedirectTarget
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.viewer_rights import pages_in


class GivenTarget(Model, frozen=True, kw_only=True):
    """A target as a caller names it."""

    post_id: GlobalId | None = None
    page_id: GlobalId | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedRedirect:
    """What creating a redirect answers with."""

    redirect: Redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedRedirect:
    """What updating a redirect answers with."""

    redirect: Redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedRedirect:
    """What deleting a redirect answers with."""

    deleted_redirect_id: RedirectId
    publication: Publication


async def create_redirect(
    context: RequestContext,
    *,
    publication_id: Annotated[
        GlobalId, f"The publication, whose editors may write {MOST_RULES:,} redirects at most."
    ],
    source: Annotated[str, "The old path, written in any way: /2019/name.html or 2019/name.html."],
    target: Annotated[GivenTarget, "Where its readers should go."],
    is_permanent: Annotated[bool, "Whether the old address is gone for good."] = True,
) -> CreatedRedirect:
    """Let an old address of a publication lead somewhere. For its editors."""
    redirect = await context.services.redirect_editing.create(
        context.actor,
        to_id(PUBLICATION, publication_id, argument="publicationId"),
        source=source,
        target=_target(target),
        is_permanent=is_permanent,
        front_end_of=context.addresses.of_publication,
    )
    return CreatedRedirect(redirect=redirect)


async def update_redirect(
    context: RequestContext,
    *,
    redirect_id: Annotated[GlobalId, "The redirect to change."],
    source: Annotated[str | None, "Another path, 500 characters at most."] = None,
    target: Annotated[GivenTarget | None, "Where else its readers should go."] = None,
    is_permanent: Annotated[bool | None, "Whether the old address is gone for good."] = None,
) -> UpdatedRedirect:
    """Change what is given of a redirect. For the editors of its publication."""
    redirect = await context.services.redirect_editing.update(
        context.actor,
        to_id(REDIRECT, redirect_id, argument="redirectId"),
        source=source,
        target=None if target is None else _target(target),
        is_permanent=is_permanent,
        front_end_of=context.addresses.of_publication,
    )
    return UpdatedRedirect(redirect=redirect)


async def delete_redirect(
    context: RequestContext, *, redirect_id: Annotated[GlobalId, "The redirect to delete."]
) -> DeletedRedirect:
    """Let an old address lead nowhere. For the editors of its publication."""
    wanted = to_id(REDIRECT, redirect_id, argument="redirectId")
    redirect = await context.services.redirect_editing.delete(context.actor, wanted)
    publication = await context.loaders.publication.load_many([redirect.publication_id])
    return DeletedRedirect(deleted_redirect_id=redirect.id, publication=existing(publication)[0])


async def viewer_redirects(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Redirect] | None]:
    """Old addresses in the publication, those included that lead to what is not public.

    By old address. For its editors, null for others.
    """
    request = page_request(first, after, last, before, order=REDIRECTS_BY_SOURCE)
    return await pages_in(context, publications, can_see_everything, EveryRedirectOf, request)


def _target(given: GivenTarget) -> RedirectTarget:
    post_id, page_id = given.post_id, given.page_id
    return RedirectTarget(
        post_id=None if post_id is None else to_id(POST, post_id, argument="postId"),
        page_id=None if page_id is None else to_id(PAGE, page_id, argument="pageId"),
        url=given.url,
    )
