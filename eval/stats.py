"""Intervals and tests over documents: the leaves of one document stand or fall together, so documents are what is drawn.

Every measure here is a ratio of sums over documents (micro F1 is 2·right ÷ (gold + said)); a report that fails has its gold leaves
in the denominator and nothing above. Seeds are fixed and floats come from exact sums, so a second run gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from eval.counts import Count
from eval.scores import Estimate, ReportScore, Verdict

Floats = NDArray[np.float64]
Statistic = Callable[..., tuple[Floats, Floats]]
"""Samples with documents along the last axis → the statistic and its standard error."""

Part = tuple[float, float]
"""Numerator and denominator of one report or document."""

LEVEL = 0.05
POWER = 0.8
DRAWS = 2000
"""Bootstrap samples of an interval."""

SHUFFLES = 9999
"""Random permutations of a test; with fewer than 14 documents all of them are gone through."""

_TIE = 1e-12


def f1_part(report: ReportScore) -> Part:
    """What a report gives to micro F1."""
    total = sum(map(Count.of, report.fields), Count())
    return 2 * total.right, total.gold + total.said


def by_document(reports: Iterable[ReportScore], part: Callable[[ReportScore], Part | None]) -> list[Part]:
    """Numerators and denominators summed by document, in order of the documents' names."""
    sums: dict[str, list[Part]] = defaultdict(list)
    for report in reports:
        if report.outcome != "unscored" and (own := part(report)) is not None:
            sums[report.document].append(own)
    return [(sum(n for n, _ in sums[name]), sum(d for _, d in sums[name])) for name in sorted(sums)]


def estimate(parts: Sequence[Part], seed: int) -> Estimate:
    """The ratio of sums and its 95 % interval."""
    top, under = (np.array([part[side] for part in parts], dtype=np.float64) for side in (0, 1))
    if not under.sum():
        return Estimate(value=None)
    value = _share(top.sum(), under.sum())
    if value in (0.0, 1.0):
        return _at_the_end(value, len(parts))
    low, high = interval(ratio, (top, under), seed, logit=True) or (None, None)
    return Estimate(value=value, low=low, high=high)


def _at_the_end(value: float, documents: int) -> Estimate:
    """Where every document is wholly right (or wrong) drawing them again shows no spread: the exact binomial bound over documents."""
    if documents < 2:
        return Estimate(value=value)
    far = round(1 - (LEVEL / 2) ** (1 / documents), 12)
    return Estimate(value=value, low=0.0 if value == 0 else round(1 - far, 12), high=far if value == 0 else 1.0)


def interval(statistic: Statistic, samples: Sequence[Floats], seed: int, logit: bool = False) -> tuple[float, float] | None:
    """A studentised bootstrap interval over paired samples, one value a document (Efron & Tibshirani 1993, 12.5).

    ``logit``: on the logit scale, for a share strictly between 0 and 1. Null with fewer than two documents. ``eval.bench.stats``
    measures how often it holds the truth, and BCa and percentile intervals beside it.
    """
    size = len(samples[0])
    if size < 2:
        return None
    value, error = statistic(*samples)
    if not error > _TIE:
        return round(float(value), 12), round(float(value), 12)
    drawn = np.random.default_rng(seed).integers(0, size, (DRAWS, size))
    values, errors = statistic(*(sample[drawn] for sample in samples))
    centre, spread, values, errors = _to_logit(value, error, values, errors) if logit else (value, error, values, errors)
    known = errors > _TIE  # a draw of one document again and again has no spread
    low, high = np.quantile((values[known] - centre) / errors[known], (1 - LEVEL / 2, LEVEL / 2))
    ends = centre - low * spread, centre - high * spread
    first, last = (1 / (1 + np.exp(-end)) if logit else max(-1.0, min(1.0, float(end))) for end in ends)
    return round(float(first), 12), round(float(last), 12)


def _to_logit(*pairs: Floats) -> tuple[Floats, ...]:
    """Values and their errors on the logit scale; shares of 0 and 1 get no error, so that they are left out."""
    made: list[Floats] = []
    for value, error in zip(pairs[::2], pairs[1::2], strict=True):
        inside = (value > _TIE) & (value < 1 - _TIE)
        safe = np.where(inside, value, 0.5)
        made += [np.log(safe / (1 - safe)), np.where(inside, error / (safe * (1 - safe)), 0.0)]
    return tuple(made)


def ratio(top: Floats, under: Floats) -> tuple[Floats, Floats]:
    """The ratio of sums over the last axis and its standard error, linearised by document (Cochran 1977, 6.13)."""
    value, rests = _linear(top, under)
    return value, _error(rests)


def difference(top_a: Floats, under_a: Floats, top_b: Floats, under_b: Floats) -> tuple[Floats, Floats]:
    """The ratio of B less that of A, and its standard error; documents stay paired."""
    (a, rests_a), (b, rests_b) = _linear(top_a, under_a), _linear(top_b, under_b)
    return b - a, _error(rests_b - rests_a)


def _linear(top: Floats, under: Floats) -> tuple[Floats, Floats]:
    """The ratio of sums (0 where there is nothing to count) and what each document moves it by."""
    whole = np.maximum(under.sum(axis=-1), 1)
    value = np.asarray(top.sum(axis=-1) / whole)
    return value, (top - value[..., None] * under) / whole[..., None]


def _error(rests: Floats) -> Floats:
    size = rests.shape[-1]
    return np.asarray(np.sqrt(size / (size - 1) * (rests**2).sum(axis=-1)))


def _share(top: float, under: float) -> float:
    return round(float(top) / float(under), 12)


def compare_runs(a: Sequence[ReportScore], b: Sequence[ReportScore], seed: int = 1) -> Verdict:
    """Run B against run A, paired by ``ReportScore.report``, clustered by ``document``; ``better`` means that B is better.

    Decided only where the permutation test and the interval agree. Reports that one run lacks, or that are unscored in one, are
    left out and named.
    """
    sides = [{one.report: one for one in run if one.outcome != "unscored"} for run in (a, b)]
    both = sorted(sides[0].keys() & sides[1].keys())
    left_out = tuple(sorted({one.report for run in (a, b) for one in run} - set(both)))
    parts = [_aligned(both, sides[0], side) for side in sides]
    return judge_difference(parts[0], parts[1], seed, len(both), left_out)


def _aligned(reports: Sequence[str], first: Mapping[str, ReportScore], side: Mapping[str, ReportScore]) -> list[Part]:
    """One side's parts by document; what a document is, the first run says."""
    return by_document((side[name].model_copy(update={"document": first[name].document}) for name in reports), f1_part)


def judge_difference(a: Sequence[Part], b: Sequence[Part], seed: int, reports: int = 0, left_out: tuple[str, ...] = ()) -> Verdict:
    """The verdict on two runs given as parts of the same documents in the same order."""
    samples = [np.array([part[side] for part in run], dtype=np.float64) for run in (a, b) for side in (0, 1)]
    if not len(a) or not samples[1].sum() or not samples[3].sum():
        return Verdict(verdict="not decided", a=None, b=None, difference=None, low=None, high=None, p=None, detectable=None,
                       reports=reports, documents=len(a), left_out=left_out)  # fmt: skip
    scores = _share(samples[0].sum(), samples[1].sum()), _share(samples[2].sum(), samples[3].sum())
    gain, p = round(scores[1] - scores[0], 12), permutation_p(samples, seed)
    low, high = interval(difference, samples, seed) or (None, None)
    decided = p < LEVEL and low is not None and high is not None and (low > 0 or high < 0)
    return Verdict(
        verdict=("better" if gain > 0 else "worse") if decided else "not decided", a=scores[0], b=scores[1],
        difference=gain, low=low, high=high, p=round(p, 12), detectable=detectable(samples),
        reports=reports, documents=len(a), left_out=left_out,
    )  # fmt: skip


def permutation_p(samples: Sequence[Floats], seed: int) -> float:
    """Two-sided p of the difference where each document's two readings may change sides (Fisher's paired randomisation)."""
    top_a, under_a, top_b, under_b = samples
    size = len(top_a)
    if 2**size <= SHUFFLES:
        swaps, known = np.array(list(product((0.0, 1.0), repeat=size))), 0
    else:
        swaps, known = np.random.default_rng(seed).integers(0, 2, (SHUFFLES, size)).astype(np.float64), 1
    moved = [swaps @ (other - one) for one, other in ((top_a, top_b), (under_a, under_b))]
    shuffled_a = (top_a.sum() + moved[0]) / np.maximum(under_a.sum() + moved[1], 1)
    shuffled_b = (top_b.sum() - moved[0]) / np.maximum(under_b.sum() - moved[1], 1)
    seen = abs(float(top_b.sum() / under_b.sum() - top_a.sum() / under_a.sum()))
    return float((np.count_nonzero(np.abs(shuffled_b - shuffled_a) >= seen - _TIE) + known) / (len(swaps) + known))


def detectable(samples: Sequence[Floats]) -> float | None:
    """The smallest true difference that a two-sided test at ``LEVEL`` shows with ``POWER`` on documents that spread as these do.

    (t₀.₉₇₅ + t₀.₈) standard errors of the difference; null with one document, or where no document differs: then nothing is known
    of how differences spread.
    """
    size = len(samples[0])
    if size < 2:
        return None
    factor = float(stats.t.ppf(1 - LEVEL / 2, size - 1) + stats.t.ppf(POWER, size - 1))
    spread = float(difference(*samples)[1])
    return round(factor * spread, 12) if spread else None
