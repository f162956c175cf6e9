"""The figures of a reading as one list: what a tool that extracts one thing after another is made to answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.document import Document, Numeral, Span
from extractor.readers.base import Fact, Reading, Row, Words
from extractor.readers.llm.uses import PROJECT_FIELDS


@dataclass(frozen=True, slots=True)
class Figure:
    """One numeral in one role: whose it is, what it measures, and the year where that is another than the report's."""

    numeral: Numeral
    of: str | None
    measure: str
    period: str | None = None


def schema_order(reading: Reading, within: Span) -> tuple[Figure, ...]:
    """The figures printed inside ``within``, project by project, then quantity by quantity, then row by row."""
    facts = sorted((fact for fact in reading.facts if inside(fact.numeral, within)), key=lambda fact: fact.numeral.span)
    own = [fact for fact in facts if _is_own(fact, reading.year)]
    other = [fact for fact in facts if not _is_own(fact, reading.year)]
    figures = [*_grouped(own, reading.year), *_grouped(other, reading.year)]
    figures += [figure for row in reading.rows for figure in _row(row) if inside(figure.numeral, within)]
    return tuple(dict.fromkeys(figures))


def document_order(reading: Reading, within: Span) -> tuple[Figure, ...]:
    """The same figures as they are printed one behind the other."""
    return tuple(sorted(schema_order(reading, within), key=lambda figure: figure.numeral.span))


def all_figures(reading: Reading, document: Document) -> tuple[Figure, ...]:
    """Every figure of a report."""
    return schema_order(reading, (0, len(document.text)))


def inside(numeral: Numeral, within: Span) -> bool:
    """Whether the whole number stands inside."""
    return within[0] <= numeral.span[0] and numeral.span[1] <= within[1]


def repeated(document: Document) -> frozenset[str]:
    """The numbers that a report prints more than once."""
    times = Counter(numeral.printed for numeral in document.numerals)
    return frozenset(printed for printed, count in times.items() if count > 1)


def _grouped(facts: Sequence[Fact], year: int | None) -> Iterator[Figure]:
    """Owner by owner in order of first mention; inside of one the amounts in the order of the schema."""
    owners = list(dict.fromkeys(_of(fact) for fact in facts))
    order = [*PROJECT_FIELDS]
    for owner in owners:
        its = [fact for fact in facts if _of(fact) == owner]
        for fact in sorted(its, key=lambda one: order.index(one.measure) if one.measure in order else len(order)):
            period = fact.period if fact.period != str(year) else None
            yield Figure(fact.numeral, owner, fact.measure, period)


def _row(row: Row) -> Iterator[Figure]:
    name = row.name or (row.path[-1] if row.path else None)
    of = joined(row.project, name)
    fields: tuple[tuple[str, Iterable[Numeral]], ...] = (
        ("target", row.target.numerals if row.target else ()),
        ("actual", row.actual.numerals if row.actual else ()),
        ("weight", row.weight),
        ("score", row.score),
    )
    for measure, numerals in fields:
        for numeral in numerals:
            yield Figure(numeral, of, measure)


def _of(fact: Fact) -> str | None:
    """Whose figure it is: the project, the label, or a label of the project."""
    owner = fact.owner
    return joined(owner.project or owner.under, owner.label or owner.alias)


def joined(project: Words | None, label: Words | None) -> str | None:
    """``project/label``, as far as there are names."""
    return "/".join(words.text for words in (project, label) if words) or None


def _is_own(fact: Fact, year: int | None) -> bool:
    this_year = fact.period is None or year is None or fact.period == str(year)
    return fact.owner.project is not None and fact.owner.label is None and fact.measure in PROJECT_FIELDS and this_year
