"""Folders of gold as they are: faults, places and plantings lie beside it, and whoever collects reports passes them by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.bench.checks import sources
from eval.bench.langextract import reports
from eval.bench.scorer.trial import golds
from eval.command.cases import Where, find
from eval.gold_files import gold_paths
from eval.seeds import GOLD

TEXT = "某镇项目绩效自评报告\n修路费预算10万元。\n"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """``shared/seeds`` with a report, ``seeds`` and ``made`` with its gold and what lies beside gold."""
    record = {"projects": [{"name": "修路费", "budget": [{"printed": "10", "unit": "万元"}]}]}
    gold = {"source": "007.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "record": record}
    for folder in ("shared/seeds", "seeds", "made"):
        (tmp_path / folder).mkdir(parents=True)
    for place in ("shared/seeds/007.txt", "made/007.txt"):
        (tmp_path / place).write_text(TEXT, encoding="utf-8")
    for folder, name in (("seeds", "007.json"), ("made", "007.gold.json")):
        (tmp_path / folder / name).write_text(json.dumps(gold), encoding="utf-8")
        (tmp_path / folder / "007.faults.json").write_text('{"faults": []}', encoding="utf-8")
        (tmp_path / folder / "007.places.json").write_text("{}", encoding="utf-8")
        (tmp_path / folder / "007.planted.json").write_text("[]", encoding="utf-8")
    return tmp_path / "shared"


def by_the_command(shared: Path) -> list[str]:
    root = shared.parent
    found = [*find(Where((root / "made",))), *find(Where((root / "seeds",), sources=shared / "seeds"))]
    return [case.name for case in found]


def by_the_bench_of_the_scorer(shared: Path) -> list[str]:
    return [gold.name for gold in golds(shared, made=shared.parent / "made", seeds=shared.parent / "seeds")]


def by_the_bench_of_the_model(shared: Path) -> list[str]:
    return [name for name, _ in reports.sources(shared, gold=shared.parent)]


@pytest.mark.parametrize("collect", [by_the_command, by_the_bench_of_the_scorer, by_the_bench_of_the_model])
def test_each_report_is_collected_once(collect: Callable[[Path], list[str]], shared: Path) -> None:
    assert collect(shared) == ["007", "007"]


def test_the_bench_of_the_checks_reads_the_report_alone(shared: Path) -> None:
    assert [clean.name for clean in sources.reports(shared, made=shared.parent / "made")] == ["007", "007"]


def test_every_report_of_the_repository_is_gold_once() -> None:
    assert [path.name for path in gold_paths(GOLD)] == [f"00{number}.json" for number in range(5)]
    made = gold_paths(GOLD.parent / "made")
    assert made and all(path.name.endswith(".gold.json") for path in made)
