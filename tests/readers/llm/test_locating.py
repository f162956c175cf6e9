"""Words of an answer are found where they are printed; letters may differ in width and space, digits never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import SET_ASIDE_KINDS
from extractor.readers.llm.locating import Finder

from .llm_make import PROSE, TABLE, loaded, marked

NAMES = """村道（一期）照明工程预算60万元。
第十一批困难补助预算12.5万元，第1.5期投入12,000元，第1、2期合计3 200次，方案12.5版。
“三公”经费2.1万元；水渠清淤项目：支出30万元。
２０２３年ＡＢ路面改造支出7万元，2023年12月工资18.5万元。投入二十三万元。
"""


def finder(text: str = NAMES) -> Finder:
    return Finder(marked(text))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("村道（一期）照明工程", "村道（一期）照明工程"),
        ("村道(一期)照明工程", "村道（一期）照明工程"),
        ("村道一期照明工程", "村道（一期）照明工程"),
        ("村道（一期） 照明工程", "村道（一期）照明工程"),
        ("三公经费", "三公”经费"),
        ("2023年AB路面改造", "２０２３年ＡＢ路面改造"),
        ("第1、2期", "第1、2期"),
        ("12月工资", "12月工资"),
        ("第十一批困难补助", "第十一批困难补助"),
        ("方案12.5版", "方案12.5版"),
    ],
)
def test_words_are_found_as_printed(said: str, printed: str) -> None:
    found = finder().find(said)
    assert found is not None
    assert found.text == printed


@pytest.mark.parametrize(
    "said",
    [
        "村道（二期）照明工程",
        "村道照明工程",
        "第十二批困难补助",
        "一批困难补助",
        "第1.6期",
        "第15期",
        "5期投入",
        "第12期",
        "第1，2期",
        "方案125版",
        "5版",
        "2024年AB路面改造",
        "023年AB路面改造",
        "困难补助预算12",
        "第十一批困难补助预算1",
        "三万元",
        "投入二",
        "",
        " ",
        "（）",
        "\0",
    ],
)
def test_words_with_another_number_or_none_at_all_are_not_found(said: str) -> None:
    assert finder().find(said) is None


def test_words_do_not_reach_over_what_is_not_shown() -> None:
    document = loaded("甲工程预算3万元。乙工程预算4万元。\n丙工程预算5万元。\n")
    one = marked("甲工程预算3万元。乙工程预算4万元。\n丙工程预算5万元。\n")
    middle = document.text.index("乙"), document.text.index("丙")
    one.regions[:] = [(0, middle[0]), (middle[1], len(document.text))]
    find = Finder(one).find
    assert find("乙工程") is None
    assert find("甲工程预算3万元。丙工程") is None
    assert find("甲工程预算3万元。\0丙工程") is None
    assert find("丙工程") is not None


def test_the_nearest_place_before_is_taken_and_else_the_first_behind() -> None:
    text = "路灯维护费预算20万元。\n河道清淤支出5万元。\n路灯维护费支出18万元。\n河道清淤完成。\n"
    find, document = finder(text).find, loaded(text)
    first, second = document.text.index("路灯"), document.text.rindex("路灯")
    number = document.text.index("18")
    assert find("路灯维护费") == find("路灯维护费", first + 8)
    assert find("路灯维护费", number).span[0] == second  # type: ignore[union-attr]
    assert find("路灯维护费", second).span[0] == first  # type: ignore[union-attr]
    assert find("河道清淤", 2).span[0] == document.text.index("河道")  # type: ignore[union-attr]


@given(st.data())
def test_property_words_never_cut_a_number(data: st.DataObject) -> None:
    """Whatever piece of a report is asked for: it is found whole or not at all."""
    text = data.draw(st.sampled_from([NAMES, PROSE, TABLE]))
    one = marked(text)
    document = one.document
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(document.text), start + 12)))
    found = Finder(one).find(document.text[start:end])
    if found is None:
        return
    for numeral in document.numerals:
        if numeral.kind not in SET_ASIDE_KINDS:
            assert not numeral.span[0] < found.span[0] < numeral.span[1]
            assert not numeral.span[0] < found.span[1] < numeral.span[1]


@given(st.data())
def test_property_words_with_a_changed_digit_are_not_found_in_their_place(data: st.DataObject) -> None:
    one = marked(NAMES)
    text = one.document.text
    place = data.draw(st.sampled_from([index for index, char in enumerate(text) if char.isdigit()]))
    start = data.draw(st.integers(max(0, place - 6), place))
    end = data.draw(st.integers(place + 1, min(len(text), place + 6)))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != str(int(text[place]))))
    changed = text[start:place] + digit + text[place + 1 : end]
    found = Finder(one).find(changed)
    assert found is None or not found.span[0] <= place < found.span[1]
