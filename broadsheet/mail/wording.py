"""What letters say: one entry for each kind, in plain words.

`{site}` is the name of this server, the other names in braces are facts of the letter. A letter to
an address that nobody has confirmed yet tells nothing that its sender could choose: it would carry
anybody's words to anybody.
"""

from collections.abc import Mapping
from typing import NamedTuple

from domain.mail.models import LetterKind


class Action(NamedTuple):
    """What the reader can do: the words on the link, and its path on the front end."""

    label: str
    path: str


class Wording(NamedTuple):
    subject: str
    before: tuple[str, ...]
    action: Action | None = None
    after: tuple[str, ...] = ()


FALLBACKS: Mapping[str, str] = {
    "email": "another address",
    "inviter": "Somebody",
    "name": "somebody",
    "publication": "a publication",
    "role": "member",
    "username": "somebody",
}
"""Every fact that letters tell, and what they say where it is unknown or must not be repeated."""

_NOT_YOU = "If it was not you, ignore this letter: nothing happens without the link."
_ALARM = "If it was not you, reset your password now, and end the sessions you do not know."

WORDINGS: Mapping[LetterKind, Wording] = {
    LetterKind.VERIFY_EMAIL: Wording(
        "Confirm your address",
        ("Somebody, probably you, signed up at {site} with this address. Is it yours?",),
        Action("Confirm my address", "/verify"),
        (_NOT_YOU,),
    ),
    LetterKind.ALREADY_REGISTERED: Wording(
        "You have an account already",
        (
            "Somebody, probably you, wanted to use this address for an account at {site}.",
            "It has one already. Sign in, or ask for a new password if you forgot yours:",
        ),
        Action("Sign in", "/sign-in"),
        ("If it was not you, ignore this letter: nothing has changed.",),
    ),
    LetterKind.RESET_PASSWORD: Wording(
        "Choose a new password",
        ("Somebody, probably you, asked for a new password at {site}. Choose it here:",),
        Action("Choose a new password", "/reset-password"),
        ("If it was not you, ignore this letter: your password stays as it is.",),
    ),
    LetterKind.NO_SUCH_ACCOUNT: Wording(
        "There is no account with this address",
        (
            "Somebody, probably you, asked {site} for a letter about an account with this address.",
            "There is none. You may have signed up with another address.",
        ),
    ),
    LetterKind.PASSWORD_CHANGED: Wording(
        "Your password was changed",
        ("The password of your account at {site} was changed just now.", _ALARM),
    ),
    LetterKind.CHANGE_EMAIL: Wording(
        "Confirm your new address",
        ("Somebody, probably you, wants to use this address for their account at {site}:",),
        Action("Use this address", "/confirm-email"),
        (_NOT_YOU,),
    ),
    LetterKind.EMAIL_CHANGE_REQUESTED: Wording(
        "Your address is about to change",
        (
            "Somebody, probably you, wants to use {email} for your account at {site}.",
            "Once that address is confirmed, this one is not used any more.",
            _ALARM,
        ),
    ),
    LetterKind.EMAIL_CHANGED: Wording(
        "Your address was changed",
        ("Your account at {site} uses {email} from now on, and this address no longer.", _ALARM),
    ),
    LetterKind.CLAIM_USER: Wording(
        "Are you {username}?",
        (
            "Posts or comments by {username} were brought to {site} from another site.",
            "Somebody, probably you, says that they are theirs. Confirm it, signed in:",
        ),
        Action("These are mine", "/claim"),
        (_NOT_YOU,),
    ),
    LetterKind.SIGN_UP_INVITATION: Wording(
        "You are invited to {site}",
        ("{inviter} invites you to join {site}.",),
        Action("Join", "/join"),
        ("If you do not want to, ignore this letter.",),
    ),
    LetterKind.PUBLICATION_INVITATION: Wording(
        "You are invited to write for {publication}",
        ("{inviter} invites you to {publication} at {site}, as {role}.",),
        Action("See the invitation", "/invitation"),
        ("If you do not want to, ignore this letter.",),
    ),
    LetterKind.GUEST_COMMENT: Wording(
        "Is this comment yours?",
        (
            "Somebody, probably you, wrote a comment at {site} with this address.",
            "Nobody sees it yet. Say that it is yours, and it is there for everyone:",
        ),
        Action("It is mine", "/confirm-comment"),
        (_NOT_YOU,),
    ),
    LetterKind.GUEST_HAS_ACCOUNT: Wording(
        "Sign in to comment",
        (
            "Somebody, probably you, wrote a comment at {site} with this address, and no account.",
            "The address has one. Sign in, and comment as yourself:",
        ),
        Action("Sign in", "/sign-in"),
        ("If it was not you, ignore this letter: nobody sees the comment.",),
    ),
    LetterKind.ACCOUNT_DELETED: Wording(
        "Your account was deleted",
        (
            "Your account at {site} was deleted just now, as you asked.",
            "This is the last letter that you get from here.",
        ),
    ),
}
