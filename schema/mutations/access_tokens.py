"""Lending a part of what one may do to a program."""

from typing import Annotated

import strawberry

from domain.access_tokens import models
from domain.ids import ACCESS_TOKEN
from resolvers import access_tokens as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.access_tokens import AccessToken


@shows(models.NewAccessToken)
class CreateAccessTokenSuccess:
    """The access token works."""

    access_token: AccessToken = described("The access token.")
    secret: str = described(
        "What the program sends as `Authorization: Bearer …`. It is shown this once."
    )


@shows(resolvers.RevokedAccessToken)
class RevokeAccessTokenSuccess:
    """The access token works no longer."""

    revoked_id: strawberry.ID = refers_to(
        ACCESS_TOKEN, "revoked_id", "The id of the access token that was."
    )


CreateAccessTokenResult = Annotated[
    CreateAccessTokenSuccess | AnyError,
    strawberry.union("CreateAccessTokenResult", description="What came of making one."),
]
RevokeAccessTokenResult = Annotated[
    RevokeAccessTokenSuccess | AnyError,
    strawberry.union("RevokeAccessTokenResult", description="What came of revoking one."),
]


@root_type
class AccessTokenMutations:
    """Making and revoking access tokens."""

    create_access_token: CreateAccessTokenResult = mutation(
        resolvers.create_access_token, secret=True
    )
    revoke_access_token: RevokeAccessTokenResult = mutation(resolvers.revoke_access_token)
