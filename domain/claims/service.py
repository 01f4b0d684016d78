"""Claiming to be a person who was imported, and deciding on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from unicodedata import category

from domain.accounts.foundation import letter, require_session
from domain.accounts.refusals import LinkInvalid
from domain.actor import Actor, Member, Scope, require_member
from domain.audit_entries import AuditEntry
from domain.claims.events import ClaimRefused, ClaimRequested, UserMerged
from domain.claims.models import Claim, OpenClaims
from domain.claims.policy import can_decide, can_see
from domain.claims.ports import ClaimReader, ClaimWork
from domain.claims.refusals import ClaimNotFound, NobodyToClaim, TooManyClaims, UserClaimed
from domain.clock import Clock
from domain.ids import AUDIT_ENTRY, CLAIM, USER, ClaimId, GlobalId, UserId
from domain.mail.addresses import email_address
from domain.mail.models import LetterKind, LinkPurpose
from domain.paging import ListReader, Page, PageRequest
from domain.refusals import PermissionDenied, Refused, invalid
from domain.tokens import LINK_TOKEN
from domain.unit_of_work import UnitOfWork

MOST_CLAIMS = 10
LONGEST_MESSAGE = 1_000


@dataclass(frozen=True, slots=True)
class ClaimService:
    unit_of_work: UnitOfWork[ClaimWork]
    reader: ClaimReader
    lists: ListReader
    clock: Clock

    async def visible(self, actor: Actor, ids: Collection[ClaimId]) -> Mapping[ClaimId, Claim]:
        """Find the claims the actor may see. The others are left out."""
        if not isinstance(actor, Member) or Scope.READ not in actor.scopes:
            return {}
        return {claim.id: claim for claim in await self.reader.by_ids(ids) if can_see(actor, claim)}

    async def open(self, actor: Actor, request: PageRequest) -> Page[Claim]:
        """Read what waits for a decision.

        Refuses with Unauthenticated, ScopeMissing or PermissionDenied.
        """
        _require_admin(actor)
        return await self.lists.page(OpenClaims(), request)

    async def request(self, actor: Actor, username: str, message: str | None) -> Claim:
        """Say to be somebody who was imported. Saying it again replaces the message.

        Refuses with Unauthenticated, SessionNeeded, InvalidInput, NobodyToClaim, UserClaimed or
        TooManyClaims.
        """
        member, _ = require_session(actor)
        text, now = _message(message), self.clock()
        async with self.unit_of_work() as work:
            wanted = await work.claims.user_of_name(username.strip().lower())
            if wanted is None:
                raise Refused(NobodyToClaim())
            if wanted.is_claimed:
                raise Refused(UserClaimed())
            if await work.claims.count_of(member.user_id) >= MOST_CLAIMS:
                raise Refused(TooManyClaims())
            claim = await work.claims.add(
                Claim(CLAIM.new_id(at=now), wanted.id, member.user_id, text, now)
            )
            work.record(ClaimRequested(occurred_at=now, **_names(claim)))
        return claim

    async def confirm(self, actor: Actor, id: ClaimId) -> UserId:
        """Make the imported person one with the claimant, and return whom all belongs to now.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied, ClaimNotFound or UserClaimed.
        """
        admin = _require_admin(actor)
        async with self.unit_of_work() as work:
            claim = await work.claims.find(id)
            if claim is None:
                raise Refused(ClaimNotFound())
            # People first: whoever takes claims first waits for one whose person is going.
            await work.people.lock(claim.user_id, claim.claimant_id)
            claim = await _taken(work, id)
            await merge(work, admin, claim.user_id, claim.claimant_id, at=self.clock())
        return claim.claimant_id

    async def refuse(self, actor: Actor, id: ClaimId) -> ClaimId:
        """Decide that the claimant is somebody else.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied or ClaimNotFound.
        """
        admin, now = _require_admin(actor), self.clock()
        async with self.unit_of_work() as work:
            claim = await _taken(work, id)
            details: dict[str, str] = {"claimant": USER.text_of(claim.claimant_id)}
            await work.audit.add(_entry(admin, "claim.refused", claim.user_id, details, at=now))
            work.record(ClaimRefused(occurred_at=now, **_names(claim)))
        return id

    async def invite(self, actor: Actor, user_id: UserId, email: str) -> str:
        """Send a letter to somebody who may be an imported person. Returns where it goes to.

        Whoever has the letter is them. Letters that were sent before are void. Refuses with
        Unauthenticated, ScopeMissing, PermissionDenied, InvalidInput, NobodyToClaim or UserClaimed.
        """
        admin, address, now = _require_admin(actor), email_address(email), self.clock()
        async with self.unit_of_work() as work:
            person = (await work.people.lock(user_id)).get(user_id)
            if person is None:
                raise Refused(NobodyToClaim())
            if person.is_claimed:
                raise Refused(UserClaimed())
            await work.mailed_links.withdraw(user_id, LinkPurpose.CLAIM_USER)
            await work.letters.add(
                letter(
                    LetterKind.CLAIM_USER,
                    address,
                    at=now,
                    user_id=user_id,
                    username=person.username,
                )
            )
            await work.audit.add(_entry(admin, "claim.invited", user_id, {}, at=now))
        return address

    async def accept(self, actor: Actor, token: str) -> UserId:
        """Be the imported person whom the link of a letter is about. Returns who is both now.

        Refuses with Unauthenticated, SessionNeeded, LinkInvalid or UserClaimed.
        """
        member, _ = require_session(actor)
        token_hash, now = LINK_TOKEN.parse(token), self.clock()
        async with self.unit_of_work() as work:
            link = token_hash and await work.mailed_links.use(
                LinkPurpose.CLAIM_USER, token_hash, at=now
            )
            if not link or link.user_id is None:
                raise Refused(LinkInvalid())
            await merge(work, member, link.user_id, member.user_id, at=now)
        return member.user_id


async def merge(
    work: ClaimWork, decider: Member, imported: UserId, claimant: UserId, *, at: datetime
) -> None:
    """Hand everything of an imported person to the claimant. Refuses with UserClaimed."""
    held = await work.people.lock(imported, claimant)
    person = held.get(imported)
    if person is None or person.is_claimed:
        raise Refused(UserClaimed())
    await work.people.hand_over(imported, claimant)
    await work.people.merge_profile(imported, claimant)
    await work.people.keep_former_names(imported, claimant)
    await work.people.remove(imported)
    await work.people.lead_to(person.username, claimant)
    details = {"username": person.username, "user": USER.text_of(imported)}
    await work.audit.add(_entry(decider, "user.merged", claimant, details, at=at))
    work.record(
        UserMerged(
            occurred_at=at, user_id=USER.text_of(imported), into_user_id=USER.text_of(claimant)
        )
    )


def _require_admin(actor: Actor) -> Member:
    member = require_member(actor, Scope.ADMIN)
    if not can_decide(member):
        raise Refused(PermissionDenied(message="Only administrators decide on claims."))
    return member


async def _taken(work: ClaimWork, id: ClaimId) -> Claim:
    claim = await work.claims.take(id)
    if claim is None:
        raise Refused(ClaimNotFound())
    return claim


def _message(text: str | None) -> str | None:
    message = (text or "").strip()
    if len(message) > LONGEST_MESSAGE:
        raise invalid("message", f"Must have {LONGEST_MESSAGE:,} characters at most.")
    if any(category(character) in {"Cs", "Cn"} or character == "\0" for character in message):
        raise invalid("message", "Must be text.")
    return message or None


def _names(claim: Claim) -> dict[str, GlobalId]:
    return {
        "claim_id": CLAIM.text_of(claim.id),
        "user_id": USER.text_of(claim.user_id),
        "claimant_id": USER.text_of(claim.claimant_id),
    }


def _entry(
    actor: Member, action: str, subject: UserId, details: dict[str, str], *, at: datetime
) -> AuditEntry:
    return AuditEntry(
        AUDIT_ENTRY.new_id(at=at), actor.user_id, action, USER.text_of(subject), details, at
    )
