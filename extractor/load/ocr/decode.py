"""From the output of a CTC recogniser (a probability of each character at each step along the line) to characters with places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLANK = 0
_WORTH_NAMING = 0.02
"""A character that was this probable where another was read is kept as its alternative."""
_MOST = 3


class Step(NamedTuple):
    """A character; ``at`` is the middle of where it was seen, in steps."""

    c: str
    at: float
    confidence: float
    others: tuple[tuple[str, float], ...]


def decode(probabilities: NDArray[np.float32], alphabet: Sequence[str]) -> list[Step]:
    """The likeliest character of each run of equal steps (Graves et al. 2006, best path); steps × alphabet, row 0 is the blank."""
    best = probabilities.argmax(axis=1)
    found: list[Step] = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start] != _BLANK:
            found.append(_step(probabilities[start:end], start, int(best[start]), alphabet))
        start = end
    return found


def _step(run: NDArray[np.float32], start: int, index: int, alphabet: Sequence[str]) -> Step:
    weights = run[:, index]
    at = start + float((weights * range(len(run))).sum() / weights.sum())
    peak = int(weights.argmax())
    others = _others(run.max(axis=0), index, alphabet)
    return Step(alphabet[index], at + 0.5, float(weights[peak]), others)


def _others(peaks: NDArray[np.float32], index: int, alphabet: Sequence[str]) -> tuple[tuple[str, float], ...]:
    near = (peaks >= _WORTH_NAMING).nonzero()[0]  # a handful of thousands: only they are sorted
    order = near[peaks[near].argsort()[::-1]][: _MOST + 2]
    likely = [(alphabet[i], round(float(peaks[i]), 3)) for i in order if i not in (_BLANK, index)]
    return tuple(likely[:_MOST])
