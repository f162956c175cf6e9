"""One figure told year by year behind it: 安排400万元（其中2022年186万元，2023年214万元）, 4.94万元（2022年5.59万元）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Numeral
from extractor.numerals.fold import fold

_FIRST = re.compile(r"\s*(?P<mark>[,;:]?\s*其中[:,]?|\((?:其中|含)?[:,]?)\s*(?P<year>(?:19|20)\d\d)\s*年度?\s*")
_NEXT = re.compile(r"(?:[^\d,;]*\))?\s*[,、;]\s*(?P<year>(?:19|20)\d\d)\s*年度?\s*")
_ASIDE = re.compile(r"\s*\([^\d()]*\d[^()]*\)")


@dataclass(frozen=True, slots=True)
class Years:
    """A figure and what it was in each of some years; ``several``: the figure is that of all those years together."""

    whole: Numeral
    parts: tuple[tuple[Numeral, str], ...]

    @property
    def several(self) -> bool:
        """Whether the figure is that of several years together."""
        return len(self.parts) > 1

    @property
    def period(self) -> str:
        """The years from the first to the last, as 2022-2023."""
        years = sorted(year for _, year in self.parts)
        return f"{years[0]}-{years[-1]}"


def told_by_years(text: str, figures: Sequence[Numeral]) -> list[Years]:
    """The figures of a sentence that are told again by years right behind them, in the same unit."""
    found: list[Years] = []
    for index, whole in enumerate(figures):
        parts: list[tuple[Numeral, str]] = []
        last = whole
        for numeral in figures[index + 1 :]:
            between = fold(text[last.extent[1] : numeral.extent[0]])
            told = (_NEXT if parts else _FIRST).fullmatch(between if not parts else _passed(text, last, numeral))
            if told is not None and numeral.unit == whole.unit and numeral.kind == whole.kind:
                parts.append((numeral, told["year"]))
                last = numeral
            elif not parts or ")" in between:
                break
        if parts and len({year for _, year in parts}) == len(parts):
            found.append(Years(whole, tuple(parts)))
    return found


def _passed(text: str, last: Numeral, numeral: Numeral) -> str:
    """What stands between two figures, a bracket with another figure right behind the first left out (612套（计划620套）)."""
    between = fold(text[last.extent[1] : numeral.extent[0]])
    aside = _ASIDE.match(between)
    return between[aside.end() :] if aside else between
