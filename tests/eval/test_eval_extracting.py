"""What an extraction of a run is kept under, and what is told of how it was made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pymupdf
import pytest

from eval.cli import main
from eval.command.extracting import how
from extractor.cli import main as extractor
from extractor.load.ocr.rapid import RapidEngine

LINES = ("青石镇2023年度道路养护项目绩效自评报告", "道路养护项目预算1286.54万元，支出1203.40万元，执行率93.54%。")
RECORD = {
    "title": LINES[0], "year": 2023, "money_unit": "万元",
    "projects": [{"name": "道路养护项目", "budget": [{"printed": "1286.54", "unit": "万元"}], "executed": [{"printed": "1203.40", "unit": "万元"}],
                  "rate": [{"printed": "93.54", "unit": "%"}]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as text, its gold, and its scan: one picture of 200 pixels an inch."""
    folder = tmp_path_factory.mktemp("gold")
    (folder / "one.txt").write_text("\n".join(LINES), encoding="utf-8")
    (folder / "one.gold.json").write_text(json.dumps({"source": "one.txt", "record": RECORD}), encoding="utf-8")
    with pymupdf.open() as printed, pymupdf.open() as scan:
        page = printed.new_page(width=450, height=150)
        page.insert_font(fontname="cjk", fontbuffer=pymupdf.Font("cjk").buffer)
        for i, line in enumerate(LINES):
            page.insert_text((30, 40 + 25 * i), line, fontname="cjk", fontsize=12)
        picture = page.get_pixmap(matrix=pymupdf.Matrix(200 / 72, 200 / 72), alpha=False)
        sheet = scan.new_page(width=450, height=150)
        sheet.insert_image(sheet.rect, pixmap=picture)
        scan.save(folder / "one.pdf")
    return folder


def run(gold: Path, out: Path, *more: str) -> int:
    return main(["run", "--gold", str(gold), "--out", str(out), *more])


def made(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "scores.json").read_bytes())["made"]
    return found


@pytest.mark.parametrize(
    "options",
    [["--ocr", "never"], ["--ocr", "always"], ["--as-one"], ["--profile", "tiers-50"], ["--reference", "a.xlsx"],
     ["--model", "m", "--base-url", "http://127.0.0.1:9/v1"], ["--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--max-calls", "1"],
     ["--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--reader", "llm"]],
)  # fmt: skip
def test_other_options_that_change_a_record_have_another_address(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xlsx").write_bytes(b"a")
    (tmp_path / "one.txt").write_bytes(b"1")
    addresses = {how(some, {}).address(tmp_path / "one.txt", "code") for some in ([], options)}
    assert len(addresses) == 2


def test_a_price_table_that_changed_has_another_address(tmp_path: Path) -> None:
    report, prices, addresses = tmp_path / "one.txt", tmp_path / "prices.toml", set()
    report.write_bytes(b"1")
    for price in ("2", "3"):
        table = f'[[price]]\nmodels = ["m"]\ncurrency = "CNY"\ninput = "{price}"\noutput = "8"\n'
        prices.write_text(table, encoding="utf-8")
        asked = how(["--model", "m", "--base-url", "http://127.0.0.1:9/v1"], {"EXTRACTOR_PRICES": str(prices)})
        addresses.add(asked.address(report, "code"))
    assert len(addresses) == 2


def test_how_many_processes_read_changes_no_address(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"1")
    assert len({how(some, {}).address(tmp_path / "one.txt", "code") for some in ([], ["--jobs", "2"], ["--fail-on", "error"])}) == 1


def test_another_profile_is_not_answered_from_what_was_kept(gold: Path, tmp_path: Path) -> None:
    run(gold, tmp_path)
    assert made(tmp_path)["parameters"]["profile"] == "national"
    run(gold, tmp_path, "--", "--profile", "tiers-50")
    assert made(tmp_path)["parameters"]["profile"] == "tiers-50"


def workbook(path: Path, amount: int) -> None:
    book = openpyxl.Workbook()
    for row in (["单位", "年度", "项目", "口径", "金额", "金额单位"], ["青石镇", 2023, "道路养护项目", "批复", amount, "万元"]):
        book.worksheets[0].append(row)
    book.save(path)


def test_a_reference_that_changed_is_read_again(gold: Path, tmp_path: Path) -> None:
    reference, told = tmp_path / "reference.xlsx", []
    for amount in (1, 2):
        workbook(reference, amount)
        run(gold, tmp_path / "run", "--", "--reference", str(reference))
        told.append(made(tmp_path / "run")["parameters"])
    assert told[0] != told[1]


def test_a_reference_that_is_not_there_is_one_line(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(gold, tmp_path / "run", "--", "--reference", str(tmp_path / "no.xlsx")) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "no.xlsx" in told and "cannot be read" in told
    assert not (tmp_path / "run").exists()


def test_the_leaderboard_names_the_engine_that_read_a_scan(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(gold, tmp_path / "text") == 0
    assert run(gold, tmp_path / "scan", "--folder", str(gold), "--suffix", ".pdf") == 0
    assert made(tmp_path / "text")["ocr"] is None
    assert made(tmp_path / "scan")["ocr"].startswith("rapidocr ")
    capsys.readouterr()
    assert main(["leaderboard", str(tmp_path / "text"), str(tmp_path / "scan")]) == 0
    assert "rapidocr" in capsys.readouterr().out


@pytest.fixture
def recognitions(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the engine answered each time that it found something (an empty answer is not remembered)."""
    answers: list[tuple[Any, ...]] = []
    for step in ("find", "read"):
        real = getattr(RapidEngine, step)

        def watched(*given: Any, real: Any = real) -> Any:
            answer = real(*given)
            answers.extend([answer] if any(getattr(one, "text", True) for one in answer) else [])
            return answer

        monkeypatch.setattr(RapidEngine, step, watched)
    return answers


def test_a_scan_is_scored_by_ledger_and_places_and_recognised_once(gold: Path, tmp_path: Path, recognitions: list[tuple[Any, ...]]) -> None:
    assert extractor(["run", str(gold / "one.pdf"), "--out", str(tmp_path / "alone")]) == 0
    once = list(recognitions)
    scan = ("--folder", str(gold), "--suffix", ".pdf")
    assert run(gold, tmp_path / "run", *scan) == 0
    assert once and recognitions == once * 2
    (report,) = json.loads((tmp_path / "run" / "scores.json").read_bytes())["reports"]
    assert report["ledger"] == {"right": 3, "wrong": 0, "unclaimed": 0}
    assert report["grounding"] == {"figures": 3, "span": 3, "paged": 3, "page": 3, "box": 3}
    first = (tmp_path / "run" / "scores.json").read_bytes()
    assert run(gold, tmp_path / "run", *scan) == 0
    assert (tmp_path / "run" / "scores.json").read_bytes() == first
    assert recognitions == once * 2
