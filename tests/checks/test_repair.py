"""Which figure is wrong: one cause, one finding."""

import pytest

from extractor.checks import explain, verify
from extractor.checks.damage import damaged_figures
from schemas.extraction import Provenance
from schemas.result import CheckResult, Finding

from .make import Doc


def sound(**wrong: str) -> Doc:
    """Three projects in a table with their total, the first also in the text; figures replaced by name."""
    figures = {
        "a": "100.00", "b": "250.50", "c": "80.20", "total": "430.70",
        "xa": "95.50", "xb": "248.13", "xc": "61.07", "spent": "404.70", "text": "95.50",
        "ra": "95.50", "rb": "99.05", "rc": "76.15", "rate": "93.96", **wrong,
    }  # fmt: skip
    doc = Doc()
    for row, key in enumerate("abc", 1):
        text = f" {figures['text']}万元@500" if key == "a" else ""
        doc.project(
            f"项目{key}", budget=f"{figures[key]}万元@t0.{row}.1", executed=f"{figures['x' + key]}万元@t0.{row}.2{text}",
            rate=f"{figures['r' + key]}%@t0.{row}.3",
        )  # fmt: skip
    budget = doc.quantity("项目", "budget", f"{figures['total']}万元@t0.4.1")
    spent = doc.quantity("项目", "executed", f"{figures['spent']}万元@t0.4.2")
    doc.quantity("项目", "rate", f"{figures['rate']}%@t0.4.3")
    doc.breakdown("sum", budget, *(f"/projects/{index}/budget" for index in range(3)))
    doc.breakdown("sum", spent, *(f"/projects/{index}/executed" for index in range(3)))
    return doc


def errors(doc: Doc) -> list[Finding]:
    return [finding for finding in doc.findings() if finding.severity == "error"]


def named(doc: Doc) -> list[tuple[str | None, str | None, str | None]]:
    return [(finding.suspect_printed, finding.suggestion, finding.cause) for finding in errors(doc)]


def test_the_record_is_sound() -> None:
    assert errors(sound()) == []


@pytest.mark.parametrize(
    ("key", "wrong", "right", "cause"),
    [
        ("b", "205.50", "250.50", "swap"),
        ("xb", "243.13", "248.13", "digit"),
        ("c", "802000", "80.2", "unit_slip"),
        ("xc", "6.107", "61.07", "point_slip"),
        ("spent", "404.07", "404.70", "swap"),
        ("rb", "90.05", "99.05", "digit"),
        ("text", "95.05", "95.50", "swap"),
    ],
)
def test_one_wrong_figure_is_one_finding_with_what_to_write(key: str, wrong: str, right: str, cause: str) -> None:
    found = errors(sound(**{key: wrong}))
    assert [(one.suspect_printed, one.suggestion, one.cause, one.attribution) for one in found] == [(wrong, right, cause, "report")]
    assert found[0].suspect in found[0].paths
    assert wrong in found[0].message
    assert right in found[0].message


def test_all_relations_that_it_breaks_are_its_proofs() -> None:
    (found,) = errors(sound(xb="243.13"))
    assert len(found.proofs) == 2
    assert {"A1", "A3"} >= {found.check}


def test_a_wrong_part_carried_into_its_total_is_one_cause() -> None:
    (found,) = errors(sound(xb="428.13", spent="584.70"))
    assert (found.suspect_printed, found.suggestion) == ("428.13", "248.13")
    assert "随之应改" in found.message
    assert "404.70" in found.message


def test_a_fact_printed_wrong_alike_in_two_places_is_one_cause() -> None:
    (found,) = errors(sound(xa="59.50", text="59.50"))
    assert (found.suspect_printed, found.suggestion) == ("59.50", "95.50")
    assert "另有1处同样印错" in found.message


def test_two_faults_are_two_findings() -> None:
    assert sorted(named(sound(b="205.50", rc="71.15"))) == [("205.50", "250.50", "swap"), ("71.15", "76.15", "digit")]


def test_what_arithmetic_cannot_tell_is_left_open_with_the_ways() -> None:
    doc = Doc()
    whole = doc.quantity("合计数", "executed", "62.00万元")
    parts = [doc.quantity(f"第{number}项", "executed", text) for number, text in enumerate(("21.50万元", "41.50万元"))]
    doc.breakdown("sum", whole, *parts)
    (found,) = errors(doc)
    assert (found.suspect, found.suggestion, found.attribution) == (None, None, "undecided")
    assert len(found.alternatives) > 1
    assert "无法断定" in found.message
    assert doc.findings() == doc.findings()


def test_two_figures_that_changed_places_are_said_to_have() -> None:
    doc = sound(a="95.50", xa="100.00", text="100.00")
    (found,) = [one for one in errors(doc) if one.cause == "exchanged"]
    assert "互换" in found.message


def told_in_another_order(*spent: str, rates: tuple[str, ...] = ("96.70", "82.50", "91.20")) -> Doc:
    """Three projects whose spending is given as a list; a total above them."""
    doc = Doc()
    parts = [
        doc.project(f"项目{index}", budget=f"{budget}万元@t0.{index}.1", executed=f"{paid}万元@t0.{index}.2", rate=f"{rate}%@t0.{index}.3")
        for index, (budget, paid, rate) in enumerate(zip(("400.00", "200.00", "125.00"), spent, rates, strict=True))
    ]
    doc.breakdown("sum", doc.quantity("合计", "executed", "665.80万元@t0.9.2"), *(f"{part}/executed" for part in parts))
    return doc


def test_figures_that_stand_at_each_others_owner_are_one_cause() -> None:
    assert errors(told_in_another_order("386.80", "165.00", "114.00")) == []
    (found,) = errors(told_in_another_order("386.80", "114.00", "165.00"))
    assert (found.cause, {*found.paths} >= {"/projects/1/executed/0", "/projects/2/executed/0"}) == ("exchanged", True)
    assert "114.00" in found.message and "165.00" in found.message


def test_of_a_table_and_a_text_in_another_order_the_text_is_asked_about() -> None:
    doc = Doc()
    doc.project("甲", executed="5.20万元@t0.1.1 8.90万元@300")
    doc.project("乙", executed="8.90万元@t0.2.1 5.20万元@320")
    (found,) = errors(doc)
    assert (found.cause, found.suspect) == ("exchanged", "/projects/0/executed/1")


def test_two_slips_are_two_causes_though_both_are_of_one_role() -> None:
    found = errors(told_in_another_order("386.80", "165.00", "114.00", rates=("96.70", "85.20", "91.02")))
    assert [one.cause for one in found] == ["swap", "swap"]


def with_provenance(doc: Doc, path: str, **update: object) -> Doc:
    doc.provenance[path] = Provenance.model_validate({**doc.provenance[path].model_dump(), **update})
    return doc


def test_a_glyph_that_ocr_was_unsure_of_is_its_fault() -> None:
    doc = with_provenance(
        sound(xb="243.13"), "/projects/1/executed/0", source="ocr", confidence=0.6, alternatives=("248.13",)
    )  # fmt: skip
    assert [(one.suggestion, one.attribution) for one in errors(doc)] == [("248.13", "ocr")]


def test_a_value_that_its_place_does_not_print_is_the_readers_fault() -> None:
    doc = with_provenance(sound(xb="777.13"), "/projects/1/executed/0", quote="248.13")
    damage = damaged_figures(doc.record, doc.provenance, "")
    found = explain(doc.record, (*verify(doc.record, doc.provenance), *damage), "zh", doc.provenance)
    assert [(one.suggestion, one.cause, one.attribution) for one in found if one.severity == "error"] == [
        ("248.13", "extraction_damage", "reading")
    ]


def test_exchanged_figures_that_the_readers_differ_about_are_a_matter_of_reading() -> None:
    doc = sound(a="95.50", xa="100.00", text="100.00")
    doubt = CheckResult(check="G1", outcome="warn", paths=("/projects/0/budget/0",), printed=("95.50",), because="读法不同")
    results = (*verify(doc.record, doc.provenance), doubt)
    found = [one for one in explain(doc.record, results, "zh", doc.provenance) if one.cause == "exchanged"]
    assert [one.attribution for one in found] == ["reading"]


def test_english_says_the_same() -> None:
    (found,) = [one for one in sound(xb="243.13").findings("en") if one.severity == "error"]
    assert "is printed 243.13万元 and should be 248.13万元 (one digit differs)" in found.message


def test_ids_outlive_the_order_of_projects() -> None:
    doc = sound(xb="243.13")
    ids = [one.id for one in doc.findings()]
    assert ids == [one.id for one in doc.findings("en")]


def test_a_rate_that_follows_a_carried_total_is_told_with_its_cause() -> None:
    (found,) = errors(sound(xb="428.13", spent="584.70", rb="99.05", rate="93.96"))
    assert found.suspect_printed == "428.13"
    assert "93.96" in " ".join(found.proofs)


def test_an_error_that_is_gone_once_the_cause_is_mended_belongs_to_it() -> None:
    """C5: ten points for an execution of 72.7 % leave 97.27 at most of a hundred, but only where the weights make a hundred."""
    doc = Doc()
    doc.project("项目", budget="100.00万元", executed="72.70万元", rate="72.70%")
    rows = (("预算执行率", "10", "7.27"), ("产出", "50", "48"), ("效益", "40", "40"))
    for row, (name, weight, score) in enumerate(rows):
        path, own = (name, None) if name == "预算执行率" else (name, f"{name}指标")
        doc.row(path, own, weight=f"{weight}分@t0.{row}.1", score=f"{score}分@t0.{row}.2")
    doc.row("总分", weight="10分@t0.9.1", score="95.27分@t0.9.2")
    assert {one.check for one in doc.verify() if one.outcome == "error"} >= {"A7", "C4"}
    assert [(one.suspect_printed, one.suggestion) for one in errors(doc)] == [("10", "100")]
