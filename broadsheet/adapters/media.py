"""Media in a local folder, each file under a name made of its content.

So the same file is stored once, a name never means another content, and answers can be cached for
good. A file is there whole or not at all, even if the machine stops in the middle of writing it.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from broadsheet.adapters.media_types import FileType, file_type
from domain.media.refusals import FileTypeRefused, file_too_large
from domain.refusals import Refused

MEDIA_PATH = "/media/"
"""Where the server offers the files, each under its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file by its content: its name in the folder, and what it is."""

    key: str
    byte_size: int
    type: FileType

    @property
    def url(self) -> str:
        return MEDIA_PATH + self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFolder:
    folder: Path
    byte_limit: int = 20_000_000
    is_rehearsal: bool = False
    """Whether nothing is written."""

    def store(self, content: bytes, *, from_operator: bool = False) -> StoredFile:
        """Keep a file. Refuses with FileTooLarge or FileTypeRefused.

        SVG, PDF and plain text may do more than a picture, so only operators bring them.
        """
        if len(content) > self.byte_limit:
            raise Refused(file_too_large(size=len(content), limit=self.byte_limit))
        type_ = file_type(content)
        if type_ is None or not (type_.is_harmless or from_operator):
            raise Refused(FileTypeRefused())
        key = f"{sha256(content).hexdigest()}.{type_.extension}"
        if not (self.is_rehearsal or (self.folder / key).exists()):
            self.write(key, content)
        return StoredFile(key=key, byte_size=len(content), type=type_)

    def remove(self, key: str) -> None:
        """Let go of a file that nothing shows any more."""
        if not self.is_rehearsal:
            (self.folder / key).unlink(missing_ok=True)

    def write(self, key: str, content: bytes) -> None:
        """Keep a file under this name: whole, or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                temporary.chmod(0o644)
                temporary.replace(self.folder / key)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        _sync(self.folder)


def _sync(folder: Path) -> None:
    """Make the new name last, too."""
    if os.name == "nt":  # which has no such thing
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
