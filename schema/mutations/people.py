"""Leaving for good."""

from typing import Annotated

import strawberry

from domain.ids import USER
from resolvers import people as resolvers
from schema.declarations import refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types import people  # noqa: F401 - declared before the first input that has one


@shows(resolvers.DeletedAccount)
class DeleteAccountSuccess:
    """The account is gone, with all sessions and access tokens. A letter says so."""

    user_id: strawberry.ID = refers_to(USER, "user_id", "Who that was.")


DeleteAccountResult = Annotated[
    DeleteAccountSuccess | AnyError,
    strawberry.union("DeleteAccountResult", description="What came of deleting an account."),
]


@root_type
class PersonMutations:
    """Leaving."""

    delete_account: DeleteAccountResult = mutation(resolvers.delete_account)
