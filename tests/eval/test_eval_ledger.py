from __future__ import annotations

from dataclasses import replace

from eval_fake import extraction, provenance

from eval.align import align
from eval.ledger_score import LedgerScore, score_ledger
from eval.surroundings import is_printed, sentence, surroundings
from extractor.document import Block, Cell, Document, Numeral, Table
from extractor.numerals import kind_of
from schemas.figure import Figure
from schemas.record import Project, Quantity, Record

PROSE = "三公经费支出9.01万元，另有一笔8.5万元。2023年共评90.5分，占63%。"
TEXT = f"{PROSE}\n项目\t预算数\n修路费\t20"


def document(*printed: tuple[str, str]) -> Document:
    """The text above as a document with these numerals (printed, unit)."""
    numerals, start = [], 0
    for index, (number, unit) in enumerate(printed):
        start = TEXT.index(number, start)
        span = (start, start + len(number))
        numerals.append(Numeral(
            id=f"n{index + 1}", span=span, extent=span, printed=number, value=Figure(printed=number, unit=unit).value,
            decimals=0, unit=unit, unit_from="printed", kind=kind_of(unit),
        ))  # fmt: skip
        start = span[1]
    first = len(PROSE) + 1
    words = [(0, 0, "项目"), (0, 1, "预算数"), (1, 0, "修路费"), (1, 1, "20")]
    cells = []
    for row, col, word in words:
        place = TEXT.index(word, first)
        cells.append(Cell(row, col, 1, 1, (place, place + len(word))))
    blocks = (Block("paragraph", (0, len(PROSE))), Block("table", (first, len(TEXT)), Table(2, 2, tuple(cells))))
    return Document("x.txt", "", "text", (), TEXT, blocks, numerals=tuple(numerals))


ALL = document(("9.01", "万元"), ("8.5", "万元"), ("90.5", "分"), ("63", "%"), ("20", "万元"))
SPANS = {numeral.printed: numeral.span for numeral in ALL.numerals}


def figure(printed: str, unit: str) -> tuple[Figure, ...]:
    return (Figure(printed=printed, unit=unit),)


GOLD = Record(
    year=2023,
    projects=(Project(name="修路费", budget=figure("20", "万元")),),
    quantities=(
        Quantity(label="三公经费", period="2023", measure="executed", mentions=figure("9.01", "万元")),
        Quantity(label=None, period="2023", measure="score", mentions=figure("90.5", "分")),
    ),
)
PLACES = {"/projects/0/budget/0": "20", "/quantities/0/mentions/0": "9.01", "/quantities/1/mentions/0": "90.5"}


def judge(predicted: Record, places: dict[str, str], of: Document = ALL) -> LedgerScore:
    made = extraction(predicted, of, {path: provenance(SPANS[printed], printed) for path, printed in places.items()})
    return score_ledger(align(GOLD, predicted), made, of)


def verdicts(score: LedgerScore) -> dict[str, str]:
    return {one.numeral.printed: one.verdict for one in score.numerals}


def test_a_numeral_is_right_where_the_gold_holds_it_in_the_same_place() -> None:
    score = judge(GOLD, PLACES)
    assert verdicts(score) == {"9.01": "right", "8.5": "unclaimed", "90.5": "right", "63": "unclaimed", "20": "right"}
    assert str(score.percent("right")) == "60.0"


def test_counts_and_dates_are_no_part_of_the_ledger() -> None:
    year = document(("2023", "个"))
    assert judge(GOLD, {}, year).numerals == ()


def with_quantity(**update: object) -> Record:
    return GOLD.model_copy(update={"quantities": (GOLD.quantities[0].model_copy(update=update), GOLD.quantities[1])})


def test_a_claim_of_another_measure_is_wrong() -> None:
    assert verdicts(judge(with_quantity(measure="budget"), PLACES))["9.01"] == "wrong"


def test_a_claim_of_measure_other_is_none() -> None:
    assert verdicts(judge(with_quantity(measure="other"), PLACES))["9.01"] == "unclaimed"


def test_a_label_that_is_not_printed_there_is_none() -> None:
    assert verdicts(judge(with_quantity(label="政府采购支出"), PLACES))["9.01"] == "unclaimed"


def test_a_claim_of_what_the_gold_leaves_out_is_wrong() -> None:
    more = Quantity(label="另有", period="2023", measure="executed", mentions=figure("8.5", "万元"))
    predicted = GOLD.model_copy(update={"quantities": (*GOLD.quantities, more)})
    assert verdicts(judge(predicted, {**PLACES, "/quantities/2/mentions/0": "8.5"}))["8.5"] == "wrong"


def test_a_figure_that_is_not_what_its_place_prints_is_wrong() -> None:
    assert verdicts(judge(GOLD, {**PLACES, "/quantities/0/mentions/0": "8.5"}))["8.5"] == "wrong"


def test_one_gold_figure_makes_one_claim_right() -> None:
    twice = document(("9.01", "万元"))
    again = replace(twice, numerals=(twice.numerals[0], replace(twice.numerals[0], id="n2", span=SPANS["8.5"])))
    predicted = with_quantity(mentions=figure("9.01", "万元") * 2)
    score = judge(predicted, {"/quantities/0/mentions/0": "9.01", "/quantities/0/mentions/1": "8.5"}, again)
    assert [one.verdict for one in score.numerals] == ["right", "wrong"]


def test_a_project_known_only_by_its_amounts_makes_nothing_right() -> None:
    predicted = GOLD.model_copy(update={"projects": (GOLD.projects[0].model_copy(update={"name": "修桥事"}),)})
    assert verdicts(judge(predicted, PLACES))["20"] == "wrong"


def test_surroundings() -> None:
    assert sentence(TEXT, SPANS["9.01"], (0, len(PROSE))) == "三公经费支出9.01万元，另有一笔8.5万元"
    assert surroundings(ALL, SPANS["20"]) == ["修路费 20", "预算数", PROSE]


def test_a_label_may_be_printed_in_pieces_of_two_characters_in_order() -> None:
    assert is_printed("新增农村低保", ["新增享受农村低保118户"])
    assert not is_printed("低保新增农村", ["新增享受农村低保118户"])
    assert not is_printed("三公经费", ["三、公用经费"])
