from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_fake import extraction, perfect, provenance, read
from eval_golden import GOLDEN, wan

from eval.calibration import calibrate
from eval.faults import Fault, FaultFigure, score_findings
from eval.gold_files import GoldError, Labelled, load_loose
from eval.metrics import Failure, score_report, summarise, unscored
from eval.scores import Cost, FindingCount, Grounding, LedgerCount, ReportScore, RunScore
from schemas.extraction import Extraction
from schemas.record import Project, Record
from schemas.result import Finding

TEXT = "某镇项目绩效自评报告\n修路费预算10万元，支出9万元。\n"
RECORD = Record(projects=(Project(name="修路费", budget=wan("10"), executed=wan("9")),))


@pytest.fixture
def labelled(tmp_path: Path) -> Labelled:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return Labelled("one", tmp_path / "one.txt", RECORD, {})


def reading(labelled: Labelled, record: Record = RECORD) -> tuple[Extraction, ReportScore]:
    document = read(labelled.source)
    made = perfect(record, document)
    return made, score_report(labelled, made, document)


def test_a_right_reading_is_perfect_and_grounded(labelled: Labelled) -> None:
    _, score = reading(labelled)
    assert (score.outcome, score.perfect, score.leaves) == ("scored", True, ())
    assert score.ledger == LedgerCount(right=2)
    assert score.grounding == Grounding(figures=2, span=2)


def test_a_figure_that_points_elsewhere_is_not_grounded(labelled: Labelled) -> None:
    document = read(labelled.source)
    made = extraction(RECORD, document, {"/projects/0/budget/0": provenance((TEXT.index("9万"), TEXT.index("9万") + 1), "9")})
    assert score_report(labelled, made, document).grounding == Grounding(figures=2)


def test_a_failed_report_scores_nought_and_an_unscored_one_nothing(labelled: Labelled) -> None:
    failed = score_report(labelled, Failure("cut off", Cost(seconds=2.0)))
    assert (failed.outcome, failed.because) == ("failed", "cut off")
    assert {one.outcome for one in failed.leaves} == {"missed"} and len(failed.leaves) == 3
    _, good = reading(labelled)
    run = summarise([good, failed.model_copy(update={"report": "two", "document": "two"}), unscored("three", "no gold")])
    assert (run.reports, run.scored, run.failed, run.unscored, run.documents) == (3, 1, 1, 1, 2)
    assert run.macro_f1.value == 0.5 and run.perfect.value == 0.5
    assert run.micro_f1.value == pytest.approx(2 * 3 / (6 + 3))


def test_scores_survive_json_and_order(labelled: Labelled) -> None:
    _, one = reading(labelled)
    two = score_report(labelled, Failure("x")).model_copy(update={"report": "two", "document": "two"})
    assert ReportScore.model_validate_json(two.model_dump_json()) == two
    run = summarise([one, two], seed=3)
    assert RunScore.model_validate_json(run.model_dump_json()) == run
    assert summarise([two, one], seed=3).model_dump_json() == run.model_dump_json()


def test_confidence_is_told_of_figures_that_have_one(labelled: Labelled) -> None:
    made, _ = reading(labelled, RECORD.model_copy(update={"projects": (Project(name="修路费", budget=wan("9"), executed=wan("9")),)}))
    sure = {path: place.model_copy(update={"confidence": 0.5}) for path, place in made.provenance.items()}
    assert score_report(labelled, made.model_copy(update={"provenance": sure})).confidences == ((0.5, False), (0.5, True))


def test_calibration_by_hand() -> None:
    found = calibrate([(0.95, True), (0.95, False), (0.2, False), (0.2, False)])
    assert found is not None
    assert found.ece == pytest.approx((2 * 0.45 + 2 * 0.2) / 4)
    assert found.brier == pytest.approx((0.05**2 + 0.95**2 + 2 * 0.2**2) / 4)
    assert found.curve == ((0.5, 0.5), (1.0, 0.75))
    assert found.aurc == pytest.approx(0.5 * 0.5 + 0.5 * 0.75)
    assert [one.figures for one in found.bins] == [0, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    assert calibrate([]) is None


def test_findings_are_held_against_labelled_faults() -> None:
    def error(*paths: str) -> Finding:
        return Finding(id="f", check="sum", severity="error", title="", message="", paths=paths)

    fault = Fault(figures=(FaultFigure(printed="20", path="/projects/0/budget/0"), FaultFigure(printed="30")))
    from eval.align import align

    def counts(*findings: Finding) -> FindingCount:
        from dataclasses import replace

        document = replace(read_text(), numerals=())
        made = extraction(GOLDEN, document, {}).model_copy(update={"findings": findings})
        return score_findings([fault], align(GOLDEN, GOLDEN), made.findings)

    hit, other = error("/projects/0/budget/1", "/projects/1/budget"), error("/projects/2/executed/0", "/projects/1/budget/0")
    assert counts(hit) == FindingCount(found=1)
    assert counts(other) == FindingCount(false=1, missed=1)
    assert counts(hit, hit) == FindingCount(found=1, false=1)
    assert counts() == FindingCount(missed=1)


def read_text() -> object:
    from extractor.document import Document

    return Document("x.txt", "", "text", (), "", ())


def test_faults_are_read_beside_the_gold(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    gold = tmp_path / "one.gold.json"
    gold.write_text(json.dumps({"record": {"projects": [{"name": "修路费"}]}}), encoding="utf-8")
    assert load_loose(gold).faults is None
    (tmp_path / "one.faults.json").write_text('{"faults": [{"figures": [{"printed": "10"}]}]}', encoding="utf-8")
    assert load_loose(gold).faults == (Fault(figures=(FaultFigure(printed="10"),)),)
    (tmp_path / "one.faults.json").write_text('{"faults": 3}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"one\.faults\.json: not a file of faults"):
        load_loose(gold)
