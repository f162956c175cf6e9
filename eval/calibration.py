"""Confidence against truth: risk and coverage, expected calibration error, Brier score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from eval.scores import Calibration, ConfidenceBin

BINS = 10
Pairs = Sequence[tuple[float, bool]]


def calibrate(pairs: Pairs) -> Calibration | None:
    """The measures of ``eval.scores.Calibration``; null without figures that have a confidence."""
    if not pairs:
        return None
    exact = sorted(((Fraction(str(confidence)), right) for confidence, right in pairs), reverse=True)
    bins = [_bin(exact, index) for index in range(BINS)]
    gaps = (abs(one.right - one.confidence) * one.figures for one in bins if one.right is not None and one.confidence is not None)
    squares = sum(((confidence - right) ** 2 for confidence, right in exact), Fraction(0))
    curve = list(_curve(exact))
    return Calibration(
        figures=len(exact), ece=_plain(sum(map(Fraction, gaps), Fraction(0)) / len(exact)), brier=_plain(squares / len(exact)),
        aurc=_plain(_area(curve)), bins=tuple(bins), curve=tuple((_plain(coverage), _plain(risk)) for coverage, risk in curve),
    )  # fmt: skip


def _bin(pairs: Sequence[tuple[Fraction, bool]], index: int) -> ConfidenceBin:
    """The bin (index/10, (index+1)/10]; 0 belongs to the first."""
    low, high = Fraction(index, BINS), Fraction(index + 1, BINS)
    inside = [(confidence, right) for confidence, right in pairs if low < confidence <= high or (index == 0 and confidence <= low)]
    mean = sum((confidence for confidence, _ in inside), Fraction(0)) / len(inside) if inside else None
    share = Fraction(sum(right for _, right in inside), len(inside)) if inside else None
    return ConfidenceBin(
        low=_plain(low), high=_plain(high), figures=len(inside),
        confidence=None if mean is None else _plain(mean), right=None if share is None else _plain(share),
    )  # fmt: skip


def _curve(pairs: Sequence[tuple[Fraction, bool]]) -> Iterator[tuple[Fraction, Fraction]]:
    """Coverage and risk when all figures at least as sure as one confidence are taken, the surest first."""
    taken = wrong = 0
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        for _, right in group:
            taken, wrong = taken + 1, wrong + (not right)
        yield Fraction(taken, len(pairs)), Fraction(wrong, taken)


def _area(curve: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """The mean risk over coverages; figures of one confidence are taken in no order, so that their risk is that of the group's end."""
    area, before = Fraction(0), Fraction(0)
    for coverage, risk in curve:
        area += (coverage - before) * risk
        before = coverage
    return area


def _plain(value: Fraction) -> float:
    return round(float(value), 12)
