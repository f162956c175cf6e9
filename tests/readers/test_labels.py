"""What stands before a number: measure word, label, the unit itself, the clause before."""

from __future__ import annotations

import pytest

from extractor.readers.labels import Before, before

PHRASES = (  # words before a number, measure, label, means the unit itself, label of the clause before
    ("全年预算数", "budget", None, False, None),
    ("调整后预算数", "budget", None, False, None),
    ("预算金额：", "budget", None, False, None),
    ("年初预算数为", "initial_budget", None, False, None),
    ("我单位年初预算", "initial_budget", None, False, None),
    ("决算数", "executed", None, False, None),
    ("，执行数", "executed", None, False, None),
    ("执行率为", "rate", None, False, None),
    ("支付进度达到", "rate", None, False, None),
    ("本部门预算执行率", "rate", None, False, None),
    ("占总支出的", "share", None, False, None),
    ("较上年减少", "change", None, False, None),
    ("审减", "change", None, False, None),
    ("年中追加", "change", None, False, None),
    ("年末结转结余", "balance", None, False, None),
    ("未支出资金", "balance", None, False, None),
    ("每户补助", "unit_price", None, False, None),
    ("人均补助", "unit_price", None, False, None),
    ("单价", "unit_price", None, False, None),
    ("权重", "weight", None, False, None),
    ("自评得分", "score", None, False, None),
    ("整体绩效自评得分为", "score", None, True, None),
    ("总体预算", "budget", None, True, None),
    ("我镇", None, None, False, None),
    ("河道清淤工程预算", "budget", "河道清淤工程", False, None),
    ("河道清淤工程预算资金", "budget", "河道清淤工程", False, None),
    ("河道清淤工程（预算", "budget", "河道清淤工程", False, None),
    ("河道清淤工程实际支出", "executed", "河道清淤工程", False, None),
    ("2023年河道清淤工程支出", "executed", "河道清淤工程", False, None),
    ("截至2023年10月底，河道清淤工程支出", "executed", "河道清淤工程", False, None),
    ("河道清淤工程，预算", "budget", None, False, "河道清淤工程"),
    ("其中：河道清淤工程", None, "河道清淤工程", False, None),
    ("、路灯维护费", None, "路灯维护费", False, None),
    ("具体如下：1.河道清淤工程", None, "河道清淤工程", False, None),
    ("项目支出", "executed", "项目支出", False, None),
    ("基本支出", "executed", "基本支出", False, None),
    ("工资福利支出", "executed", "工资福利支出", False, None),
    ("公务接待费支出", "executed", "公务接待费", False, None),
    ("财政拨款收入", None, "财政拨款收入", False, None),
    ("上年结转", None, "上年结转", False, None),
    ("根据要求开展工作，", None, None, False, None),
)  # fmt: skip


def told(phrase: str) -> Before:
    return before(phrase, (0, len(phrase)))


@pytest.mark.parametrize(("phrase", "measure", "label", "itself", "far"), PHRASES, ids=[row[0] for row in PHRASES])
def test_the_words_before_a_number(phrase: str, measure: str | None, label: str | None, itself: bool, far: str | None) -> None:
    found = told(phrase)
    assert (found.measure, found.label and found.label.text, found.itself, found.far and found.far.text) == (
        measure,
        label,
        itself,
        far,
    )


@pytest.mark.parametrize("phrase", ["其中：河道清淤工程", "，其中", "，包括：路灯维护费", "，具体如下：1.路灯维护费", "分别为"])
def test_parts_are_announced(phrase: str) -> None:
    assert told(phrase).parts


@pytest.mark.parametrize("phrase", ["其中甲乙等工作；路灯维护费", "路灯维护费", "，支出"])
def test_parts_are_not_announced_across_a_new_group_of_clauses(phrase: str) -> None:
    assert not told(phrase).parts


@pytest.mark.parametrize("phrase", [row[0] for row in PHRASES])
def test_a_label_is_a_span_of_the_text(phrase: str) -> None:
    padded = f"前文。{phrase}30万元"
    found = before(padded, (3, 3 + len(phrase)))
    for words in (found.label, found.far, found.cue):
        assert words is None or padded[slice(*words.span)] == words.text
    assert found == before(padded, (3, 3 + len(phrase)))


@pytest.mark.parametrize(("spaced", "plain"), [("河道 清淤工程 预 算", "河道清淤工程预算"), ("年 初预算数 为", "年初预算数为")])
def test_white_space_inside_words_changes_nothing(spaced: str, plain: str) -> None:
    one, two = told(spaced), told(plain)
    assert (one.measure, one.label and one.label.text) == (two.measure, two.label and two.label.text)
