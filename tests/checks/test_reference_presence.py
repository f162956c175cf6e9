"""R2 to R4: who is in one of report and finance system but not in the other, and what cannot be compared at all."""

from __future__ import annotations

import pytest

from extractor.checks import verify

from .finance import UNIT, findings, one, reference, results, told
from .make import Doc


def test_projects_approved_but_absent_and_reported_but_never_approved() -> None:
    doc = Doc()
    doc.project("道路养护", budget="60万元")
    doc.project("美丽庭院", budget="33万元", executed="10万元")
    doc.project("美丽庭院种苗", parent="/projects/1", budget="3万元")
    known = reference("道路养护 批复 60万元", "敬老院维修 批复 12.5万元", "撤销的事 批复 5万元", "撤销的事 调整 0万元")
    assert told(doc, known) == [
        ("R1", "ok", ("60",)), ("R2", "warn", ("敬老院维修",)), ("R2", "skipped", ("撤销的事",)), ("R3", "warn", ("33", "10")),
    ]  # fmt: skip
    absent = next(found for found in findings(doc, known) if found.check == "R2")
    assert absent.title == "敬老院维修：已批复的项目报告中没有"
    assert "第4行批复12.5万元" in absent.message


def test_a_whole_whose_parts_are_approved_is_approved() -> None:
    doc = Doc()
    whole = doc.project("生态修复专项资金", budget="30万元")
    doc.project("草原改良", parent=whole, budget="10万元")
    doc.project("封禁保护", parent=whole, budget="20万元")
    assert told(doc, reference("草原改良 批复 10万元", "封禁保护 批复 20万元")) == [("R1", "ok", ("10",)), ("R1", "ok", ("20",))]


def test_accounts_without_an_approval() -> None:
    doc = Doc()
    doc.project("道路养护", budget="60万元")
    doc.project("美丽庭院", executed="10万元")
    (_, _, found) = results(doc, reference("道路养护 批复 60万元", "美丽庭院 决算 10万元"))
    assert (found.check, found.outcome, "只有决算" in found.because) == ("R3", "warn", True)


def test_without_any_approval_in_the_reference_nobody_is_unapproved() -> None:
    doc = Doc()
    doc.project("道路养护", executed="60万元")
    doc.project("美丽庭院", executed="10万元")
    assert told(doc, reference("道路养护 决算 60万元")) == [("R1", "ok", ("60",))]


def test_a_report_about_one_project_need_not_have_the_others() -> None:
    doc = one(budget="60万元")
    known = reference("道路养护 批复 60万元", "敬老院维修 批复 12.5万元")
    titled = doc.record.model_copy(update={"title": "某镇2023年度道路养护项目绩效自评报告"})
    assert [found.outcome for found in verify(titled, {}, reference=known) if found.check == "R2"] == ["skipped"]
    assert [found.outcome for found in results(doc, known) if found.check == "R2"] == ["warn"]


@pytest.mark.parametrize(
    ("unit", "year", "part"),
    [
        ("别镇人民政府", 2023, "没有某镇人民政府2023年的数据"),
        (UNIT, 2022, "只有2022年的数据"),
    ],
)
def test_what_cannot_be_compared_is_said(unit: str, year: int, part: str) -> None:
    (found,) = results(one(budget="60万元"), reference("道路养护 批复 60万元", unit=unit, year=year))
    assert (found.check, found.outcome, part in found.because) == ("R4", "warn", True)


def test_a_report_without_a_unit_or_a_year() -> None:
    known = reference("道路养护 批复 60万元")
    for missing, part in (("organisation", "单位名称"), ("year", "年度")):
        record = one(budget="60万元").record.model_copy(update={missing: None})
        (found,) = [one for one in verify(record, {}, reference=known) if one.check.startswith("R")]
        assert (found.check, part in found.because) == ("R4", True)


def test_nothing_is_said_without_a_reference() -> None:
    doc = one(budget="60万元")
    assert not [found for found in verify(doc.record, doc.provenance) if found.check.startswith("R")]
