"""What an operator can set: environment variables, each with a default that works.

Every name begins with BROADSHEET_, but for DATABASE_URL, which is everybody's.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_PREFIX = "BROADSHEET_"


class SettingsError(Exception):
    """Some of the environment makes no sense. The message says what, one sentence for each."""


class Settings(BaseSettings):
    """Everything that differs from one installation to another."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, frozen=True, populate_by_name=True
    )

    database_url: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("DATABASE_URL", "BROADSHEET_DATABASE_URL"),
        description="Where PostgreSQL is. Without it, Broadsheet runs a server of its own.",
    )
    state_folder: Path = Field(
        Path(".broadsheet"),
        description="Where Broadsheet keeps what is its own: its PostgreSQL, media, explorer.",
    )
    postgres_binaries: Path | None = Field(
        None,
        description="The bin folder of the PostgreSQL to run where there is no DATABASE_URL.",
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 is any free one.")
    explorer: bool = Field(
        default=True, description="Whether browsers that open the endpoint get a page to try it."
    )
    shutdown_seconds: int = Field(
        10, ge=0, le=600, description="How long requests may take to finish after SIGTERM."
    )
    migration_lock_seconds: float = Field(
        2, gt=0, le=60, description="How long a migration waits for a lock before it tries again."
    )
    migration_statement_seconds: float = Field(
        600, gt=0, description="How long one statement of a migration may take."
    )

    @property
    def media_folder(self) -> Path:
        return self.state_folder / "media"

    @property
    def explorer_folder(self) -> Path:
        return self.state_folder / "explorer"

    @property
    def dsn(self) -> str:
        """The database to use, which `open_database` has found by the time anyone asks."""
        if self.database_url is None:
            raise SettingsError("Set DATABASE_URL to the PostgreSQL database to use.")
        return self.database_url.get_secret_value()

    def with_database(self, dsn: str) -> "Settings":
        return self.model_copy(update={"database_url": SecretStr(dsn)})


def read_settings(**given: Any) -> Settings:
    """Read the environment; what is `given` (and not None) comes before it."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise SettingsError("\n".join(_sentences(error))) from None


def _sentences(error: ValidationError) -> Iterator[str]:
    for detail in error.errors():
        name = str(detail["loc"][0])
        variable = name if name.isupper() else f"{_PREFIX}{name.upper()}"
        yield f"{variable} is {detail['input']!r}: {_lower(detail['msg'])}."


def _lower(message: str) -> str:
    return message[0].lower() + message[1:]
