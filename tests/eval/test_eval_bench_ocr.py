"""The bench of reading scans: its counts, its cache, its protocol and its page."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.ocr import runner_ours
from eval.bench.ocr.cases import Case, busiest, own_cases, sources
from eval.bench.ocr.cells import Cell, exact, found, likeliest, stacked
from eval.bench.ocr.contenders import OURS, RAPID, READERS, TESSERACT, Contender, Desk, RunnerFailed
from eval.bench.ocr.measure import Clocked, Measured, read_pages
from eval.bench.ocr.page import missed, page
from eval.bench.ocr.readings import Truth, document_lines, reading_of
from eval.bench.ocr.register import registered
from eval.bench.ocr.running import Workers
from eval.bench.ocr.score import Line, Number, iou, numbers, tally
from eval.bench.ocr.whole import beside
from eval.scans.degrade import degrade
from eval.scans.profile import profile
from extractor.document import Document, Page, Run

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "town-projects.pdf"


def line(text: str, x0: float = 0.0, x1: float = 100.0, y0: float = 0.0, y1: float = 10.0) -> Line:
    return Line(text, (x0, y0, x1, y1))


def test_numbers_are_digits_in_half_width_at_their_place() -> None:
    read = numbers([line("共１２，３４５.60元", 0, 220)])
    assert [one.digits for one in read] == ["12345.60"]
    assert read[0].box[0] == pytest.approx(2 / 19 * 220)
    known = Line("共12", (0, 0, 30, 10), ((0, 0, 16, 10), (16, 1, 23, 10), (23, 0, 30, 9)))
    assert numbers([known])[0].box == (16, 0, 30, 10)


def test_a_line_on_its_side_is_one_line() -> None:
    runs = tuple(Run((at, at + 1), 1, 100.0 - 8 * at, 108.0 - 8 * at, (50.0, 60.0)) for at in range(5))
    document = Document("a.pdf", "0" * 64, "scanned", (Page(1, 200, 200),), "12.50甲", (), (*runs, Run((5, 6), 1, 10, 20, (80, 90))))
    on_side, apart = document_lines(document, 1, scale=2)
    assert [(one.digits, one.box) for one in numbers([on_side])] == [("12.50", (100, 136, 120, 216))]
    assert apart.text == "甲"


def test_a_tally_tells_characters_numbers_order_and_place() -> None:
    true = [line("甲12", y0=0, y1=10), line("乙34", y0=20, y1=30)]
    there = numbers(true)
    right = tally(true, there, true, ordered=True)
    assert (right.wrong, right.found, right.in_order, right.placed, right.extra) == (0, 2, 2, 2, 0)
    swapped = tally(true, there, [true[1], true[0]], ordered=False)
    assert (swapped.wrong, swapped.found, swapped.in_order, swapped.placed) == (0, 2, 1, 2)
    wrong = tally(true, there, [line("甲13", y0=0, y1=10), line("乙3.4 5", y0=50, y1=60)], ordered=True)
    assert (wrong.chars, wrong.found, wrong.placed, wrong.extra) == (6, 0, 0, 3)
    assert wrong.wrong == 3
    assert tally(true, there, [], ordered=False).wrong == 6


def test_a_reading_is_used_once() -> None:
    true = [line("5 5", 0, 30)]
    assert tally(true, numbers(true), [line("5", 0, 10)], ordered=True).placed == 1


boxes = st.tuples(*[st.floats(0, 50)] * 2, *[st.floats(51, 100)] * 2)


@given(boxes, boxes)
def test_property_iou_is_a_share_and_symmetric(one, other) -> None:
    assert 0 <= iou(one, other) <= 1
    assert iou(one, other) == pytest.approx(iou(other, one))
    assert iou(one, one) == pytest.approx(1)


def cell(r: int, c: int, t: str, rs: int = 1, cs: int = 1) -> Cell:
    return Cell(r=r, c=c, rs=rs, cs=cs, t=t)


def test_cells_are_right_by_place_span_and_text() -> None:
    true = [cell(0, 0, "项目", cs=2), cell(1, 0, "甲"), cell(1, 1, "12.5"), cell(2, 0, "乙"), cell(2, 1, "")]
    assert exact(true, true) == 5
    assert exact(true, [cell(0, 0, "项目"), cell(1, 0, "甲 "), cell(1, 1, "１２.5")]) == 2
    assert found(true, ["12.5", "12.5", "项目", ""]) == 2
    noise = [cell(0, 0, "页码")]
    assert likeliest([noise, true], true) == true
    assert stacked([[noise, true[:3]], [[cell(0, 0, "乙"), cell(0, 1, "")]]], true) == true
    assert stacked([[], []], true) == []


def test_findings_are_compared_as_bags() -> None:
    error, warn = ["error", "A1", "12", "13"], ["warn", "B2", "/projects/0"]
    same = beside([error, warn], [warn, error])
    assert same.equal
    assert (same.errors, same.kept, same.new_errors) == (1, 1, 0)
    worse = beside([error, error], [error, ["error", "A1", "12", "73"]])
    assert (worse.same, worse.lost, worse.new, worse.errors, worse.kept, worse.new_errors) == (1, 1, 1, 2, 1, 1)
    assert not worse.equal


FAKE = """
from eval.bench.ocr.protocol import serve
def make():
    import os
    os.write(1, b"a banner\\n")
    return lambda order: {"lines": [["12", 0, 0, 10, 10]], "asked": order["image"]}
serve(make)
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    truth = Truth((line("12", 0, 10),), (Number("12", (0, 0, 10, 10)),), True)
    return Case("group", "one", (1,), tmp_path / "one.png", tmp_path / "one.pdf", 200, "key", truth)


def fakes(tmp_path: Path, text: str = FAKE) -> dict[str, Contender]:
    script = tmp_path / "fake.py"
    script.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{text}", encoding="utf-8")
    return {name: Contender(name, (sys.executable, str(script)), "1") for name in READERS}


def test_answers_are_asked_once_and_kept(case: Case, tmp_path: Path) -> None:
    with ExitStack() as stack:
        measured = Measured(quick=True)
        read_pages(Desk(fakes(tmp_path), tmp_path / "cache", stack), [case], measured)
    assert all(measured.pages["group", reader].found == 1 for reader in READERS)
    assert all(measured.prose["group", reader].placed == 1 for reader in READERS)
    with ExitStack() as stack:
        gone = {name: Contender(name, ("/nowhere",), "1") for name in READERS}
        reading = Desk(gone, tmp_path / "cache", stack).read(OURS, case)
        assert reading.lines == (line("12", 0, 10),)
        assert reading.cpu > 0
        assert reading.peak_mb > 1
        changed = {name: Contender(name, ("/nowhere",), "2") for name in READERS}
        with pytest.raises(FileNotFoundError):
            Desk(changed, tmp_path / "cache", stack).read(OURS, case)


def test_a_contender_that_ends_is_told(case: Case, tmp_path: Path) -> None:
    with ExitStack() as stack, pytest.raises(RunnerFailed, match="this tool ended"):
        Desk(fakes(tmp_path, "raise SystemExit(3)"), tmp_path / "cache", stack).read(OURS, case)


def test_our_runner_speaks_the_same() -> None:
    reading = reading_of({**runner_ours.answer({"pdf": str(SAMPLE), "dpi": 144}), "cpu": 1.0, "peak_mb": 1.0})
    assert any(one.digits == "562.50" for one in numbers(reading.lines))
    assert reading.tables
    assert "failed" in runner_ours.answer({"pdf": "/nowhere.pdf", "dpi": 72})


def test_the_truth_of_a_scan_stands_on_its_ink(tmp_path: Path) -> None:
    (source,) = sources([SAMPLE])
    made = next(iter(own_cases([source], tmp_path)))
    assert made.pages == (busiest(source),)
    with pymupdf.open(made.pdf) as doc:
        pixels = doc[0].get_pixmap(dpi=made.dpi, colorspace=pymupdf.csGRAY)
        grey = np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.width)
    for number in made.truth.numbers:
        x0, y0, x1, y1 = map(round, number.box)
        assert grey[y0:y1, x0:x1].min() < 140, number


def test_a_scan_of_unknown_origin_is_found_again() -> None:
    (scan,) = degrade(SAMPLE, profile("heavy"), 5, frozenset({1}))
    with pymupdf.open(SAMPLE) as doc:
        place = registered(doc[0], scan.image, scan.dpi)
        corners = np.array([[60.0, 80.0], [500.0, 90.0], [90.0, 700.0], [510.0, 760.0]])
        assert place.to_scan(corners) == pytest.approx(scan.pages[1].to_scan(corners), abs=2.0)


def measured_with(ours: str) -> Measured:
    true = [line("甲12"), line("乙34", y0=20, y1=30)]
    one = Measured(quick=True)
    for reader in READERS:
        read = [line(ours), line("乙34", y0=20, y1=30)] if reader == OURS else [line("甲12"), line("乙3.4", y0=20, y1=30)]
        one.pages["corpus mild", reader] = one.prose["corpus mild", reader] = tally(true, numbers(true), read, ordered=True)
        one.failed["corpus mild", reader] = int(reader == TESSERACT)
    one.clocked = [
        Clocked("corpus mild", "000 1", {OURS: 6.0, RAPID: 10.0, TESSERACT: 2.0}, {OURS: 900.0, RAPID: 1000.0, TESSERACT: 100.0})
    ]
    one.workers = Workers(2, 6, (20.0, 10.0), (20.0, 20.0), (20.0, 10.5), (900.0, 900.0), (0.1, 0.2))
    one.whole["corpus mild", "000"] = beside([["error", "A1", "12"]], [["error", "A1", "12"]] if ours == "甲12" else [])
    return one


def test_missed_bars_are_told() -> None:
    assert missed(measured_with("甲12")) == []
    assert "All bars are met." in page(measured_with("甲12"))
    bad = measured_with("甲17")
    assert [one.split(":")[0] for one in missed(bad)] == ["corpus mild", "numbers found in all", "corpus mild 000", "corpus mild"]
    bad.workers = Workers(2, 6, (20.0, 10.0), (20.0, 20.0), (20.0, 15.0), (900.0, 900.0), (0.1, 0.2))
    bad.whole["corpus mild", "001"] = "打不开"
    text = page(bad)
    assert "two workers are 1.33 × as fast as one (bar: 1.8)" in text
    assert "corpus mild 001: 打不开" in text
    assert "Tesseract, corpus mild: 1" in text
