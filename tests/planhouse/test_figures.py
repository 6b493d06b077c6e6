from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhouse.figures import find_quantities, read_number_words

ONE_QUANTITY = [
    ("£53k", "53000", "GBP", ("scaled",)),
    ("up to 2,364", "2364", None, ("up_to",)),
    ("-8.43", "-8.43", None, ("signed",)),
    ("−8.43%", "-8.43", "%", ("signed",)),
    ("not below 10%", "10", "%", ("at_least",)),
    ("Just under £53k", "53000", "GBP", ("almost", "scaled")),
    ("Sixteen per cent", "16", "%", ("in_words",)),
    ("2.5 percentage points", "2.5", "percentage points", ()),
    ("3.3 per 1,000 population", "3.3", "per 1,000", ()),
    ("£104.81 per m2", "104.81", "GBP per m2", ()),
    ("£1.2 million", "1200000", "GBP", ("scaled",)),
    ("£5m", "5000000", "GBP", ("scaled",)),
    ("5m", "5", None, ("glued:m",)),
    ("30mph", "30", None, ("glued:mph",)),
    ("1st", "1", None, ("ordinal",)),
    ("thirty-five", "35", None, ("in_words",)),
    ("half", "0.5", None, ("fraction", "in_words")),
    ("1\u00a0234", "1234", None, ()),
]


@pytest.mark.parametrize(("text", "value", "unit", "flags"), ONE_QUANTITY)
def test_one_quantity_is_read_whole(text: str, value: str, unit: str | None, flags: tuple[str, ...]) -> None:
    (figure,) = find_quantities(text)
    assert (figure.value, figure.unit, figure.flags) == (Decimal(value), unit, flags)


@pytest.mark.parametrize("text", ["Q1", "M25", "A34", "CO2", "someone", "overall", "thirdly"])
def test_digits_behind_letters_and_parts_of_words_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_range_is_two_quantities_not_a_negative() -> None:
    assert [f.value for f in find_quantities("aged 16–24 and 25-34")] == [16, 24, 25, 34]


def test_a_change_in_brackets_keeps_its_signs() -> None:
    figures = find_quantities("from 294 to 426 (+132, +45%)")
    assert [(f.raw, f.unit) for f in figures] == [("294", None), ("426", None), ("+132", None), ("+45%", "%")]


@given(st.integers(0, 999_999_999))
def test_separated_thousands_mean_the_same_as_bare_digits(number: int) -> None:
    assert find_quantities(f"{number:,}")[0].value == find_quantities(str(number))[0].value == number


@given(st.text(max_size=80))
def test_every_quantity_stands_where_it_says(text: str) -> None:
    for figure in find_quantities(text):
        assert text[figure.start : figure.end] == figure.raw


def test_number_words_are_added_up() -> None:
    assert read_number_words("two hundred thousand") == 200_000
