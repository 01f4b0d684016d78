"""What happens to publications and their members."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationEvent(Event):
    publication_id: GlobalId
    actor_id: GlobalId
    """Who did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationCreated(PublicationEvent):
    name = "publication.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationUpdated(PublicationEvent):
    name = "publication.updated"
    changed: tuple[str, ...]
    """The fields that have other values now, as callers call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDeleted(PublicationEvent):
    name = "publication.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEvent(PublicationEvent):
    user_id: GlobalId
    role: str
    """What they are in the publication now, or were until now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(MemberEvent):
    name = "member.joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(MemberEvent):
    name = "member.left"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRoleChanged(MemberEvent):
    name = "member.role_changed"
    former_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationEvent(PublicationEvent):
    invitation_id: GlobalId
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationCreated(InvitationEvent):
    name = "invitation.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAccepted(InvitationEvent):
    name = "invitation.accepted"
