"""What a source yields, one after another."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.importing.models import (
    ImportedPage,
    ImportedPerson,
    ImportedPost,
    ImportedPublication,
    ImportedRedirect,
    ImportedThread,
)

Item = (
    ImportedPerson
    | ImportedPublication
    | ImportedPost
    | ImportedPage
    | ImportedThread
    | ImportedRedirect
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item, and what its owner should know of it."""

    item: Item
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that is not imported, and why."""

    kind: str
    external_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Work that ends in no item, such as looking at the files first."""

    text: str


Findings = Iterable[Found | Skipped | Step]
