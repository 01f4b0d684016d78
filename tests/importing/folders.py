"""Small folders to import, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.adapters.media import MediaFolder
from broadsheet.importing.found import Findings
from broadsheet.importing.markdown.layouts import Layout
from broadsheet.importing.markdown.site import open_site
from broadsheet.importing.markdown.source import MarkdownSource, Wishes
from broadsheet.importing.receipts import Receipt
from broadsheet.importing.run import ImportRun
from domain.importing.outcomes import Outcome
from domain.importing.service import ImportService


@dataclass(slots=True)
class KeptReceipt(Receipt):
    """A receipt that also keeps its lines, for tests to look at."""

    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        Receipt.add(self, outcome)
        self.outcomes.append(outcome)

    def of(self, kind: str) -> dict[str, Outcome]:
        return {line.external_id: line for line in self.outcomes if line.kind == kind}

    @property
    def results(self) -> set[str]:
        return {line.result.value for line in self.outcomes}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def media_beside(folder: Path) -> MediaFolder:
    return MediaFolder(folder=folder.parent / f"{folder.name}-media")


async def import_folder(
    service: ImportService,
    folder: Path,
    *,
    sections: dict[str, str] | None = None,
    layout: Layout | None = None,
    permalink: str | None = None,
    wishes: Wishes | None = None,
) -> KeptReceipt:
    site = open_site(folder, "notes", sections=sections or {}, layout=layout, permalink=permalink)
    return await import_all(service, MarkdownSource(site, media_beside(folder), wishes or Wishes()))


async def import_all(service: ImportService, findings: Findings) -> KeptReceipt:
    receipt = KeptReceipt(_nowhere)
    await ImportRun(service, receipt, _nowhere).run(findings)
    return receipt


def _nowhere(_text: str) -> None:
    """Show nothing."""


def lines(*texts: str) -> str:
    return "\n".join(texts) + "\n"


def a_text(title: str, body: str, *keys: str, date: str = "2020-01-02") -> str:
    return lines("+++", f'title = "{title}"', f"date = {date}", *keys, "+++", body)
