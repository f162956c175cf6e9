"""Scores by form: the worst first, a report under every form that it uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import results
from eval.forms import by_form
from eval.scores import FieldCount, FindingCount, ReportScore


def report(name: str, right: int, missed: int, false: int = 0) -> ReportScore:
    fields = (
        FieldCount(section="projects", field="budget", right=right, missed=missed),
        FieldCount(section="head", field="year", right=1),
    )
    return ReportScore(report=f"{name}.txt", document=name, outcome="scored", fields=fields, findings=FindingCount(false=false))


def test_a_report_counts_for_each_of_its_forms_and_the_worst_comes_first() -> None:
    forms = {"a": frozenset({"no table", "masked place name"}), "b": frozenset({"no table"})}
    masked, plain = by_form([report("a", 1, 3, false=2), report("b", 4, 0)], forms)
    assert (masked.form, masked.reports, masked.errors) == ("masked place name", 1, 2)
    assert masked.figures.f1 == pytest.approx(2 / 5) and masked.fields.f1 == pytest.approx(4 / 7)
    assert (plain.form, plain.reports, plain.errors) == ("no table", 2, 2)
    assert plain.figures.f1 == pytest.approx(10 / 13)


def test_the_page_has_the_forms_of_the_synthetic_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "_gold", lambda shared: iter(()))
    monkeypatch.setattr(results, "CARRIERS", {"txt": 1})
    assert results.main(["--work", str(tmp_path), "--count", "2"]) == 0
    forms = capsys.readouterr().out.partition("## By form")[2].partition("## How it was made")[0]
    rows = [line.split(" | ") for line in forms.splitlines() if line.startswith("| ")][1:]
    assert sum(row[0].startswith("| money in ") for row in rows) >= 1
    assert all(row[1] in ("1", "2") for row in rows)
