"""A part and its total printed in two ways: one cause."""

import pytest

from schemas.result import Finding
from tests.checks.make import Doc


def twice(part: str, total: str, *, grand: bool = True, where: str = "t0.1.1", above: str | None = None) -> Doc:
    """The table prints this part and this total, the text 40.06 and 61.56 万元."""
    doc = Doc()
    doc.project("沟渠清淤", budget="45.00万元@t0.1.0", executed=f"{part}万元@{where} 40.06万元@900")
    doc.project("路灯更换", budget="25.00万元@t0.2.0", executed="21.50万元@t0.2.1 21.50万元@940")
    total_place = "t0.3.1" if where.startswith("t") else "80"
    total_list = doc.quantity("项目支出", "executed", f"{total}万元@{total_place} 61.56万元@980")
    doc.breakdown("sum", total_list, "/projects/0/executed", "/projects/1/executed")
    if grand:
        other = doc.quantity("基本支出", "executed", "300.44万元@1100")
        whole = doc.quantity("全年支出", "executed", f"{above + '万元@t0.4.1 ' if above else ''}362.00万元@1020")
        doc.breakdown("sum", whole, other, total_list)
    return doc


def errors(doc: Doc) -> list[Finding]:
    return [one for one in doc.findings() if one.severity == "error"]


@pytest.mark.parametrize(("part", "total"), [("40.07", "61.57"), ("40.05", "61.55"), ("46.06", "67.56")])
def test_a_total_as_much_apart_as_its_part_follows_it(part: str, total: str) -> None:
    (finding,) = errors(twice(part, total))
    assert (finding.suspect, finding.suspect_printed, finding.suggestion) == ("/projects/0/executed/0", part, "40.06")
    assert f"{total}万元改为61.56万元" in finding.message


def test_a_total_apart_by_another_amount_is_a_cause_of_its_own() -> None:
    assert len(errors(twice("40.07", "61.65"))) == 2


def test_where_neither_is_told_both_stay_open_together() -> None:
    (finding,) = errors(twice("40.07", "61.57", grand=False, where="20"))
    assert (finding.suspect, finding.attribution) == (None, "undecided")
    assert "40.07" in finding.message
    assert "61.57" in finding.message


def test_a_total_of_totals_follows_too() -> None:
    (finding,) = errors(twice("40.07", "61.57", above="362.01"))  # either set adds up: the text is less firm than the table
    assert (finding.suspect, finding.suggestion) == ("/projects/0/executed/1", "40.07")
    assert "61.56万元改为61.57万元" in finding.message
    assert "362.00万元改为362.01万元" in finding.message
