"""Signing in and out, and looking after the sessions one has."""

from collections.abc import Collection, Iterable, Mapping

from domain.accounts import policy
from domain.accounts.foundation import AccountUseCases, open_session, require_session
from domain.accounts.models import Device, OpenedSession, Session
from domain.accounts.refusals import SessionNotFound, SignInRefused
from domain.accounts.texts import normal_password
from domain.actor import Actor, Member
from domain.ids import SessionId
from domain.limits.models import AttemptKind
from domain.mail.addresses import as_kept
from domain.refusals import Refused


class Sessions(AccountUseCases):
    __slots__ = ()

    async def sign_in(self, email: str, password: str, *, device: Device) -> OpenedSession:
        """Begin a session.

        Refuses with SignInRefused, after the same work, whether the address is unknown, not proved
        yet, or the password wrong. Refuses with RateLimited, too.
        """
        address = as_kept(email)
        await self.attempts.spend(AttemptKind.SIGN_IN, account=address, address=device.address)
        given = normal_password(password)
        account = await self.reader.by_email(address)
        known = account.password_hash if account else None
        is_right = await self.passwords.matches(given, known)
        if account is None or known is None or not is_right or not account.is_verified:
            raise Refused(SignInRefused())
        renewed = await self._renewed(given, known)

        now = self.clock()
        async with self.unit_of_work() as work:
            current = await work.accounts.lock(account.user_id)
            if current is None or current.password_hash != known:
                # It was changed while we compared.
                raise Refused(SignInRefused())
            if renewed is not None:
                changed_at = current.password_changed_at or current.created_at
                await work.accounts.save(current.with_password(renewed, at=changed_at))
            return await open_session(work, current, self.rules, device, at=now)

    async def visible_sessions(
        self, actor: Actor, ids: Collection[SessionId]
    ) -> Mapping[SessionId, Session]:
        """Find the sessions the actor may see. The others are left out."""
        if not isinstance(actor, Member):
            return {}
        found = await self.session_reader.by_ids(ids, at=self.clock())
        return {session.id: session for session in found if policy.can_see(actor, session)}

    async def sign_out(self, actor: Actor, *, everywhere: bool = False) -> SessionId:
        """End the session that the request came with, or all of them.

        Refuses with Unauthenticated or SessionNeeded.
        """
        member, current = require_session(actor)
        async with self.unit_of_work() as work:
            if everywhere:
                await work.sessions.end_all(member.user_id)
            else:
                await work.sessions.end(member.user_id, current)
        return current

    async def end_session(self, actor: Actor, session_id: SessionId) -> SessionId:
        """End one of one's own sessions.

        Refuses with Unauthenticated, SessionNeeded or SessionNotFound.
        """
        member, _ = require_session(actor)
        async with self.unit_of_work() as work:
            if not await work.sessions.end(member.user_id, session_id):
                raise Refused(SessionNotFound())
        return session_id

    async def end_other_sessions(self, actor: Actor, *, keep: Iterable[SessionId] = ()) -> int:
        """End all of one's own sessions but this one and those to keep.

        Returns how many there were. Refuses with Unauthenticated or SessionNeeded.
        """
        member, current = require_session(actor)
        async with self.unit_of_work() as work:
            return await work.sessions.end_all(member.user_id, but=(current, *keep))

    async def _renewed(self, password: str, password_hash: str) -> str | None:
        """Return a new hash of a password whose hash would be made otherwise today."""
        if not self.passwords.is_outdated(password_hash):
            return None
        return await self.passwords.hash(password)
