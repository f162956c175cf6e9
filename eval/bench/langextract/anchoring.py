"""Where extractions were anchored, held against the spans of the rules reading's numerals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.bench.langextract.figures import Figure
from extractor.document import Document, Span


@dataclass(frozen=True, slots=True)
class Anchors:
    """Figures of a report, and of those whose number the report prints more than once: anchored right, wrong, or not at all."""

    figures: int = 0
    right: int = 0
    lost: int = 0
    repeated: int = 0
    repeated_right: int = 0
    repeated_lost: int = 0

    def __add__(self, other: Anchors) -> Anchors:
        """Both together."""
        return Anchors(
            self.figures + other.figures, self.right + other.right, self.lost + other.lost, self.repeated + other.repeated,
            self.repeated_right + other.repeated_right, self.repeated_lost + other.repeated_lost,
        )  # fmt: skip

    @classmethod
    def of(cls, verdicts: Iterable[tuple[bool, str]]) -> Anchors:
        """Counts pairs of (is its number repeated, right | wrong | lost)."""
        made = cls()
        for twice, verdict in verdicts:
            right, lost = verdict == "right", verdict == "lost"
            made += cls(1, right, lost, twice, twice and right, twice and lost)
        return made

    @property
    def share(self) -> float | None:
        """The part of the repeated figures that is right; null without any."""
        return self.repeated_right / self.repeated if self.repeated else None


def verdict(figure: Figure, found: Span | None, document: Document) -> str:
    """``right`` where the extraction covers the figure's number and no other number, ``lost`` where it was not anchored."""
    if found is None:
        return "lost"
    covered = [numeral.span for numeral in document.numerals if numeral.span[0] < found[1] and found[0] < numeral.span[1]]
    own = figure.numeral.span
    return "right" if covered == [own] and found[0] <= own[0] and own[1] <= found[1] else "wrong"


def judge(pairs: Sequence[tuple[Figure, Span | None]], wanted: Sequence[Figure], document: Document, twice: frozenset[str]) -> Anchors:
    """Every wanted figure once; those that no chunk showed whole were never asked for and are lost."""
    shown = {figure for figure, _ in pairs}
    found = [(figure.numeral.printed in twice, verdict(figure, span, document)) for figure, span in pairs]
    missed = [(figure.numeral.printed in twice, "lost") for figure in wanted if figure not in shown]
    return Anchors.of([*found, *missed])
