"""The samples: rendered from their sources, our own words, and their planted faults found in both carriers."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pymupdf
import pytest

from extractor.pipeline import extract
from extractor.reference import read_reference
from schemas.extraction import Extraction
from schemas.result import Finding

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = ["bureau-whole", "special-fund", "town-projects"]
CARRIERS = [".docx", ".pdf"]


@dataclass(frozen=True)
class Fault:
    """A row of FAULTS.md."""

    report: str
    printed: str
    should_be: str
    check: str
    where: str


def faults() -> list[Fault]:
    rows = [line for line in (SAMPLES / "FAULTS.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [Fault(*(cell.strip() for cell in row.strip("|").split("|"))) for row in rows[1:]]


@cache
def reading(name: str) -> Extraction:
    return extract(SAMPLES / name)[0]


def speaks_of(finding: Finding, printed: str) -> bool:
    words = " ".join((finding.message, *finding.proofs))
    return re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d,]|\.\d)", words) is not None


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("fault", faults(), ids=lambda fault: f"{fault.report}-{fault.check}-{fault.printed}")
def test_a_planted_fault_is_found(fault: Fault, carrier: str) -> None:
    findings = reading(fault.report + carrier).findings
    assert [one for one in findings if one.check == fault.check and speaks_of(one, fault.printed)]


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_sound_is_called_an_error(name: str, carrier: str) -> None:
    planted = [fault.printed for fault in faults() if fault.report == name and fault.printed != fault.should_be]
    errors = [one for one in reading(name + carrier).findings if one.severity == "error"]
    assert [one.message for one in errors if not any(speaks_of(one, printed) for printed in planted)] == []


@pytest.mark.parametrize("name", NAMES)
def test_both_carriers_give_one_record(name: str) -> None:
    assert reading(f"{name}.docx").record == reading(f"{name}.pdf").record


def test_every_sample_has_a_planted_fault() -> None:
    assert sorted({fault.report for fault in faults()}) == NAMES == sorted(path.stem for path in (SAMPLES / "source").glob("*.md"))


def test_the_committed_files_are_what_the_sources_render_to(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLES / "render.py", tmp_path], check=True)
    for name in NAMES:
        for carrier, content in ((".docx", docx_content), (".pdf", pdf_content)):
            committed = SAMPLES / (name + carrier)
            assert content(tmp_path / committed.name) == content(committed), f"{committed.name}: run make samples"
            assert committed.stat().st_size < 200_000


def test_the_committed_reference_is_what_its_source_renders_to(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLES / "render.py", tmp_path], check=True)
    rendered, committed = (read_reference(folder / "finance-system.xlsx") for folder in (tmp_path, SAMPLES))
    assert rendered.lines == committed.lines, "finance-system.xlsx: run make samples"
    assert len(committed.lines) == 28


def test_what_the_reference_shows() -> None:
    reference = read_reference(SAMPLES / "finance-system.xlsx")
    for carrier in CARRIERS:
        told = [
            (one.check, one.severity, one.title.partition("：")[0], one.suspect_printed, one.suggestion)
            for name in NAMES
            for one in extract(SAMPLES / f"{name}{carrier}", reference=reference)[0].findings
            if one.check.startswith("R")
        ]
        assert told == [
            ("R4", "warn", "未能与财政系统对照", None, None),
            ("R1", "error", "鹭洲大桥引道护栏修缮", "48.20", "42.80"),
            ("R1", "error", "高标准农田管护", "58.20", "52.80"),
            ("R3", "warn", "文化站免费开放", None, None),
            ("R2", "warn", "乡道路灯安装", None, None),
        ]


def docx_content(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml")


def pdf_content(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


def test_no_sentence_is_from_a_real_report(shared: Path) -> None:
    real = re.sub(r"\s+", "", "".join(path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))))
    for path in sorted((SAMPLES / "source").glob("*.md")):
        pieces = re.split(r"[。；\n|]", path.read_text(encoding="utf-8"))
        copied = [piece for piece in map(str.strip, pieces) if len(piece) >= 16 and re.sub(r"\s+", "", piece) in real]
        assert copied == []
