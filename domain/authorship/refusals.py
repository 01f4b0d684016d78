"""What can be refused about the authors of a post."""

from dataclasses import dataclass

from domain.authorship.models import MOST_CO_AUTHORS, MOST_INVITATIONS
from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorInvitationNotFound(NotFound):
    code = "CO_AUTHOR_INVITATION_NOT_FOUND"
    message: str = "There is no such invitation, or it was answered."


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorNotFound(NotFound):
    code = "CO_AUTHOR_NOT_FOUND"
    message: str = "This person neither writes the post with its author nor is asked to."


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNotClaimed(Conflict):
    code = "PERSON_NOT_CLAIMED"
    message: str = "This person was imported and cannot answer until somebody claims them."


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyAuthor(Conflict):
    code = "ALREADY_AUTHOR"
    message: str = "The post is by this person already."


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyInvited(Conflict):
    code = "ALREADY_INVITED"
    message: str = "This person was asked already."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationDeclined(Conflict):
    code = "INVITATION_DECLINED"
    message: str = "This person has declined to write this post, and is not asked again."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyCoAuthors(Conflict):
    code = "TOO_MANY_CO_AUTHORS"
    message: str = f"At most {MOST_CO_AUTHORS} people write a post with its author."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyInvitations(Conflict):
    code = "TOO_MANY_INVITATIONS"
    message: str = f"At most {MOST_INVITATIONS} people are ever asked to write one post."


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorNotMember(Conflict):
    code = "AUTHOR_NOT_MEMBER"
    message: str = "Posts of this publication are by its members."
