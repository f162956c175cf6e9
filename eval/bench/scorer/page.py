"""The tables of ``docs/bench-scorer.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eval.bench.scorer.beside import Beside
from eval.bench.scorer.damage import KINDS
from eval.bench.scorer.trial import Trial

EXACT = 1e-9
Both = tuple[Trial, Beside]


def classes(trials: Sequence[Trial]) -> Iterator[str]:
    """Ours: leaf errors in the right class, cases without a mistake, F1 as constructed, the same in any order."""
    yield "| damage | cases | leaf errors | in the right class | cases without any mistake | F1 as constructed | same in another order |"
    yield "|---|" + "---:|" * 6
    for kind in (*KINDS, "all"):
        mine = [trial for trial in trials if kind in (trial.case.kind, "all")]
        errors = sum(_errors(trial) for trial in mine)
        amiss = sum(_wrongly(trial) for trial in mine)
        cells = (len(mine), errors, f"{100 * (errors - amiss) / errors:.2f} %" if errors else "-", _count(mine, lambda one: not one.amiss),
                 _count(mine, lambda one: abs(one.said - one.truth) < EXACT), _count(mine, lambda one: one.stable))  # fmt: skip
        yield f"| {kind} | {' | '.join(map(str, cells))} |"


def _errors(trial: Trial) -> int:
    return sum(number for (*_, outcome), number in trial.case.damage.leaves.items() if outcome not in ("right", "empty"))


def _wrongly(trial: Trial) -> int:
    """Constructed errors that got another class."""
    return sum(1 for key in trial.amiss if key[3] not in ("right", "empty") and key in trial.case.damage.leaves)


def _count(trials: Sequence[Trial], good: Callable[[Trial], bool]) -> int:
    return sum(1 for trial in trials if good(trial))


def beside(pairs: Sequence[Both]) -> Iterator[str]:
    """The three side by side."""
    yield (
        "| damage | cases | F1 by construction | ours | stickler F1 | ANLS* | stickler: right/wrong/missed/invented all exact "
        "| harm unseen: ours, stickler, ANLS* | harmless punished: ours, stickler, ANLS* |"
    )
    yield "|---|" + "---:|" * 8
    for kind in (*KINDS, "all"):
        mine = [pair for pair in pairs if kind in (pair[0].case.kind, "all")]
        if mine:
            yield f"| {kind} | {' | '.join(_cells(mine))} |"


def _cells(pairs: Sequence[Both]) -> Iterator[str]:
    yield str(len(pairs))
    scores = [(trial.truth, trial.said, other.f1, other.anls) for trial, other in pairs]
    yield from (f"{sum(column) / len(column):.4f}" for column in zip(*scores, strict=True))
    yield str(sum(1 for trial, other in pairs if other.counts == counted(trial)))
    harmful = [one for one in scores if one[0] < 1 - EXACT]
    harmless = [one for one in scores if one[0] >= 1 - EXACT]
    yield ", ".join(str(sum(1 for one in harmful if one[place] >= 1 - EXACT)) for place in (1, 2, 3)) + f" of {len(harmful)}"
    yield ", ".join(str(sum(1 for one in harmless if one[place] < 1 - EXACT)) for place in (1, 2, 3)) + f" of {len(harmless)}"


def counted(trial: Trial) -> tuple[int, int, int, int]:
    """Right, wrong, missed, invented by construction; units are wrong, what merging adds is invented."""
    total = {"right": 0, "wrong": 0, "missed": 0, "invented": 0}
    extra = "invented" if trial.case.kind == "merge" else "wrong"
    for (*_, outcome), number in trial.case.damage.leaves.items():
        name = {"unit": "wrong", "misplaced": extra}.get(outcome, outcome)
        if name in total:
            total[name] += number
    return total["right"], total["wrong"], total["missed"], total["invented"]
