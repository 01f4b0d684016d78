"""Making publications, changing them and deleting them."""

from dataclasses import dataclass
from typing import Annotated

from domain.ids import PUBLICATION, GlobalId, PublicationId
from domain.publications.details import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    PublicationDetails,
)
from domain.publications.models import ContributorPublishing, DiscussionPolicy, Publication
from resolvers.arguments import to_id
from resolvers.context import RequestContext

_HANDLE = "The name in addresses: 1 to 60 of a-z, 0-9, - and _."
_NAME = f"The name to display, 1 to {LONGEST_NAME} characters."
_DESCRIPTION = f"What it is about, as plain text of at most {LONGEST_DESCRIPTION} characters."
_URL = "The address of its front end, http or https, 2,000 characters at most."
_LANGUAGE = "The language most of it is written in, as a BCP 47 tag."
_CONTRIBUTORS = "How what contributors write is published."
_COMMENTS = "Who may comment on posts that say nothing else."
_TAKEN_AWAY = "Empty takes it away."


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedPublication:
    """What making a publication answers with."""

    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedPublication:
    """What changing a publication answers with."""

    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedPublication:
    """What deleting a publication answers with."""

    deleted_publication_id: PublicationId
    handle: str


async def create_publication(  # noqa: PLR0913 - what can be said of one
    context: RequestContext,
    *,
    handle: Annotated[str, _HANDLE],
    name: Annotated[str, _NAME],
    description: Annotated[str | None, _DESCRIPTION] = None,
    url: Annotated[str | None, _URL] = None,
    language: Annotated[str | None, f"{_LANGUAGE} English if not given."] = None,
    contributor_publishing: Annotated[
        ContributorPublishing | None, f"{_CONTRIBUTORS} After review if not given."
    ] = None,
    comments_default: Annotated[
        DiscussionPolicy | None, f"{_COMMENTS} Everyone if not given."
    ] = None,
) -> CreatedPublication:
    """Make a publication, which is the viewer's own. Needs a verified mail address."""
    details = PublicationDetails(
        handle=handle,
        name=name,
        description=description,
        url=url,
        language=language,
        contributor_publishing=contributor_publishing,
        comments_default=comments_default,
    )
    made = await context.services.publication_founding.create(context.actor, details)
    return CreatedPublication(publication=made)


async def update_publication(  # noqa: PLR0913 - what can be said of one
    context: RequestContext,
    *,
    publication_id: Annotated[GlobalId, "The publication to change."],
    handle: Annotated[str | None, f"{_HANDLE} The former one keeps answering."] = None,
    name: Annotated[str | None, _NAME] = None,
    description: Annotated[str | None, f"{_DESCRIPTION} {_TAKEN_AWAY}"] = None,
    url: Annotated[str | None, f"{_URL} {_TAKEN_AWAY}"] = None,
    host: Annotated[
        str | None,
        "The host name of its front end, 253 characters at most. Only administrators give one. "
        f"{_TAKEN_AWAY}",
    ] = None,
    language: Annotated[str | None, _LANGUAGE] = None,
    contributor_publishing: Annotated[ContributorPublishing | None, _CONTRIBUTORS] = None,
) -> UpdatedPublication:
    """Change a publication. What is left out, or null, stays as it is."""
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    details = PublicationDetails(
        handle=handle,
        name=name,
        description=description,
        url=url,
        host=host,
        language=language,
        contributor_publishing=contributor_publishing,
    )
    changed = await context.services.publication_arranging.update(context.actor, wanted, details)
    return UpdatedPublication(publication=changed)


async def delete_publication(
    context: RequestContext,
    *,
    publication_id: Annotated[GlobalId, "The publication to delete, without posts and pages."],
) -> DeletedPublication:
    """Delete a publication in which there are no posts and no pages, for good."""
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    gone = await context.services.publication_founding.delete(context.actor, wanted)
    return DeletedPublication(deleted_publication_id=gone.id, handle=gone.handle)
