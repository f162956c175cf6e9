"""Two readings of one text as one: agreement, single voices, disputes, and whose word is kept."""

from __future__ import annotations

import pytest

from extractor.assemble import assemble
from extractor.readers.base import Reading
from extractor.readers.both_policy import AGREED, DISPUTED, SINGLE
from extractor.readers.reconcile import reconcile
from extractor.readers.rules import RulesReader
from extractor.split import split

from .reconcile_texts import PROSE, REPORT, TABLE, both
from .says import Says, disputed, document, said, told


def test_the_same_reading_twice_is_that_reading() -> None:
    found = document(REPORT)
    reading = RulesReader().read(found, split(found))
    joined = reconcile(found, reading, reading)
    assert assemble(found, joined).record == assemble(found, reading).record
    assert joined.disputes == ()
    assert set(joined.confidence.values()) == {AGREED}


@pytest.mark.parametrize("silent", ["rules", "model"])
def test_what_one_reader_alone_says_is_taken_over(silent: str) -> None:
    found = document(REPORT)
    reading = RulesReader().read(found, split(found))
    pair = (Reading(), reading) if silent == "rules" else (reading, Reading())
    joined = reconcile(found, *pair)
    assert assemble(found, joined).record == assemble(found, reading).record
    assert set(joined.confidence.values()) == {SINGLE}
    assert set(joined.confidence) == set(assemble(found, reading).claimed)


def test_agreement_and_single_voices_in_one_text() -> None:
    found, rules, model = both(PROSE)
    for side in (rules, model):
        side.fact("30", "budget", "河道清淤工程")
    rules.fact("28.5", "executed", "河道清淤工程")
    model.fact("2.1", "executed", label="三公经费")
    joined = reconcile(found, rules.reading, model.reading)
    assert told(joined) == [
        ("30", "budget", "河道清淤工程", None),
        ("28.5", "executed", "河道清淤工程", None),
        ("2.1", "executed", None, "三公经费"),
    ]
    assert [joined.confidence[rules.numeral(n).id] for n in ("30", "28.5", "2.1")] == [AGREED, SINGLE, SINGLE]
    assert len({fact.key for fact in joined.facts}) == 3


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"label": None}, {"label": "本单位"}),
        ({"label": "三公经费"}, {"label": "三公"}),
        ({"label": "专项资金项目"}, {"label": "专项资金"}),
        ({"label": "绩效自评项目"}, {"label": "2023年绩效自评项目"}),
        ({"label": "公务用车费"}, {"label": "公车费用"}),
        ({"label": "合计"}, {"label": None}),
        ({"label": "村庄", "project": "河道清淤工程"}, {"label": "村庄"}),
        ({"project": "河道清淤工程"}, {"project": "河道清淤"}),
        ({"project": "河道清淤工程"}, {"project": "河道清淤工程", "label": "项目资金"}),
        ({"project": "河道清淤工程"}, {"label": "河道清淤工程"}),
        ({"label": None, "period": None}, {"label": None, "period": "2023"}),
    ],
)
def test_what_is_no_difference(ours: dict[str, str | None], theirs: dict[str, str | None]) -> None:
    for first, second in ((ours, theirs), (theirs, ours)):
        found, rules, model = both(PROSE)
        rules.fact("30", "budget", **first)
        model.fact("30", "budget", **second)
        joined = reconcile(found, rules.reading, model.reading)
        assert disputed(joined) == []
        assert len(joined.facts) == 1


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"measure": "budget"}, {"measure": "executed"}),
        ({"project": "河道清淤工程"}, {"project": "路灯维护费"}),
        ({"project": "灯具购置（第一批）"}, {"project": "灯具购置（第二批）"}),
        ({"project": "河道清淤工程"}, {}),
        ({"project": "河道清淤工程"}, {"label": "本单位"}),
        ({"label": "财政拨款收入"}, {"label": "财政拨款支出"}),
        ({"label": "工资福利支出"}, {"label": "三公经费"}),
        ({"period": "2023"}, {"period": "2022"}),
    ],
)
def test_what_is_a_dispute(ours: dict[str, str], theirs: dict[str, str]) -> None:
    found, rules, model = both(PROSE)
    rules.fact("16", **{"measure": "budget", **ours})
    model.fact("16", **{"measure": "budget", **theirs})
    joined = reconcile(found, rules.reading, model.reading)
    assert [printed for printed, _ in disputed(joined)] == ["16"]
    assert len(joined.facts) == 1
    assert list(joined.confidence.values()) == [DISPUTED]


def test_in_prose_the_model_says_whose_and_a_printed_cue_says_what() -> None:
    found, rules, model = both(PROSE)
    rules.fact("30", "budget", "河道清淤工程")  # 预算30: the cue decides
    model.fact("30", "executed", "河道清淤工程")
    rules.fact("28.5", "executed", "河道清淤工程")
    model.fact("28.5", "executed", "路灯维护费")
    rules.fact("16", "budget", label="灯具")  # nothing before the number says so
    model.fact("16", "executed", "路灯维护费")
    joined = reconcile(found, rules.reading, model.reading)
    assert disputed(joined) == [("30", "rules"), ("28.5", "model"), ("16", "model")]
    assert told(joined) == [
        ("30", "budget", "河道清淤工程", None),
        ("28.5", "executed", "路灯维护费", None),
        ("16", "executed", "路灯维护费", None),
    ]
    assert said(joined.disputes[1]) == (["河道清淤工程"], ["路灯维护费"])


def test_in_tables_the_rules_hold_where_a_header_tells() -> None:
    found, rules, model = both(TABLE)
    rules.fact("28.5", "executed", "河道清淤工程")
    model.fact("28.5", "budget", "河道清淤工程")
    rules.fact("7", "count", "河道清淤工程")
    model.fact("7", "budget", "路灯维护费")
    assert disputed(reconcile(found, rules.reading, model.reading)) == [("28.5", "rules"), ("7", "model")]


def test_one_project_under_two_names_is_one_and_keeps_the_other_name() -> None:
    found, rules, model = both("河道清淤工程（含护坡）预算30万元，支出28.5万元。\n" + TABLE)
    rules.fact("30", "budget", "河道清淤工程", nth=1)
    rules.fact("28.5", "executed", "河道清淤工程", nth=1)
    model.fact("30", "budget", "河道清淤工程（含护坡）", nth=1)
    model.fact("28.5", "executed", "河道清淤工程（含护坡）", nth=1)
    model.fact("30", "budget", "河道清淤工程（含护坡）")
    record = assemble(found, reconcile(found, rules.reading, model.reading)).record
    assert [(p.name, len(p.budget), len(p.executed)) for p in record.projects] == [("河道清淤工程（含护坡）", 2, 1)]
    assert record.projects[0].aliases == ("河道清淤工程",)


def test_entries_of_one_name_that_both_keep_apart_stay_apart() -> None:
    found = document("灯具购置预算30万元。灯具购置（第二批）预算20万元。\n")
    rules, model = Says(found), Says(found)
    for side in (rules, model):
        side.fact("30", "budget", "灯具购置")
        side.fact("20", "budget", "灯具购置（第二批）")
    joined = reconcile(found, rules.reading, model.reading)
    assert disputed(joined) == []
    assert len(assemble(found, joined).record.projects) == 2


def test_a_category_of_spending_is_no_project_whoever_says_so() -> None:
    for first, second in (("project", "label"), ("label", "project")):
        found, rules, model = both("工资福利支出预算30万元，支出28.5万元。\n")
        for side, kind in ((rules, first), (model, second)):
            side.fact("30", "budget", **{kind: "工资福利支出"})
        model.fact("28.5", "executed", **{second: "工资福利支出"})
        joined = reconcile(found, rules.reading, model.reading)
        assert disputed(joined) == []
        assert told(joined) == [("30", "budget", None, "工资福利支出"), ("28.5", "executed", None, "工资福利支出")]


def test_a_report_about_one_fund_is_about_it_in_both_readings() -> None:
    found, rules, model = both(PROSE)
    rules.about = "水利发展资金"
    rules.fact("30", "budget", "水利发展资金")
    rules.fact("28.5", "executed", "水利发展资金")
    rules.fact("2.1", "executed", "水利发展资金", "三公经费")
    model.fact("30", "budget")
    model.fact("20", "budget")
    model.fact("2.1", "executed", label="三公经费")
    model.row("更换灯具", score="16")
    joined = reconcile(found, rules.reading, model.reading)
    assert disputed(joined) == []
    assert {project for _, _, project, _ in told(joined)} == {"水利发展资金"}
    assert joined.rows[0].project is not None


def test_one_wording_of_a_label_keeps_its_mentions_together() -> None:
    found, rules, model = both("重点支出项目支出30万元。重点支出项目预算20万元，支出28.5万元。\n")
    rules.fact("30", "executed", label="重点支出项目")
    model.fact("30", "executed", label="重点支出")
    model.fact("28.5", "executed", label="重点支出")
    record = assemble(found, reconcile(found, rules.reading, model.reading)).record
    assert [(q.label, len(q.mentions)) for q in record.quantities] == [("重点支出项目", 2)]
