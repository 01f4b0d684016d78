"""How people join."""

from typing import Annotated

import strawberry

from resolvers import accounts as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types import signing_in  # noqa: F401 - declared before the first input that has one
from schema.types.sessions import Session
from schema.types.viewers import Viewer


@shows(resolvers.Addressed)
class SignUpSuccess:
    """A letter is on its way, which says how to go on."""

    email: str = described("The address that the letter goes to.")


SignUpResult = Annotated[
    SignUpSuccess | AnyError,
    strawberry.union("SignUpResult", description="What came of asking to join."),
]


@shows(resolvers.Addressed)
class SendVerificationSuccess:
    """A letter is on its way, which says how to go on."""

    email: str = described("The address that the letter goes to.")


SendVerificationResult = Annotated[
    SendVerificationSuccess | AnyError,
    strawberry.union("SendVerificationResult", description="What came of asking once more."),
]


@shows(resolvers.SignedIn)
class VerifyEmailSuccess:
    """The address is proved, and its owner is signed in."""

    viewer: Viewer = described("Who is signed in.")
    session: Session = described("The session that has begun.")
    token: str | None = described(
        "The token of the session, for the transport `BEARER`. It is shown this once."
    )


VerifyEmailResult = Annotated[
    VerifyEmailSuccess | AnyError,
    strawberry.union("VerifyEmailResult", description="What came of proving an address."),
]


@shows(resolvers.Addressed)
class InviteToSignUpSuccess:
    """The invitation is on its way."""

    email: str = described("The address that the letter goes to.")


InviteToSignUpResult = Annotated[
    InviteToSignUpSuccess | AnyError,
    strawberry.union("InviteToSignUpResult", description="What came of inviting somebody to join."),
]


@shows(resolvers.SignedIn)
class AcceptSignUpInvitationSuccess:
    """Somebody has joined, and is signed in."""

    viewer: Viewer = described("Who is signed in.")
    session: Session = described("The session that has begun.")
    token: str | None = described(
        "The token of the session, for the transport `BEARER`. It is shown this once."
    )


AcceptSignUpInvitationResult = Annotated[
    AcceptSignUpInvitationSuccess | AnyError,
    strawberry.union("AcceptSignUpInvitationResult", description="What came of accepting one."),
]


@root_type
class SignUpMutations:
    """Joining."""

    sign_up: SignUpResult = mutation(resolvers.sign_up)
    send_verification: SendVerificationResult = mutation(resolvers.send_verification)
    verify_email: VerifyEmailResult = mutation(resolvers.verify_email, secret=True)
    invite_to_sign_up: InviteToSignUpResult = mutation(resolvers.invite_to_sign_up)
    accept_sign_up_invitation: AcceptSignUpInvitationResult = mutation(
        resolvers.accept_sign_up_invitation, secret=True
    )
