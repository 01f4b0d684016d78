"""What tests of importing share."""

from functools import partial

import pytest

from broadsheet.clock import utc_now
from db.importing.items import KnownItems
from db.importing.work import import_work
from domain.importing.service import ImportService
from tests.importing.items import ADA, BOB, NOTES
from tests.importing.renderer import InlineRenderer
from tests.pinned import PinnedDatabase


@pytest.fixture
def renderer() -> InlineRenderer:
    return InlineRenderer()


@pytest.fixture
def service(database: PinnedDatabase, renderer: InlineRenderer) -> ImportService:
    return ImportService(
        "tests", partial(import_work, database), KnownItems(database), renderer, utc_now
    )


@pytest.fixture
async def notes(service: ImportService) -> None:
    """Two people and their publication."""
    for person in (ADA, BOB):
        await service.person(person)
    await service.publication(NOTES)
