"""Bad input of ``extractor eval``: one line that says what, where and what to do next, and nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cli import main
from extractor.cli import main as extractor

TEXT = "某镇2023年度道路养护项目绩效自评报告\n道路养护项目预算10万元，支出9万元，执行率90%。\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    write(folder, {"source": "a.txt", "record": {}})
    return folder


def write(folder: Path, value: object) -> None:
    (folder / "a.gold.json").write_text(json.dumps(value), encoding="utf-8")


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.splitlines()
    assert "internal error" not in line
    return line


@pytest.mark.parametrize("out", ["file", "file/run"])
def test_a_file_where_the_folder_of_a_run_is_wanted(out: str, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    assert main(["run", "--gold", str(gold), "--out", str(tmp_path / out)]) == 2
    line = one_line(capsys)
    assert line.startswith(str(tmp_path / out)) and "a file is in the way" in line and "name a folder" in line
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_gold_that_is_no_json_is_named_with_the_line_of_its_fault(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (gold / "a.gold.json").write_text('{\n "record": {,\n', encoding="utf-8")
    assert main(["run", "--gold", str(gold), "--out", str(tmp_path / "run")]) == 2
    line = one_line(capsys)
    assert line.startswith(f"{gold / 'a.gold.json'}: not JSON") and "in line 2, column 13" in line and "mend the file" in line
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ([1], 'no object "record"'),
        ({"source": "a.txt", "record": []}, 'no object "record"'),
        ({"source": "a.txt", "record": {}, "blanks": [1]}, '"blanks" is no object'),
        ({"source": "a.txt", "record": {"projects": ["x"]}}, "/record/projects/0 is no entry"),
        ({"source": "a.txt", "record": {"claims": 7}}, "/record/claims/0 is no entry"),
        ({"source": "a.txt", "record": {"claims": [{"kind": "none", "span": [0, "x"]}]}}, "/record/claims/0 is no entry"),
        ({"source": "a.txt", "record": {"indicators": [{"name": "x"}, {"target": {}}]}}, "/record/indicators/1 is no entry"),
        ({"source": "a.txt", "record": {"projects": [{"name": "x", "budget": [{"printed": 5}]}]}}, "projects/0/budget/0/printed Input"),
        ({"source": "a.txt", "record": {"quantities": [{"measure": "sum"}]}}, "quantities/0/"),
    ],
)
def test_gold_of_another_form_is_unscored_with_one_line(
    written: object, says: str, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(gold, written)
    assert main(["run", "--gold", str(gold), "--out", str(tmp_path / "run")]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("a: unscored: ")]
    assert "a.gold.json" in line and says in line and "LABELLING.md" in line


def test_faults_of_another_form_say_where(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (gold / "a.faults.json").write_text('{"faults": [{"figures": 3}]}', encoding="utf-8")
    assert main(["run", "--gold", str(gold), "--out", str(tmp_path / "run")]) == 1
    assert "a.faults.json: not a file of faults (faults/0/figures Input should be a valid" in capsys.readouterr().out


@pytest.fixture
def reviewed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """An extraction of the report whose spending nobody claimed."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert extractor(["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]) == 0
    found: dict[str, Any] = json.loads((tmp_path / "out" / "a.json").read_bytes())
    at = found["document"]["text"].index("9万元")
    found["ledger"]["unclaimed"] = [{"printed": "9", "unit": "万元", "kind": "money", "page": None, "span": [at, at + 1], "quote": "9"}]
    capsys.readouterr()
    return found


def promoted(tmp_path: Path, extraction: dict[str, Any], *gold: str) -> int:
    (tmp_path / "out" / "a.json").write_text(json.dumps(extraction, ensure_ascii=False), encoding="utf-8")
    folder = tmp_path / Path(*gold or ("promoted",))
    return main(["promote", str(tmp_path / "out" / "a.json"), "--source", str(tmp_path / "a.txt"), "--gold", str(folder)])


def test_an_unclaimed_figure_is_told_with_its_place(reviewed: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (executed,) = reviewed["record"]["projects"][0].pop("executed")
    assert executed["printed"] == "9"
    del reviewed["provenance"]["/projects/0/executed/0"]
    assert promoted(tmp_path, reviewed) == 2
    line, at = one_line(capsys), reviewed["ledger"]["unclaimed"][0]["span"][0]
    assert f"first 9万元 at characters {at} to {at + 1} of document.text" in line
    assert "预算10万元，支出9万元，执行率90%" in line and "ledger.set_aside" in line
    assert not (tmp_path / "promoted").exists()


def test_the_page_of_an_unclaimed_figure_is_told(reviewed: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del reviewed["provenance"]["/projects/0/executed/0"]
    reviewed["ledger"]["unclaimed"][0]["page"] = 3
    assert promoted(tmp_path, reviewed) == 2
    assert "first 9万元 on page 3, at characters" in one_line(capsys)


def test_a_figure_that_the_corrected_record_points_at_is_claimed(reviewed: dict[str, Any], tmp_path: Path) -> None:
    assert promoted(tmp_path, reviewed) == 0


def test_an_unread_part_is_told_with_its_place(reviewed: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed["coverage"] |= {"complete": False, "unread": [{"page": 2, "span": [4, 9], "because": "no answer"}]}
    assert promoted(tmp_path, reviewed) == 2
    assert "parts of the report are unread: 1, first on page 2, at characters 4 to 9 of document.text (no answer)" in one_line(capsys)


def test_a_file_where_the_folder_of_gold_is_wanted(reviewed: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert promoted(tmp_path, reviewed, "a.txt") == 2
    assert "a file is in the way" in one_line(capsys)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXT
