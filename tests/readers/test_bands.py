"""Counts told by bands."""

from __future__ import annotations

from .make import Read, read


def bands(report: Read) -> list[tuple[str, str | None, str | None, list[str]]]:
    return [(q.band.of, q.band.low, q.band.high, [f.printed for f in q.mentions]) for q in report.record.quantities if q.band]


def test_bands_of_a_total() -> None:
    report = read("13个项目中，执行率100%的11个，执行率60%-99%的项目1个，执行率0%的项目1个。")
    assert bands(report) == [("执行率", "100", "100", ["11"]), ("执行率", "60", "99", ["1"]), ("执行率", "0", "0", ["1"])]
    assert ("sum", "13", ["11", "1", "1"]) in report.sums
    assert report.unclaimed == []


def test_open_ended_bands() -> None:
    report = read("参评项目20个。支付率90%及以上的项目15个，支付率60%以下的项目5个。")
    assert bands(report) == [("支付率", "90", None, ["15"]), ("支付率", None, "60", ["5"])]


def test_bands_of_scores() -> None:
    report = read("共有20个项目自评得分在90分及以上。")
    assert bands(report) == [("自评得分", "90", None, ["20"])]


def test_the_bounds_of_a_band_are_claimed_and_have_their_place() -> None:
    report = read("13个项目中，执行率60%-99%的项目13个。")
    index = next(i for i, q in enumerate(report.record.quantities) if q.band)
    places = report.extraction.provenance
    assert {places[f"/quantities/{index}/band/{end}"].span for end in ("low", "high")} == {
        numeral.span for numeral in report.document.numerals if numeral.printed in ("60", "99")
    }


def test_a_rate_and_a_count_of_people_are_no_band() -> None:
    assert bands(read("执行率95%，培训30人。")) == []


def test_bands_behind_of_which_are_one_group() -> None:
    report = read("2023年项目82个，其中支付率100%的67个，支付率60%-99%的项目11个，支付率60%以下的4个。")
    assert {q.band.of for q in report.record.quantities if q.band} == {"支付率"}
    assert report.sums == [("sum", "82", ["67", "11", "4"])]
