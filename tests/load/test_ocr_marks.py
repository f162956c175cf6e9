"""Marks that a recogniser reads in another width or as another mark: what stands beside them decides."""

from __future__ import annotations

import pytest

from extractor.load.ocr.engine import Char
from extractor.load.ocr.glyphs import Measured, glyphs
from extractor.load.ocr.marks import alone, of_chinese, widths

SIZE = 20.0


def line(text: str, rooms: list[float], dirt: int | None = None) -> tuple[list[str], list[tuple[float, float]], list[float], float]:
    """A line whose characters take so many font sizes each; marks have their ink at the left, ``dirt`` fills the white behind one."""
    inks, middles, left = [], [], 0.0
    for c, room in zip(text, rooms, strict=True):
        wide = 4.0 if c in ",，;；:：" else 0.9 * room * SIZE
        inks.append((left + 1, left + 1 + wide))
        middles.append(left + 1 + wide / 2)
        left += room * SIZE
    if dirt is not None:
        inks[dirt] = (inks[dirt][0], inks[dirt + 1][0] - 2)
    return list(text), inks, middles, SIZE


@pytest.mark.parametrize("read", [",", "，"])
def test_a_comma_with_the_room_of_a_chinese_one_is_one_though_dirt_fills_its_white(read: str) -> None:
    assert widths(*line(f"资金{read}支出", [1] * 5)) == list("资金，支出")
    assert widths(*line(f"资金{read}支出", [1] * 5, dirt=2)) == list("资金，支出")


def test_a_narrow_comma_stays_narrow_also_in_spread_text() -> None:
    assert widths(*line("资金，支出", [1, 1, 0.3, 1, 1])) == list("资金,支出")
    assert widths(*line("资金，支出", [1.3, 1.3, 0.6, 1.3, 1.3])) == list("资金,支出")


def test_the_brackets_of_a_pair_have_one_width_at_the_ends_of_a_line_too() -> None:
    assert widths(*line("(50分）", [0.5, 0.5, 0.5, 1, 0.5]))[::4] in (["(", ")"], ["（", "）"])


def char(c: str, *others: tuple[str, float]) -> Char:
    return Char(c, (0, 0, 1, 1), 0.6, others)


@pytest.mark.parametrize("read", list(".·,"))
def test_a_point_between_chinese_characters_is_the_comma_that_it_might_be(read: str) -> None:
    chars = [char("元"), char(read, ("，", 0.3)), char("支")]
    assert [one.c for one in of_chinese(chars)] == ["元", "，", "支"]


def test_a_decimal_point_and_a_sure_middle_dot_stay() -> None:
    number = [char("3"), char(".", ("，", 0.3)), char("5")]
    name = [char("青"), char("·"), char("石")]
    assert of_chinese(number) == number
    assert of_chinese(name) == name


@pytest.mark.parametrize(("read", "kept"), [("110.08.", "110.08"), (".5.2%", "5.2%"), ("1.", "1."), ("2.3.1", "2.3.1"), ("8.5分", "8.5分")])
def test_a_speck_at_a_number_alone_on_its_line_is_dropped(read: str, kept: str) -> None:
    assert read[alone([char(c) for c in read])] == kept


def test_a_heading_keeps_its_number_apart_from_the_year_behind_it() -> None:
    text = "3.22025年消防站所运转"
    chars = tuple(Char(c, (20.0 * i, 0, 20.0 * i + 18, 20), 0.99) for i, c in enumerate(text))
    inks = tuple((20.0 * i + 1, 20.0 * i + 17) for i in range(len(text)))
    measured = Measured(chars, inks, 20.0, 18.0, True, 10.0)
    assert "".join(glyph.c for glyph in glyphs(measured, 20.0, 18.0, 0.36)) == "3.2 2025年消防站所运转"
