"""How long 1,000 reports of 60 fields take to score again."""

from __future__ import annotations

import random
import time
from pathlib import Path

from eval.gold_files import Labelled
from eval.metrics import score_report, summarise
from schemas.extraction import Coverage, DocumentInfo, Extraction, Ledger, Rows, Run
from schemas.figure import Figure
from schemas.record import Project, Record

PROJECTS = 12
"""Twelve projects with name, budget, executed, rate and score are 60 fields that print something."""


def made(count: int, seed: int) -> list[tuple[Labelled, Extraction]]:
    """Reports with damaged readings: a digit in every tenth figure, a project lost in every fifth report."""
    chance = random.Random(seed)
    return [_report(index, chance) for index in range(count)]


def _report(index: int, chance: random.Random) -> tuple[Labelled, Extraction]:
    record = Record(projects=tuple(_project(place, chance) for place in range(PROJECTS)))
    projects = [_spoilt(one) if chance.random() < 0.4 else one for one in record.projects]
    chance.shuffle(projects)
    said = Record(projects=tuple(projects[: -1 if index % 5 == 0 else None]))
    extraction = Extraction(
        document=DocumentInfo(source="x", sha256="", kind="text", pages=None, text=""), record=said, provenance={},
        ledger=Ledger(numerals=0, claimed=0), coverage=Coverage(complete=True, rows=Rows(printed=0, accounted=0)),
        run=Run(reader="made", version="0"),
    )  # fmt: skip
    return Labelled(f"r{index}", Path("x"), record, {}), extraction


def _project(place: int, chance: random.Random) -> Project:
    name = "".join(chance.choices("山水路桥村镇文教卫农林渔工商财税", k=chance.randint(4, 9))) + f"{place}项目"
    budget, executed = (Figure(printed=f"{chance.randint(10, 9999)}.{chance.randint(10, 99)}", unit="万元") for _ in range(2))
    rate, score = (Figure(printed=str(chance.randint(1, 100)), unit=unit) for unit in ("%", "分"))
    return Project(name=name, budget=(budget,), executed=(executed,), rate=(rate,), score=(score,))


def _spoilt(one: Project) -> Project:
    figure = one.budget[0]
    return one.model_copy(update={"budget": (figure.model_copy(update={"printed": "1" + figure.printed[::-1].replace(".", "0")}),)})


def measure(count: int = 1000, seed: int = 1) -> tuple[float, float]:
    """Processor and wall seconds to score ``count`` reports and sum them up, on one core."""
    pairs = made(count, seed)
    began, clock = time.process_time(), time.perf_counter()
    summarise([score_report(gold, extraction) for gold, extraction in pairs])
    return time.process_time() - began, time.perf_counter() - clock
