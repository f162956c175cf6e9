"""Typing errors turned back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.repair.slips import UNEXPLAINED, print_like, slip_to, slips

NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999.99"), places=2)


@pytest.mark.parametrize(
    ("printed", "meant", "cause"),
    [
        ("814.78", "814.79", "last_place"),
        ("80.00", "79.99", "last_place"),
        ("96.60", "90.60", "digit"),
        ("457.5", "455.7", "swap"),
        ("81.478", "814.78", "point_slip"),
        ("81.48", "814.78", "point_slip"),
        ("8147800", "814.78", "unit_slip"),
        ("84.78", "814.78", "dropped_digit"),
        ("8814.78", "814.78", "doubled_digit"),
        ("-5.2", "5.2", "sign"),
        ("54.44", "79.78", None),
    ],
)
def test_each_slip_is_known_by_its_cause(printed: str, meant: str, cause: str | None) -> None:
    slip = slip_to(printed, Decimal(meant))
    assert slip.cause == cause
    assert (slip.cost >= UNEXPLAINED) == (cause is None)


@given(NUMBERS, st.data())
def test_whatever_digit_is_mistyped_the_right_number_is_among_the_slips(value: Decimal, data: st.DataObject) -> None:
    text = f"{value:f}"
    at = data.draw(st.sampled_from([index for index, sign in enumerate(text) if sign.isdigit()]))
    wrong = text[:at] + data.draw(st.sampled_from([one for one in "0123456789" if one != text[at]])) + text[at + 1 :]
    assert slips(wrong)[value].cost <= 115


@given(NUMBERS)
def test_a_value_is_printed_as_the_number_it_replaces(value: Decimal) -> None:
    assert Decimal(print_like("1,000.00", value).replace(",", "")) == value
    assert Decimal(print_like("7", value)) == value
    assert print_like("12.50", Decimal(3)) == "3.00"
    assert print_like("0.003456", Decimal("34.56")) == "34.56"
