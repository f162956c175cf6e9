"""One finding a failing relation, with a name that survives reordering."""

import string

from extractor.checks import explain
from extractor.checks.messages import SENTENCES, TITLES
from schemas.result import CheckResult

from .make import Doc


def report(*, turned: bool = False) -> Doc:
    doc = Doc()
    makers = [
        lambda: doc.project("甲", budget="100.00万元", executed="50.00万元 51.00万元", rate="50%"),
        lambda: doc.project("乙", budget="10.00万元", executed="12.00万元", rate="130%"),
    ]
    for make in reversed(makers) if turned else makers:
        make()
    return doc


def test_ids_do_not_depend_on_list_order() -> None:
    one, other = report().findings(), report(turned=True).findings()
    assert {finding.id for finding in one} == {finding.id for finding in other}
    assert len({finding.id for finding in one}) == len(one)
    assert all(len(finding.id) == 12 for finding in one)


def test_errors_come_first_then_document_order() -> None:
    assert [(f.severity, f.check, f.title) for f in report().findings()] == [
        ("error", "B1", "甲：执行数前后不一致"),
        ("error", "A3", "乙：执行率与执行数、预算数不符"),
        ("warn", "C1", "乙：执行数超过预算数"),
    ]


def test_ok_and_skipped_give_none_and_equal_path_sets_are_merged() -> None:
    doc = report()
    paths = ("/projects/0/executed/0", "/projects/0/executed/1")
    base = CheckResult(check="B3", outcome="error", paths=paths, because="一")
    results = (
        base,
        base.model_copy(update={"paths": paths[::-1], "because": "二"}),
        base.model_copy(update={"check": "A1", "outcome": "rounding"}),
        base.model_copy(update={"outcome": "ok"}),
        base.model_copy(update={"outcome": "skipped"}),
    )
    findings = explain(doc.record, results)
    assert [(f.severity, f.proofs) for f in findings] == [("error", ("一", "二")), ("info", ("一",))]


def test_the_same_fault_printed_in_list_and_table_is_one_finding_with_both_places() -> None:
    doc = Doc()
    doc.project("甲", budget="100.00万元@t0.1.1 100.00万元@10", executed="50.00万元@t0.1.2 50.00万元@30", rate="60%@t0.1.3 60%@50")
    findings = doc.findings()
    assert [finding.check for finding in findings] == ["A3"]
    assert {"/projects/0/rate/0", "/projects/0/rate/1"} <= set(findings[0].paths)


def test_every_sentence_takes_the_same_values_in_both_languages() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, (chinese, english) in {**SENTENCES, **TITLES}.items():
        assert fields(chinese) == fields(english), key


def test_pointers_that_point_nowhere_do_no_harm() -> None:
    doc = Doc()
    whole = doc.quantity("合计", "budget", "10.00万元", subject="/projects/99")
    doc.quantity("甲", "budget", "10.00万元", subject="/quantities/1")
    doc.breakdown("sum", whole, "/projects/7/budget", "/nowhere")
    doc.breakdown("sum", "/quantities/55", whole)
    doc.breakdown("weighted_mean", None, whole)
    doc.breakdown("product", "/claims/0", whole)
    doc.breakdown("ratio", "/x", whole)
    doc.row("预算执行率", None, "10分", "9分", subject="/projects/42")
    assert {result.outcome for result in doc.verify()} <= {"skipped", "ok"}
    assert doc.findings() == ()
    assert Doc().verify() == ()


def test_relations_of_the_same_figures_that_no_repair_mends_are_one_finding() -> None:
    doc = Doc()
    paths = tuple(f"{doc.quantity(label, 'executed', printed)}/mentions/0" for label, printed in (("甲", "28.72万元"), ("乙", "14.65万元")))
    failed = [
        CheckResult(check=check, outcome="error", paths=order, printed=("28.72", "14.65"), because=f"{check}不符")
        for check, order in (("A1", paths), ("A9", paths[::-1]))
    ]
    (found,) = explain(doc.record, failed)
    assert (found.check, found.proofs) == ("A1", ("A1不符", "A9不符"))
