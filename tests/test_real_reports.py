"""The five real reports in three carriers, and the labelled reports of our own: what a reviewer was promised of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractor.pipeline import extract
from schemas.extraction import Extraction

MADE = Path(__file__).parents[1] / "eval" / "gold" / "made"
PROJECTS = {"000": 0, "001": 9, "002": 0, "003": 14, "004": 4}
CLEAN = ("000", "001", "002")
FAULTS = {
    "003": [("B1", "814.78"), ("B1", "4.4"), ("B1", "54.44"), ("A3", "45.66"), ("A1", "511.3")],
    "004": [("B1", "90.06"), ("B1", "102.83")],
}
CLEAN_MADE = ("prose_hailan_civil_affairs.txt", "sentence_qingzhi_town.txt", "transfer_lanping_rural.md", "wildcard_wenxi_codes.txt")
FAULTS_MADE = {
    "form_yunxi_reservoirs.docx": ["94.40", "886.73"],
    "list_zean_culture_yuan.txt": ["7,664,800.00", "73.00"],
    "summary_xingling_schools.docx": ["467.40"],
    "whole_songling_health.md": ["47", "15"],
}


@cache
def carriers(shared: Path, number: str) -> dict[str, Extraction]:
    text = next((shared / "seeds").glob(f"{number}_*.txt"))
    paths = {"txt": text, "pdf": shared / "corpus" / "pdf" / f"{number}.pdf", "docx": shared / "corpus" / "docx" / f"{number}.docx"}
    return {carrier: extract(path)[0] for carrier, path in paths.items()}


@pytest.mark.parametrize("number", PROJECTS)
def test_the_record_is_the_same_from_text_pdf_and_docx(shared: Path, number: str) -> None:
    found = carriers(shared, number)
    assert found["pdf"].record == found["txt"].record
    assert found["docx"].record == found["txt"].record


@pytest.mark.parametrize("number", PROJECTS)
def test_every_named_project_is_found_and_no_other(shared: Path, number: str) -> None:
    assert len(carriers(shared, number)["txt"].record.projects) == PROJECTS[number]


@pytest.mark.parametrize("number", CLEAN)
def test_a_report_without_faults_raises_no_error(shared: Path, number: str) -> None:
    assert [finding.title for finding in carriers(shared, number)["pdf"].findings if finding.severity == "error"] == []


@pytest.mark.parametrize("number", FAULTS)
def test_the_faults_of_a_report_are_errors(shared: Path, number: str) -> None:
    extraction = carriers(shared, number)["docx"]
    broken = {result.check for result in extraction.results if result.outcome == "error"}
    told = ["".join((finding.message, *finding.proofs)) for finding in extraction.findings if finding.severity == "error"]
    for check, printed in FAULTS[number]:
        assert check in broken
        assert any(printed in one for one in told), (check, printed)


@pytest.mark.parametrize("number", PROJECTS)
def test_money_rates_and_scores_are_all_claimed(shared: Path, number: str) -> None:
    left = [one for one in carriers(shared, number)["txt"].ledger.unclaimed if one.kind in ("money", "percent", "score")]
    assert left == []


@pytest.mark.parametrize("name", CLEAN_MADE)
def test_a_clean_report_of_another_layout_raises_no_error(name: str) -> None:
    assert [finding.title for finding in extract(MADE / name)[0].findings if finding.severity == "error"] == []


@pytest.mark.parametrize("name", FAULTS_MADE)
def test_planted_faults_of_other_layouts_are_errors(name: str) -> None:
    errors = [finding.message for finding in extract(MADE / name)[0].findings if finding.severity == "error"]
    for printed in FAULTS_MADE[name]:
        assert any(printed in message for message in errors), printed
