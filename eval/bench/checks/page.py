"""The page of the benchmark: what was planted, what was found, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from eval.bench.checks.simple import WAYS, Tally
from eval.scores import FindingCount

PROTOTYPE = {"found": 99.3, "first": 84.0, "top": 96.9}
"""Percent of single faults, as measured for the prototype named in the specification of the checks."""
BROKEN = "broken"
"""The count of faults that break a relation; see ``broken``."""

TITLES = {
    "single": ("One fault, in one place", "One mention is mistyped; other mentions of the same fact stay right."),
    "repeated": ("The same fault in every place", "Every mention of the fact is mistyped alike: only arithmetic can tell."),
    "propagated": (
        "A fault carried into its total",
        "Every mention of a part is mistyped alike, and its totals are those of the wrong part.",
    ),
    "two": ("Two faults at once", "The second fault is of any type; each is counted by itself."),
}
COLUMNS = (
    ("found", "found"), ("detected", "as an error"), ("first", "right figure first"), ("value", "with the right value"),
    ("top", "in the top three"), ("undecided", "cannot decide"),
)  # fmt: skip


def head(drawn: int, labelled: int, false_errors: int) -> str:
    """What the page is about, and the false errors on clean records."""
    return "\n".join([
        "# Planted faults", "",
        "Made by `make bench-checks`. Faults are planted in clean records: records drawn by chance (amounts to two decimals,",
        "trimmed zeros, integer columns, rates cut off instead of rounded; with the places of their figures, and without, so that",
        "arithmetic alone speaks), and labelled reports in which the checks find no error. Only figures that some relation other",
        "than a bound ties are mistyped. Chance is seeded. *Found*: some finding is about the figure, *as an error*: one of that severity",
        "(a sum that is off by its last place is a note by the specification, a doubtful claim a question). *First*: an error finding",
        "names it as the wrong one. *Top three*: it is named, or among the first three alternatives.", "",
        "Percent of the planted faults; the row *of those that break a relation* leaves out faults after which every relation of the",
        "figure still holds by its tolerance (90.01 % beside 52.47 ÷ 58.30 = 90 %, since 52.47 may stand for 52.4749): no arithmetic can",
        "see these, and the specification forbids to call them errors. The prototype's figures are compared with that row, since how many",
        "such faults it was given is not known.", "",
        f"Clean records: {drawn} drawn, {labelled} read from reports. False errors on them: {false_errors}.",
    ])  # fmt: skip


def broken(key: str) -> str:
    """The name of a count over the faults that break a relation."""
    return f"{key} {BROKEN}"


def fault_table(mode: str, table: Mapping[str, Counter[str]]) -> str:
    """One way of planting, by type of fault."""
    title, words = TITLES[mode]
    names = [name for _, name in COLUMNS]
    lines = [
        "",
        f"## {title}",
        "",
        words,
        "",
        f"| fault | planted | {' | '.join(names)} | false alarms |",
        "|---|" + "---:|" * (len(names) + 2),
    ]
    total = _sum(table)
    for kind, count in {**table, "**all**": total}.items():
        if count["faults"]:
            cells = [f"{_percent(count, key):.1f}" for key, _ in COLUMNS]
            lines.append(f"| {kind} | {count['faults']} | {' | '.join(cells)} | {count['alarms']} |")
    cells = [f"{_of_broken(total, key):.1f}" for key, _ in COLUMNS]
    lines.append(f"| **of those that break a relation** | {total[BROKEN]} | {' | '.join(cells)} |  |")
    if mode == "single":
        cells = [f"{PROTOTYPE[key]}" if key in PROTOTYPE else "" for key, _ in COLUMNS]
        lines.append(f"| *prototype, its own records* |  | {' | '.join(cells)} |  |")
    return "\n".join(lines)


def simple_table(result: tuple[int, Tally, int, Tally]) -> str:
    """The three ways of checking a rate side by side."""
    rates, alarms, faults, misses = result
    lines = [
        "", "## Rates: three ways of checking", "",
        f"{rates} sound rates of these records; {faults} faults (digit, swap, last place) planted in them. The spending and the budget are",
        "those printed at the rate's place; a sound rate may be that of another pair printed elsewhere.", "",
        "| way | false alarms | missed |", "|---|---:|---:|",
    ]  # fmt: skip
    return "\n".join([*lines, *(f"| {way} | {alarms[way]} | {misses[way]} |" for way in WAYS)])


def labelled_table(counts: Mapping[str, FindingCount]) -> str:
    """The checks alone on labelled records."""
    lines = [
        "", "## Labelled faults: the checks alone", "",
        "The records as people labelled them, without places, against the faults that they labelled (`NAME.faults.json`): what the checks",
        "say where nothing was misread. The mechanisms were mended on these reports.", "",
        "| reports | faults found | missed | error findings that are none |", "|---|---:|---:|---:|",
    ]  # fmt: skip
    return "\n".join([*lines, *(f"| {name} | {one.found} | {one.missed} | {one.false} |" for name, one in counts.items())])


def missed(table: Mapping[str, Counter[str]]) -> Iterator[str]:
    """The prototype's figures on single faults that are not beaten on those that break a relation."""
    count = _sum(table)
    for key, bar in PROTOTYPE.items():
        if _of_broken(count, key) <= bar:
            yield f"{key} {_of_broken(count, key):.1f} % (prototype {bar} %)"


def _percent(count: Counter[str], key: str) -> float:
    return 100 * count[key] / count["faults"] if count["faults"] else 0.0


def _of_broken(count: Counter[str], key: str) -> float:
    return 100 * count[broken(key)] / count[BROKEN] if count[BROKEN] else 0.0


def _sum(table: Mapping[str, Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for count in table.values():
        total += count
    return total
