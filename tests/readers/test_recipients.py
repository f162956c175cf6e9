"""Tables of places or units that receive money: what each was given, what that came from, and the total of all."""

from __future__ import annotations

from .make import Read, pipes, read

ROWS = (
    ("地区", "首次下达（万元）", "第二次下达（万元）", "调整（万元）", "全年合计（万元）", "支付额（万元）", "支付率"),
    ("东山区", "30", "10", "0", "40", "38", "95.00%"),
    ("西水县", "20", "8", "-3", "25", "20", "80.00%"),
    ("合计", "50", "18", "-3", "65", "58", "89.23%"),
)


def report() -> Read:
    text = f"一、资金\n全年下达资金65万元，支付58万元，支付率89.23%。\n附表\n\n{pipes(*ROWS)}\n"
    return read(text, title="柳水市2023年度省级农村供水保障补助资金绩效自评报告", suffix=".md")


def test_whole_columns_are_the_recipients_and_the_others_split_them() -> None:
    told = report()
    assert told.quantity("东山区", "budget") == ["40"]
    place = told.record.quantities.index(told.quantities("东山区", "budget")[0])
    shares = {q.label: [f.printed for f in q.mentions] for q in told.record.quantities if q.subject == f"/quantities/{place}"}
    assert shares == {"首次下达": ["30"], "第二次下达": ["10"], None: ["0"]}
    assert told.projects == ["省级农村供水保障补助资金"]


def test_a_total_that_prints_the_funds_own_amount_is_the_funds() -> None:
    told = report()
    assert told.money("省级农村供水保障补助资金", "budget") == ["65", "65"]
    assert told.money("省级农村供水保障补助资金", "executed") == ["58", "58"]


def test_a_column_of_corrections_is_counted_in() -> None:
    told = report()
    assert ("sum", "40", ["30", "10"]) in told.sums
    assert ("sum", "25", ["20", "8", "-3"]) in told.sums
    assert told.errors == []
