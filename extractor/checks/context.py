"""What every relation is given: the opened record, the language, the rounding found in the document, and how to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.checks.book import Book
from extractor.checks.constraints import Constraint, Network, Tie
from extractor.checks.corrected import as_corrected
from extractor.checks.mentions import Mention, inherited_unit
from extractor.checks.messages import Lang, sayer
from extractor.checks.names import owner_name, role_name
from extractor.checks.numbers import plain
from extractor.checks.profiles import Profile, default_profile
from extractor.checks.rounding import NEAREST, Rounding
from extractor.reference import Reference
from schemas.record import Record
from schemas.result import CheckResult, Outcome


@dataclass(frozen=True, slots=True)
class Context:
    """One run of the checks. ``cut`` says at which printed decimals this document truncates its rates, ``network`` gathers the
    constraints behind the results, ``profile`` is the set of local rules in force, ``reference`` what the finance system knows."""

    book: Book
    lang: Lang = "zh"
    cut: Rounding = NEAREST
    network: Network = field(default_factory=Network)
    profile: Profile = field(default_factory=default_profile)
    reference: Reference | None = None

    @property
    def record(self) -> Record:
        """The record under check."""
        return self.book.record

    def say(self, key: str, **values: object) -> str:
        """A sentence of the catalogue."""
        return sayer(self.lang)(key, **values)

    def who(self, pointer: str) -> str:
        """Whose figure it is."""
        return owner_name(self.book, pointer, self.lang)

    def role(self, role: str) -> str:
        """What the figure is."""
        return role_name(role, self.lang)

    def result(
        self,
        check: str,
        outcome: Outcome,
        mentions: Sequence[Mention],
        because: str,
        *,
        expected: str | None = None,
        weak: bool = False,
        tie: Constraint | None = None,
        soft: bool = False,
    ) -> CheckResult:
        """An answer about these figures and the constraint behind it; a relation that was used to read one of them is skipped."""
        used = [one for one in mentions if one.at and check in {by.split()[0] for by in one.at.settled_by if by.split()}]
        if used:
            outcome, weak, because = "skipped", False, self.say("settled", who=self.who(used[0].owner))
        because = as_corrected(because, mentions, self.say)
        result = CheckResult(
            check=check, outcome=outcome, weak=weak, expected=expected, because=because,
            paths=tuple(one.path for one in mentions), printed=tuple(one.figure.printed for one in mentions),
        )  # fmt: skip
        if tie is not None:
            self.network.tie(result, Tie(tie, soft))
        return result

    def missing(self, check: str, pointer: str, *what: str) -> CheckResult:
        """Skipped because a value is not there."""
        because = self.say("missing", who=self.who(pointer), what="、".join(self.role(role) for role in what))
        return CheckResult(check=check, outcome="skipped", paths=(pointer,), because=because)

    def hedged(self, check: str, mentions: Sequence[Mention]) -> CheckResult | None:
        """Skipped because a figure is hedged or a bound."""
        for one in mentions:
            if one.hedged:
                because = self.say("hedged", who=self.who(one.owner), what=one.text, op=one.figure.op)
                return self.result(check, "skipped", mentions, because)
        return None

    def doubt_scope(self, mentions: Sequence[Mention], said: str) -> str | None:
        """The same complaint as a question, where the figures are of different dates."""
        dates = {one.date for one in mentions if one.role in ("executed", "rate", "balance")}
        shown = "、".join(sorted(date or "12-31" for date in dates))
        return self.say("scope", said=said, dates=shown) if len(dates) > 1 else None


def joined(mentions: Sequence[Mention], sign: str = " + ") -> str:
    """Printed figures as a formula."""
    return sign.join(one.text for one in mentions)


def in_unit(value: Decimal, mention: Mention) -> Decimal:
    """A base value in the unit of a mention."""
    return value / mention.unit.factor


def tell(value: Decimal, mention: Mention) -> str:
    """A base value in the unit of a mention, with the unit."""
    return f"{plain(in_unit(value, mention))}{mention.figure.unit or ''}"


def unit_slip(mentions: Sequence[Mention], found: Decimal, wanted: Decimal) -> bool:
    """Whether two values differ by a unit exactly, and some unit was not printed at its number."""
    if not found or not wanted or not inherited_unit(mentions):
        return False
    return any(abs(found) * factor == abs(wanted) or abs(wanted) * factor == abs(found) for factor in (10**3, 10**4, 10**8))
