"""Cells printed without anything between them: ``303010100.00%10`` is 30 | 30 | 10 | 100.00% | 10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.document import Span
from extractor.numerals.columns import MONEY_KINDS, ColumnKind

_LONGEST_RUN = 48
_MOST_CUTS = 4000
_SHOWN = 8
_AMOUNT = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?")
_POINTS = re.compile(r"(?:0|[1-9]\d?|100)(?:\.\d{1,2})?")
_RATE = re.compile(r"(?:0|[1-9]\d{0,4})(?:\.\d{1,4})?%?")
_GOAL = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?%?")


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell of a glued run: its offsets in the run, its text (with % if printed) and the column it belongs to."""

    span: Span
    text: str
    column: ColumnKind

    @property
    def value(self) -> Decimal:
        """The number, a percentage in percent."""
        return Decimal(self.text.rstrip("%"))

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed place."""
        return Decimal(5).scaleb(-len(self.text.rstrip("%").partition(".")[2]) - 1)


@dataclass(frozen=True, slots=True)
class Cuts:
    """What came of a run: the one cut that holds (or null), the relations that chose it, the other cuts as ``30|30|100%``."""

    chosen: tuple[Piece, ...] | None
    settled_by: tuple[str, ...]
    alternatives: tuple[str, ...]


def cut_glued(run: str, columns: Sequence[ColumnKind]) -> Cuts:
    """The cut of ``run`` (digits, points, %; half-width) into cells of these columns, if exactly one satisfies arithmetic.

    Amount columns may be empty in print; the others may not. The relations are A3 (rate = executed ÷ budget at printed
    digits), A5 (score = weight × rate), C4 (score ≤ weight) and B1 (equal amounts repeated), the last only to choose between
    cuts that fit otherwise. Without any relation to test, a cut that alone respects the columns is taken (``C3``).
    """
    if len(run) > _LONGEST_RUN or len(columns) < 2:
        return Cuts(None, (), ())
    cuts: dict[tuple[str, ...], tuple[Piece, ...]] = {}
    for visited, cut in enumerate(_cuts(run, tuple(columns), 0)):
        if visited > _MOST_CUTS:
            return Cuts(None, (), ())
        texts = tuple(piece.text for piece in cut)
        if len(texts) > 1:
            cuts.setdefault(texts, cut)
    proofs = {texts: proof for texts, cut in cuts.items() if (proof := _proof(cut)) is not None}
    testable = [texts for texts, proof in proofs.items() if proof]
    best = _strongest(testable, proofs) if testable else list(proofs) if not _relates(columns) else []
    if len(best) != 1:
        return Cuts(None, (), _show(testable or list(proofs)))
    others = _show([texts for texts in testable if texts != best[0]])
    return Cuts(cuts[best[0]], tuple(name for name in proofs[best[0]] if name != "weak") or ("C3",), others)


def _strongest(testable: list[tuple[str, ...]], proofs: dict[tuple[str, ...], tuple[str, ...]]) -> list[tuple[str, ...]]:
    firm = [texts for texts in testable if "weak" not in proofs[texts]] or testable
    if len(firm) > 1:
        return [texts for texts in firm if "B1" in proofs[texts]] or firm
    return firm


def _show(cuts: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple("|".join(texts) for texts in cuts[:_SHOWN])


def _relates(columns: Sequence[ColumnKind]) -> bool:
    kinds = set(columns)
    return {"rate", "executed"} <= kinds or {"rate", "weight", "score"} <= kinds


def _cuts(run: str, columns: tuple[ColumnKind, ...], place: int) -> Iterator[tuple[Piece, ...]]:
    if not columns:
        if place == len(run):
            yield ()
        return
    column, rest = columns[0], columns[1:]
    for piece in _pieces(run, column, place):
        for more in _cuts(run, rest, piece.span[1]):
            yield (piece, *more)
    if column in MONEY_KINDS and not (column == "executed" and "rate" in rest):  # a rate needs what it is the rate of
        yield from _cuts(run, rest, place)


def _pieces(run: str, column: ColumnKind, place: int) -> Iterator[Piece]:
    """The texts that may stand at ``place`` as a cell of that column, shortest first."""
    pattern = _AMOUNT if column in MONEY_KINDS else _RATE if column == "rate" else _POINTS if column in ("weight", "score") else _GOAL
    for end in range(place + 1, min(len(run), place + 20) + 1):
        text = run[place:end]
        if run[end : end + 1] in (".", "%") or not pattern.fullmatch(text):
            continue
        if column == "rate" and "%" in run and not text.endswith("%"):
            continue
        if column in ("weight", "score") and Decimal(text) > 100:
            continue
        yield Piece((place, end), text, column)


def _proof(cut: tuple[Piece, ...]) -> tuple[str, ...] | None:
    """The relations that hold in a cut (``weak`` among them if only by a wide interval); null if one is broken."""
    cells = {piece.column: piece for piece in cut}
    budgets = [cells[kind] for kind in ("budget", "initial") if kind in cells]
    rate, executed, weight, score = (cells.get(kind) for kind in ("rate", "executed", "weight", "score"))
    proof: list[str] = []
    if rate and executed:
        if not any(_rate_fits(rate, executed, budget) for budget in budgets):
            return None
        proof.append("A3")
        if (rate.value == 0 and executed.value > 0) or all(budget.value == 0 for budget in budgets):
            proof.append("weak")
    if score and weight:
        if score.value > weight.value:
            return None
        if rate:
            if abs(weight.value * min(rate.value, Decimal(100)) / 100 - score.value) > score.half:
                return None
            proof.append("A5")
    if proof:
        amounts = [piece.value for piece in cut if piece.column in MONEY_KINDS and piece.value]
        proof += ["B1"] if len(set(amounts)) < len(amounts) else []
    return tuple(proof)


def _rate_fits(rate: Piece, executed: Piece, budget: Piece) -> bool:
    if budget.value == 0:
        return executed.value == 0
    off = executed.value * 100 / budget.value - rate.value
    return abs(off) <= rate.half or 0 <= off < 2 * rate.half
