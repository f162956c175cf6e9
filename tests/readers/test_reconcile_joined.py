"""What hangs on the numerals of two readings: rows, relations, notes, claims and unread parts, each once and none lost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.assemble import assemble, close_books
from extractor.document import Document
from extractor.readers.base import BandWords, Reading, RowPart
from extractor.readers.both_policy import DISPUTED
from extractor.readers.reconcile import reconcile
from extractor.readers.rules import RulesReader
from extractor.split import split

from .reconcile_texts import PROSE, REPORT, SCORES, both
from .says import disputed, document


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
