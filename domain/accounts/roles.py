"""What people are on this server."""

from domain.accounts import policy
from domain.accounts.events import RoleChanged
from domain.accounts.foundation import AccountUseCases
from domain.accounts.refusals import AccountNotFound, LastAdministrator
from domain.actor import Actor, Scope, SiteRole, require_member
from domain.audit_entries import AuditEntry
from domain.ids import AUDIT_ENTRY, USER, UserId
from domain.refusals import PermissionDenied, Refused


class Roles(AccountUseCases):
    __slots__ = ()

    async def set_role(self, actor: Actor, user_id: UserId, role: SiteRole) -> UserId:
        """Make somebody a member, a moderator or an administrator.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied, AccountNotFound or
        LastAdministrator.
        """
        member = require_member(actor, Scope.ADMIN)
        denied = Refused(PermissionDenied(message="Only administrators give roles."))
        if not policy.can_administrate(member):
            raise denied
        now = self.clock()
        async with self.unit_of_work() as work:
            # Of two administrators who demote each other, the second one finds that they are none.
            held = await work.accounts.lock_administrators(user_id, member.user_id)
            accounts = {account.user_id: account for account in held}
            asking, account = accounts.get(member.user_id), accounts.get(user_id)
            if asking is None or asking.role is not SiteRole.ADMIN:
                raise denied
            if account is None:
                raise Refused(AccountNotFound())
            if account.role is role:
                return user_id
            if account.role is SiteRole.ADMIN and not policy.can_give_up(account, held):
                raise Refused(LastAdministrator())
            await work.accounts.save(account.with_role(role))
            subject = USER.text_of(user_id)
            entry = AuditEntry(
                id=AUDIT_ENTRY.new_id(at=now),
                actor_id=member.user_id,
                action=RoleChanged.name,
                subject=subject,
                details={"from": account.role.value, "to": role.value},
                occurred_at=now,
            )
            await work.audit.add(entry)
            work.record(RoleChanged(occurred_at=now, user_id=subject, role=role.value))
        return user_id
