"""The checks alone on labelled reports: the records as people labelled them, against the faults that they labelled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.align import align
from eval.bench.checks.sources import MADE
from eval.faults import score_findings
from eval.gold_files import PLAIN, Labelled, gold_paths, load_gold, load_loose, source_of
from eval.scores import FindingCount
from eval.seeds import GOLD
from extractor.checks import examine
from extractor.load import load


def labelled_faults(shared: Path) -> dict[str, FindingCount]:
    """Faults found, false and missed: of our own reports, and of the real ones where they are there."""
    own = (load_loose(path, None if (source := source_of(path)).suffix in PLAIN else load(source).text) for path in gold_paths(MADE))
    counts = {"own reports": _counted(own)}
    if (shared / "seeds").is_dir():
        counts["real reports"] = _counted(load_gold(path, shared / "seeds") for path in gold_paths(GOLD))
    return counts


def _counted(reports: Iterator[Labelled]) -> FindingCount:
    total = FindingCount(found=0, false=0, missed=0)
    for one in reports:
        if one.faults is not None:
            findings = examine(one.record, {}, "").findings
            count = score_findings(one.faults, align(one.record, one.record), findings)
            total = FindingCount(found=total.found + count.found, false=total.false + count.false, missed=total.missed + count.missed)
    return total
