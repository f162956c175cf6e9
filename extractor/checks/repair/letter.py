"""What a finding says about a wrong figure, in words for a letter to the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR

from extractor.checks.context import Context
from extractor.checks.mentions import Mention
from extractor.checks.numbers import place_value
from extractor.checks.repair.candidates import Change
from extractor.checks.repair.diagnosis import Diagnosis
from extractor.checks.repair.scene import Scene
from extractor.checks.repair.search import Repair
from extractor.checks.repair.slips import print_like

SHOWN = 3
"""Ways that a message lists."""
FORMULAS = 2
"""Formulas that it quotes, the shortest; the proofs hold them all."""


OR, RANGE = "或", "～"
"""Between values of a suggestion: equally likely ones, and the ends of a range."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Writes messages about the figures of one scene."""

    ctx: Context
    scene: Scene

    def message(self, diagnosis: Diagnosis, proofs: Sequence[str]) -> str:
        """The finding's message; ``proofs`` are the formulas of the relations that fail."""
        brief = [proof for proof in proofs if proof in sorted(proofs, key=len)[:FORMULAS]]
        shown = " ".join(brief) if self.ctx.lang == "en" else "".join(brief)
        if diagnosis.change is None:
            key = "repair.open" if diagnosis.others else "repair.none"
            return self.ctx.say(key, proofs=f"{shown} " if self.ctx.lang == "en" else shown, ways=self._ways(diagnosis.others))
        return self._wrong(diagnosis, diagnosis.change, shown)

    def _wrong(self, diagnosis: Diagnosis, change: Change, shown: str) -> str:
        say, suspect = self.ctx.say, self.scene.mentions[change.suspect]
        unit = suspect.figure.unit or ""
        words = {
            "figure": self._figure(suspect), "printed": suspect.text, "proofs": say("repair.proofs", proofs=shown),
            "cause": say("repair.reason", cause=say(f"slip.{change.cause}")) if change.cause else "",
            "also": self._also(change), "carried": self._carried(diagnosis.carried), "others": self._others(diagnosis),
        }  # fmt: skip
        if change.cause == "exchanged":
            other = next(path for path in change.printed if self.scene.mentions[path].value != suspect.value)
            return say("repair.exchanged", other=self._figure(self.scene.mentions[other]), theirs=self.scene.mentions[other].text, **words)
        key = "repair.within" if change.span is not None and change.cause not in _SINGLE else "repair.wrong"
        told = (self.suggestion(diagnosis) or "").replace(OR, say("repair.or")).replace(RANGE, say("repair.range"))
        return say(key, wanted=f"{told}{unit}", **words)

    def suggestion(self, diagnosis: Diagnosis) -> str | None:
        """What to write instead, without its unit: one value, values that are equally likely, or a range."""
        change = diagnosis.change
        if change is None:
            return None
        mention = self.scene.mentions[change.suspect]
        if change.span is not None and change.cause not in _SINGLE:
            step = place_value(max(mention.decimals, mention.figure.decimals)) * mention.unit.factor
            low, high = ((change.span.lo, ROUND_CEILING), (change.span.hi, ROUND_FLOOR))
            ends = [((end / step).to_integral_value(mode) * step) / mention.unit.factor for end, mode in (low, high)]
            return RANGE.join(print_like(mention.figure.printed, end) for end in ends)
        values = dict.fromkeys([change.printed[change.suspect], *(one.printed[change.suspect] for one in diagnosis.values[: SHOWN - 1])])
        return OR.join(values)

    def _figure(self, mention: Mention) -> str:
        say = self.ctx.say
        named = say("repair.of", who=self.ctx.who(mention.owner), role=self.ctx.role(mention.role))
        if mention.at is None:
            return named
        place = say(f"place.{mention.at.place}")
        where = say("repair.page", page=mention.at.page, place=place) if mention.at.page else place
        return say("repair.place", figure=named, place=where)

    def _also(self, change: Change) -> str:
        numerals = {one.at.span if one.at else one.path for path in change.printed if (one := self.scene.mentions[path])}
        more = 0 if change.cause == "exchanged" else len(numerals) - 1
        return self.ctx.say("repair.also", n=more) if more else ""

    def _carried(self, changes: Sequence[Change]) -> str:
        told = self.ctx.say("repair.semicolon").join(self._changed(change) for change in changes)
        return self.ctx.say("repair.carried", figures=told) if told else ""

    def _others(self, diagnosis: Diagnosis) -> str:
        return self.ctx.say("repair.others", ways=self._ways(diagnosis.others[:1])) if diagnosis.others else ""

    def _ways(self, repairs: Sequence[Repair]) -> str:
        way = self.ctx.say("repair.and")
        told = [way.join(self._changed(change) for change in repair.changes) for repair in repairs[:SHOWN]]
        if len(told) == 1:
            return told[0]
        return self.ctx.say("repair.semicolon").join(f"({number}) {one}" for number, one in enumerate(told, 1))

    def _changed(self, change: Change) -> str:
        mention = self.scene.mentions[change.suspect]
        wanted = f"{change.printed[change.suspect]}{mention.figure.unit or ''}"
        return self.ctx.say("repair.changed", figure=self._figure(mention), printed=mention.text, wanted=wanted)


_SINGLE = frozenset({"digit", "last_place", "swap", "dropped_digit", "doubled_digit", "point_slip", "unit_slip", "sign", "exchanged"})
"""Causes that single out one value, however wide the range."""
