"""What all use cases of accounts stand on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.accounts.models import Account, AccountRules, Device, OpenedSession, Session
from domain.accounts.ports import AccountReader, AccountWork, PasswordHasher, SessionReader
from domain.accounts.refusals import LinkInvalid, SessionNeeded
from domain.actor import Actor, Member, require_member
from domain.clock import Clock
from domain.ids import LETTER, SESSION, SessionId, UserId
from domain.limits.ports import Attempts
from domain.mail.models import Letter, LetterKind, LinkPurpose, MailedLink
from domain.refusals import Refused
from domain.tokens import LINK_TOKEN, SESSION_TOKEN
from domain.unit_of_work import UnitOfWork

MOST_SESSIONS = 100
"""How many sessions one person has at most: with one more, the oldest ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUseCases:
    unit_of_work: UnitOfWork[AccountWork]
    reader: AccountReader
    session_reader: SessionReader
    passwords: PasswordHasher
    attempts: Attempts
    rules: AccountRules
    clock: Clock


def require_session(actor: Actor) -> tuple[Member, SessionId]:
    """Return who is signed in, and the session they came with.

    Accounts are for people: an access token that leaks must not be able to take one over. Refuses
    with Unauthenticated or SessionNeeded.
    """
    if isinstance(actor, Member) and actor.session_id is None:
        raise Refused(SessionNeeded())  # whatever its scopes: no other one would help
    member = require_member(actor)
    if member.session_id is None:
        raise Refused(SessionNeeded())
    return member, member.session_id


async def open_session(
    work: AccountWork, account: Account, rules: AccountRules, device: Device, *, at: datetime
) -> OpenedSession:
    """Sign somebody in. Some of the sessions that have ended are swept away."""
    token = SESSION_TOKEN.new()
    session = Session(
        id=SESSION.new_id(at=at),
        user_id=account.user_id,
        user_agent=device.user_agent,
        address=device.address,
        created_at=at,
        last_used_at=at,
        expires_at=rules.session_end(at, used_at=at),
    )
    await work.sessions.sweep(at=at)
    await work.sessions.add(session, token.hash, most=MOST_SESSIONS)
    member = Member(user_id=account.user_id, role=account.role, session_id=session.id)
    return OpenedSession(session, member, token.text)


async def use_link(
    work: AccountWork, purpose: LinkPurpose, token: str, *, at: datetime
) -> tuple[MailedLink, Account | None]:
    """Take the link of a letter away. Returns the account that it is about, held, if it is.

    The account is held first, as by everybody who withdraws its links: otherwise two who use
    links at the same time could wait for each other. Refuses with LinkInvalid.
    """
    token_hash = LINK_TOKEN.parse(token)
    found = token_hash and await work.mailed_links.find(purpose, token_hash, at=at)
    if not token_hash or not found:
        raise Refused(LinkInvalid())
    account = await work.accounts.lock(found.user_id) if found.user_id else None
    link = await work.mailed_links.use(purpose, token_hash, at=at)
    if link is None or (link.user_id is not None and account is None):
        raise Refused(LinkInvalid())
    return link, account


def letter(
    kind: LetterKind,
    to: str,
    *,
    at: datetime,
    user_id: UserId | None = None,
    subject_id: UUID | None = None,
    **facts: str,
) -> Letter:
    return Letter(
        id=LETTER.new_id(at=at),
        kind=kind,
        to=to,
        user_id=user_id,
        subject_id=subject_id,
        facts=facts,
        created_at=at,
    )
