"""Reading what is in a folder, by names that may stand for anything."""

from pathlib import Path

from broadsheet.importing.errors import BrokenItemError


def read_file(path: Path, *, most_bytes: int, inside: Path | None = None) -> bytes:
    """Read a file. Raises BrokenItemError for what is none, leads elsewhere or is too large."""
    try:
        found = path.resolve(strict=True)
        if inside is not None and not found.is_relative_to(inside.resolve()):
            raise BrokenItemError("It is a link that leads out of the folder.")
        if not found.is_file():
            raise BrokenItemError("It is no file, but a folder, a pipe or a device.")
        with found.open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise BrokenItemError(f"It cannot be read: {error.strerror}.") from None
    except RuntimeError:  # what Python 3.11 and 3.12 say instead
        raise BrokenItemError("It is a link that leads back to itself.") from None
    if len(content) > most_bytes:
        raise BrokenItemError(f"It is larger than {most_bytes} bytes.")
    return content
