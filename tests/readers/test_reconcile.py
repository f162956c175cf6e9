"""Two readings of one text as one: agreement, single voices, disputes, and what becomes of everything that hangs on a numeral."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.assemble import assemble, close_books
from extractor.document import Document
from extractor.readers.base import BandWords, Reading, RowPart
from extractor.readers.both_policy import AGREED, DISPUTED, SINGLE
from extractor.readers.reconcile import reconcile
from extractor.readers.rules import RulesReader
from extractor.split import split

from .says import Says, disputed, document, said, told

PROSE = "柳河镇人民政府2023年度绩效自评报告\n灯具购置（第一批）在先，灯具购置（第二批）在后。\n河道清淤工程预算30万元，支出28.5万元。路灯维护费安排20万元，用于更换灯具16万元。\n三公经费支出2.1万元。\n"
TABLE = "项目名称\t预算数（万元）\t执行数（万元）\t甲\n河道清淤工程\t30\t28.5\t7\n路灯维护费\t20\t16\t8\n合计\t50\t44.5\t9\n"
SCORES = (
    "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t清淤长度\t≥12公里\t13公里\t20\t19\n产出指标\t更换灯具\t≥300盏\t310盏\t25\t24\n总分\t\t\t\t45\t43\n"
)
REPORT = PROSE + TABLE + SCORES


@pytest.fixture
def prose() -> Document:
    return document(PROSE)


def both(text: str, suffix: str = ".txt") -> tuple[Document, Says, Says]:
    found = document(text, suffix)
    return found, Says(found), Says(found)


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


def test_rows_of_both_are_one_row_each_with_what_either_has() -> None:
    found, rules, model = both(SCORES)
    rules.row(
        "清淤长度", ["产出指标"], weight="20", score="19", target=("≥12公里", "12"), blanks=(("actual", "empty"), ("reason", "empty"))
    )
    model.row("清淤长度", weight="20", actual=("13公里", "13"))
    model.row("更换灯具", ["产出指标"], weight="25")
    joined = reconcile(found, rules.reading, model.reading)
    assert [row.name.text for row in joined.rows if row.name] == ["清淤长度", "更换灯具"]
    row = joined.rows[0]
    assert row.target is not None
    assert row.actual is not None
    assert [n.printed for n in (*row.target.numerals, *row.actual.numerals, *row.weight, *row.score)] == ["12", "13", "20", "19"]
    assert row.blanks == (("reason", "empty"),)
    assert joined.disputes == ()


def test_rows_without_numbers_are_one_by_their_words() -> None:
    found, rules, model = both("年度总体目标\t完成河道清淤\t已完成\n")
    rules.row(None, ["完成河道清淤"], target=("完成河道清淤",))
    model.row(None, ["年度总体目标"], target=("完成河道清淤",), actual=("已完成",))
    rules.parts["rows"][0] = rules.parts["rows"][0].__class__(
        **{name: getattr(rules.parts["rows"][0], name) for name in ("key", "project", "name", "place", "target")},
        path=tuple(w.__class__("年度总体目标", w.span) for w in rules.parts["rows"][0].path),
    )
    assert len(reconcile(found, rules.reading, model.reading).rows) == 1


def test_a_number_lost_by_a_row_is_in_no_row_and_in_no_fact_of_the_loser() -> None:
    found, rules, model = both(SCORES)
    rules.row("清淤长度", weight="20", score="19")
    model.row("清淤长度", weight="20")
    model.row("更换灯具", score="19", target=("≥300盏", "300"))
    model.row("总分", weight="19")
    joined = reconcile(found, rules.reading, model.reading)
    assert disputed(joined) == [("19", "rules")]
    assert [[n.printed for n in row.score] for row in joined.rows] == [["19"], []]
    assert [row.name.text for row in joined.rows if row.name] == ["清淤长度", "更换灯具"]  # 总分 had nothing else


def test_a_row_never_gets_two_different_weights() -> None:
    found, rules, model = both(SCORES)
    rules.row("清淤长度", weight="20", score="19")
    model.row("清淤长度", weight="25", score="19")
    joined = reconcile(found, rules.reading, model.reading)
    assert [n.printed for n in joined.rows[0].weight] == ["20"]
    ledger, _ = close_books(found, assemble(found, joined))
    assert "25" in [one.printed for one in ledger.unclaimed]


def test_relations_of_both_over_new_keys_each_once_and_the_fuller_of_two() -> None:
    found, rules, model = both(PROSE)
    keys = {}
    for name, side in (("rules", rules), ("model", model)):
        keys[name] = [side.fact(n, "budget", label=n) for n in ("30", "28.5", "20", "16", "2.1")]
    a, b, c, d, _ = keys["rules"]
    rules.relate("sum", a, b, c)
    rules.relate("product", d, b, c)
    f, g, h, i, j = keys["model"]
    model.relate("of_which", f, g, h, i, open=True)
    model.relate("product", i, h, g)
    model.relate("difference", j, g, h)
    joined = reconcile(found, rules.reading, model.reading)
    printed = {fact.key: fact.numeral.printed for fact in joined.facts}
    assert [(r.kind, printed[r.whole], [printed[p] for p in r.parts]) for r in joined.relations] == [  # type: ignore[index]
        ("product", "16", ["28.5", "20"]),
        ("of_which", "30", ["28.5", "20", "16"]),
        ("difference", "2.1", ["28.5", "20"]),
    ]


def test_relations_follow_a_numeral_to_what_it_became() -> None:
    found, rules, model = both(SCORES)
    total = rules.row("总分", score="43")
    parts = [rules.row("清淤长度", score="19"), rules.row("更换灯具", score="24")]
    rules.relate("sum", RowPart(total, "score"), *(RowPart(part, "score") for part in parts))
    whole, first, gone = (model.fact(n, "score", label="得分") for n in ("43", "19", "13"))
    model.relate("sum", whole, first, gone)
    joined = reconcile(found, rules.reading, model.reading)
    assert disputed(joined) == [("19", "rules"), ("43", "rules")]
    rows = {row.key: row.name.text for row in joined.rows if row.name}
    assert [rows[part.row] for part in joined.relations[0].parts if isinstance(part, RowPart)] == ["清淤长度", "更换灯具"]
    whole_of = joined.relations[1].whole
    assert isinstance(whole_of, RowPart)
    assert rows[whole_of.row] == "总分"
    assemble(found, joined)


def test_notes_and_claims_of_both_each_once() -> None:
    text = "河道清淤工程预算30万元，绩效目标全部完成，原因是雨季较长。路灯维护费无结余。\n"
    found, rules, model = both(text)
    for side in (rules, model):
        side.fact("30", "budget", "河道清淤工程")
    rules.note("河道清淤工程", "reason", "雨季较长")
    model.note("河道清淤工程", "reason", "原因是雨季较长")
    model.note("河道清淤工程", "department", "河道")
    rules.claim("绩效目标全部完成", "completion")
    model.claim("30万元，绩效目标全部完成", "completion", "河道清淤工程")
    model.claim("无结余", "none", "路灯维护费")
    joined = reconcile(found, rules.reading, model.reading)
    assert [(note.field, note.words.text) for note in joined.notes] == [("reason", "雨季较长"), ("department", "河道")]
    assert [(c.words.text, c.owner.project.text if c.owner and c.owner.project else None) for c in joined.claims] == [
        ("绩效目标全部完成", "河道清淤工程"),
        ("无结余", "路灯维护费"),
    ]


def test_what_the_model_did_not_read_is_told_though_the_rules_read_it() -> None:
    found, rules, model = both(PROSE)
    rules.fact("30", "budget", "河道清淤工程")
    model.unread.append(((0, 10), "没有回答"))
    joined = reconcile(found, rules.reading, model.reading)
    assert joined.unread == (((0, 10), "模型没有读（没有回答），只按规则读取"),)
    _, coverage = close_books(found, assemble(found, joined), joined.unread)
    assert not coverage.complete


def test_a_band_and_a_sharing_that_one_reader_saw_stay() -> None:
    found, rules, model = both("支付率60%-99%的项目4个。\n")
    low, high = rules.numeral("60"), rules.numeral("99")

    rules.fact("4", "count", label="项目")
    model.fact("4", "count", label="项目", band=BandWords("支付率", low, high), shared="each")
    fact = reconcile(found, rules.reading, model.reading).facts[0]
    assert fact.band == BandWords("支付率", low, high)
    assert fact.shared == "each"


@cache
def read_by_rules() -> tuple[Document, Reading]:
    found = document(REPORT)
    return found, RulesReader().read(found, split(found))


def another_opinion(reading: Reading, random: Random) -> Reading:
    """The reading without some facts, with others given to another owner, measure or year."""
    owners = [fact.owner for fact in reading.facts]
    facts = []
    for fact in reading.facts:
        measure = random.choice(["budget", "executed"]) if fact.measure in ("budget", "executed") else fact.measure
        changes = [{}, {}, {"owner": random.choice(owners)}, {"measure": measure}, {"period": "2022"}]
        facts.append(replace(fact, **random.choice(changes)))  # type: ignore[arg-type]
    gone = {fact.key for fact in facts if random.random() < 0.2}
    whole = [r for r in reading.relations if r.whole not in gone and not gone & {part for part in r.parts if isinstance(part, int)}]
    rows = tuple(row for row in reading.rows if random.random() < 0.8)
    kept = {row.key for row in rows}
    ends = [r for r in whole if all(part.row in kept for part in (r.whole, *r.parts) if isinstance(part, RowPart))]
    return replace(reading, facts=tuple(f for f in facts if f.key not in gone), rows=rows, relations=tuple(ends))


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_whatever_two_readers_say_every_numeral_of_either_is_in_the_record_once_decided(seed: int) -> None:
    found, reading = read_by_rules()
    random = Random(seed)
    one, two = another_opinion(reading, random), another_opinion(reading, random)
    joined = reconcile(found, one, two)
    made = assemble(found, joined)
    assert made.claimed == assemble(found, one).claimed | assemble(found, two).claimed == set(joined.confidence)
    keys = [fact.key for fact in joined.facts] + [row.key for row in joined.rows]
    assert len(keys) == len(set(keys))
    roles = {fact.numeral.id: (fact.measure, fact.owner, fact.period) for fact in joined.facts}
    assert len(roles) == len(joined.facts)  # nothing in this report is shared
    assert {dispute.numeral.id for dispute in joined.disputes} <= {key for key, firm in joined.confidence.items() if firm == DISPUTED}
