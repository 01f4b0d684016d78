"""Everything people do with accounts."""

from domain.accounts.emails import Emails
from domain.accounts.passwords import Passwords
from domain.accounts.roles import Roles
from domain.accounts.signing_in import Sessions
from domain.accounts.signing_up import SignUps


class AccountService(Emails, Passwords, Roles, Sessions, SignUps):
    """One object, because one is made for every request, and few requests need any of it."""

    __slots__ = ()
