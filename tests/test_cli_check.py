"""``extractor check``: the checks again, in place and idempotent."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError
from test_cli import call

from extractor.run_shape import shape_fault
from schemas.extraction import Extraction
from schemas.figure import Figure

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    inputs = [SAMPLES / "town-projects.docx", SAMPLES / "town-projects.pdf"]
    done = call(folder, "run", *inputs, "--out", "out", fake=False)
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.mark.parametrize("name", ["town-projects.json", "town-projects-2.json"])
def test_a_second_check_changes_no_byte(made: Path, name: str) -> None:
    before = (made / name).read_bytes()
    done = call(made, "check", name, fake=False)
    assert done.returncode == 0, done.stderr
    assert (made / name).read_bytes() == before
    assert done.stdout.startswith(f"{name}：错误 ")


def test_a_correction_is_seen(made: Path, tmp_path: Path) -> None:
    told = load(made / "town-projects-2.json")
    assert "A3" in checks_of(told, "error")
    for project in told["record"]["projects"]:
        if project["name"] == "党群服务中心维修":
            for rate in project["rate"]:
                rate["corrected"] = {"was": rate["printed"], "by": "复核员", "why": "22.81 ÷ 38.00"}
                rate["printed"] = "60.03"
    (tmp_path / "fixed.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8-sig")
    before = (tmp_path / "fixed.json").read_bytes()
    done = call(tmp_path, "check", "fixed.json", "-o", "again.json", fake=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "fixed.json").read_bytes() == before
    again = load(tmp_path / "again.json")
    assert "A3" not in checks_of(again, "error")
    assert {key: value for key, value in again.items() if key not in ("results", "findings")} == {
        key: value for key, value in told.items() if key not in ("results", "findings")
    }


def test_a_number_that_its_place_does_not_print_is_a_fault_of_the_reading(made: Path, tmp_path: Path) -> None:
    told = load(made / "town-projects.json")
    figure = told["record"]["projects"][0]["budget"][0]
    figure["printed"], before = "9999.99", figure["printed"]
    (tmp_path / "edited.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    assert call(tmp_path, "check", "edited.json", fake=False).returncode == 0
    (finding,) = [one for one in load(tmp_path / "edited.json")["findings"] if one["check"] == "G6"]
    assert (finding["severity"], finding["attribution"], finding["suspect"]) == ("error", "reading", "/projects/0/budget/0")
    assert (finding["suspect_printed"], finding["suggestion"]) == ("9999.99", before)


def test_an_extraction_without_places_is_still_recomputed(made: Path, tmp_path: Path) -> None:
    told = load(made / "town-projects.json")
    (tmp_path / "bare.json").write_text(json.dumps(told | {"provenance": {}}, ensure_ascii=False), encoding="utf-8")
    assert call(tmp_path, "check", "bare.json", fake=False).returncode == 0
    again = load(tmp_path / "bare.json")
    assert {"A1", "A3", "B1"} <= checks_of(again, "error")
    assert not [one for one in again["results"] if one["check"] == "G6"]


def test_against_the_finance_system(made: Path, tmp_path: Path) -> None:
    known = SAMPLES / "finance-system.xlsx"
    before = (made / "town-projects.json").read_bytes()
    done = call(tmp_path, "check", made / "town-projects.json", "--reference", known, "-o", "compared.json", fake=False)
    assert (done.returncode, done.stderr) == (0, "")
    told = load(tmp_path / "compared.json")
    assert {"R1", "R2", "R3"} <= {finding["check"] for finding in told["findings"]}
    parameters = told["run"]["parameters"]
    assert (
        parameters.items()
        >= {"reference": "finance-system.xlsx", "reference_sha256": hashlib.sha256(known.read_bytes()).hexdigest()}.items()
    )
    done = call(tmp_path, "run", SAMPLES / "town-projects.docx", "--reference", known, "--out", "out", fake=False)
    assert done.returncode == 0, done.stderr
    again = load(tmp_path / "out" / "town-projects.json")
    assert {**again, "run": None} == {**told, "run": None}
    assert again["run"]["parameters"] == parameters
    done = call(tmp_path, "check", "compared.json", fake=False)
    assert "上次对照的是 finance-system.xlsx" in done.stderr
    assert (tmp_path / "compared.json").read_bytes() == before


def test_a_reference_that_cannot_be_used_stops_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "known.xlsx").write_text("no workbook", encoding="utf-8")
    (tmp_path / "a.txt").write_text("fine", encoding="utf-8")
    for words in (["run", "a.txt", "--out", "out"], ["run", "a.txt", "--out", "out", "--lang", "en"]):
        for path, part in (("known.xlsx", "known.xlsx"), ("gone.xlsx", "gone.xlsx"), ("", "--reference")):
            done = call(tmp_path, *words, "--reference", path)
            assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
            assert part in done.stderr
            assert not (tmp_path / "out").exists()


def test_in_a_folder_of_reports_the_reference_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("town-projects.docx", "finance-system.xlsx"):
        (tmp_path / "in" / name).write_bytes((SAMPLES / name).read_bytes())
    done = call(tmp_path, "run", "in", "--reference", "in/finance-system.xlsx", "--out", "out", "--jobs", "2", fake=False)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json")) == ["summary.json", "town-projects.json"]


def test_devices_are_neither_read_nor_replaced(made: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = call(tmp_path, "check", "pipe", fake=False)
    assert (done.returncode, "不是普通文件" in done.stderr) == (1, True)
    done = call(tmp_path, "check", made / "town-projects.json", "-o", "pipe", fake=False)
    assert (done.returncode, "不能写入" in done.stderr) == (1, True)
    assert (tmp_path / "pipe").is_fifo()
    done = call(tmp_path, "check", tmp_path, fake=False)
    assert (done.returncode, "-o 请" in done.stderr) == (1, False)


def test_english(made: Path, tmp_path: Path) -> None:
    done = call(tmp_path, "check", made / "town-projects-2.json", "-o", "en.json", "--lang", "en", fake=False)
    assert done.returncode == 0
    assert " errors, " in done.stdout
    assert any("printed" in finding["message"] for finding in load(tmp_path / "en.json")["findings"])


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "文件不存在或读不出来"),
        (b"", "不是本工具的提取结果"),
        (b"\xff\xfe\x00", "不是本工具的提取结果"),
        (b"[" * 100_000, "不是本工具的提取结果"),
        (b'{"schema": "self_evaluation/1"}', "document 缺少这一项"),
    ],
)
def test_bad_files(tmp_path: Path, content: bytes | None, part: str) -> None:
    if content is not None:
        (tmp_path / "bad.json").write_bytes(content)
    done = call(tmp_path, "check", "bad.json", fake=False)
    assert done.returncode == 1
    assert part in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert content is None or (tmp_path / "bad.json").read_bytes() == content


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def checks_of(told: dict[str, Any], severity: str) -> set[str]:
    return {finding["check"] for finding in told["findings"] if finding["severity"] == severity}


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        ("{", "不是完整的 JSON（第 1 行第 1 个字符处）", "no valid JSON (line 1, character 1)"),
        ("[]", "应当是对象", "must be an object"),
        ('{"document": {"source": 3}}', "document/source 应当是文字", "document/source: must be text"),
        ('{"document": {}}', "document/source 缺少这一项", "document/source: is missing"),
        ('{"schema": "x"}', "schema 只能是 'self_evaluation/1'", "schema: must be one of 'self_evaluation/1'"),
        ('{"document": {"source": "a", "sha256": "b", "kind": "text", "more": 1}}', "缺少这一项", "is missing"),
    ],
)
def test_what_does_not_fit_is_told_in_the_language_asked_for(tmp_path: Path, content: str, zh: str, en: str) -> None:
    for lang, part in (("zh", zh), ("en", en)):
        with pytest.raises(ValidationError) as caught:
            Extraction.model_validate_json(content)
        assert part in shape_fault(caught.value, lang)
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    done = call(tmp_path, "check", "a.json", "--lang", "en", fake=False)
    assert (done.returncode, done.stderr.isascii(), len(done.stderr.splitlines())) == (1, True, 1)


def test_codes_that_have_no_word_are_named() -> None:
    with pytest.raises(ValidationError) as caught:
        Figure.model_validate_json('{"printed": "x", "unit": null}')
    assert shape_fault(caught.value, "zh") == "printed 的写法不对"
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Annotated[int, Field(gt=3)]).validate_python(2)
    assert shape_fault(caught.value, "en") == "has a value that does not fit (greater_than)"
