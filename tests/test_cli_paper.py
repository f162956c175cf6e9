"""The working paper over reruns into one folder, as a user sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_cli import call, put

from extractor.export.paper_old import Paper
from extractor.export.xlsx_out import to_xlsx
from extractor.run_inputs import Task, find_inputs
from extractor.run_paper import paper_of


def write(folder: Path, opinion: str) -> None:
    path = folder / "out" / "summary.xlsx"
    book = openpyxl.load_workbook(path)
    book["复核底稿"]["K2"] = opinion
    book.save(path)


def rows(folder: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(folder / "out" / "summary.xlsx")
    return [(row[1], row[8], row[10]) for row in book["复核底稿"].iter_rows(min_row=2, values_only=True)]


def test_words_survive_reruns_and_what_cannot_be_read_is_kept_aside(tmp_path: Path) -> None:
    put(tmp_path, a="error warn", b="warn")
    assert call(tmp_path, "run", "a.txt", "b.txt", "--out", "out").returncode == 0
    write(tmp_path, "属实")
    put(tmp_path, a="locked")
    assert call(tmp_path, "run", "a.txt", "b.txt", "--out", "out").returncode == 1
    assert rows(tmp_path) == [("b.txt", "存疑", None), ("a.txt", "未重读", "属实"), ("a.txt", "未重读", None)]
    put(tmp_path, a="error")
    done = call(tmp_path, "run", "a.txt", "b.txt", "--out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(tmp_path) == [("a.txt", "错误", "属实"), ("b.txt", "存疑", None), ("a.txt", "已消除", None)]
    (tmp_path / "out" / "summary.xlsx").write_bytes(b"spoilt")
    done = call(tmp_path, "run", "b.txt", "--out", "out")
    assert done.stderr == "out/summary.xlsx 里的复核底稿读不出来，原文件已另存为 out/summary-kept-1.xlsx，没有覆盖\n"
    assert (tmp_path / "out" / "summary-kept-1.xlsx").read_bytes() == b"spoilt"
    assert rows(tmp_path) == [("b.txt", "存疑", None)]


def test_each_workbook_that_cannot_be_read_gets_a_name_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = to_xlsx([], [])
    for number, content in enumerate((whole[:-200], b"another", b""), 1):
        (tmp_path / "summary.xlsx").write_bytes(content)
        assert paper_of(tmp_path, "en") == Paper()
        assert f"kept as {tmp_path}/summary-kept-{number}.xlsx, nothing is overwritten" in capsys.readouterr().err
        assert (tmp_path / f"summary-kept-{number}.xlsx").read_bytes() == content
        assert (tmp_path / "summary.xlsx").read_bytes() == content


def test_sheets_that_a_person_added_are_kept_aside_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "summary.xlsx").write_bytes(to_xlsx([], []))
    book = openpyxl.load_workbook(tmp_path / "summary.xlsx")
    book.create_sheet("我的统计")["A1"] = "要紧"
    book["复核底稿"].append([None] * 9 + ["0123456789ab", "属实"])
    book.save(tmp_path / "summary.xlsx")
    for told in (True, False):
        assert [row.cells["opinion"] for row in paper_of(tmp_path, "zh").rows] == ["属实"]
        assert ("另加的工作表或批注" in capsys.readouterr().err) is told
    kept = [path.read_bytes() for path in tmp_path.glob("summary-kept-*.xlsx")]
    assert kept == [(tmp_path / "summary.xlsx").read_bytes()]


def test_what_was_kept_aside_is_no_report(tmp_path: Path) -> None:
    put(tmp_path, a="error")
    for name in ("summary.xlsx", "summary-kept-1.xlsx"):
        (tmp_path / name).write_bytes(b"spoilt")
    plan = find_inputs([tmp_path], tmp_path, "zh")
    assert [item.source for item in plan.items if isinstance(item, Task)] == [str(tmp_path / "a.txt")]


def test_a_folder_without_a_workbook_has_no_paper(tmp_path: Path) -> None:
    assert paper_of(tmp_path, "zh") == Paper()
    (tmp_path / "summary.xlsx").mkdir()
    assert paper_of(tmp_path, "zh") == Paper()
