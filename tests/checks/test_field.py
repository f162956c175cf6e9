"""The decimals of a field: what its figures are exact to."""

import pytest

from extractor.checks.book import open_book

from .make import Doc

CENTS = ("219.61", "43.21", "79.78", "11.88", "61.34", "25.07")


def column(*printed: str) -> Doc:
    doc = Doc()
    for row, text in enumerate(printed):
        doc.project(f"项目{row}", executed=f"{text}万元@t0.{row}.2")
    return doc


def decimals(*printed: str) -> list[int]:
    doc = column(*printed)

    book = open_book(doc.record, doc.provenance)
    return [book.at(f"/projects/{index}/executed")[0].decimals for index in range(len(printed))]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("110", "830", "80.5", "5019.12"), [2, 2, 2, 2]),  # trimmed zeros
        (("120", "45", "30.613"), [3, 3, 3]),  # nothing says that cents are usual
        (("61.037", *CENTS), [3, 2, 2, 2, 2, 2, 2]),
        (("61.037", "502.447", *CENTS), [3, 3, 2, 2, 2, 2, 2, 2]),  # it and the total made with it
        (("61.037", "12.408", "7.115", *CENTS[:2]), [3, 3, 3, 3, 3]),
        (("22.5", "40", "31.5", "18.25"), [2, 2, 2, 2]),
    ],
)
def test_few_finer_figures_speak_for_themselves_alone(printed: tuple[str, ...], expected: list[int]) -> None:
    assert decimals(*printed) == expected


def test_one_finer_amount_makes_no_sound_rate_wrong() -> None:
    doc = Doc()
    rates = {"220.00": ("219.61", "99.83"), "45.00": ("43.21", "96.03"), "80": ("79.78", "99.73"), "26": ("11.88", "45.69")}
    for row, (budget, (spent, rate)) in enumerate(rates.items()):
        doc.project(f"项目{row}", budget=f"{budget}万元@t0.{row}.1", executed=f"{spent}万元@t0.{row}.2", rate=f"{rate}%@t0.{row}.3")
    doc.project("整治", budget="62万元@t0.9.1", executed="61.037万元@t0.9.2", rate="98.45%@t0.9.3")
    assert doc.outcomes("A3") == ["ok"] * 5
