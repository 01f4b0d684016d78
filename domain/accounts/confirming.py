"""Asking people for their password again, before what would let somebody else take over."""

from domain.accounts.foundation import AccountUseCases
from domain.accounts.models import Account, Device
from domain.accounts.ports import AccountWork
from domain.accounts.refusals import WrongPassword
from domain.accounts.texts import normal_password
from domain.ids import UserId
from domain.limits.models import AttemptKind
from domain.refusals import Refused


class Confirming(AccountUseCases):
    __slots__ = ()

    async def confirmed(self, user_id: UserId, password: str, device: Device) -> Account:
        """Return an account to whoever knows its password.

        Refuses with WrongPassword or RateLimited.
        """
        await self.attempts.spend(
            AttemptKind.CONFIRM_PASSWORD, account=user_id.hex, address=device.address
        )
        account = await self.reader.by_user(user_id)
        known = account.password_hash if account else None
        is_right = await self.passwords.matches(normal_password(password), known)
        if account is None or known is None or not is_right:
            raise Refused(WrongPassword())
        return account


async def lock_unchanged(work: AccountWork, known: Account) -> Account:
    """Return an account, held, whose password is the one that was confirmed.

    Of two changes at once only one succeeds: the other refuses with WrongPassword.
    """
    account = await work.accounts.lock(known.user_id)
    if account is None or account.password_hash != known.password_hash:
        raise Refused(WrongPassword())
    return account
