"""Letters that wait to be sent, and the links in them.

A letter is stored with the change that it tells of, and sent after. The secret of its link is made
when it is sent: nothing at rest holds one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain.ids import LetterId, UserId
from domain.model import Model


class LinkPurpose(StrEnum):
    VERIFY_EMAIL = "verify_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a password
    CLAIM_USER = "claim_user"
    SIGN_UP_INVITATION = "sign_up_invitation"
    PUBLICATION_INVITATION = "publication_invitation"
    GUEST_COMMENT = "guest_comment"


class LetterKind(StrEnum):
    """What a letter is about. Each has a template."""

    VERIFY_EMAIL = "verify_email"
    ALREADY_REGISTERED = "already_registered"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a kind, not a password
    NO_SUCH_ACCOUNT = "no_such_account"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - as above
    CHANGE_EMAIL = "change_email"
    EMAIL_CHANGE_REQUESTED = "email_change_requested"
    EMAIL_CHANGED = "email_changed"
    CLAIM_USER = "claim_user"
    SIGN_UP_INVITATION = "sign_up_invitation"
    PUBLICATION_INVITATION = "publication_invitation"
    ACCOUNT_DELETED = "account_deleted"
    GUEST_COMMENT = "guest_comment"
    GUEST_HAS_ACCOUNT = "guest_has_account"


class Link(NamedTuple):
    purpose: LinkPurpose
    lifetime: timedelta


LINKS: Mapping[LetterKind, Link] = {
    LetterKind.VERIFY_EMAIL: Link(LinkPurpose.VERIFY_EMAIL, timedelta(hours=24)),
    LetterKind.RESET_PASSWORD: Link(LinkPurpose.RESET_PASSWORD, timedelta(hours=1)),
    LetterKind.CHANGE_EMAIL: Link(LinkPurpose.CHANGE_EMAIL, timedelta(hours=24)),
    LetterKind.CLAIM_USER: Link(LinkPurpose.CLAIM_USER, timedelta(hours=24)),
    LetterKind.SIGN_UP_INVITATION: Link(LinkPurpose.SIGN_UP_INVITATION, timedelta(days=7)),
    LetterKind.PUBLICATION_INVITATION: Link(LinkPurpose.PUBLICATION_INVITATION, timedelta(days=7)),
    LetterKind.GUEST_COMMENT: Link(LinkPurpose.GUEST_COMMENT, timedelta(hours=24)),
}
"""The letters that hold a link, and how long it works."""


class Letter(Model, frozen=True):
    id: LetterId
    kind: LetterKind
    to: str
    """The address it goes to. Its link works for nobody who asked for another one."""
    user_id: UserId | None
    """Whom the link is about. None for letters to people who are not here yet."""
    subject_id: UUID | None
    """What else the link is about, such as an invitation."""
    facts: dict[str, str]
    """What its template tells: names, titles. No secrets."""
    created_at: datetime


class MailedLink(Model, frozen=True):
    """A link that was sent, found again by its secret."""

    purpose: LinkPurpose
    email: str
    user_id: UserId | None
    subject_id: UUID | None
    expires_at: datetime
