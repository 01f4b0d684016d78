"""What can be done to redirects."""

from typing import Annotated

import strawberry

from domain.ids import REDIRECT
from domain.web_addresses import LONGEST_ADDRESS
from resolvers import redirect_changes as resolvers
from schema.declarations import accepts, described, optional, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.publications import Publication
from schema.types.redirects import Redirect


@accepts(resolvers.GivenTarget)
class RedirectTargetInput:
    """Where a redirect is to lead: exactly one of these."""

    post_id: strawberry.ID | None = optional(
        "A post of the publication, wherever it stands, now and later."
    )
    page_id: strawberry.ID | None = optional(
        "A page of the publication, wherever it stands, now and later."
    )
    url: str | None = optional(
        "A path that begins with a slash, or an http or https address: "
        f"{LONGEST_ADDRESS:,} characters at most."
    )


@shows(resolvers.CreatedRedirect)
class CreateRedirectSuccess:
    """The redirect is there."""

    redirect: Redirect = described("The new redirect.")


CreateRedirectResult = Annotated[
    CreateRedirectSuccess | AnyError,
    strawberry.union("CreateRedirectResult", description="What came of creating a redirect."),
]


@shows(resolvers.UpdatedRedirect)
class UpdateRedirectSuccess:
    """The redirect is changed."""

    redirect: Redirect = described("The redirect as it is now.")


UpdateRedirectResult = Annotated[
    UpdateRedirectSuccess | AnyError,
    strawberry.union("UpdateRedirectResult", description="What came of updating a redirect."),
]


@shows(resolvers.DeletedRedirect)
class DeleteRedirectSuccess:
    """The redirect is gone."""

    deleted_redirect_id: strawberry.ID = refers_to(
        REDIRECT, "deleted_redirect_id", "The id that it had."
    )
    publication: Publication = described("Where it was.")


DeleteRedirectResult = Annotated[
    DeleteRedirectSuccess | AnyError,
    strawberry.union("DeleteRedirectResult", description="What came of deleting a redirect."),
]


@root_type
class RedirectMutations:
    """Changing redirects."""

    create_redirect: CreateRedirectResult = mutation(resolvers.create_redirect)
    delete_redirect: DeleteRedirectResult = mutation(resolvers.delete_redirect)
    update_redirect: UpdateRedirectResult = mutation(resolvers.update_redirect)
