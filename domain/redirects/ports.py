"""What finding things by address needs from storage, and changing where old addresses lead."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.events import Event
from domain.ids import PublicationId, RedirectId, UserId
from domain.publications.ports import MembershipReader
from domain.redirects.models import Found, Redirect, RedirectTarget


class AddressReader(Protocol):
    async def at(self, publication: str, path: str) -> Sequence[Found]:
        """Return what stands at a path, the best answer first: posts and pages in any state too.

        The publication is named by its handle, and the path is in its normal form.
        """


class SightReader(Protocol):
    async def redirects_apart(
        self, user_id: UserId, ids: Collection[RedirectId]
    ) -> Collection[RedirectId]:
        """Return those that lead to posts which somebody does not find, because of a block."""


class RedirectReader(Protocol):
    async def by_ids(self, ids: Collection[RedirectId]) -> Sequence[Redirect]:
        """Return redirects wherever they lead, in any order. Unknown ids are left out."""


class RedirectRepository(Protocol):
    """Redirects being changed."""

    async def find(self, redirect_id: RedirectId) -> Redirect | None: ...

    async def target_path(
        self, publication_id: PublicationId, target: RedirectTarget
    ) -> str | None:
        """Hold the post or page that a redirect is to lead to, and return its path.

        None where the publication has no such text.
        """

    async def take_turn(self, publication_id: PublicationId) -> None:
        """Keep others from changing what stands where, until the unit of work ends."""

    async def count_rules(self, publication_id: PublicationId) -> int:
        """Count the redirects that editors have written."""

    async def stands_at(self, publication_id: PublicationId, path: str) -> bool:
        """Tell whether a post or a page that everyone sees is at this path."""

    async def url_at(self, publication_id: PublicationId, source: str) -> str | None:
        """Return the address that a redirect from this path leads to, if there is one."""

    async def add(self, redirect: Redirect, target: RedirectTarget, *, at: datetime) -> None:
        """Store a new rule. Refuses with RedirectSourceTaken."""

    async def save(self, redirect: Redirect, target: RedirectTarget | None) -> None:
        """Store a redirect, which leads where it did if no target is given.

        Refuses with RedirectSourceTaken, or with RedirectNotFound if it is gone by now.
        """

    async def remove(self, redirect_id: RedirectId) -> bool:
        """Remove a redirect. Return whether it was there."""


class RedirectWork(Protocol):
    """What a change to redirects may touch inside one unit of work."""

    @property
    def redirect_rules(self) -> RedirectRepository: ...

    @property
    def memberships(self) -> MembershipReader: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
