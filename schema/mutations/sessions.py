"""How people sign in and out."""

from typing import Annotated

import strawberry

from domain.ids import SESSION
from resolvers import accounts as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types import signing_in  # noqa: F401 - declared before the first input that has one
from schema.types.sessions import Session
from schema.types.viewers import Viewer


@shows(resolvers.SignedIn)
class SignInSuccess:
    """Somebody is signed in."""

    viewer: Viewer = described("Who is signed in.")
    session: Session = described("The session that has begun.")
    token: str | None = described(
        "The token of the session, for the transport `BEARER`. It is shown this once."
    )


SignInResult = Annotated[
    SignInSuccess | AnyError,
    strawberry.union("SignInResult", description="What came of signing in."),
]


@shows(resolvers.EndedSession)
class SignOutSuccess:
    """The session has ended."""

    session_id: strawberry.ID = refers_to(SESSION, "session_id", "The session that has ended.")


SignOutResult = Annotated[
    SignOutSuccess | AnyError,
    strawberry.union("SignOutResult", description="What came of signing out."),
]


@shows(resolvers.EndedSession)
class EndSessionSuccess:
    """The session has ended."""

    session_id: strawberry.ID = refers_to(SESSION, "session_id", "The session that has ended.")


EndSessionResult = Annotated[
    EndSessionSuccess | AnyError,
    strawberry.union("EndSessionResult", description="What came of ending a session."),
]


@shows(resolvers.EndedSessions)
class EndOtherSessionsSuccess:
    """The other sessions have ended."""

    viewer: Viewer = described("Who is signed in.")
    ended: int = described("How many sessions have ended.")


EndOtherSessionsResult = Annotated[
    EndOtherSessionsSuccess | AnyError,
    strawberry.union("EndOtherSessionsResult", description="What came of ending other sessions."),
]


@root_type
class SessionMutations:
    """Signing in and out."""

    sign_in: SignInResult = mutation(resolvers.sign_in, secret=True)
    sign_out: SignOutResult = mutation(resolvers.sign_out)
    end_session: EndSessionResult = mutation(resolvers.end_session)
    end_other_sessions: EndOtherSessionsResult = mutation(resolvers.end_other_sessions)
