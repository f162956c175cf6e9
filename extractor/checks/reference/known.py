"""The constraint of R1: a figure of the report must be what the finance system says."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.checks.constraints import Given, Verdict, now
from extractor.checks.intervals import Interval, exactly
from extractor.checks.mentions import Mention
from extractor.checks.reference.entries import Known
from extractor.checks.reference.pairs import agrees


@dataclass(frozen=True)
class AsKnown:
    """One mention tied to a firm amount, which no repair may change: it is no figure of the record."""

    mention: Mention
    known: Known

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The one figure of the record."""
        return (self.mention,)

    def verdict(self, given: Given) -> Verdict:
        """Equal, or as far as different decimals allow; else broken."""
        return "ok" if agrees(now(self.mention, given), self.known) else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """The amount, then what rounds to it in the figure's own decimals."""
        value, half = self.known.mention.value, self.mention.half
        return (exactly(value), Interval(value - half, value + half))
