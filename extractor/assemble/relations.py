"""Relations of a reading as breakdowns of the record."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from extractor.document import Numeral
from extractor.numerals.units import factor
from extractor.readers.base import Fact, Part, Reading, Relation, Row, RowPart
from schemas.record import Breakdown, BreakdownKind


def breakdowns(reading: Reading, lists: dict[int, str], rows: dict[int, str]) -> tuple[Breakdown, ...]:
    """The relations with pointers to figure lists, each once. ``lists`` and ``rows`` give the pointers of facts and score rows."""
    facts = {fact.key: fact for fact in reading.facts}
    table = {row.key: row for row in reading.rows}
    found: dict[object, Breakdown] = {}
    for relation in reading.relations:
        whole = None if relation.whole is None else _pointer(relation.whole, lists, rows)
        parts = tuple(
            (_pointer(part[0], lists, rows), _pointer(part[1], lists, rows)) if isinstance(part, tuple) else _pointer(part, lists, rows)
            for part in relation.parts
        )
        if whole in parts or len(set(parts)) != len(parts):
            continue
        kind = _kind(relation, facts, table)
        if relation.unsure and kind == "of_which":
            continue
        made = Breakdown(kind=kind, whole=whole, parts=parts)
        found.setdefault((made.kind, whole, frozenset(parts)), made)
    return tuple(found.values())


def _pointer(part: Part, lists: dict[int, str], rows: dict[int, str]) -> str:
    return f"{rows[part.row]}/{part.field}" if isinstance(part, RowPart) else lists[part]


def _kind(relation: Relation, facts: dict[int, Fact], rows: dict[int, Row]) -> BreakdownKind:
    """其中 does not say whether the parts are all: they are if they foot, or would foot but for one mistyped number."""
    if not relation.open or relation.whole is None:
        return relation.kind
    whole = _numeral(relation.whole, facts, rows)
    parts = [_numeral(part, facts, rows) for part in relation.parts if not isinstance(part, tuple)]
    if len(parts) < 2:
        return "of_which" if whole.value != parts[0].value else "sum"
    return "sum" if foots(whole, parts) else "of_which"


def _numeral(part: Part, facts: dict[int, Fact], rows: dict[int, Row]) -> Numeral:
    if isinstance(part, RowPart):
        found: tuple[Numeral, ...] = getattr(rows[part.row], part.field)
        return found[0]
    return facts[part].numeral


def foots(whole: Numeral, parts: list[Numeral]) -> bool:
    """Whether the parts make the whole exactly, within their last digits, or with one number mistyped by one slip."""
    own = factor(whole)
    units = [factor(part) for part in parts]
    total = sum((part.value * unit for part, unit in zip(parts, units, strict=True)), Decimal(0))
    off = whole.value * own - total
    slack = sum((unit * Decimal(1).scaleb(-part.decimals) for part, unit in zip(parts, units, strict=True)), Decimal(0)) / 2
    if abs(off) <= slack:
        return True
    if _one_slip(whole.printed, total / own):
        return True
    return any(_one_slip(part.printed, (part.value * unit + off) / unit) for part, unit in zip(parts, units, strict=True))


def _one_slip(printed: str, meant: Decimal) -> bool:
    """Whether ``printed`` is ``meant`` with one digit replaced, two neighbours swapped, a digit dropped or doubled, or the point moved."""
    plain = printed.replace(",", "")
    if meant <= 0 or len(plain.replace(".", "")) < 3:
        return False
    decimals = len(plain.partition(".")[2])
    wanted = f"{meant:.{decimals}f}"
    if Decimal(wanted) != meant:
        return False
    if len(wanted) == len(plain):
        differ = [index for index, (a, b) in enumerate(zip(plain, wanted, strict=True)) if a != b]
        swapped = len(differ) == 2 and any((a, b) == tuple(differ) for a, b in pairwise(range(len(plain))))
        return len(differ) == 1 or (swapped and plain[differ[0]] == wanted[differ[1]] and plain[differ[1]] == wanted[differ[0]])
    longer, shorter = (plain, wanted) if len(plain) > len(wanted) else (wanted, plain)
    return len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
