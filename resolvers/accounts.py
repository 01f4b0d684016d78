"""Joining, signing in, and everything else that people do with their accounts."""

from dataclasses import dataclass
from typing import Annotated

from domain.accounts.models import OpenedSession, Session
from domain.accounts.refusals import OriginNotAllowed
from domain.actor import Member, SiteRole
from domain.ids import SESSION, USER, GlobalId, SessionId, UserId
from domain.refusals import Refused, invalid
from domain.users.models import User
from resolvers.arguments import to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.nodes import MAX_IDS
from resolvers.visits import SessionTransport

_Email = Annotated[str, "The address, 254 characters at most."]
_LinkToken = Annotated[str, "The token in the link of the letter, 53 characters."]
_NewPassword = Annotated[str, "The password from now on: 8 to 256 characters, not a common one."]
_Username = Annotated[
    str, "The name in addresses: a-z, 0-9, - and _, 60 at most, a letter or digit first."
]
_DisplayName = Annotated[str, "The name to display, 1 to 200 characters."]
_Transport = Annotated[
    SessionTransport, "How the client brings the session along in later requests."
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """What signing in answers with, in whichever way it was done."""

    viewer: Member
    session: Session
    token: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """What whatever sends a letter answers with: the same for every address."""

    email: str


async def sign_up(
    context: RequestContext, *, email: _Email, username: _Username, name: _DisplayName
) -> Addressed:
    """Ask to join. A letter to the address says how to go on."""
    service = context.services.accounts
    return Addressed(
        email=await service.sign_up(
            email=email, username=username, name=name, device=context.visit.device
        )
    )


async def send_verification(context: RequestContext, *, email: _Email) -> Addressed:
    """Send the letter of a sign-up once more."""
    return Addressed(
        email=await context.services.accounts.send_verification(email, device=context.visit.device)
    )


async def verify_email(
    context: RequestContext,
    *,
    token: _LinkToken,
    password: _NewPassword,
    username: Annotated[
        str | None,
        "Another username, 60 characters at most, where the one asked for was taken meanwhile.",
    ] = None,
    transport: _Transport = SessionTransport.BEARER,
) -> SignedIn:
    """Prove an address by the link of a letter, choose a password, and sign in."""
    _refuse_useless_cookie(context, transport)
    opened = await context.services.accounts.verify_email(
        token, password=password, username=username, device=context.visit.device
    )
    return _signed_in(context, opened, transport)


async def invite_to_sign_up(context: RequestContext, *, email: _Email) -> Addressed:
    """Invite somebody to join, by a letter. For administrators."""
    return Addressed(
        email=await context.services.accounts.invite(
            context.actor, email, device=context.visit.device
        )
    )


async def accept_sign_up_invitation(
    context: RequestContext,
    *,
    token: _LinkToken,
    username: _Username,
    name: _DisplayName,
    password: _NewPassword,
    transport: _Transport = SessionTransport.BEARER,
) -> SignedIn:
    """Join by the link of an invitation, and sign in."""
    _refuse_useless_cookie(context, transport)
    opened = await context.services.accounts.accept_invitation(
        token, username=username, name=name, password=password, device=context.visit.device
    )
    return _signed_in(context, opened, transport)


async def sign_in(
    context: RequestContext,
    *,
    email: _Email,
    password: Annotated[str, "The password, 256 characters at most."],
    transport: _Transport = SessionTransport.BEARER,
) -> SignedIn:
    """Begin a session."""
    _refuse_useless_cookie(context, transport)
    opened = await context.services.accounts.sign_in(email, password, device=context.visit.device)
    return _signed_in(context, opened, transport)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSession:
    """What ending a session answers with."""

    session_id: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSessions:
    """What ending several sessions answers with."""

    viewer: Member
    ended: int


async def sign_out(
    context: RequestContext,
    *,
    everywhere: Annotated[bool, "Whether to end all other sessions too."] = False,
) -> EndedSession:
    """End the session that the request came with."""
    ended = await context.services.accounts.sign_out(context.actor, everywhere=everywhere)
    context.visit.forget()
    return EndedSession(session_id=ended)


async def end_session(
    context: RequestContext, *, session_id: Annotated[GlobalId, "The session to end."]
) -> EndedSession:
    """End one of the viewer's sessions."""
    wanted = to_id(SESSION, session_id, argument="sessionId")
    ended = await context.services.accounts.end_session(context.actor, wanted)
    return EndedSession(session_id=ended)


async def end_other_sessions(
    context: RequestContext,
    *,
    keep: Annotated[list[GlobalId] | None, f"Others to keep, {MAX_IDS} at most."] = None,
) -> EndedSessions:
    """End all of the viewer's sessions but this one."""
    if keep is not None and len(keep) > MAX_IDS:
        raise invalid("keep", f"Must be {MAX_IDS} at most.")
    kept = [to_id(SESSION, session_id, argument="keep") for session_id in keep or ()]
    ended = await context.services.accounts.end_other_sessions(context.actor, keep=kept)
    return EndedSessions(viewer=_viewer(context), ended=ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAccount:
    """What changing one's account answers with."""

    viewer: Member


async def change_password(
    context: RequestContext,
    *,
    old_password: Annotated[str, "The password until now, 256 characters at most."],
    new_password: _NewPassword,
) -> ChangedAccount:
    """Choose another password. All other sessions end."""
    await context.services.accounts.change_password(
        context.actor, old=old_password, new=new_password, device=context.visit.device
    )
    return ChangedAccount(viewer=_viewer(context))


async def request_password_reset(context: RequestContext, *, email: _Email) -> Addressed:
    """Ask for a letter by which a new password can be chosen."""
    return Addressed(
        email=await context.services.accounts.request_reset(email, device=context.visit.device)
    )


async def reset_password(
    context: RequestContext, *, token: _LinkToken, new_password: _NewPassword
) -> Addressed:
    """Choose a new password by the link of a letter. Every session ends."""
    email = await context.services.accounts.reset_password(
        token, new=new_password, device=context.visit.device
    )
    return Addressed(email=email)


async def request_email_change(
    context: RequestContext,
    *,
    password: Annotated[str, "The password, 256 characters at most, to be sure who asks."],
    email: _Email,
) -> Addressed:
    """Ask to use another address. A letter to it says how to go on; the old address is told."""
    return Addressed(
        email=await context.services.accounts.request_email_change(
            context.actor, password=password, email=email, device=context.visit.device
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedUser:
    """What changes to a person answer with that need nobody to be signed in."""

    user: User


async def confirm_email_change(context: RequestContext, *, token: _LinkToken) -> ChangedUser:
    """Use another address from now on, by the link of the letter to it."""
    user_id = await context.services.accounts.confirm_email_change(token)
    return ChangedUser(user=await _user(context, user_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRole:
    """What giving a role answers with."""

    user: User
    role: SiteRole


async def set_role(
    context: RequestContext,
    *,
    user_id: Annotated[GlobalId, "Whose role to change."],
    role: Annotated[SiteRole, "What they are from now on."],
) -> GivenRole:
    """Make somebody a member, a moderator or an administrator. For administrators."""
    wanted = to_id(USER, user_id, argument="userId")
    await context.services.accounts.set_role(context.actor, wanted, role)
    return GivenRole(user=await _user(context, wanted), role=role)


def _refuse_useless_cookie(context: RequestContext, transport: SessionTransport) -> None:
    if transport is SessionTransport.COOKIE and not context.visit.takes_cookies:
        raise Refused(OriginNotAllowed())


def _signed_in(
    context: RequestContext, opened: OpenedSession, transport: SessionTransport
) -> SignedIn:
    """Hand the token over in the way that was asked for. Nothing shows it again."""
    context.visit.session_id = opened.session.id
    token: str | None = opened.token
    if transport is SessionTransport.COOKIE:
        context.visit.keep(opened.token)
        token = None
    return SignedIn(viewer=opened.member, session=opened.session, token=token)


def _viewer(context: RequestContext) -> Member:
    """Return who is signed in, once a service has seen to it that somebody is."""
    if not isinstance(context.actor, Member):
        raise TypeError("Nobody is signed in.")
    return context.actor


async def _user(context: RequestContext, user_id: UserId) -> User:
    [user] = existing(await context.loaders.user.load_many([user_id]))
    return user
