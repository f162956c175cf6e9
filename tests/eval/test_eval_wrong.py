"""Wrong answers on purpose: whatever a model says, no figure of the record stands where the page does not print it."""

import random

import pytest

from eval.oracle import Oracle
from eval.wrong.__main__ import MADE, report, run
from eval.wrong.corrupt import KINDS, places
from eval.wrong.trial import prepare
from extractor.pipeline import extract
from extractor.readers.llm.reader import LlmReader
from schemas.answer import answer_type

NAMES = ("sentence_qingzhi_town.txt", "transfer_lanping_rural.md", "summary_xingling_schools.docx")


@pytest.fixture(scope="module")
def cases():
    return [prepare(MADE / name) for name in NAMES]


def test_an_oracle_says_through_the_schema_what_the_rules_read(cases):
    for case, name in zip(cases, NAMES, strict=True):
        rules, _ = extract(MADE / name)
        told, _ = extract(MADE / name, reader=LlmReader(case.oracle, workers=1))
        assert {project.name for project in told.record.projects} == {project.name for project in rules.record.projects}
        assert told.ledger.claimed >= rules.ledger.claimed
        assert [f.check for f in told.findings if f.severity == "error"] == [f.check for f in rules.findings if f.severity == "error"]


def test_no_wrong_answer_puts_a_number_where_it_is_not_printed(cases):
    trials = list(run(cases, 25, random.Random(3)))
    assert [trial.misprinted for trial in trials] == [0] * 25
    assert {trial.kind for trial in trials} == set(KINDS)
    assert sum(trial.mends == "unseen" for trial in trials) <= 3
    assert "What nothing shows" in report(trials, len(cases), 3)


def test_the_same_seed_strikes_the_same_places(cases):
    drawn = [[(trial.kind, trial.what) for trial in run(cases[:1], 5, random.Random(7))] for _ in range(2)]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_changes_the_answer_and_nothing_of_the_original(kind):
    answer = {
        "projects": [{"name": "甲项目", "budget": ["n1"], "executed": ["n2"], "rate": [], "score": []},
                     {"name": "乙项目", "budget": ["n3"], "executed": ["n4"], "rate": [], "score": []}],
        "quantities": [{"label": "户", "is": "count", "n": ["n5"]}], "indicators": [],
    }  # fmt: skip
    kept = repr(answer)
    wrong, what = KINDS[kind](answer, "安排{n1}3万元给困难家庭{n2}5户，按月发放补助", random.Random(1))
    assert repr(answer) == kept
    assert what
    rest = {"organisation": None, "year": None, "bands": [], "shared": [], "relations": [], "claims": []}
    answer_type(("n1", "n2", "n3", "n4", "n5"), ("s1",), ()).model_validate({**rest, **wrong})  # wrong, but of the right shape
    assert list(places(wrong)) != list(places(answer)) or repr(wrong) != kept


def test_an_oracle_knows_nothing_of_other_reports(cases):
    assert '"projects":[]' in Oracle(shelves=cases[0].oracle.shelves).about("不在报告里的文字")
