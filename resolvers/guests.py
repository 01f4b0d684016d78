"""What people say who have no account, and what becomes of it when they join."""

from dataclasses import dataclass
from typing import Annotated

from domain.comments.models import Comment
from domain.guests.models import LONGEST_NAME
from domain.ids import COMMENT, POST, USER, GlobalId
from domain.posts.models import Post
from domain.users.models import User
from resolvers.arguments import to_id
from resolvers.context import RequestContext
from resolvers.loading import existing


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedGuestComment:
    """What commenting as a guest answers with: the same for every address."""

    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedGuestComment:
    """What proving the address of a comment answers with."""

    comment: Comment
    parent: Comment | None
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedGuestComments:
    """What being the guest of one's own address answers with."""

    user: User


async def add_guest_comment(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to comment on."],
    parent_id: Annotated[
        GlobalId | None, "The comment on it to answer, however deep. Null answers the post itself."
    ] = None,
    markdown: Annotated[
        str, "What it says, in Markdown: 20,000 bytes at most unless the server says otherwise."
    ],
    name: Annotated[str, f"What readers call you: {LONGEST_NAME} characters at most."],
    email: Annotated[str, "Your address, 254 characters at most. Readers do not see it."],
) -> AddedGuestComment:
    """Comment without an account, where the server lets people. Nobody sees it yet.

    A letter to the address says how to go on: by `confirmGuestComment`.
    """
    address = await context.services.guest_commenting.add(
        to_id(POST, post_id, argument="postId"),
        None if parent_id is None else to_id(COMMENT, parent_id, argument="parentId"),
        markdown,
        name=name,
        email=email,
        device=context.visit.device,
    )
    return AddedGuestComment(email=address)


async def confirm_guest_comment(
    context: RequestContext,
    *,
    token: Annotated[str, "The token in the link of the letter, 53 characters."],
) -> ConfirmedGuestComment:
    """Prove the address of a comment by the link of a letter, and say it.

    Where the publication looks at first comments, it waits for an editor.
    """
    said = await context.services.guest_commenting.confirm(token)
    if said.comment is None:
        raise LookupError("A comment that was written is gone.")
    return ConfirmedGuestComment(comment=said.comment, parent=said.parent, post=said.post)


async def claim_guest_comments(
    context: RequestContext,
    *,
    user_id: Annotated[
        GlobalId | None, "Whom they are by, to make sure. Null is whoever has your address."
    ] = None,
) -> ClaimedGuestComments:
    """Make the comments yours that were written with your address before you had an account.

    Readers see your name above them then. It cannot be undone.
    """
    wanted = None if user_id is None else to_id(USER, user_id, argument="userId")
    owner_id = await context.services.guest_claiming.claim(context.actor, wanted)
    [user] = existing(await context.loaders.user.load_many([owner_id]))
    return ClaimedGuestComments(user=user)
