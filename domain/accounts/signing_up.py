"""Joining: whoever proves an address becomes a person with an account.

Nothing but the proof makes one. There is no password before it, so nobody can wait in an account
that somebody else is going to confirm, and no name is taken, so that nothing public tells whether
an address was known.
"""

from datetime import datetime, timedelta

from domain.accounts import policy
from domain.accounts.events import UserSignedUp, UserVerified
from domain.accounts.foundation import (
    AccountUseCases,
    letter,
    open_session,
    use_link,
)
from domain.accounts.models import Account, Device, OpenedSession, SignUp, SignUpMode
from domain.accounts.newcomers import welcome
from domain.accounts.ports import AccountWork
from domain.accounts.refusals import (
    EmailTaken,
    LinkInvalid,
    SignUpByInvitation,
    SignUpClosed,
)
from domain.accounts.texts import (
    display_name,
    new_password,
    new_username,
    refuse_own_names,
    username,
)
from domain.actor import Actor, Scope, SiteRole, require_member
from domain.ids import SIGN_UP, USER, SignUpId
from domain.limits.models import AttemptKind
from domain.mail.addresses import email_address
from domain.mail.models import Letter, LetterKind, LinkPurpose, MailedLink
from domain.refusals import PermissionDenied, Refused
from domain.users.refusals import UsernameTaken

_SIGN_UPS_LAST = timedelta(hours=48)
"""Longer than the link, which lasts from the moment that its letter is sent."""


class SignUps(AccountUseCases):
    __slots__ = ()

    async def sign_up(self, *, email: str, username: str, name: str, device: Device) -> str:
        """Ask to join. Returns the address that a letter goes to.

        It does the same for every address, and says the same: one that has an account gets another
        letter. Refuses with SignUpClosed, SignUpByInvitation, UsernameTaken, RateLimited or
        InvalidInput.
        """
        self._refuse_unless_open()
        wanted = self._sign_up(email, new_username(username), name)
        await self.attempts.spend(AttemptKind.SIGN_UP, account=wanted.email, address=device.address)
        async with self.unit_of_work() as work:
            await work.sign_ups.sweep(at=wanted.created_at)
            if await work.newcomers.is_taken(wanted.username):
                raise Refused(UsernameTaken())
            known = await work.accounts.by_email(wanted.email)
            await work.sign_ups.add(wanted)
            about = _letter_about(wanted.email, known, wanted, at=wanted.created_at)
            await work.letters.add(about)
        return wanted.email

    async def send_verification(self, email: str, *, device: Device) -> str:
        """Send the letter of a sign-up again. Returns the address that a letter goes to.

        It does the same for every address. Refuses with RateLimited or InvalidInput.
        """
        address, now = email_address(email), self.clock()
        await self._spend_letter(address, device)
        async with self.unit_of_work() as work:
            known = await work.accounts.by_email(address)
            waiting = await work.sign_ups.newest(address, at=now)
            await work.letters.add(_letter_about(address, known, waiting, at=now))
        return address

    async def verify_email(
        self, token: str, *, password: str, username: str | None, device: Device
    ) -> OpenedSession:
        """Prove an address by the link of a letter, choose a password, and sign in.

        Refuses with LinkInvalid, UsernameTaken, EmailTaken, RateLimited or InvalidInput; the link
        stays good then.
        """
        chosen = new_password(password)
        await self.attempts.spend(AttemptKind.CONFIRM_PASSWORD, address=device.address)
        password_hash = await self.passwords.hash(chosen)
        now = self.clock()
        async with self.unit_of_work() as work:
            link, known = await use_link(work, LinkPurpose.VERIFY_EMAIL, token, at=now)
            if known is None:
                wanted = await _sign_up_of(work, link, username)
                account = await _join(work, wanted, password_hash, at=now)
            else:
                account = await _prove(work, link, known, password_hash, at=now)
            refuse_own_names(chosen, account.names)
            return await open_session(work, account, self.rules, device, at=now)

    async def invite(self, actor: Actor, email: str, *, device: Device) -> str:
        """Invite somebody to join, by a letter.

        Refuses with Unauthenticated, PermissionDenied, SignUpClosed, EmailTaken, RateLimited or
        InvalidInput.
        """
        member = require_member(actor, Scope.ADMIN)
        if not policy.can_administrate(member):
            raise Refused(PermissionDenied(message="Only administrators invite people."))
        if self.rules.sign_up is SignUpMode.CLOSED:
            raise Refused(SignUpClosed())
        address, now = email_address(email), self.clock()
        await self._spend_letter(address, device)
        async with self.unit_of_work() as work:
            if await work.accounts.by_email(address):
                raise Refused(EmailTaken())
            await work.letters.add(letter(LetterKind.SIGN_UP_INVITATION, address, at=now))
        return address

    async def accept_invitation(
        self, token: str, *, username: str, name: str, password: str, device: Device
    ) -> OpenedSession:
        """Join by the link of an invitation, which proves the address, and sign in.

        Refuses with SignUpClosed, LinkInvalid, UsernameTaken, EmailTaken, RateLimited or
        InvalidInput; the link stays good then.
        """
        if self.rules.sign_up is SignUpMode.CLOSED:
            raise Refused(SignUpClosed())
        chosen = new_password(password)
        await self.attempts.spend(AttemptKind.CONFIRM_PASSWORD, address=device.address)
        password_hash = await self.passwords.hash(chosen)
        now = self.clock()
        async with self.unit_of_work() as work:
            link, _ = await use_link(work, LinkPurpose.SIGN_UP_INVITATION, token, at=now)
            wanted = self._sign_up(link.email, new_username(username), name)
            account = await _join(work, wanted, password_hash, at=now)
            refuse_own_names(chosen, account.names)
            return await open_session(work, account, self.rules, device, at=now)

    async def create_administrator(
        self, *, email: str, username: str, name: str, password: str
    ) -> str:
        """Make somebody an administrator from nothing, at the word of the operator.

        Returns the username. Refuses with UsernameTaken, EmailTaken or InvalidInput.
        """
        wanted, chosen = self._sign_up(email, username, name), new_password(password)
        refuse_own_names(chosen, (wanted.email, wanted.username))
        password_hash = await self.passwords.hash(chosen)
        async with self.unit_of_work() as work:
            await _join(work, wanted, password_hash, at=wanted.created_at, role=SiteRole.ADMIN)
        return wanted.username

    async def _spend_letter(self, address: str, device: Device) -> None:
        await self.attempts.spend(AttemptKind.SEND_LETTER, account=address, address=device.address)

    def _refuse_unless_open(self) -> None:
        if self.rules.sign_up is SignUpMode.CLOSED:
            raise Refused(SignUpClosed())
        if self.rules.sign_up is SignUpMode.BY_INVITATION:
            raise Refused(SignUpByInvitation())

    def _sign_up(self, email: str, name: str, display: str) -> SignUp:
        now = self.clock()
        return SignUp(
            id=SIGN_UP.new_id(at=now),
            email=email_address(email),
            username=username(name),
            name=display_name(display),
            created_at=now,
            expires_at=now + _SIGN_UPS_LAST,
        )


def _letter_about(
    address: str, known: Account | None, waiting: SignUp | None, *, at: datetime
) -> Letter:
    """Return the letter to an address: its link, or why there is none."""
    if known is not None:
        # To the address as it is kept: another one may only look like it.
        kind = LetterKind.ALREADY_REGISTERED if known.is_verified else LetterKind.VERIFY_EMAIL
        return letter(kind, known.email, at=at, user_id=known.user_id)
    if waiting is not None:
        return letter(LetterKind.VERIFY_EMAIL, waiting.email, at=at, subject_id=waiting.id)
    return letter(LetterKind.NO_SUCH_ACCOUNT, address, at=at)


async def _sign_up_of(work: AccountWork, link: MailedLink, name: str | None) -> SignUp:
    """Return the sign-up that a link confirms, with another username if one was chosen."""
    wanted = await work.sign_ups.take(SignUpId(link.subject_id)) if link.subject_id else None
    if wanted is None or wanted.email != link.email:
        raise Refused(LinkInvalid())
    return wanted if name is None else wanted.called(new_username(name))


async def _join(
    work: AccountWork,
    wanted: SignUp,
    password_hash: str,
    *,
    at: datetime,
    role: SiteRole = SiteRole.MEMBER,
) -> Account:
    """Make a person, the publication they own, and the account, and announce them."""
    user, publication = welcome(wanted, at=at)
    account = Account(
        user_id=user.id,
        username=user.username,
        email=wanted.email,
        email_verified_at=at,
        password_hash=password_hash,
        password_changed_at=at,
        role=role,
        created_at=at,
    )
    await work.newcomers.add(user, publication)
    await work.accounts.add(account)
    work.record(UserSignedUp.of(user, publication, at=at))
    return account


async def _prove(
    work: AccountWork, link: MailedLink, account: Account, password_hash: str, *, at: datetime
) -> Account:
    """Give an account to whoever proves its address. Whoever was in there before is put out."""
    if account.is_verified or account.email != link.email:
        raise Refused(LinkInvalid())
    proved = account.with_email(account.email, verified_at=at).with_password(password_hash, at=at)
    await work.accounts.save(proved)
    await work.accounts.revoke_access_tokens(account.user_id)
    await work.sessions.end_all(account.user_id)
    work.record(UserVerified(occurred_at=at, user_id=USER.text_of(account.user_id)))
    return proved
