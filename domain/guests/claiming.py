"""Taking along, as a member, what one has said as a guest."""

from dataclasses import dataclass

from domain.accounts.foundation import require_session
from domain.actor import Actor
from domain.claims.service import merge
from domain.clock import Clock
from domain.guests.ports import GuestClaimWork
from domain.guests.refusals import NoGuestComments
from domain.ids import UserId
from domain.publications.refusals import AddressNotVerified
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GuestClaiming:
    unit_of_work: UnitOfWork[GuestClaimWork]
    clock: Clock

    async def claim(self, actor: Actor, wanted: UserId | None = None) -> UserId:
        """Be the guest of one's own address, and no other than is wanted. Returns who is both now.

        Refuses with Unauthenticated, SessionNeeded, AddressNotVerified or NoGuestComments.
        """
        member, _ = require_session(actor)
        async with self.unit_of_work() as work:
            # Held, so that of two who ask at once the second finds nothing any more.
            address = await work.verified_addresses.hold(member.user_id)
            if address is None:
                raise Refused(AddressNotVerified())
            guest = await work.guests.of_address(address)
            if guest is None or wanted not in (None, guest):
                raise Refused(NoGuestComments())
            await merge(work, member, guest, member.user_id, at=self.clock())
        return member.user_id
