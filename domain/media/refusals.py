"""What can be refused about a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.refusals import Conflict, InvalidInput, NotFound, Violation

_ARGUMENT = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTooLarge(InvalidInput):
    code = "FILE_TOO_LARGE"
    message: str = "This file is too large."
    violations: Sequence[Violation] = (Violation(argument=_ARGUMENT, message="Is too large."),)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTypeRefused(InvalidInput):
    code = "FILE_TYPE_REFUSED"
    message: str = "This is no picture, nor another kind of file that is kept."
    violations: Sequence[Violation] = (
        Violation(argument=_ARGUMENT, message="Is of a kind that is not kept."),
    )


def file_too_large(*, size: int, limit: int) -> FileTooLarge:
    message = f"A file may have at most {limit:,} bytes. This one has {size:,}."
    return FileTooLarge(
        message=message, violations=(Violation(argument=_ARGUMENT, message=message),)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBroken(InvalidInput):
    code = "PICTURE_BROKEN"
    message: str = "This picture cannot be decoded to its end."
    violations: Sequence[Violation] = (Violation(argument=_ARGUMENT, message="Is broken."),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTooLarge(InvalidInput):
    code = "PICTURE_TOO_LARGE"
    message: str = "This picture has too many pixels."
    violations: Sequence[Violation] = (
        Violation(argument=_ARGUMENT, message="Has too many pixels."),
    )


def picture_too_large(*, width: int, height: int, frames: int) -> PictureTooLarge:
    moving = f" in {frames} frames" if frames > 1 else ""
    return PictureTooLarge(
        message=f"A picture may have 40 million pixels. This one has {width} x {height}{moving}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaNotFound(NotFound):
    code = "MEDIA_NOT_FOUND"
    message: str = "There is no such picture."


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadNotFound(NotFound):
    code = "UPLOAD_NOT_FOUND"
    message: str = "This address was used, has expired, or never was. Ask for a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInUse(Conflict):
    code = "MEDIA_IN_USE"
    message: str = "A text or a cover shows this picture. Take it out there first."


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFull(Conflict):
    code = "MEDIA_FULL"
    message: str = "Your pictures take all the room there is for one person. Remove some first."


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadsPending(Conflict):
    code = "UPLOADS_PENDING"
    message: str = "You have asked for many addresses and not used them. Use them, or wait an hour."
