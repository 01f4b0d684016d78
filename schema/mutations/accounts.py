"""What people can change about their accounts."""

from typing import Annotated

import strawberry

from domain.actor import SiteRole
from resolvers import accounts as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.users import User
from schema.types.viewers import Viewer


@shows(resolvers.ChangedAccount)
class ChangePasswordSuccess:
    """The password is changed, and all other sessions have ended."""

    viewer: Viewer = described("Whose account it is.")


ChangePasswordResult = Annotated[
    ChangePasswordSuccess | AnyError,
    strawberry.union("ChangePasswordResult", description="What came of changing a password."),
]


@shows(resolvers.Addressed)
class RequestPasswordResetSuccess:
    """A letter is on its way, which says how to go on."""

    email: str = described("The address that the letter goes to.")


RequestPasswordResetResult = Annotated[
    RequestPasswordResetSuccess | AnyError,
    strawberry.union("RequestPasswordResetResult", description="What came of asking for a reset."),
]


@shows(resolvers.Addressed)
class ResetPasswordSuccess:
    """The password is changed, and every session has ended."""

    email: str = described("The address to sign in with.")


ResetPasswordResult = Annotated[
    ResetPasswordSuccess | AnyError,
    strawberry.union("ResetPasswordResult", description="What came of choosing a new password."),
]


@shows(resolvers.Addressed)
class RequestEmailChangeSuccess:
    """Letters to both addresses are on their way."""

    email: str = described("The address that the letter goes to.")


RequestEmailChangeResult = Annotated[
    RequestEmailChangeSuccess | AnyError,
    strawberry.union("RequestEmailChangeResult", description="What came of asking for a change."),
]


@shows(resolvers.ChangedUser)
class ConfirmEmailChangeSuccess:
    """The account has the new address."""

    user: User = described("Whose account it is.")


ConfirmEmailChangeResult = Annotated[
    ConfirmEmailChangeSuccess | AnyError,
    strawberry.union("ConfirmEmailChangeResult", description="What came of changing an address."),
]


@shows(resolvers.GivenRole)
class SetRoleSuccess:
    """The person has the role."""

    user: User = described("Whose role it is.")
    role: SiteRole = described("What they are from now on.")


SetRoleResult = Annotated[
    SetRoleSuccess | AnyError,
    strawberry.union("SetRoleResult", description="What came of giving a role."),
]


@root_type
class AccountMutations:
    """Changing accounts."""

    change_password: ChangePasswordResult = mutation(resolvers.change_password)
    request_password_reset: RequestPasswordResetResult = mutation(resolvers.request_password_reset)
    reset_password: ResetPasswordResult = mutation(resolvers.reset_password)
    request_email_change: RequestEmailChangeResult = mutation(resolvers.request_email_change)
    confirm_email_change: ConfirmEmailChangeResult = mutation(resolvers.confirm_email_change)
    set_role: SetRoleResult = mutation(resolvers.set_role)
