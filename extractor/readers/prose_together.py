"""Figures that say what they are only together: bands, rows behind 分别, years, formulas, and one amount that is two."""

from __future__ import annotations

import re

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers.bands import Band
from extractor.readers.base import Fact, Note, Owner, Relation, Words
from extractor.readers.labels import before
from extractor.readers.ledgering import Book
from extractor.readers.prose_owners import named
from extractor.readers.prose_parts import enter, enter_aside, go_on_about
from extractor.readers.prose_series import Series, counted_name
from extractor.readers.prose_silent import silent_measure
from extractor.readers.prose_state import ADDITIVE, MONEY_MEASURES, Sentence, Whole
from extractor.readers.prose_years import Years
from schemas.record import Measure

_FITTING: dict[str, frozenset[Measure]] = {
    "money": MONEY_MEASURES,
    "percent": frozenset({"rate", "share"}),
    "score": frozenset({"score"}),
    "count": frozenset({"count"}),
}
"""What a figure of a kind can be in a row behind 分别."""
_BOTH = re.compile(r"(?:预算|安排)(?:数|资金|金额)?\s*[、和与及]\s*(?:实际)?(?:支付|支出|执行|拨付)(?:数|资金|金额)?\s*均为\s*$")
_WORKS = re.compile(r"[\u4e00-\u9fff]{2}(?:桥|水库|泵站|水厂|水闸|干渠|隧道|大道|公路|路)$")


def read_band(book: Book, text: str, band: Band, state: Sentence) -> None:
    """A count within bounds: a part of the projects counted before it."""
    whole = next((fact for fact in reversed(book.facts) if fact.measure == "count" and fact.band is None
                  and fact.owner.label and "项目" in fact.owner.label.text), None)  # fmt: skip
    fact = go_on_about(enter_aside(book, text, band.count, "count", Owner(label=band.label), state, band=band.words), state)
    if whole is not None:
        group = next((w for w in state.wholes if w.facts.get("band") is whole and w.of == band.words.of), None)
        if group is None:
            group = Whole({"band": whole}, of=band.words.of)
            state.wholes.append(group)
        group.parts.setdefault("band", []).append(fact)


def read_years(book: Book, text: str, years: Years, whole: Fact, state: Sentence) -> None:
    """What the figure was in each of the years told behind it."""
    parts: list[int] = []
    for numeral, year in years.parts:
        state.periods[numeral.id] = year
        parts.append(enter_aside(book, text, numeral, whole.measure, whole.owner, state).key)
    if years.several and whole.measure in ADDITIVE:
        book.relate(Relation("sum", whole.key, tuple(parts), open=True))


def read_series(book: Book, text: str, series: Series, segment: Span, state: Sentence) -> None:
    """Each figure is what the name in the same place has; where nothing tells what it is, none is read."""
    topic = state.topic
    if _read_sub_projects(book, text, series, state):
        return
    for numeral, name in zip(series.numerals, series.names, strict=True):
        _read_of_series(book, text, numeral, name, series.measure, segment, state)
    state.topic = topic


def _read_of_series(book: Book, text: str, numeral: Numeral, name: Words, measure: Measure | None, segment: Span, state: Sentence) -> None:
    thing = counted_name(text, name) if numeral.kind == "count" else name
    owner = named(book, text, thing, state, measure)
    if numeral.kind == "count":
        measure = "count"
    elif measure is None and numeral.kind == "money":
        measure = silent_measure(book, text, segment, name, owner, state)
    fits = measure in _FITTING.get(numeral.kind, ())
    if measure is not None and fits and (measure != "score" or owner.project is not None):
        enter(book, text, numeral, measure, owner, state)


def _read_sub_projects(book: Book, text: str, series: Series, state: Sentence) -> bool:
    """桐桥、绛桥的预算分别为3万元、5万元 in the paragraph of a project: works with names of their own are its sub-projects."""
    works = all(_WORKS.search(name.text) for name in series.names)
    if not works or state.project is None or series.measure not in ("budget", "executed", "rate"):
        return False
    for numeral, name in zip(series.numerals, series.names, strict=True):
        part = book.roster.add(name)
        book.note(part, Note(part, "parent", state.project))
        enter(book, text, numeral, series.measure, Owner(project=part), state)
    return True


def read_formula(book: Book, text: str, numeral: Numeral, segment: Span, state: Sentence) -> bool:
    """22村*5.2万元=114.4万元: a unit price behind ×, the product behind =."""
    sign = fold(text[segment[0] : segment[1]]).strip()
    if not state.facts or state.last is None or state.facts[-1].numeral.id != state.last.id or numeral.kind != "money":
        return False
    owner = state.facts[-1].owner
    if sign in ("*", "×", "x", "X"):
        enter(book, text, numeral, "unit_price", state.priced or owner, state)
        state.priced = None
        return True
    if sign == "=" and len(state.facts) >= 2 and state.facts[-1].measure == "unit_price":
        quantity, price = state.facts[-2:]
        measure = state.wholes[-1].default_measure() if state.wholes else None
        owner = Owner(project=owner.project) if owner.label == owner.project else owner
        product = enter(book, text, numeral, measure or "budget", owner, state)
        book.relate(Relation("product", product.key, (quantity.key, price.key)))
        return True
    return False


def read_both(book: Book, text: str, numeral: Numeral, segment: Span, state: Sentence) -> bool:
    """预算、支付均为20万元: one amount is both."""
    found = _BOTH.search(fold(text[slice(*segment)]))
    if found is None:
        return False
    label = before(text, (segment[0], segment[0] + found.start())).label
    if label is None and state.project is None:
        return True  # whose?
    owner = named(book, text, label, state, "budget") if label else Owner(project=state.project)
    both: tuple[Measure, ...] = ("budget", "executed")
    for measure in both:
        go_on_about(enter_aside(book, text, numeral, measure, owner, state, shared="each"), state)
    state.topic = owner
    return True
