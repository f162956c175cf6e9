"""What the tool itself wrote is no report: skipped in folders and told, refused where it is named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from test_cli import call, put, summary

from extractor.export.xlsx_out import to_xlsx
from extractor.run_inputs import Task, find_inputs
from extractor.run_own import is_own


def anonymous(data: bytes, path: Path) -> Path:
    """The workbook as a program saves it that drops who made it."""
    path.write_bytes(data)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return path


def test_a_second_run_over_a_folder_that_is_the_output_folder_too(tmp_path: Path) -> None:
    put(tmp_path, **{"in/a": "fine"})
    for expected in ("", "跳过 4 个本工具自己写出的文件：in/a.html in/a.json in/summary.json in/summary.xlsx\n"):
        done = call(tmp_path, "run", "in", "--out", "in")
        assert (done.returncode, done.stderr) == (0, expected)
    assert [entry["source"] for entry in summary(tmp_path, "in")["reports"]] == ["in/a.txt"]


def test_results_that_were_copied_renamed_and_saved_elsewhere(tmp_path: Path) -> None:
    put(tmp_path, **{"in/a": "fine", "in/out/old": "fine"})
    assert call(tmp_path, "run", "in", "--out", "in/out").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "in" / "out" / "summary.xlsx")
    book.save(tmp_path / "in" / "复核 2023.xlsx")
    anonymous((tmp_path / "in" / "out" / "summary.xlsx").read_bytes(), tmp_path / "in" / "without.xlsx")
    plan = find_inputs([tmp_path / "in"], tmp_path / "elsewhere", "zh")
    assert [Path(item.source).name for item in plan.items if isinstance(item, Task)] == ["a.txt", "old.txt"]
    assert {Path(name).name for name in plan.own} >= {"复核 2023.xlsx", "without.xlsx", "summary.xlsx", "a.json", "a.html"}
    assert plan.skipped == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_is_known_by_its_sheets(tmp_path: Path, lang: str) -> None:
    assert is_own(anonymous(to_xlsx([], [], lang), tmp_path / "a.xlsx"))  # type: ignore[arg-type]


def test_a_report_is_none_of_ours(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("发现")
    book.save(tmp_path / "report.xlsx")
    (tmp_path / "report.json").write_text('{"schema": "other"}', encoding="utf-8")
    (tmp_path / "report.html").write_text("<html>", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    assert not [path.name for path in tmp_path.iterdir() if is_own(path)]
    assert not is_own(tmp_path / "none.json")


def test_a_result_that_is_named_is_told(tmp_path: Path) -> None:
    put(tmp_path, a="fine")
    assert call(tmp_path, "run", "a.txt", "--out", "out").returncode == 0
    done = call(tmp_path, "run", "out/summary.xlsx", "out/a.json", "--out", "other", "--lang", "en")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"failed {name}: this is a result of this tool, not a report; name a report; to check a result again use extractor check"
        for name in ("out/summary.xlsx", "out/a.json")
    ]
