"""``python -m eval.bench.stats [--pairs N] [--seed S]``: how far the intervals and the test between runs can be trusted, as Markdown.

Reports are drawn like ours: sizes from the labelled reports, difficulty normal on the logit scale, two readings sharing a report's
difficulty but for a part of their own, so that they are correlated. Ends with 1 where false verdicts are more than 5 % or the power
at +2 points with 100 reports is under 80 %.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from eval.stats import LEVEL, POWER, Floats, Part, interval, judge_difference, ratio

SIZES = (98, 120, 145, 160, 180, 190, 205, 220, 240, 260, 290, 320, 360, 420, 640)
"""Gold leaves of a report, much as in the labelled ones (a long tail of large reports)."""

HARD, SPREAD, INVENTED = 1.7, 1.0, 0.03
"""Mean and standard deviation of a report's logit (micro F1 is then about 0.8), inventions for each gold leaf."""

OWN = (0.15, 0.3, 0.45)
"""Standard deviation of the part of a reading's logit that is its own: alike readings, usual ones, very unlike ones."""

REPORTS, POINTS = 100, 0.02
METHODS = ("percentile", "basic", "BCa")
MANY = 200_000


@dataclass(frozen=True, slots=True)
class World:
    """Two systems: ``own`` as in ``OWN``, ``gain`` the second one's advantage on the logit scale."""

    own: float
    gain: float = 0.0

    def draw(self, reports: int, chance: Generator) -> tuple[NDArray[np.float64], ...]:
        """Numerators and denominators of micro F1 for each report: of A, of B."""
        sizes = chance.choice(SIZES, reports)
        shared = chance.normal(HARD, SPREAD, reports)
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


def coverage(method: str, reports: int, draws: int, chance: Generator) -> float:
    """The part of intervals that hold the long run's micro F1."""
    world = World(OWN[1])
    truth = world.truth(np.random.default_rng(0))[0]
    inside = 0
    for turn in range(draws):
        top, under, *_ = world.draw(reports, chance)
        low, high = interval(ratio, (top, under), turn, method) or (0.0, 1.0)
        inside += low <= truth <= high
    return inside / draws


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.stats")
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    chance = np.random.default_rng(options.seed)
    null = {own: verdicts(World(own), options.pairs, REPORTS, chance) for own in OWN}
    small = {reports: verdicts(World(OWN[1]), options.pairs, reports, chance) for reports in (10, 20, 40)}
    power = {own: verdicts(with_points(own, POINTS), options.pairs, REPORTS, chance) for own in OWN}
    sys.stdout.write("\n".join([*_page(options.pairs, options.seed, null, small, power), *_coverages(options.pairs, chance)]) + "\n")
    false = max(options.pairs - found["not decided"] for found in (*null.values(), *small.values()))
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


def _coverages(pairs: int, chance: Generator) -> Iterator[str]:
    yield from (
        "",
        "How often a 95 % interval of micro F1 holds the truth:",
        "",
        f"| reports | {' | '.join(METHODS)} |",
        "|---:|---:|---:|---:|",
    )
    for reports in (10, 20, 50, 100):
        yield f"| {reports} | {' | '.join(f'{100 * coverage(method, reports, pairs, chance):.1f} %' for method in METHODS)} |"


if __name__ == "__main__":
    sys.exit(main())
