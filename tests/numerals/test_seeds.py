"""The five example reports, as the text carriers print them: what was checked by eye stays so."""

from collections import Counter
from pathlib import Path

import pytest

from extractor.document import SET_ASIDE_KINDS
from extractor.numerals import Token, tokenize
from extractor.numerals.fold import is_digit

from .make import SHARED

SEEDS = sorted((SHARED / "seeds").glob("*.txt")) if (SHARED / "seeds").is_dir() else []
pytestmark = pytest.mark.skipif(not SEEDS, reason="the example reports are not beside this checkout")

KINDS = {
    "000": {"percent": 15, "count": 14, "money": 9, "ordinal": 11, "date": 7, "score": 4, "document_number": 1},
    "001": {"ordinal": 50, "percent": 12, "money": 11, "date": 7, "count": 6, "score": 1},
    "002": {"count": 23, "score": 14, "date": 9, "money": 6, "percent": 5, "ordinal": 4, "document_number": 3},
}


def tokens_of(path: Path) -> list[tuple[str, Token]]:
    return [(line, token) for line in path.read_text("utf-8").split("\n") for token in tokenize(line)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_no_digit_is_left_over(path: Path) -> None:
    for line in path.read_text("utf-8").split("\n"):
        inside = {place for token in tokenize(line) for place in range(*token.span)}
        assert not {place for place, char in enumerate(line) if is_digit(char)} - inside


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_every_figure_of_the_prose_has_its_unit(path: Path) -> None:
    figures = [(line, token) for line, token in tokens_of(path) if token.kind == "plain"]
    assert [line for line, _ in figures if "\t" not in line] == []


@pytest.mark.parametrize("path", SEEDS[:3], ids=lambda path: path.stem[:3])
def test_kinds_of_the_prose_reports(path: Path) -> None:
    counted = Counter(token.kind for _, token in tokens_of(path))
    assert dict(counted) == KINDS[path.stem[:3]]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_money_is_never_set_aside(path: Path) -> None:
    for line, token in tokens_of(path):
        behind = line[token.span[1] :].lstrip()
        if token.kind in SET_ASIDE_KINDS:
            assert not behind.startswith(("万元", "元", "%", "％", "\\%"))
