"""Signing in as somebody whom a provider of identities knows."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice

from domain.accounts.events import UserSignedUp, UserVerified
from domain.accounts.foundation import open_session
from domain.accounts.models import Account, AccountRules, Device, OpenedSession, SignUp, SignUpMode
from domain.accounts.newcomers import welcome
from domain.accounts.refusals import SignUpByInvitation, SignUpClosed
from domain.accounts.texts import display_name
from domain.actor import SiteRole
from domain.clock import Clock
from domain.identities.models import Identity
from domain.identities.ports import IdentityWork
from domain.identities.refusals import IdentityUnproved
from domain.ids import SIGN_UP, USER
from domain.mail.addresses import email_address
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork
from domain.users.refusals import UsernameTaken

_LONGEST_USERNAME = 50
_MOST_NAMES_TRIED = 20
_NOT_PLAIN = re.compile("[^a-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityService:
    unit_of_work: UnitOfWork[IdentityWork]
    rules: AccountRules
    clock: Clock

    async def sign_in(self, identity: Identity, *, device: Device) -> OpenedSession:
        """Begin a session of whose identity it is.

        One that is new belongs to the account of its address, or to somebody who joins by it, and
        only if the provider says that the address is theirs. Refuses with IdentityUnproved,
        SignUpClosed, SignUpByInvitation, UsernameTaken or InvalidInput.
        """
        now = self.clock()
        async with self.unit_of_work() as work:
            user_id = await work.identities.user_of(identity)
            known = await work.accounts.lock(user_id) if user_id else None
            account = known or await self._first_time(work, identity, at=now)
            return await open_session(work, account, self.rules, device, at=now)

    async def _first_time(self, work: IdentityWork, identity: Identity, *, at: datetime) -> Account:
        if identity.email is None or not identity.email_is_verified:
            raise Refused(IdentityUnproved())
        address = email_address(identity.email)
        found = await work.accounts.by_email(address)
        held = await work.accounts.lock(found.user_id) if found else None
        if held is None:
            account = await self._join(work, identity, address, at=at)
        else:
            account = held if held.is_verified else await _prove(work, held, at=at)
        await work.identities.add(identity, account.user_id, at=at)
        return account

    async def _join(
        self, work: IdentityWork, identity: Identity, address: str, *, at: datetime
    ) -> Account:
        if self.rules.sign_up is SignUpMode.CLOSED:
            raise Refused(SignUpClosed())
        if self.rules.sign_up is SignUpMode.BY_INVITATION:
            raise Refused(SignUpByInvitation())
        name = await _free_username(work, identity, address)
        wanted = SignUp(SIGN_UP.new_id(at=at), address, name, _shown(identity, name), at, at)
        user, publication = welcome(wanted, at=at)
        account = Account(
            user_id=user.id,
            username=user.username,
            email=address,
            email_verified_at=at,
            password_hash=None,
            password_changed_at=None,
            role=SiteRole.MEMBER,
            created_at=at,
        )
        await work.newcomers.add(user, publication)
        await work.accounts.add(account)
        work.record(UserSignedUp.of(user, publication, at=at))
        return account


async def _prove(work: IdentityWork, account: Account, *, at: datetime) -> Account:
    """Give an account to whoever proves its address. Whoever was in there before is put out."""
    proved = Account(
        user_id=account.user_id,
        username=account.username,
        email=account.email,
        email_verified_at=at,
        password_hash=None,
        password_changed_at=None,
        role=account.role,
        created_at=account.created_at,
    )
    await work.accounts.save(proved)
    await work.accounts.revoke_access_tokens(account.user_id)
    await work.sessions.end_all(account.user_id)
    work.record(UserVerified(occurred_at=at, user_id=USER.text_of(account.user_id)))
    return proved


async def _free_username(work: IdentityWork, identity: Identity, address: str) -> str:
    wish = identity.username or identity.name or address.partition("@")[0]
    plain = _NOT_PLAIN.sub("-", wish.partition("@")[0].lower()).strip("-_")[:_LONGEST_USERNAME]
    for number in islice(count(1), _MOST_NAMES_TRIED):
        name = f"{plain or 'somebody'}" + (f"-{number}" if number > 1 else "")
        if not await work.newcomers.is_taken(name):
            return name
    raise Refused(UsernameTaken())


def _shown(identity: Identity, username: str) -> str:
    """Return the name to display: the provider's, if it may be one."""
    try:
        return display_name(identity.name or username)
    except Refused:
        return username
