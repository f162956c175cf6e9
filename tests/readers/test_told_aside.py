"""Words beside a figure that are not its label, and totals and rates that a sentence of their own tells."""

from __future__ import annotations

from .make import read


def test_the_range_that_things_stand_in_is_not_what_is_counted() -> None:
    told = read("一、概况\n本次自评范围为2023年纳入县级预算管理的8个财政补助项目，年初预算120万元，实际支付90万元，支付率75%。")
    assert told.quantity("财政补助项目", "count") == ["8"]
    assert told.quantity("财政补助项目", "executed") == ["90"]


def test_a_total_in_a_sentence_behind_the_groups_is_the_total_row() -> None:
    told = read("四、自评得分\n预算执行（10分）9.4分；产出指标（50分）48.6分；效益指标（40分）39分。总分97分，等次为优。")
    assert [f.printed for f in told.indicator(None, ["总分"]).score] == ["97"]
    assert told.quantity(None, "score") == []


def test_what_was_spent_of_its_own_budget_is_a_rate() -> None:
    told = read("三、三公经费\n公务接待费预算6.5万元，实际支出5.2万元，占预算的80%。")
    assert told.quantity("公务接待费", "rate") == ["80"]
    assert told.quantity("公务接待费", "share") == []


def test_adverbs_before_a_payment_are_no_part_of_a_name() -> None:
    told = read("二、执行\n东山区支付38万元，支付率95%；西水区调减后仍只支付20万元，支付率80%。")
    assert told.quantity("西水区", "executed") == ["20"]
    assert told.quantity("西水区", "rate") == ["80"]
