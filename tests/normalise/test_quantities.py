"""How much: printed amounts become values with unit, qualifier, kind and direction."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.quantities import parse_quantities, parse_quantity
from planhouse.derived import Quantity

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "quantities.csv")
        .read_text(encoding="utf-8")
        .splitlines(keepends=True)
    )
)
COLUMNS = ("value", "unit", "qualifier", "kind", "direction", "flags")


def row_of(quantity: Quantity) -> dict[str, object]:
    return {
        "value": quantity.value,
        "unit": quantity.unit or "",
        "qualifier": quantity.qualifier,
        "kind": quantity.kind,
        "direction": quantity.direction,
        "flags": ",".join(quantity.flags),
    }


def expected(case: dict[str, str]) -> dict[str, object]:
    value = Decimal(case["value"]) if case["value"] else None
    return {k: case[k] for k in COLUMNS} | {"value": value}


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["half"] == "tune"], ids=lambda c: f"{c['class']}: {c['raw']}"
)
def test_case_is_read_as_the_table_says(case: dict[str, str]) -> None:
    assert expected(case) == row_of(parse_quantity(case["raw"]))


def test_held_out_cases_are_read_exactly_in_at_least_ninety_five_of_a_hundred() -> None:
    cases = [c for c in CASES if c["half"] == "held_out"]
    exact = sum(expected(case) == row_of(parse_quantity(case["raw"])) for case in cases)
    assert exact / len(cases) >= 0.95


def test_figures_of_a_cell_are_all_read_and_marked_several() -> None:
    quantities = parse_quantities("1,204 (12%)")
    assert [Decimal(1204), Decimal(12)] == [q.value for q in quantities]
    assert all("several_in_cell" in q.flags for q in quantities)


def test_year_beside_a_count_is_no_quantity() -> None:
    assert [Decimal(310)] == [q.value for q in parse_quantities("In 2021 there were 310 thefts")]


@given(st.integers(0, 10**9), st.sampled_from(["", "£", "up to ", "almost £", "at least "]))
def test_any_grouped_integer_is_read_back(number: int, lead: str) -> None:
    quantity = parse_quantity(f"{lead}{number:,}")
    assert Decimal(number) == quantity.value
    assert ("GBP" if "£" in lead else "count") == quantity.unit


@given(
    st.decimals(0, 1000, places=1),
    st.sampled_from(["increase of {}%", "up {}%", "rose by {}%", "{}% higher"]),
)
def test_any_increase_is_a_change_upwards(number: Decimal, form: str) -> None:
    quantity = parse_quantity(form.format(number))
    assert (number, "change_pct", "increase") == (quantity.value, quantity.kind, quantity.direction)


@given(st.text(max_size=60) | st.text("0123456789.,-–+%£km()/ per toin*", max_size=40))
def test_any_text_gives_a_quantity_or_says_why_not(raw: str) -> None:
    quantities = parse_quantities(raw)
    assert quantities
    assert quantities == parse_quantities(raw)
    for quantity in quantities:
        assert quantity.raw == raw
        assert quantity.rule
        assert quantity.value is not None or quantity.flags


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12 by 2020", "12"), ("Q1: 12", "12"), ("20% in 2019, ranked 5th of 43", "20"),
        ("12 (target: 10)", "12"),
        ("children aged from 5 to 11", "5"), ("fines from £80 to £100", "80"), ("rose from 62% to 71%", "71"),
        ("March 2019", None), ("31st March 2019", None), ("2015/16", None), ("Appendix 3", None),
    ],
)  # fmt: skip
def test_counts_are_told_from_what_dates_and_names_a_thing(raw: str, value: str | None) -> None:
    assert (None if value is None else Decimal(value)) == parse_quantity(raw).value
