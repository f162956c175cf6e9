"""The pages that are read: the corpus' own scans, and pages degraded here, each with its truth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import img2pdf
import numpy as np
import pymupdf
from PIL import Image

from eval.bench.ocr.readings import Truth, document_lines, truth_of
from eval.bench.ocr.register import registered
from eval.bench.ocr.score import numbers
from eval.scans.degrade import Scan, degrade
from eval.scans.encode import picture
from eval.scans.geometry import Geometry
from eval.scans.profile import Ink, Profile, profile

if TYPE_CHECKING:
    from extractor.document import Document

SEED = 11
CORPUS = ("corpus mild", "corpus heavy")


@dataclass(frozen=True, slots=True)
class Case:
    """One scan: its group, the report and the pages (from 1) on it, the same picture as an image and as a PDF, and what stands there."""

    group: str
    report: str
    pages: tuple[int, ...]
    image: Path
    pdf: Path
    dpi: int
    key: str
    truth: Truth


def own_groups() -> dict[str, Profile]:
    """What is degraded here: mild and heavy in two resolutions, in colour and in grey, and every other profile once."""
    inks: tuple[Ink, ...] = ("colour", "grey")
    grid = {f"{name} {dpi} {ink}": profile(name).at(dpi, ink) for name in ("mild", "heavy") for dpi in (200, 300) for ink in inks}
    return {**grid, **{name: profile(name) for name in ("photo", "copy", "fax", "signed", "book", "turned", "coarse", "worst", "archive")}}


@dataclass(frozen=True, slots=True)
class Source:
    """A digital report, loaded."""

    pdf: Path
    twin: Document

    @property
    def name(self) -> str:
        """The file's own name without its suffix."""
        return self.pdf.stem


def sources(paths: Sequence[Path]) -> list[Source]:
    """The digital reports."""
    from extractor.load import load

    return [Source(path, load(path)) for path in paths]


def busiest(source: Source) -> int:
    """The page with most numbers."""
    pages = [page.number for page in source.twin.pages]
    return max(pages, key=lambda number: len(numbers(document_lines(source.twin, number))))


def corpus_cases(corpus: Path, reports: Sequence[Source], folder: Path, only: Mapping[str, frozenset[int]] | None = None) -> Iterator[Case]:
    """The corpus' own scans, page by page; with ``only``, these pages (from 1) of each report."""
    for group in CORPUS:
        for source in reports:
            path = corpus / "scan" / f"{source.name}.{group.split()[1]}.pdf"
            with pymupdf.open(path) as scan, pymupdf.open(source.pdf) as digital:
                for page in scan:
                    if only is None or page.number + 1 in only[source.name]:
                        yield _foreign(scan, page, digital, group, source, folder)


def _foreign(scan: pymupdf.Document, page: pymupdf.Page, digital: pymupdf.Document, group: str, source: Source, folder: Path) -> Case:
    picture = scan.extract_image(page.get_images()[0][0])
    pixels = np.asarray(Image.open(BytesIO(picture["image"])))
    dpi = round(picture["width"] * 72 / page.rect.width)
    place = registered(digital[page.number], pixels, dpi)
    return _case(group, source, {page.number + 1: place}, picture["image"], pixels, dpi, folder)


def own_cases(reports: Sequence[Source], folder: Path) -> Iterator[Case]:
    """Pages degraded here, in every group: of each report the one with most numbers."""
    for group, wanted in own_groups().items():
        for source in reports:
            for scan in degrade(source.pdf, wanted, SEED, frozenset({busiest(source)})):
                yield _own(group, source, scan, wanted, folder)


def _own(group: str, source: Source, scan: Scan, wanted: Profile, folder: Path) -> Case:
    return _case(group, source, scan.pages, picture(scan, wanted.code), scan.image, scan.dpi, folder)


def _case(group: str, source: Source, pages: Mapping[int, Geometry], data: bytes, pixels: np.ndarray, dpi: int, folder: Path) -> Case:
    """The picture written as it is, in a PDF as it is, and (where few readers know its code) as PNG."""
    key = hashlib.sha256(data).hexdigest()
    stem = folder / key[:24]
    jpeg = data[:2] == b"\xff\xd8"
    image, pdf = stem.with_suffix(".jpg" if jpeg else ".png"), stem.with_suffix(".pdf")
    folder.mkdir(parents=True, exist_ok=True)
    if not image.exists():
        if jpeg:
            image.write_bytes(data)
        else:
            Image.fromarray(pixels).save(image, dpi=(dpi, dpi))
    if not pdf.exists():
        layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
        pdf.write_bytes(img2pdf.convert(data, layout_fun=layout, nodate=True, producer="", engine=img2pdf.Engine.internal))
    return Case(group, source.name, tuple(pages), image, pdf, dpi, key, truth_of(source.twin, pages))
