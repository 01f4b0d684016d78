"""Finding things by their address."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.redirects.models import Found
from domain.redirects.paths import normal_path
from domain.redirects.ports import AddressReader


@dataclass(frozen=True, slots=True)
class AddressService:
    reader: AddressReader

    async def at(self, publication: str, path: str) -> Sequence[Found]:
        """Find what stands at a path of a publication, whichever way the path is written.

        The first thing that the reader may see is the answer: posts come before pages, tags,
        series and redirects.
        """
        return await self.reader.at(publication.lower(), normal_path(path))
