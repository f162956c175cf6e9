"""What holds for every text: print a number in any form and read it back; no digit twice, none left over; never an exception."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import SET_ASIDE_KINDS
from extractor.numerals import tokenize
from extractor.numerals.chinese import parse_chinese
from extractor.numerals.fold import is_digit

from .chinese_print import print_chinese

UNITS = [
    "万元",
    "元",
    "亿元",
    "千元",
    "%",
    "‰",
    "分",
    "个",
    "次",
    "次/月",
    "人",
    "户",
    "公里",
    "平方米",
    "元/人",
    "万人次",
    "人次",
    "辆",
    "吨",
    "亩",
    "座",
]
OPS = {"": None, "≥": "≥", "≤": "≤", ">": ">", "<": "<", "不低于": "≥", "不超过": "≤", "约": "约", "大于": ">", "\\geq ": "≥"}
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")

calm = settings(deadline=None)  # two busy cores are no fault of the code
amounts = (
    st.decimals(min_value=0, max_value=10**9, places=2)
    | st.decimals(min_value=0, max_value=10**6, places=6)
    | st.integers(0, 10**9).map(Decimal)
)
whole = st.integers(0, 99_999_999)


@calm
@given(amounts, st.sampled_from(UNITS), st.sampled_from(list(OPS)), st.booleans(), st.booleans(), st.sampled_from(["", " ", "　"]))
def test_what_is_printed_is_read_back(amount: Decimal, unit: str, op: str, grouped: bool, wide: bool, gap: str) -> None:
    printed = f"{amount:,f}" if grouped else f"{amount:f}"
    shown = (printed + gap + unit).translate(FULL_WIDTH) if wide else printed + gap + unit
    if wide and "," in printed and not unit.endswith("元"):
        return  # a full-width comma groups only in front of a money unit
    (token,) = (token for token in tokenize("为" + op + shown + "，") if token.kind not in SET_ASIDE_KINDS)
    assert token.printed == printed
    assert (token.value, token.unit, token.op) == (amount, unit, OPS[op])
    assert token.decimals == max(0, -int(amount.as_tuple().exponent))


@calm
@given(whole)
def test_chinese_numbers_round_trip(number: int) -> None:
    assert parse_chinese(print_chinese(Decimal(number))) == str(number)


@calm
@given(st.integers(11, 9999), st.sampled_from(["个", "户", "人", "座", "辆", "元", "万元", "平方米", "家"]))
def test_chinese_numbers_with_a_measure_word(number: int, unit: str) -> None:
    (token,) = tokenize("共" + print_chinese(Decimal(number)) + unit)
    assert (token.printed, token.unit) == (str(number), unit)


@calm
@given(st.decimals(min_value=1, max_value=100, places=1))
def test_percent_in_words(number: Decimal) -> None:
    (token,) = tokenize("达到百分之" + print_chinese(number))
    assert (token.value, token.unit) == (number, "%")


@calm
@given(amounts, amounts, st.sampled_from(["-", "～", "—", "至", "~"]), st.sampled_from(["%", "分", "万元", "人"]))
def test_both_ends_of_a_range_have_the_unit(low: Decimal, high: Decimal, dash: str, unit: str) -> None:
    first, second = tokenize(f"为{low:f}{dash}{high:f}{unit}")
    assert [(token.value, token.unit) for token in (first, second)] == [(low, unit), (high, unit)]


ALPHABET = st.sampled_from(
    list("0123456789０１２３９.．,，%％-－~～—/*×=≥≤<>+()（）[]〔〕:：、。；$\\{}^ 　\t\n②⑩²³½㈢ⅣxXABmkg")
    + list("年月日号万元亿千百十一二三两零〇点分之个次人户名村米余多约以上下内第目标表附件电话截至底萬億")
    + ["\\geq", "百分之", "个百分点", "平方米", "万元", "执行率", "２０２３年", "2024", "〔2019", "100.00%"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=60).map("".join) | st.text(max_size=60))
def test_every_digit_lies_in_exactly_one_span(text: str) -> None:
    tokens = tokenize(text)
    spans = [token.span for token in tokens]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    inside = {place for span in spans for place in range(*span)}
    assert not {place for place, char in enumerate(text) if is_digit(char)} - inside
    for token in tokens:
        assert token.span[0] < token.span[1]
        assert token.extent[0] <= token.span[0] and token.span[1] <= token.extent[1]
        if token.kind not in SET_ASIDE_KINDS:
            assert Decimal(token.printed.replace(",", "")) == token.value
            assert not set(token.printed) - set("-0123456789.,")


LONG = [
    *"10Aa一万①",
    "1,234,",
    "１，２３４，",
    "1.",
    "1 ",
    "1 234 ",
    "1    ",
    "1\n",
    "1、",
    "1+",
    "-1",
    "(1)",
    "1=",
    "1%",
    "1.1%",
    "1月",
]
LONG += [
    "2024",
    "a1",
    "A1-",
    "百十",
    "〔2019",
    "1万元/人",
    "$\\geq 1$",
    "截至2023年底1万元",
    "执行率：1",
    "1:10",
    "0_0",
    "2024-1",
]


def test_long_lines_finish() -> None:
    for piece in LONG:
        text = piece * (200_000 // len(piece)) if len(piece) == 1 else piece * (20_000 // len(piece))
        assert len(text) >= 19_000
        tokenize(text)
