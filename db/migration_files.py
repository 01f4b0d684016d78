"""The migrations that come with this version of the program."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "migrations"

_NAME = re.compile(r"\d{4}_[a-z0-9_]+\.sql")

# For what PostgreSQL runs by itself only, such as CREATE INDEX CONCURRENTLY.
_NO_TRANSACTION = "-- no-transaction"

_END_OF_STATEMENT = re.compile(r";[ \t]*$", re.MULTILINE)


class MigrationError(Exception):
    """The database cannot be brought up to date. The message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    name: str
    statements: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.statements.encode()).hexdigest()

    @property
    def in_transaction(self) -> bool:
        return not self.statements.startswith(_NO_TRANSACTION)

    @property
    def each_statement(self) -> Sequence[str]:
        """What is sent one after the other, outside of a transaction. Each ends with its line."""
        return [one for one in _END_OF_STATEMENT.split(self.statements) if one.strip()]


def read_migrations(folder: Path = FOLDER) -> Sequence[Migration]:
    """Read all migrations, in the order in which they apply."""
    paths = sorted(folder.glob("*.sql"))
    misnamed = [path.name for path in paths if not _NAME.fullmatch(path.name)]
    if misnamed:
        raise MigrationError(f"Rename {misnamed[0]}: migrations are called like 0001_posts.sql.")
    numbers = Counter(path.name[:4] for path in paths)
    twice = [path.name for path in paths if numbers[path.name[:4]] > 1]
    if twice:
        raise MigrationError(f"{' and '.join(twice)} have the same number; renumber the newest.")
    return [
        Migration(name=path.name, statements=path.read_text(encoding="utf-8")) for path in paths
    ]
