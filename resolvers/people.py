"""Leaving for good."""

from dataclasses import dataclass
from typing import Annotated

from domain.ids import UserId
from domain.people.models import LeftContent
from resolvers.context import RequestContext


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedAccount:
    """What deleting an account answers with."""

    user_id: UserId


async def delete_account(
    context: RequestContext,
    *,
    password: Annotated[str, "The password, 256 characters at most, to be sure who asks."],
    content: Annotated[LeftContent, "What becomes of posts and comments."],
) -> DeletedAccount:
    """Delete the viewer's account. It cannot be undone. Export what you want to keep before."""
    user_id = await context.services.leaving.delete_account(
        context.actor, password=password, content=content, device=context.visit.device
    )
    context.visit.forget()
    return DeletedAccount(user_id=user_id)
