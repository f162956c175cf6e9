"""The five real reports in three carriers against their gold.

``python -m eval.seeds [--shared DIR] [--differences]`` ends with 1 where a bar of the Show section is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval import bars
from eval.align import pairing_lines
from eval.gold_files import GoldError, Labelled, gold_paths, load_gold
from eval.ledger_score import LedgerScore
from eval.reading import Extract, Scored, Unreadable, extract_by_rules, read_and_score, record_differences
from eval.tables import added, columns, field_rows, ledger_cell, score_rows

GOLD = Path(__file__).parent / "gold" / "seeds"
SHARED = Path(__file__).parents[2] / "shared"
CARRIERS = ("txt", "pdf", "docx")
FIRST = 12
"""Differences between two carriers' records that are shown."""

Reading = Scored | Unreadable


def main(argv: Sequence[str] | None = None, extract: Extract = extract_by_rules) -> int:
    """Prints the tables; 1 where a bar is missed, 2 where gold or sources cannot be used."""
    options = _options(argv)
    try:
        return _seeds(options.shared, extract, options)
    except GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:  # the reader of the pipe has seen enough
        sys.stdout = None
        return 1


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.seeds", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds/ and corpus/")
    parser.add_argument("--differences", action="store_true", help="list everything wrong, missed, invented or unclaimed")
    parser.add_argument("--pairs", action="store_true", help="the pairing: = sure, ~ unsure, - missed, + invented")
    parser.add_argument("--fields", action="store_true", help="the counts of every field")
    return parser.parse_args(argv)


def carrier_path(shared: Path, gold: Labelled, carrier: str) -> Path:
    """The file that holds a seed in one carrier."""
    return gold.source if carrier == "txt" else shared / "corpus" / carrier / f"{gold.name}.{carrier}"


def read_seeds(shared: Path, extract: Extract) -> list[Reading]:
    """Every seed in every carrier, read and scored."""
    golds = [load_gold(path, shared / "seeds") for path in gold_paths(GOLD)]
    return [read_and_score(gold, carrier_path(shared, gold, carrier), carrier, extract) for gold in golds for carrier in CARRIERS]


def _seeds(shared: Path, extract: Extract, options: argparse.Namespace) -> int:
    readings = read_seeds(shared, extract)
    diffs = {name: _between(readings, name) for name in dict.fromkeys(one.name for one in readings)}
    same = {(name, carrier): "differs" if found else "same" for name, by in diffs.items() for carrier, found in by.items()}
    _print(readings, same, options)
    for name, by in diffs.items():
        for carrier, found in by.items():
            _list(f"{name}: first differences of record, {CARRIERS[0]} | {carrier} ({len(found)})", found[:FIRST])
    judged = [bar for one in readings if isinstance(one, Scored) for bar in bars.bars_of(one)]
    judged += [bars.ledger_bar(_ledger(readings, carrier), carrier) for carrier in CARRIERS]
    judged += [bars.same_record_bar(name, by) for name, by in diffs.items()]
    judged += [bars.Bar("a record", f"{one.name} {one.carrier}", one.message) for one in readings if isinstance(one, Unreadable)]
    missed = [str(bar) for bar in judged if bar.missing]
    _list(f"bars missed: {len(missed)} of {len(judged)}", missed, always=True)
    return 1 if missed else 0


def _between(readings: Sequence[Reading], name: str) -> dict[str, list[str]]:
    """Each carrier's differences from the first one's record."""
    mine = [one for one in readings if isinstance(one, Scored) and one.name == name]
    return {one.carrier: record_differences(mine[0].extraction.record, one.extraction.record) for one in mine[1:]}


def _ledger(readings: Sequence[Reading], carrier: str) -> LedgerScore:
    mine = (one.ledger for one in readings if isinstance(one, Scored) and one.carrier == carrier)
    return sum(mine, LedgerScore(()))


def _print(readings: Sequence[Reading], same: dict[tuple[str, str], str], options: argparse.Namespace) -> None:
    _write(columns(score_rows(readings, same)))
    scored = [one for one in readings if isinstance(one, Scored)]
    for carrier in dict.fromkeys(one.carrier for one in scored):
        _write(f"all {carrier}: ledger {ledger_cell(_ledger(readings, carrier))}")
    if options.fields:
        _write("\n" + columns(field_rows(added(scored))))
    for one in scored if options.pairs else ():
        _list(f"{one.name} {one.carrier}: pairs", pairing_lines(one.comparison.alignment))
    for one in scored if options.differences else ():
        if same.get((one.name, one.carrier)) != "same":  # else its fields differ as those of the first carrier
            _list(f"{one.name} {one.carrier}: fields", one.comparison.differences)
        _list(f"{one.name} {one.carrier}: ledger", _open_items(one))


def _open_items(one: Scored) -> list[str]:
    return [
        f"{item.verdict}: {item.numeral.printed}{item.numeral.unit or ''} ({item.because})"
        for item in one.ledger.numerals
        if item.verdict != "right"
    ]


def _list(title: str, lines: Sequence[str] | map[str], always: bool = False) -> None:
    found = list(lines)
    if found or always:
        _write("\n".join(["", title, *(f"  {line}" for line in found)]))


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
