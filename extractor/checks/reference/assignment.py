"""The assignment problem in whole numbers: which of two sides belong together, so that the weights add up highest."""

from __future__ import annotations

from collections.abc import Mapping

_FAR = 10**12


def assign(weights: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Left to right, each at most once, with the greatest sum of weights (all above 0); who has no weight is never paired.

    The Hungarian method with potentials (Kuhn, Munkres; Jonker and Volgenant's shortest paths), cubic in the larger side. Exact:
    the solvers of numeric libraries work in floating point and would be the largest dependency of the product.
    """
    lefts, rights = sorted({left for left, _ in weights}), sorted({right for _, right in weights})
    n, m = len(lefts), len(rights) + len(lefts)  # as many blanks as lefts: anybody may stay alone
    cost = [[0] * (m + 1) for _ in range(n + 1)]
    for i, left in enumerate(lefts, 1):
        for j, right in enumerate(rights, 1):
            cost[i][j] = -weights.get((left, right), -1)
    taken = _columns(cost, n, m)
    return {
        lefts[i - 1]: rights[j - 1] for j, i in enumerate(taken) if i and 0 < j <= len(rights) and (lefts[i - 1], rights[j - 1]) in weights
    }


def _columns(cost: list[list[int]], n: int, m: int) -> list[int]:
    """The row that each column gets (0: none), at the least cost; rows and columns from 1."""
    rows, columns, taken = [0] * (n + 1), [0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        taken[0], column = row, 0
        least, way, used = [_FAR] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while taken[column]:
            used[column] = True
            here, step, following = taken[column], _FAR, 0
            for j in range(1, m + 1):
                if not used[j]:
                    reduced = cost[here][j] - rows[here] - columns[j]
                    if reduced < least[j]:
                        least[j], way[j] = reduced, column
                    if least[j] < step:
                        step, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    rows[taken[j]] += step
                    columns[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return taken
