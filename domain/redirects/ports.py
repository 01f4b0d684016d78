"""What finding things by address needs from storage."""

from collections.abc import Sequence
from typing import Protocol

from domain.redirects.models import Found


class AddressReader(Protocol):
    async def at(self, publication: str, path: str) -> Sequence[Found]:
        """Return what stands at a path, the best answer first: posts and pages in any state too.

        The publication is named by its handle, and the path is in its normal form.
        """
