"""What finding things by address needs from storage."""

from collections.abc import Sequence
from typing import Protocol

from domain.redirects.models import Found


class AddressReader(Protocol):
    async def at(self, publication: str, path: str) -> Sequence[Found]:
        """Return what stands at a path, posts in any state included: the best answer first.

        The publication is named by its handle, and the path is in its normal form.
        """
