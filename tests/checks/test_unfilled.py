"""A printed 0 above figures that are not 0."""

import pytest

from tests.checks.make import Doc


def vehicles(kind: str, above: str | None = "6.40", parts: tuple[str, str] = ("2.10", "4.30")) -> Doc:
    doc = Doc()
    bought, kept = (doc.quantity(name, "budget", f"{value}万元") for name, value in zip(("车辆购置", "车辆维护"), parts, strict=True))
    cars = doc.quantity("公务车辆", "budget", "0万元")
    doc.breakdown(kind, cars, bought, kept)
    if above:
        abroad = doc.quantity("公务接待", "budget", "0.50万元")
        doc.breakdown(kind, doc.quantity("合计经费", "budget", f"{above}万元"), cars, abroad)
    return doc


@pytest.mark.parametrize("kind", ["sum", "of_which"])
def test_a_zero_that_the_total_above_contradicts_is_an_error_with_what_to_write(kind: str) -> None:
    (finding,) = [one for one in vehicles(kind, "6.90").findings() if one.severity == "error"]
    assert (finding.suspect_printed, finding.suggestion) == ("0", "6.4")
    assert "6.90万元" in finding.message


@pytest.mark.parametrize("kind", ["sum", "of_which"])
@pytest.mark.parametrize("above", [None, "6.40", "9.00"])
def test_a_zero_that_nothing_contradicts_stays_a_question(kind: str, above: str | None) -> None:
    results = [one for one in vehicles(kind, above).verify() if one.paths[:1] == ("/quantities/2/mentions/0",)]
    assert "warn" in [one.outcome for one in results]
    assert "error" not in [one.outcome for one in results]
