"""Numbers of a scan with marks that dirt and broken strokes add: what leaves one reading is taken away, what leaves two stays unsure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.document import SURE
from extractor.load.ocr.engine import Char, Line
from extractor.load.ocr.strays import doubted_decimals, without_strays
from extractor.load.pdf_tables import Grid, GridCell

WIDE, HIGH = 100.0, 20.0


def line(text: str, row: int, col: int = 0, *, place: tuple[float, float] = (0.5, 0.5)) -> Line:
    """A line in the middle of a cell, or with its middle elsewhere in it."""
    x, y, wide = (col + place[0]) * WIDE, (row + place[1]) * HIGH, 6.0
    left = x - wide * len(text) / 2
    chars = tuple(Char(c, (left + wide * i, y - 4, left + wide * (i + 1), y + 4), 0.95) for i, c in enumerate(text))
    right = left + wide * len(text)
    return Line(text, ((left, y - 4), (right, y - 4), (right, y + 4), (left, y + 4)), 0.95, chars)


def table(*columns: Sequence[str]) -> tuple[list[Line], Grid]:
    """Texts by column, each in a cell of its own."""
    rows = max(map(len, columns))
    cells = [
        GridCell(row, col, 1, 1, col * WIDE, row * HIGH, (col + 1) * WIDE, (row + 1) * HIGH)
        for row in range(rows)
        for col in range(len(columns))
    ]
    grid = Grid(1, [col * WIDE for col in range(len(columns) + 1)], [row * HIGH for row in range(rows + 1)], cells)
    return [line(text, row, col) for col, column in enumerate(columns) for row, text in enumerate(column)], grid


def texts(*columns: Sequence[str]) -> list[str]:
    lines, grid = table(*columns)
    return [one.text for one in without_strays(lines, [grid], 1.0)]


def confidence(one: Line) -> float:
    return min(char.confidence for char in one.chars or ())


@pytest.mark.parametrize(
    ("printed", "read"),
    [("45.", "45"), (":3", "3"), ("3::", "3"), (".0", "0"), ("19,48%", "19.48%"), ("1,234.50", "1,234.50"), ("-12", "-12"), ("2.6", "2.6")],
)
def test_a_number_alone_in_its_cell_has_no_marks_around_it(printed: str, read: str) -> None:
    assert texts([printed, "12", "830"])[0] == read


@pytest.mark.parametrize(
    ("printed", "read"), [("()", "0"), ("(0)", "0"), ("0)", "0"), ("10)", "10"), ("(1)", "0"), ("11)", "10"), ("80)", "80")]
)
def test_a_zero_in_two_halves_is_a_zero_where_numbers_stand(printed: str, read: str) -> None:
    assert texts([printed, "12", "830"])[0] == read


def test_letters_among_numbers_are_digits() -> None:
    assert texts(["io", "I2", "l.O", "12", "830", "45"])[:3] == ["10", "12", "1.0"]
    assert texts(["io", "优", "良好"])[0] == "io"
    assert texts(["l", "|", "O", "12", "830", "45"])[:3] == ["l", "|", "0"]


def test_the_numbers_of_items_keep_their_brackets() -> None:
    assert texts(["1)", "2)", "10)"], ["12", "830", "45"], ["4.4", "99", "8"])[:3] == ["1)", "2)", "10)"]


def test_the_row_tells_too_that_numbers_stand_there() -> None:
    assert texts(["()", "()"], ["12", "830"], ["4.4", "99"])[:2] == ["0", "0"]


def test_brackets_among_words_are_brackets() -> None:
    assert texts(["（）", "()", "优秀", "良好"])[1] == "()"
    assert texts(["(1)", "建设内容", "完成情况"])[0] == "(1)"


def test_a_zero_that_may_be_a_one_stays_unsure_and_keeps_the_other_reading() -> None:
    lines, grid = table(["1)", "12", "830"])
    first = without_strays(lines, [grid], 1.0)[0]
    assert first.chars is not None
    assert (first.text, first.chars[0].rivals) == ("0", ("1",))
    assert confidence(first) < SURE


def test_a_point_before_a_number_may_be_all_that_is_left_of_digits() -> None:
    lines, grid = table([".82", "12", "830"])
    first = without_strays(lines, [grid], 1.0)[0]
    assert first.chars is not None
    assert (first.text, first.chars[0].rivals) == ("82", (".82",))
    assert confidence(first) < SURE


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("支出0:19万元", "支出0.19万元"),
        ("会议于10:30召开", "会议于10:30召开"),
        ("截至.2023年底", "截至2023年底"),
        ("截至2023.年底", "截至2023年底"),
        ("一.2023年度", "一.2023年度"),
        ("·8.某示范点建设", "8.某示范点建设"),
        ("增长.5%", "增长.5%"),
    ],
)
def test_in_prose_only_what_can_be_nothing_else_is_mended(printed: str, read: str) -> None:
    assert [one.text for one in without_strays([line(printed, 0)], [], 1.0)] == [read]


@pytest.mark.parametrize(("number", "sign"), [((0.4, 0.5), (0.8, 0.5)), ((0.5, 0.3), (0.5, 0.8))], ids=["behind", "below"])
def test_rings_alone_in_the_cell_of_a_number_are_its_percent_sign(number: tuple[float, float], sign: tuple[float, float]) -> None:
    lines, grid = table(["", "12"])
    rate = [line("72.67", 0, place=number), line("00", 0, place=sign), *lines[1:]]
    assert [one.text for one in without_strays(rate, [grid], 1.0)][:2] == ["72.67", "%"]


def test_more_decimals_than_the_rates_of_the_column_are_unsure() -> None:
    lines, grid = table(["98.174", "22.02%", "80.5%", "100%", "51440"])
    assert [confidence(one) < SURE for one in doubted_decimals(lines, [grid], 1.0)] == [True, False, False, False, True]
