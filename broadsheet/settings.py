"""What an operator can set: environment variables, each with a default that works.

Every name begins with BROADSHEET_, but for DATABASE_URL, which is everybody's.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import SettingsConfigDict

from broadsheet.account_settings import AccountSettings
from broadsheet.adapters.rendering import Limits as TextLimits
from broadsheet.comment_settings import CommentSettings
from broadsheet.guest_settings import GuestSettings
from broadsheet.limits_settings import LimitsSettings
from broadsheet.mail_settings import MailSettings
from broadsheet.oidc_settings import OidcSettings
from broadsheet.publication_settings import PublicationSettings
from broadsheet.reaction_settings import ReactionSettings
from broadsheet.upload_settings import UploadSettings
from broadsheet.writing_settings import WritingSettings
from db.pool import PoolLimits
from execution.limits import Limits
from execution.registry import RegistryLimits

_PREFIX = "BROADSHEET_"


class SettingsError(Exception):
    """Some of the environment makes no sense. The message says what, one sentence for each."""


class Settings(
    AccountSettings,
    CommentSettings,
    GuestSettings,
    LimitsSettings,
    MailSettings,
    OidcSettings,
    PublicationSettings,
    ReactionSettings,
    UploadSettings,
    WritingSettings,
):
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
    public_url: str | None = Field(
        None,
        description=(
            "The address that this server is reached at from outside, for links to it. "
            "Without it, the address it listens on."
        ),
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

    deadline_seconds: float = Field(
        8, gt=0, le=600, description="How long an operation may take; its SQL is cancelled then."
    )
    operations_at_once: int = Field(
        40, ge=1, description="How many operations one process runs at the same time."
    )
    body_bytes: int = Field(1_000_000, ge=1_000, description="How large a request may be.")
    body_seconds: float = Field(
        10, gt=0, le=600, description="How long a request may take to arrive."
    )
    origins: tuple[str, ...] = Field(
        (), description="Web origins that may call from a browser, as a JSON list."
    )
    introspection: bool = Field(default=True, description="Whether callers may ask for the schema.")
    explain: bool = Field(
        default=False, description="Whether callers may see plans and SQL, by a header."
    )
    metrics: bool = Field(
        default=False, description="Whether /metrics is there, in Prometheus' format."
    )

    source_length: int = Field(100_000, ge=1, description="Characters a document may have.")
    tokens: int = Field(5_000, ge=1, description="Tokens a document may have.")
    comments: int = Field(500, ge=0, description="Comments a document may have.")
    definitions: int = Field(100, ge=1, description="Operations and fragments in a document.")
    depth: int = Field(20, ge=1, description="Fields inside fields in a document.")
    selections: int = Field(
        2_000, ge=1, description="Fields and fragments a document selects, all spreads counted."
    )
    aliases: int = Field(100, ge=0, description="Aliases an operation may use.")
    directives: int = Field(100, ge=0, description="Directives an operation may use.")
    nodes: int = Field(10_000, ge=1, description="Items an operation may ask for in all its lists.")
    objects: int = Field(
        30_000, ge=1, description="Objects an operation may ask for, those in no list too."
    )

    kept_operations: int = Field(1_000, ge=1, description="Prepared operations to remember.")
    kept_bytes: int = Field(
        64_000_000, ge=0, description="The memory they may take with their plans, about."
    )

    trusted_documents: Path | None = Field(
        None, description="A file of documents that callers may name by their ids, in JSON."
    )
    only_trusted_documents: bool = Field(
        default=False, description="Whether documents that are not in that file are refused."
    )
    persisted_queries: bool = Field(
        default=True,
        description="Whether callers may have documents kept, to name them by their sha256.",
    )
    registered_documents: int = Field(1_000, ge=1, description="Documents kept so.")
    registered_characters: int = Field(
        1_000_000, ge=1, description="Characters of all of them, each some 1 to 4 bytes of memory."
    )
    registered_length: int = Field(
        10_000, ge=1, description="Characters that one of them may have."
    )
    registrations_a_minute: int = Field(
        60,
        ge=0,
        description="New ones a process keeps in a minute; others are answered, and not kept.",
    )

    stores: bool = Field(
        default=True,
        description="Whether what many answers show is kept in memory until it changes.",
    )
    stored_rows: int = Field(
        5_000, ge=1, description="How many rows of each kind are kept, each some 1 kB of memory."
    )
    stored_characters: int = Field(
        10_000_000, ge=1, description="How many characters of texts are kept, of 1 to 4 bytes each."
    )
    answer_cache_bytes: int = Field(
        0,
        ge=0,
        description="Memory for answers to GET, kept until they change; 0 keeps none.",
    )
    answer_max_age_seconds: int = Field(
        0, ge=0, description="How long callers may show an answer to GET before they ask again."
    )

    text_bytes: int = Field(100_000, ge=1, description="How large a text that people write may be.")
    rendering_seconds: float = Field(
        1, gt=0, le=60, description="How long rendering one such text may take."
    )

    media_bytes: int = Field(20_000_000, ge=1, description="How large a file of media may be.")

    connections: int = Field(10, ge=1, description="Connections to PostgreSQL a process keeps.")
    acquire_seconds: float = Field(
        2, gt=0, description="How long an operation waits for a connection."
    )
    connect_seconds: float = Field(2, gt=0, description="How long connecting may take.")
    statement_seconds: float = Field(
        8, gt=0, description="How long PostgreSQL lets one statement take."
    )
    lock_seconds: float = Field(2, gt=0, description="How long a statement waits for a lock.")
    idle_seconds: float = Field(
        10, gt=0, description="How long a transaction may stay open without a statement."
    )
    answer_seconds: float = Field(
        10, gt=0, description="How long PostgreSQL may be silent before it counts as lost."
    )

    @property
    def limits(self) -> Limits:
        return Limits(
            source_length=self.source_length,
            tokens=self.tokens,
            comments=self.comments,
            definitions=self.definitions,
            depth=self.depth,
            selections=self.selections,
            aliases=self.aliases,
            directives=self.directives,
            nodes=self.nodes,
            objects=self.objects,
            kept_operations=self.kept_operations,
            kept_bytes=self.kept_bytes,
        )

    @property
    def registry_limits(self) -> RegistryLimits:
        return RegistryLimits(
            registers=self.persisted_queries,
            documents=self.registered_documents,
            characters=self.registered_characters,
            length=self.registered_length,
            a_minute=self.registrations_a_minute,
        )

    @property
    def pool_limits(self) -> PoolLimits:
        return PoolLimits(
            size=self.connections,
            acquire=self.acquire_seconds,
            connect=self.connect_seconds,
            statement=self.statement_seconds,
            lock=self.lock_seconds,
            idle_in_transaction=self.idle_seconds,
            answer=self.answer_seconds,
        )

    @property
    def text_limits(self) -> TextLimits:
        return TextLimits(bytes=self.text_bytes, seconds=self.rendering_seconds)

    @property
    def address(self) -> str:
        """Where the server is found, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def front_end(self) -> str:
        """Where links in letters lead, without a slash at the end."""
        return (self.front_end_url or self.address).rstrip("/")

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
