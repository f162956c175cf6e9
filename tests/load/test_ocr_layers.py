"""Text layers whose characters are not those shown: the page is read from its picture, and says so."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Document
from extractor.load import load
from extractor.load.ocr.digit_shapes import digits_differ
from extractor.load.pdf_chars import read_page
from extractor.numerals import read_numerals

FONT = pymupdf.Font("cjk").buffer
LINES = ("青石镇年度部门预算资金安排1286.54万元，", "全年实际支出共计1203.40万元，", "预算执行率93.57%，结余83.14万元。")
DIGITS = dict(zip("0123456789", "5678901234", strict=True))
"""What a wrong map makes of each digit: what is shown as 1 is told to be 6."""


def page(change: str) -> bytes:
    """Three lines; ``change`` says which characters the map tells wrongly."""
    with pymupdf.open() as doc:
        shown = doc.new_page(width=320, height=150)
        shown.insert_font(fontname="cjk", fontbuffer=FONT)
        for i, line in enumerate(LINES):
            shown.insert_text((30, 50 + 22 * i), line, fontname="cjk", fontsize=12)
        for xref in range(1, doc.xref_length()):
            kind, value = doc.xref_get_key(xref, "ToUnicode")
            if kind == "xref" and change != "nothing":
                number = int(value.split()[0])
                doc.update_stream(number, remapped(doc.xref_stream(number), change))
        return bytes(doc.tobytes())


def remapped(cmap: bytes, change: str) -> bytes:
    """The map with other targets: ``words``: every Chinese character a few places further; ``digits``: each digit another one."""

    def other(found: re.Match[bytes]) -> bytes:
        first, last, target = (int(found[i], 16) for i in (1, 2, 3))
        if change == "words":
            return b"<%04x> <%04x> <%04x>" % (first, last, target + (3 if 0x4E00 <= target < 0x9F00 else 0))
        if not target <= 0x30 <= target + last - first:
            return found[0]
        zero = first + 0x30 - target
        parts = [(first, zero - 1, target), (zero + 10, last, 0x3A)]
        parts += [(zero + int(digit), zero + int(digit), ord(told)) for digit, told in DIGITS.items()]
        return (
            b"\nendbfrange\n12 beginbfrange\n"
            + b"\n".join(b"<%04x> <%04x> <%04x>" % part for part in parts)
            + b"\nendbfrange\n90 beginbfrange"
        )

    return re.sub(rb"<([0-9a-f]{4})> <([0-9a-f]{4})> <([0-9a-f]{4})>", other, cmap)


def layer(data: bytes) -> str:
    with pymupdf.open(stream=data, filetype="pdf") as doc:
        return str(doc[0].get_text())


def read(data: bytes, path: Path) -> Document:
    path.write_bytes(data)
    return load(path)


def numbers(document: Document) -> list[str]:
    return [numeral.printed for numeral in read_numerals(document)]


@pytest.mark.parametrize("change", ["words", "digits"])
def test_a_wrong_character_map_is_seen_through(change: str, tmp_path: Path) -> None:
    right, wrong = page("nothing"), page(change)
    told, shown = ("".join(layer(data).split()) for data in (wrong, right))
    assert told != shown
    assert ("1286.54" in told) == (change == "words")
    document, twin = read(wrong, tmp_path / "wrong.pdf"), read(right, tmp_path / "right.pdf")
    assert numbers(document) == numbers(twin)
    assert {run.source for run in twin.runs} == {"text"}
    assert {run.source for run in document.runs} == {"ocr"}


def test_digits_that_the_map_turns_into_others_are_told_and_stay_beside_those_shown(tmp_path: Path) -> None:
    document = read(page("digits"), tmp_path / "wrong.pdf")
    found = next(numeral for numeral in read_numerals(document) if numeral.printed == "1286.54")
    assert found.alternatives == ("6731.09",)
    assert any("文字层不一致" in notice.message for notice in document.notices)


@pytest.mark.parametrize("font", ["helv", "hebo", "heit", "tiro", "tibo", "cour", "china-s", "china-ss", "cjk"])
@pytest.mark.parametrize("size", [7, 9, 12, 22])
def test_digits_of_usual_fonts_and_sizes_look_like_what_they_are(font: str, size: int) -> None:
    with pymupdf.open() as doc:
        shown = doc.new_page(width=400, height=120)
        if font == "cjk":
            shown.insert_font(fontname="cjk", fontbuffer=FONT)
        shown.insert_text((30, 60), "1234567890 0987654321", fontname=font, fontsize=size)
        text = read_page(shown, [])
        assert not digits_differ(shown, text.lines, text.to_page.box)
