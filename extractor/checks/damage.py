"""G6 and G7, a figure whose number does not stand at its own place (F10, extraction damage): what another tool or an edit can bring.

It reads the text of the report at the place, or the place's quote where the text is not known. A figure without a place is not
judged. Of one that a person corrected the number that was replaced is (G7): where the place prints another, the person may have
corrected another figure than the one they meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.checks.book import open_book
from extractor.checks.messages import Lang, sayer
from extractor.checks.names import owner_name, role_name
from extractor.numerals import tokenize
from extractor.numerals.fold import fold
from schemas.base import Shape
from schemas.extraction import Provenance, Span
from schemas.figure import Figure
from schemas.record import Pointer, Record
from schemas.result import CheckResult

DAMAGE, MISQUOTED = "G6", "G7"
"""The ids of the checks."""
_SHOWN = 24
"""Characters of the text that a message quotes."""


def damaged_figures(record: Record, provenance: Mapping[Pointer, Provenance], text: str, lang: Lang = "zh") -> Iterator[CheckResult]:
    """A result for each figure that its place in ``text`` (empty where it is not known) does not print, and did not before a person
    corrected it: then a warning."""
    say, book = sayer(lang), open_book(record, {})
    for pointer, figure in figures(record):
        place = provenance.get(pointer)
        if place is None:
            continue
        said, span = (text, place.span) if text else (place.quote, (0, len(place.quote)))
        read = figure.corrected.was if figure.corrected else figure.printed
        if prints(said, span, read, place.alternatives):
            continue
        words = {"who": owner_name(book, pointer, lang), "role": role_name(_role(record, pointer), lang), "figure": read}
        found = " ".join(said[slice(*span)].split())[:_SHOWN]
        paths, printed = (pointer,), (figure.printed,)
        if figure.corrected:
            because = say("misquoted" if found else "misquoted.nothing", found=found, **words)
            yield CheckResult(check=MISQUOTED, outcome="warn", paths=paths, printed=printed, because=because)
        else:
            because, expected = say("damage" if found else "damage.nothing", found=found, **words), _only_number(said, span)
            yield CheckResult(check=DAMAGE, outcome="error", paths=paths, printed=printed, expected=expected, because=because)


def figures(value: object, at: str = "") -> Iterator[tuple[Pointer, Figure]]:
    """Every figure of a record with its pointer, in record order."""
    if isinstance(value, Figure):
        yield at, value
    elif isinstance(value, Shape):
        for name in type(value).model_fields:
            yield from figures(getattr(value, name), f"{at}/{name}")
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from figures(one, f"{at}/{index}")


def prints(text: str, span: Span, number: str, alternatives: Sequence[str]) -> bool:
    """Whether a span prints the number: as it stands, as the tokenizer reads it (十三, 百分之五), or as another reading of it.

    Thousands separators are a matter of form: a tool that leaves them out reads the same number.
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        return False
    wanted = _bare(number)
    if wanted == _bare(fold(text[start:end])):
        return True
    return any(wanted == _bare(one) for one in (*alternatives, *_readings(text, span)))


def _bare(printed: str) -> str:
    return "".join(printed.split()).replace(",", "")


def _readings(text: str, span: Span) -> Iterator[str]:
    """What the tokenizer reads at a span: alone, and in its line, which may say more of it."""
    first, last = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    line = text[first : last if last >= 0 else len(text)]
    tokens = [*tokenize(text[slice(*span)])]
    tokens += [one for one in tokenize(line) if (one.span[0] + first, one.span[1] + first) == span]
    return (reading for one in tokens for reading in (one.printed, *one.alternatives))


def _only_number(text: str, span: Span) -> str | None:
    """The number that stands at a span, where it is one."""
    tokens = tokenize(text[slice(*span)]) if 0 <= span[0] < span[1] else ()
    return tokens[0].printed if len(tokens) == 1 and not tokens[0].alternatives else None


def _role(record: Record, pointer: Pointer) -> str:
    section, index, field = pointer.split("/")[1:4]
    return record.quantities[int(index)].measure if section == "quantities" else field
