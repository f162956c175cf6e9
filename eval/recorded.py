"""``python -m eval.recorded [--shared DIR] [--fields]``: rules, model and both on every labelled report, from recorded answers.

Prints Markdown. Ends with 1 where an answer is asked for that is not recorded: then the scores are those of a reader that could not read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.counts import Count
from eval.gold_files import gold_paths, load_gold
from eval.ledger_score import LedgerScore
from eval.reading import Extract, Scored, Unreadable, read_and_score, read_loose
from eval.replay import RECORDINGS, Replay
from eval.seeds import GOLD, SHARED
from eval.tables import added, ledger_cell, part
from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers.base import Reader
from extractor.readers.both import BothReader
from extractor.readers.llm.asking import Model
from extractor.readers.llm.reader import LlmReader
from extractor.readers.rules import RulesReader
from schemas.extraction import Extraction

_ABOUT = """`make recorded` writes this page from the recorded answers (`eval/recordings/README.md`). Reports 000 to 004 are
real ones that are not in this repository, and the rules were made on them; the others are our own, sixteen of them
written by somebody who had not seen the code. The prompt was tuned on nineteen of these reports and asked of the ten newest (`NEWEST` in
`eval/recorded.py`) once; the rules were mended after their first scores on those ten, which `docs/blind.md` keeps. How fields are
counted: `docs/evaluation.md` (r/w/m/i: right, wrong, missed, invented; another unit and another place are wrong here)."""
MADE = GOLD.parent / "made"
NEWEST = (
    "after_zidan_emergency_prose", "basedata_jinchuan_chengguan", "batches_jiyuan_forestry_sources", "districts_chengling_housing_mixed",
    "fenbiewei_cenqiao_roads", "flat_junpu_training_score", "form_lanyue_university", "masked_xx_media_center",
    "pipes_cangyi_hospitals_yuan", "scores_tanxiu_transport",
)  # fmt: skip
"""Reports that the prompt had never been tried on when their answers were recorded."""
Readings = dict[str, list[Scored | Unreadable]]


def main(argv: Sequence[str] | None = None) -> int:
    """Reads everything three times and prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m eval.recorded")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds/")
    parser.add_argument("--recordings", type=Path, default=RECORDINGS)
    options = parser.parse_args(argv)
    found: Readings = {}

    def read_all(model: Model) -> None:
        readers: dict[str, Reader] = {"rules": RulesReader(), "llm": LlmReader(model), "both": BothReader(RulesReader(), LlmReader(model))}
        found.update({name: list(_read(options.shared, _by(reader))) for name, reader in readers.items()})

    with Replay(options.recordings) as replay:
        replay.with_model(read_all)
    sys.stdout.write(page(found, replay))
    return 1 if replay.missing else 0


def _by(reader: Reader) -> Extract:
    def read(path: Path) -> tuple[Extraction, Document]:
        return extract(path, reader=reader)

    return read


def _read(shared: Path, by: Extract) -> Iterable[Scored | Unreadable]:
    for path in gold_paths(GOLD) if (shared / "seeds").is_dir() else ():
        gold = load_gold(path, shared / "seeds")
        yield read_and_score(gold, gold.source, "txt", by)
    for path in gold_paths(MADE):
        yield read_loose(path, by)


def page(found: Readings, replay: Replay) -> str:
    """The tables as Markdown."""
    lines = ["# Rules, model and both", "", _ABOUT, "", *_reports(found), "", *_fields(found), ""]
    lines.append(f"Answers used: {len(replay.used)}. Asked for and not recorded: {len(set(replay.missing))}.")
    return "\n".join(lines) + "\n"


def _reports(found: Readings) -> Iterable[str]:
    """One line a report: F1 of all fields, ledger, findings, for each reader."""
    yield "| report | " + " | ".join(f"{name}: F1 | ledger right/wrong/open % | err/warn" for name in found) + " |"
    yield "|---|" + "---:|---|---:|" * len(found)
    for row in zip(*found.values(), strict=True):
        yield f"| {row[0].name[:3] if row[0].name[:3].isdigit() else row[0].name} | " + " | ".join(map(_cells, row)) + " |"
    for title, some in (("all", None), ("the ten newest", NEWEST)):
        kept = {name: [one for one in readings if isinstance(one, Scored) and (some is None or one.name in some)]
                for name, readings in found.items()}  # fmt: skip
        yield f"| **{title}** | " + " | ".join(map(_all_cells, kept.values())) + " |"


def _cells(one: Scored | Unreadable) -> str:
    if isinstance(one, Unreadable):
        return "no record | | "
    return f"{part(one.comparison.total().f1)} | {ledger_cell(one.ledger)} | {one.findings['error']}/{one.findings['warn']}"


def _all_cells(scored: Sequence[Scored]) -> str:
    total = sum((one.comparison.total() for one in scored), Count())
    ledger = sum((one.ledger for one in scored), LedgerScore(()))
    counts = [sum(one.findings[severity] for one in scored) for severity in ("error", "warn")]
    return f"{part(total.f1)} | {ledger_cell(ledger)} | {counts[0]}/{counts[1]}"


def _fields(found: Readings) -> Iterable[str]:
    """One line a field: right, wrong, missed, invented and F1, for each reader."""
    tallies = {name: added(one for one in readings if isinstance(one, Scored)) for name, readings in found.items()}
    yield "| kind | field | " + " | ".join(f"{name}: r/w/m/i | F1" for name in found) + " |"
    yield "|---|---|" + "---|---:|" * len(found)
    for key in dict.fromkeys(key for tally in tallies.values() for key in tally):
        cells = (tally.get(key, Count()) for tally in tallies.values())
        yield f"| {key[0]} | {key[1]} | " + " | ".join(f"{count} | {part(count.f1)}" for count in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
