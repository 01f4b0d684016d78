"""Changing the address of an account."""

from domain.accounts.confirming import Confirming, lock_unchanged
from domain.accounts.events import EmailChanged
from domain.accounts.foundation import letter, require_session, use_link
from domain.accounts.models import Device
from domain.accounts.refusals import LinkInvalid
from domain.actor import Actor
from domain.ids import USER, UserId
from domain.limits.models import AttemptKind
from domain.mail.addresses import email_address
from domain.mail.models import LetterKind, LinkPurpose
from domain.refusals import Refused


class Emails(Confirming):
    __slots__ = ()

    async def request_email_change(
        self, actor: Actor, *, password: str, email: str, device: Device
    ) -> str:
        """Ask for another address. Returns the one that a letter goes to; the old one is told.

        It does the same for every address. Refuses with Unauthenticated, SessionNeeded,
        WrongPassword, RateLimited or InvalidInput.
        """
        member, _ = require_session(actor)
        address = email_address(email)
        known = await self.confirmed(member.user_id, password, device)
        await self.attempts.spend(AttemptKind.SEND_LETTER, account=address, address=device.address)
        now = self.clock()
        async with self.unit_of_work() as work:
            account = await lock_unchanged(work, known)
            other = await work.accounts.by_email(address)
            is_free = other is None or other.user_id == account.user_id
            kind = LetterKind.CHANGE_EMAIL if is_free else LetterKind.ALREADY_REGISTERED
            to = address if is_free or other is None else other.email
            about = account.user_id if is_free or other is None else other.user_id
            await work.mailed_links.withdraw(account.user_id, LinkPurpose.CHANGE_EMAIL)
            await work.letters.add(letter(kind, to, at=now, user_id=about))
            await work.letters.add(
                letter(
                    LetterKind.EMAIL_CHANGE_REQUESTED,
                    account.email,
                    at=now,
                    user_id=account.user_id,
                    email=address,
                )
            )
        return address

    async def confirm_email_change(self, token: str) -> UserId:
        """Use another address from now on, by the link of a letter to it. The old one is told.

        Refuses with LinkInvalid or EmailTaken; the link stays good then.
        """
        now = self.clock()
        async with self.unit_of_work() as work:
            link, account = await use_link(work, LinkPurpose.CHANGE_EMAIL, token, at=now)
            if account is None:
                raise Refused(LinkInvalid())
            await work.accounts.save(account.with_email(link.email, verified_at=now))
            for purpose in (LinkPurpose.RESET_PASSWORD, LinkPurpose.CHANGE_EMAIL):
                await work.mailed_links.withdraw(account.user_id, purpose)
            await work.letters.add(
                letter(
                    LetterKind.EMAIL_CHANGED,
                    account.email,
                    at=now,
                    user_id=account.user_id,
                    email=link.email,
                )
            )
            work.record(EmailChanged(occurred_at=now, user_id=USER.text_of(account.user_id)))
        return account.user_id
