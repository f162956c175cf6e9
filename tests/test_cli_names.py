"""Results of one folder over several runs: no report overwrites another one's, and each keeps its name."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import openpyxl
import pytest
from test_cli import call, put, summary

from extractor.load import fingerprint, load
from extractor.run_names import Named, stems


def texts(folder: Path) -> dict[str, str]:
    """What each result was read from."""
    found = (path for path in (folder / "out").glob("*.json") if path.stem != "summary")
    return {path.stem: json.loads(path.read_bytes())["document"]["text"] for path in found}


def paper(folder: Path) -> list[tuple[str, str, str | None]]:
    book = openpyxl.load_workbook(folder / "out" / "summary.xlsx")
    return [(row[1], row[8], row[10]) for row in book["复核底稿"].iter_rows(min_row=2, values_only=True)]


def test_a_report_of_another_folder_gets_a_name_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    put(tmp_path, **{"a/x": "fine a", "b/x": "fine b"})
    assert call(tmp_path, "run", "a/x.txt", "--out", "out").stderr == ""
    done = call(tmp_path, "run", "b/x.txt", "--out", "out")
    assert done.stderr == "1 份报告与输出文件夹里别的报告同名，结果改用：b/x.txt → x-2\n"
    assert texts(tmp_path) == {"x": "fine a", "x-2": "fine b"}
    assert (tmp_path / "out" / "x-2.html").exists()
    put(tmp_path, **{"a/x": "fine a again", "b/x": "fine b again", "c/other": "fine"})
    for name in ("c/other.txt", "b/x.txt", "a/x.txt"):
        assert call(tmp_path, "run", name, "--out", "out").stderr == ""
    assert texts(tmp_path) == {"x": "fine a again", "x-2": "fine b again", "other": "fine"}
    assert {stem: os.path.relpath(path, tmp_path) for stem, path in summary(tmp_path)["inputs"].items()} == {
        "other": "c/other.txt", "x": "a/x.txt", "x-2": "b/x.txt",
    }  # fmt: skip


def test_together_and_one_by_one_they_have_the_same_names(tmp_path: Path) -> None:
    put(tmp_path, **{"a/x": "fine a", "b/x": "fine b", "c/x": "fine c"})
    assert call(tmp_path, "run", "b/x.txt", "--out", "out").returncode == 0
    done = call(tmp_path, "run", "a", "b", "c", "--out", "out", "--lang", "en")
    assert done.returncode == 0
    assert texts(tmp_path) == {"x": "fine b", "x-2": "fine a", "x-3": "fine c"}


def test_opinions_stay_with_their_report(tmp_path: Path) -> None:
    put(tmp_path, **{"a/x": "error", "b/x": "error"})
    assert call(tmp_path, "run", "a/x.txt", "--out", "out").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")
    book["复核底稿"]["K2"] = "属实"
    book.save(tmp_path / "out" / "summary.xlsx")
    assert call(tmp_path, "run", "b/x.txt", "--out", "out").returncode == 0
    assert paper(tmp_path) == [("x-2.txt", "错误", None), ("x.txt", "未重读", "属实")]
    assert call(tmp_path, "run", "a", "b", "--out", "out").returncode == 0
    assert paper(tmp_path) == [("x.txt", "错误", "属实"), ("x-2.txt", "错误", None)]


@pytest.mark.parametrize("told", [True, False], ids=["with its summary", "by content alone"])
def test_a_report_that_was_moved_keeps_its_name(tmp_path: Path, told: bool) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("某镇2023年预算10万元。", encoding="utf-8")
    assert call(tmp_path, "run", "a/x.txt", "--out", "out", fake=False).returncode == 0
    shutil.move(tmp_path / "a", tmp_path / "b")
    if not told:
        (tmp_path / "out" / "summary.json").unlink()
    assert stems([tmp_path / "b" / "x.txt"], tmp_path / "out") == [Named("x")]
    (tmp_path / "b" / "x.txt").write_text("某镇2024年预算20万元。", encoding="utf-8")
    assert stems([tmp_path / "b" / "x.txt"], tmp_path / "out") == [Named("x-2", held="x")]


@pytest.mark.parametrize("content", ["{", "[1]", '{"name": "x"}', '{"document": 3, "inputs": [1]}', "[" * 100_000])
def test_what_is_no_result_of_ours_is_not_overwritten(tmp_path: Path, content: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.json").write_text(content, encoding="utf-8")
    (tmp_path / "out" / "summary.json").write_text(content, encoding="utf-8")
    put(tmp_path, x="fine")
    assert call(tmp_path, "run", "x.txt", "--out", "out").returncode == 0
    assert (tmp_path / "out" / "x.json").read_text(encoding="utf-8") == content
    assert (tmp_path / "out" / "x-2.json").exists()


def test_a_summary_of_an_older_version_names_its_reports_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, x="fine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.json").write_text("{}", encoding="utf-8")
    (tmp_path / "out" / "summary.json").write_text('{"reports": [{"source": "x.txt", "stem": "x", "seconds": 1}]}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert stems([Path("x.txt")], Path("out")) == [Named("x")]


def test_the_fingerprint_is_that_of_the_document(tmp_path: Path) -> None:
    put(tmp_path, x="某镇2023年预算10万元。")
    assert fingerprint(tmp_path / "x.txt") == load(tmp_path / "x.txt").sha256
