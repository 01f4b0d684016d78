"""Leaving for good."""

from dataclasses import dataclass
from typing import Protocol

from domain.accounts.confirming import Confirming, lock_unchanged
from domain.accounts.foundation import letter, require_session
from domain.accounts.models import Account, Device
from domain.accounts.policy import can_give_up
from domain.accounts.ports import AccountWork
from domain.accounts.refusals import LastAdministrator
from domain.actor import Actor, SiteRole
from domain.ids import USER, UserId
from domain.mail.models import LetterKind
from domain.people.events import UserDeleted
from domain.people.models import LeftContent
from domain.people.ports import DepartureRepository, PersonRepository
from domain.people.refusals import PublicationNeedsOwner
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork

_MOST_NAMED = 3


class LeavingWork(AccountWork, Protocol):
    """What leaving may touch inside one unit of work."""

    @property
    def departures(self) -> DepartureRepository: ...

    @property
    def people(self) -> PersonRepository: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingService(Confirming):
    unit_of_work: UnitOfWork[LeavingWork]

    async def delete_account(
        self, actor: Actor, *, password: str, content: LeftContent, device: Device
    ) -> UserId:
        """Delete one's own account, and with it every session and access token.

        Refuses with Unauthenticated, SessionNeeded, WrongPassword, RateLimited, LastAdministrator
        or PublicationNeedsOwner.
        """
        member, _ = require_session(actor)
        known = await self.confirmed(member.user_id, password, device)
        now = self.clock()
        async with self.unit_of_work() as work:
            account = await _lock_who_may_leave(work, known)
            await _refuse_without_heir(work, account.user_id)
            await work.people.lock(account.user_id)
            if content is LeftContent.ERASE:
                await work.departures.erase(account.user_id, at=now)
            else:
                await work.departures.keep_anonymous(account.user_id, USER.new_id(at=now), at=now)
            await work.departures.forget_address(account.email)
            await work.departures.remove(account.user_id)
            await work.letters.add(letter(LetterKind.ACCOUNT_DELETED, account.email, at=now))
            work.record(
                UserDeleted(
                    occurred_at=now,
                    user_id=USER.text_of(account.user_id),
                    content=content.value,
                )
            )
        return account.user_id


async def _lock_who_may_leave(work: LeavingWork, known: Account) -> Account:
    if known.role is not SiteRole.ADMIN:
        account = await lock_unchanged(work, known)
        if account.role is not SiteRole.ADMIN:
            return account
    # Administrators are held in one order, all of them, so that one remains.
    held = await work.accounts.lock_administrators(known.user_id)
    account = await lock_unchanged(work, known)
    if account.role is SiteRole.ADMIN and not can_give_up(account, held):
        raise Refused(LastAdministrator())
    return account


async def _refuse_without_heir(work: LeavingWork, user_id: UserId) -> None:
    handles = await work.departures.without_heir(user_id)
    if handles:
        named = ", ".join(handles[:_MOST_NAMED])
        message = f"Others use what only you own: {named}. Make somebody else its owner first."
        raise Refused(PublicationNeedsOwner(message=message))
