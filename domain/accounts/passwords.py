"""Changing a password, and choosing a new one by a letter."""

from collections.abc import Collection
from datetime import datetime

from domain.accounts.confirming import Confirming, lock_unchanged
from domain.accounts.events import PasswordChanged, UserVerified
from domain.accounts.foundation import letter, require_session, use_link
from domain.accounts.models import Account, Device
from domain.accounts.ports import AccountWork
from domain.accounts.refusals import LinkInvalid
from domain.accounts.texts import new_password, refuse_own_names
from domain.actor import Actor
from domain.ids import USER, SessionId, UserId
from domain.limits.models import AttemptKind
from domain.mail.addresses import email_address
from domain.mail.models import LetterKind, LinkPurpose
from domain.refusals import Refused


class Passwords(Confirming):
    __slots__ = ()

    async def change_password(self, actor: Actor, *, old: str, new: str, device: Device) -> UserId:
        """Choose another password. All other sessions end, and a letter says so.

        Refuses with Unauthenticated, SessionNeeded, WrongPassword, RateLimited or
        InvalidInput.
        """
        member, current = require_session(actor)
        chosen = new_password(new, argument="newPassword")
        known = await self.confirmed(member.user_id, old, device)
        refuse_own_names(chosen, known.names, argument="newPassword")
        password_hash = await self.passwords.hash(chosen)
        now = self.clock()
        async with self.unit_of_work() as work:
            account = await lock_unchanged(work, known)
            await _replace_password(work, account, password_hash, at=now, but=(current,))
        return member.user_id

    async def request_reset(self, email: str, *, device: Device) -> str:
        """Send a letter by which a new password can be chosen. Returns the address it goes to.

        It does the same for every address. Refuses with RateLimited or InvalidInput.
        """
        address, now = email_address(email), self.clock()
        await self.attempts.spend(
            AttemptKind.RESET_PASSWORD, account=address, address=device.address
        )
        async with self.unit_of_work() as work:
            known = await work.accounts.by_email(address)
            if known is None:
                asked = letter(LetterKind.NO_SUCH_ACCOUNT, address, at=now)
            else:
                # To the address as it is kept: another one may only look like it.
                asked = letter(
                    LetterKind.RESET_PASSWORD, known.email, at=now, user_id=known.user_id
                )
            await work.letters.add(asked)
        return address

    async def reset_password(self, token: str, *, new: str, device: Device) -> str:
        """Choose a new password by the link of a letter. Returns the address to sign in with.

        Every session ends. The link proves the address, too. Refuses with LinkInvalid,
        RateLimited or InvalidInput; the link stays good then.
        """
        chosen = new_password(new, argument="newPassword")
        await self.attempts.spend(AttemptKind.CONFIRM_PASSWORD, address=device.address)
        password_hash = await self.passwords.hash(chosen)
        now = self.clock()
        async with self.unit_of_work() as work:
            link, account = await use_link(work, LinkPurpose.RESET_PASSWORD, token, at=now)
            if account is None or account.email != link.email:
                raise Refused(LinkInvalid())
            refuse_own_names(chosen, account.names, argument="newPassword")
            if not account.is_verified:
                account = account.with_email(account.email, verified_at=now)
                await work.accounts.revoke_access_tokens(account.user_id)
                work.record(UserVerified(occurred_at=now, user_id=USER.text_of(account.user_id)))
            await _replace_password(work, account, password_hash, at=now)
        return account.email


async def _replace_password(
    work: AccountWork,
    account: Account,
    password_hash: str,
    *,
    at: datetime,
    but: Collection[SessionId] = (),
) -> None:
    """Store a new password. Sessions and letters that the old one could have led to are void."""
    await work.accounts.save(account.with_password(password_hash, at=at))
    await work.sessions.end_all(account.user_id, but=but)
    for purpose in (LinkPurpose.RESET_PASSWORD, LinkPurpose.CHANGE_EMAIL):
        await work.mailed_links.withdraw(account.user_id, purpose)
    await work.letters.add(
        letter(LetterKind.PASSWORD_CHANGED, account.email, at=at, user_id=account.user_id)
    )
    work.record(PasswordChanged(occurred_at=at, user_id=USER.text_of(account.user_id)))
