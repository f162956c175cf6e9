"""Results that say by themselves which figure is wrong, whatever the other relations say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.checks.damage import DAMAGE
from schemas.record import Pointer
from schemas.result import Attribution, CheckResult


@dataclass(frozen=True, slots=True)
class Blame:
    """The figure to name in a finding, what to write instead (null: not known), the cause and whose fault it is."""

    suspect: Pointer | None = None
    suspect_printed: str | None = None
    suggestion: str | None = None
    cause: str | None = None
    attribution: Attribution | None = None


NOBODY = Blame()


def blame(group: Sequence[CheckResult]) -> Blame:
    """Whom the results of one finding name."""
    first = group[0]
    if first.check == DAMAGE:
        return Blame(first.paths[0], first.printed[0], first.expected, "extraction_damage", "reading")
    return NOBODY
