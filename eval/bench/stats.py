"""``python -m eval.bench.stats [--pairs N] [--seed S]``: how far the intervals and the test between runs can be trusted, as Markdown.

Reports are drawn like ours: their sizes from the labelled reports, their difficulty normal on the logit scale and greater for large
ones; two readings share a report's difficulty but for a part of their own, so that they are
correlated. Ends with 1 where, with 100 reports, false verdicts are more than 5 % or the power at +2 points is under 80 %.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.stats import bootstrap

from eval.stats import DRAWS, LEVEL, POWER, Floats, Part, interval, judge_difference, ratio

SIZES = (83, 102, 104, 117, 122, 141, 162, 173, 173, 173, 191, 214, 234, 253, 274, 305, 307, 357, 391)
"""Gold leaves of the labelled reports."""

HARD, SPREAD, LARGE, INVENTED = 1.75, 1.1, -0.35, 0.05
"""Mean and standard deviation of a report's logit of recall, its correlation with the logarithm of size, inventions for each gold leaf:
rounded from the recorded readings (mean 1.6 to 2.0, deviation 1.0 to 1.6, correlation -0.33 to -0.44)."""

OWN = (0.15, 0.28, 0.5)
"""Standard deviation of the part of a reading's logit that is its own. In the recorded readings, binomial noise taken off, it is 0.28
between model and both, 0.51 between rules and both; the first stands for two prompts of one model."""

REPORTS, POINTS = 100, 0.02
METHODS = ("studentised", "percentile", "BCa")
MANY = 200_000


@dataclass(frozen=True, slots=True)
class World:
    """Two systems: ``own`` as in ``OWN``, ``gain`` the second one's advantage on the logit scale."""

    own: float
    gain: float = 0.0

    def draw(self, reports: int, chance: Generator) -> tuple[NDArray[np.float64], ...]:
        """Numerators and denominators of micro F1 for each report: of A, of B."""
        sizes = chance.choice(SIZES, reports)
        large = (np.log(sizes) - np.log(SIZES).mean()) / np.log(SIZES).std()
        shared = HARD + SPREAD * (LARGE * large + np.sqrt(1 - LARGE**2) * chance.normal(0, 1, reports))
        sides = []
        for gain in (0.0, self.gain):
            right = chance.binomial(sizes, 1 / (1 + np.exp(-(shared + gain + chance.normal(0, self.own, reports)))))
            wrong = chance.binomial(sizes - right, 0.5)
            said = right + wrong + chance.poisson(INVENTED * sizes)
            sides += [2.0 * right, (sizes + said).astype(np.float64)]
        return tuple(sides)

    def truth(self, chance: Generator) -> tuple[float, float]:
        """Micro F1 of both in the long run."""
        a, under_a, b, under_b = self.draw(MANY, chance)
        return float(a.sum() / under_a.sum()), float(b.sum() / under_b.sum())


def with_points(own: float, points: float) -> World:
    """The world in which B is better by so many points of micro F1 (by bisection)."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        a, b = World(own, middle).truth(np.random.default_rng(0))
        low, high = (middle, high) if b - a < points else (low, middle)
    return World(own, (low + high) / 2)


def verdicts(world: World, pairs: int, reports: int, chance: Generator) -> dict[str, int]:
    """How often each verdict falls."""
    found = {"better": 0, "worse": 0, "not decided": 0}
    for turn in range(pairs):
        a, under_a, b, under_b = world.draw(reports, chance)
        found[judge_difference(_parts(a, under_a), _parts(b, under_b), turn).verdict] += 1
    return found


def _parts(top: Floats, under: Floats) -> list[Part]:
    return [(float(one), float(other)) for one, other in zip(top, under, strict=True)]


def coverages(reports: int, draws: int, chance: Generator) -> dict[str, float]:
    """The part of intervals that hold the long run's micro F1, by method."""
    world, inside = World(OWN[1]), dict.fromkeys(METHODS, 0)
    truth = world.truth(np.random.default_rng(0))[0]
    for turn in range(draws):
        top, under, *_ = world.draw(reports, chance)
        for method in METHODS:
            low, high = _interval(method, top, under, turn)
            inside[method] += low <= truth <= high
    return {method: number / draws for method, number in inside.items()}


def _interval(method: str, top: Floats, under: Floats, seed: int) -> tuple[float, float]:
    if method == "studentised":
        return interval(ratio, (top, under), seed, logit=True) or (0.0, 1.0)
    made = bootstrap((top, under), lambda a, b, axis: a.sum(axis=axis) / b.sum(axis=axis), paired=True, vectorized=True,
                     n_resamples=DRAWS, method=method, rng=np.random.default_rng(seed))  # fmt: skip
    return float(made.confidence_interval.low), float(made.confidence_interval.high)


NOISE = """The share decided has a standard error of about 0.7 points with 1,000 pairs. With 10 reports all 1,024 permutations are gone
through, so that the test is exact there whatever the row says."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.stats")
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=400, help="runs whose intervals are counted")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    chance = np.random.default_rng(options.seed)
    null = {own: verdicts(World(own), options.pairs, REPORTS, chance) for own in OWN}
    small = {reports: verdicts(World(OWN[1]), options.pairs, reports, chance) for reports in (10, 20, 40)}
    power = {own: verdicts(with_points(own, POINTS), options.pairs, REPORTS, chance) for own in OWN}
    sys.stdout.write("\n".join([*_page(options.pairs, options.seed, null, small, power), *_coverages(options.draws, chance)]) + "\n")
    false = max(options.pairs - found["not decided"] for found in null.values())
    return 1 if false > LEVEL * options.pairs or power[OWN[1]]["better"] < POWER * options.pairs else 0


def _page(
    pairs: int, seed: int, null: dict[float, dict[str, int]], small: dict[int, dict[str, int]], power: dict[float, dict[str, int]]
) -> Iterator[str]:
    yield from ("# Intervals and verdicts", "", "`make bench-stats` writes this page. " + (__doc__ or "").partition("\n\n")[2].strip(), "")
    yield f"{pairs} pairs of runs in each row, seed {seed}. A verdict needs both the permutation test (p < {LEVEL}) and the interval."
    yield from (
        "",
        "| the systems | reports | own part (logit) | better | worse | not decided | decided |",
        "|---|---:|---:|---:|---:|---:|---:|",
    )
    rows = [("equal", REPORTS, own, found) for own, found in null.items()]
    rows += [("equal", reports, OWN[1], found) for reports, found in small.items()]
    rows += [(f"B better by {POINTS:.2f}", REPORTS, own, found) for own, found in power.items()]
    for what, reports, own, found in rows:
        decided = 100 * (pairs - found["not decided"]) / pairs
        yield f"| {what} | {reports} | {own} | {found['better']} | {found['worse']} | {found['not decided']} | {decided:.1f} % |"


def _coverages(draws: int, chance: Generator) -> Iterator[str]:
    yield from ("", NOISE)
    yield from (
        "",
        f"How often a 95 % interval of micro F1 holds the truth, in {draws} runs; the studentised one is used:",
        "",
        f"| reports | {' | '.join(METHODS)} |",
        "|---:|---:|---:|---:|",
    )
    for reports in (10, 20, 50, 100):
        found = coverages(reports, draws, chance)
        yield f"| {reports} | {' | '.join(f'{100 * found[method]:.1f} %' for method in METHODS)} |"


if __name__ == "__main__":
    sys.exit(main())
