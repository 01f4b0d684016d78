"""The failures that are no defects: their message is a sentence for the operator."""

from broadsheet.database import DatabaseUnreachableError
from broadsheet.demo.loading import DemoRefusedError
from broadsheet.importing.errors import ImportFailedError
from broadsheet.server import PortTakenError, ServerFailedError
from broadsheet.settings import SettingsError
from db.embedded.errors import EmbeddedPostgresError
from db.migration_files import MigrationError

EXPECTED = (
    DatabaseUnreachableError,
    DemoRefusedError,
    EmbeddedPostgresError,
    ImportFailedError,
    MigrationError,
    PortTakenError,
    ServerFailedError,
    SettingsError,
)
