"""Glued cells: cut only where exactly one cut satisfies arithmetic."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import Numeral
from extractor.numerals import ColumnKind, cut_glued, head_words

from .make import short

FORM: tuple[ColumnKind, ...] = ("initial", "budget", "executed", "weight", "rate", "score")
HEADS = "年初预算数全年预算数全年执行数分值执行率得分"


def cut(run: str, columns: tuple[ColumnKind, ...] = FORM) -> list[str] | None:
    chosen = cut_glued(run, columns).chosen
    return [piece.text for piece in chosen] if chosen else None


def test_amounts_weight_rate_and_score() -> None:
    assert cut("303010100.00%10") == ["30", "30", "10", "100.00%", "10"]
    assert cut("202010100.00%10") == ["20", "20", "10", "100.00%", "10"]
    assert cut("30303010100.00%10") == ["30", "30", "30", "10", "100.00%", "10"]
    assert cut("830830814.791098.17%9.82") == ["830", "830", "814.79", "10", "98.17%", "9.82"]


def test_two_equal_amounts_and_a_rate() -> None:
    found = cut_glued("50005000100%", ("budget", "executed", "rate"))
    assert [piece.text for piece in found.chosen or ()] == ["5000", "5000", "100%"]
    assert found.settled_by == ("A3", "B1")


def test_weight_and_target_by_their_kinds_alone() -> None:
    found = cut_glued("1030", ("weight", "target"))
    assert ([piece.text for piece in found.chosen or ()], found.settled_by) == (["10", "30"], ("C3",))


def test_none_or_several_is_no_cut() -> None:
    assert cut("30301099.00%10") is None
    several = cut_glued("1111", ("budget", "executed"))
    assert several.chosen is None and len(several.alternatives) > 1
    assert cut("1" * 200) is None
    assert cut("123", ()) is None


def test_the_relations_used_are_named() -> None:
    assert cut_glued("303010100.00%10", FORM).settled_by == ("A3", "A5", "B1")


@settings(deadline=None)
@given(st.integers(10, 9999), st.integers(1, 100))
def test_a_true_row_is_never_cut_wrongly(budget: int, percent: int) -> None:
    executed = f"{Decimal(budget * percent) / 100:.2f}"
    cells = [str(budget), executed, f"{percent}.00%"]
    assert cut("".join(cells), ("budget", "executed", "rate")) in (None, cells)


def test_head_words_in_order() -> None:
    assert head_words(HEADS) == FORM
    assert head_words("年初 预算数\t全年预算数(A)\t全年执行数(B)\t分值\t执行率\t得分") == FORM


def test_a_glued_line_under_its_heading(read: Callable[..., tuple[Numeral, ...]]) -> None:
    numerals = read("预算30万元", HEADS, "年度资金总额:303010100.00%10")
    assert [short(numeral) for numeral in numerals[1:]] == [
        "30万元 money",
        "30万元 money",
        "10分 score",
        "100.00% percent",
        "10分 score",
    ]
    assert {numeral.settled_by for numeral in numerals[1:]} == {("A3", "A5", "B1")}
    assert [numeral.unit_from for numeral in numerals[1:]] == ["document", "document", "header", "printed", "header"]


def test_a_glued_cell_under_a_glued_header(read: Callable[..., tuple[Numeral, ...]]) -> None:
    numerals = read((1, [["项目资金（万元）", HEADS], ["年度资金总额", "202010100.00%10"]]))
    assert [short(numeral) for numeral in numerals] == [
        "20万元 money",
        "20万元 money",
        "10分 score",
        "100.00% percent",
        "10分 score",
    ]


def test_without_headings_the_run_stays_whole(read: Callable[..., tuple[Numeral, ...]]) -> None:
    (numeral,) = read("年度资金总额:303010100.00%10")
    assert (numeral.kind, numeral.unit, numeral.settled_by) == ("plain", None, ())
    assert numeral.alternatives


def test_weight_and_target_in_one_cell(read: Callable[..., tuple[Numeral, ...]]) -> None:
    numerals = read((1, [["三级指标", "分值指标值"], ["补助总额", "1030万元"]]))
    assert [short(numeral) for numeral in numerals] == ["10分 score", "30万元 money"]


def test_lost_bracket_settled_by_the_same_amount(read: Callable[..., tuple[Numeral, ...]]) -> None:
    numerals = read("根据财建〔20193257000万元下达，资金7000万元已到位。")
    assert [short(numeral) for numeral in numerals] == ["2019325 document_number", "7000万元 money", "7000万元 money"]
    assert numerals[1].settled_by == ("B1",)


def test_lost_bracket_settled_by_the_total(read: Callable[..., tuple[Numeral, ...]]) -> None:
    numerals = read("财建〔2019〕100号5000万元、财建〔20193257000万元，合计12000万元。")
    assert [short(numeral) for numeral in numerals][2:] == ["2019325 document_number", "7000万元 money", "12000万元 money"]
    assert numerals[3].settled_by == ("A1",)
