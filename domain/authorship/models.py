"""Who a post is by, and who is asked to be one of them."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import CoAuthorInvitationId, PostId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing

MOST_CO_AUTHORS = 10
"""How many people write a post with its author, those who have not answered yet included."""

MOST_INVITATIONS = 50
"""How many people are ever asked to write one post, those who declined included."""

OLDEST_INVITATIONS = Order("oldest co-author invitations", "invited_at", MOMENT)
NEWEST_INVITATIONS = Order("newest co-author invitations", "invited_at", MOMENT, descending=True)


class CoAuthorInvitation(Model, frozen=True):
    """Asks somebody to write a post together with its author. Nobody has answered it yet."""

    id: CoAuthorInvitationId
    post_id: PostId
    user_id: UserId
    inviter_id: UserId
    invited_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationsTo(ChildListing[CoAuthorInvitation]):
    """Those to write one post that nobody has answered yet, oldest first."""

    order = OLDEST_INVITATIONS
    post_id: PostId

    @property
    def parent(self) -> PostId:
        return self.post_id


@dataclass(frozen=True, slots=True)
class InvitationsOf(ChildListing[CoAuthorInvitation]):
    """Those that one person has not answered yet, newest first."""

    order = NEWEST_INVITATIONS
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id
