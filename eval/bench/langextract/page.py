"""The tables of the benchmark, as Markdown, and the page that explains them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.bench.langextract.anchoring import Anchors
from eval.bench.langextract.counting import Size, total
from eval.bench.langextract.ours import Asked
from eval.bench.langextract.sections import SAME_KNOWLEDGE, by_section
from eval.bench.langextract.server import Latency
from eval.bench.langextract.theirs import Variant

OURS = "ours"
Runs = Mapping[str, Sequence[Asked]]
"""Under ``ours`` and each variant's key: one run a report, in the order of the reports."""


@dataclass(frozen=True)
class Measured:
    """Everything that was measured."""

    reports: Sequence[str]
    skipped: Sequence[str]
    runs: Runs
    timed: Sequence[Variant]
    anchored: Sequence[Variant]
    weighed: Sequence[Variant]
    latency: Latency


def sent(runs: Sequence[Asked]) -> Size:
    """What went out in messages."""
    return total(call.sent for run in runs for call in run.calls)


def schemas(runs: Sequence[Asked]) -> Size:
    """What went out as JSON Schema."""
    return total(call.schema for run in runs for call in run.calls)


def received(runs: Sequence[Asked]) -> Size:
    """What came back."""
    return total(call.received for run in runs for call in run.calls)


def anchors(runs: Sequence[Asked]) -> Anchors:
    """Where figures were anchored, all together."""
    return sum((run.anchors for run in runs), Anchors())


def cost_table(measured: Measured) -> str:
    """Calls, tokens and seconds a report."""
    keys = [OURS, *(variant.key for variant in measured.timed)]
    short = [OURS, *(f"lx {variant.buffer}" for variant in measured.timed)]
    heads = [f"{what} {tool}" for what in ("calls", "in", "out", "s") for tool in short]
    rows = [[name, *_costs([[measured.runs[key][at]] for key in keys])] for at, name in enumerate(measured.reports)]
    rows.append(["**all**", *_costs([measured.runs[key] for key in keys])])
    return table(["report", *heads], rows)


def _costs(groups: Sequence[Sequence[Asked]]) -> list[str]:
    cells = [str(sum(len(run.calls) for run in runs)) for runs in groups]
    cells += [f"{sent(runs).tokens:,}" for runs in groups]
    cells += [f"{received(runs).tokens:,}" for runs in groups]
    return [*cells, *(f"{sum(run.seconds for run in runs):.1f}" for runs in groups)]


def anchoring_table(measured: Measured) -> str:
    """The share of repeated figures at their right place, and the figures with no place, a report."""
    keys = [OURS, *(variant.key for variant in measured.anchored)]
    heads = ["report", "figures", "repeated", OURS, *(_called(variant) for variant in measured.anchored)]
    rows = [[name, *_anchored([measured.runs[key][at].anchors for key in keys])] for at, name in enumerate(measured.reports)]
    rows.append(["**all**", *_anchored([anchors(measured.runs[key]) for key in keys])])
    return table(heads, rows)


def _called(variant: Variant) -> str:
    return f"lx {variant.order} {variant.buffer}{' Unicode' if variant.tokenizer == 'unicode' else ''}"


def _anchored(found: Sequence[Anchors]) -> list[str]:
    return [str(found[0].figures), str(found[0].repeated), *(f"{share(one)} ({one.lost} lost)" for one in found)]


def share(found: Anchors) -> str:
    """The part of the repeated figures that is right."""
    return "–" if found.share is None else f"{found.share:.1%}".replace(".0%", "%")


def ratio_table(measured: Measured) -> str:
    """Totals and our part of langextract's, by every way of counting."""
    rows = []
    for what, size in _totals(measured):
        for measure in ("tokens", "pieces", "characters"):
            mine = getattr(size(measured.runs[OURS]), measure)
            theirs = [getattr(size(measured.runs[variant.key]), measure) for variant in measured.timed]
            rows.append([what, measure, f"{mine:,}", *(f"{one:,} ({_ratio(mine, one)})" for one in theirs)])
    seconds = [sum(run.seconds for run in measured.runs[key]) for key in (OURS, *(variant.key for variant in measured.timed))]
    rows.append(["time", "seconds", f"{seconds[0]:.1f}", *(f"{one:.1f} ({_ratio(seconds[0], one)})" for one in seconds[1:])])
    return table(["", "counted in", OURS, *(f"lx {variant.buffer} (ours ÷ it)" for variant in measured.timed)], rows)


def _totals(measured: Measured) -> list[tuple[str, Callable[[Sequence[Asked]], Size]]]:
    return [("out", received), ("in, messages", sent), ("in, JSON Schemas", schemas)]


def _ratio(mine: float, theirs: float) -> str:
    return f"{mine / theirs:.2f}" if theirs else "–"


def output_table(measured: Measured) -> str:
    """Our output beside what langextract's would be: figures alone or all that ours says, without white space or as it shows JSON."""
    mine = received(measured.runs[OURS])
    rows = [["ours", "all", f"{mine.tokens:,}", "", f"{mine.pieces:,}", "", f"{mine.characters:,}", ""]]
    for variant in (measured.timed[0], *measured.weighed):
        its = received(measured.runs[variant.key])
        called = f"lx, {'indented' if variant.indent else 'compact'}"
        counted = [(one(mine), one(its)) for one in (_tokens, _pieces, _characters)]
        cells = [cell for ours, theirs in counted for cell in (f"{theirs:,}", _ratio(ours, theirs))]
        rows.append([called, "all" if variant.with_words else "figures", *cells])
    return table(["answers", "say", "tokens", "ours ÷ it", "pieces", "ours ÷ it", "characters", "ours ÷ it"], rows)


def _tokens(size: Size) -> int:
    return size.tokens


def _pieces(size: Size) -> int:
    return size.pieces


def _characters(size: Size) -> int:
    return size.characters


def section_table(measured: Measured) -> str:
    """Where our output goes."""
    sizes = by_section(call for run in measured.runs[OURS] for call in run.calls)
    whole = total(sizes.values())
    rows = [_section(name, size, whole) for name, size in sorted(sizes.items(), key=lambda item: -item[1].tokens)]
    same = total(size for name, size in sizes.items() if name in SAME_KNOWLEDGE)
    return table(["section", "tokens", "part", "pieces", "characters"], [*rows, _section("*what figures are*", same, whole)])


def _section(name: str, size: Size, whole: Size) -> list[str]:
    return [name, f"{size.tokens:,}", f"{size.tokens / whole.tokens:.0%}", f"{size.pieces:,}", f"{size.characters:,}"]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all but the first column stand right."""
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
