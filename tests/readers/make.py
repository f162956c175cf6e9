"""Small reports through the whole path: written as a file, extracted, and looked at by words instead of by indices."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractor.document import Document
from extractor.pipeline import extract
from schemas.extraction import Extraction
from schemas.figure import Figure
from schemas.record import Indicator, Project, Quantity, Record

TITLE = "柳河镇人民政府2023年度部门整体支出绩效自评报告"


@dataclass(frozen=True)
class Read:
    """One extraction with look-ups by name and label."""

    extraction: Extraction
    document: Document

    @property
    def record(self) -> Record:
        return self.extraction.record

    @property
    def projects(self) -> list[str]:
        return [project.name for project in self.record.projects]

    def project(self, name: str) -> Project:
        return next(project for project in self.record.projects if project.name == name)

    def pointer(self, name: str) -> str:
        return f"/projects/{self.projects.index(name)}"

    def money(self, name: str, measure: str) -> list[str]:
        return printed(getattr(self.project(name), measure))

    def quantities(self, label: str | None, measure: str | None = None) -> list[Quantity]:
        return [q for q in self.record.quantities if q.label == label and measure in (None, q.measure)]

    def quantity(self, label: str | None, measure: str) -> list[str]:
        return [figure for q in self.quantities(label, measure) for figure in printed(q.mentions)]

    def indicator(self, name: str | None, path: Sequence[str] | None = None) -> Indicator:
        return next(row for row in self.record.indicators if row.name == name and (path is None or row.path == tuple(path)))

    def figures(self, pointer: str) -> list[str]:
        """The printed numbers of a figure list named by its pointer."""
        node: object = self.record
        for part in pointer.strip("/").split("/"):
            node = node[int(part)] if part.isdigit() else getattr(node, part)  # type: ignore[index]
        return printed(node.mentions if isinstance(node, Quantity) else node)  # type: ignore[arg-type]

    @property
    def sums(self) -> list[tuple[str, str | None, list[str]]]:
        """Each breakdown as kind, first figure of its whole, and first figures of its parts."""
        return [
            (
                made.kind,
                self.figures(made.whole)[0] if made.whole else None,
                [self.figures(part)[0] for part in made.parts if isinstance(part, str)],
            )
            for made in self.record.breakdowns
        ]

    @property
    def unclaimed(self) -> list[str]:
        return [numeral.printed for numeral in self.extraction.ledger.unclaimed]

    @property
    def errors(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(finding.check, finding.proofs) for finding in self.extraction.findings if finding.severity == "error"]


def printed(figures: Sequence[Figure]) -> list[str]:
    return [figure.printed for figure in figures]


@lru_cache(maxsize=512)
def read(text: str, title: str = TITLE, suffix: str = ".txt") -> Read:
    """A report of this title and body, tables tab separated (or piped, with ``.md``)."""
    return read_bytes(f"{title}\n{text}\n" if title else text, suffix)


def read_bytes(text: str, suffix: str = ".txt") -> Read:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        path.write_text(text, encoding="utf-8")
        return Read(*extract(path))


def tabs(*rows: Sequence[str]) -> str:
    """A table as tab separated lines."""
    return "\n".join("\t".join(row) for row in rows)


def pipes(*rows: Sequence[str]) -> str:
    """The same table as pipe Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)
