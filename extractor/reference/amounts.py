"""An amount as a cell shows it."""

from __future__ import annotations

import re
import unicodedata

from extractor.reference.words import money_unit
from schemas.figure import Figure

_AMOUNT = re.compile(r"(?P<sign>[-−]?)[¥$]?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<unit>[^\d.,%]*)")
_NOTHING = frozenset({"", "-", "--", "—", "——", "–", "/", "无", "n/a"})


def is_nothing(text: str) -> bool:
    """Whether a cell gives no amount: blank, a dash, a slash."""
    return _plain(text).lower() in _NOTHING


def amount(text: str, unit: str | None) -> Figure | None:
    """The figure of a cell; ``unit`` is what column, header or caption say, and a unit in the cell itself outranks it.

    Null where the text is no amount, or no unit is known (then ``Figure.unit`` would be a guess).
    """
    plain = _plain(text)
    in_brackets = re.fullmatch(r"\((.+)\)", plain)  # the accountants' minus
    found = _AMOUNT.fullmatch(in_brackets[1] if in_brackets else plain)
    if not found:
        return None
    own = money_unit(found["unit"]) if found["unit"] else unit
    if own is None:
        return None
    sign = "-" if bool(in_brackets) != bool(found["sign"]) else ""
    return Figure(printed=sign + found["number"], unit=own)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
