from decimal import Decimal

import pytest

from parsers.numbers import parse_cell
from planhouse.issues import Issue

CELLS = [
    ("14490", "14490", None, ()),
    ("3733*", "3733", None, ("footnote:*",)),
    ("64,133**", "64133", None, ("footnote:**",)),
    ("n/a", None, None, ("not_available",)),
    ("-", None, None, ("dash",)),
    ("*", None, None, ("suppressed",)),
    ("[c]", None, None, ("suppressed",)),
    ("up to 2,364", "2364", None, ("up_to",)),
    ("+124", "124", None, ("signed",)),
    ("-8.43", "-8.43", None, ("signed",)),
    ("(550)", "-550", None, ("brackets",)),
    ("£53k", "53000", "GBP", ("scaled",)),
    ("Nil", "0", None, ("nil",)),
    ("1,234r", "1234", None, ("revised",)),
    ("12 345", "12345", None, ()),
    ("<5", "5", None, ("less_than",)),
    ("23¹", "23", None, ("footnote:¹",)),
    ("5%*", "5", "%", ("footnote:*",)),
]


@pytest.mark.parametrize(("text", "value", "unit", "flags"), CELLS)
def test_one_figure_of_a_cell(text: str, value: str | None, unit: str | None, flags: tuple[str, ...]) -> None:
    figures = parse_cell(text)
    assert isinstance(figures, tuple)
    (figure,) = figures
    assert (figure.value, figure.unit, figure.flags) == (
        None if value is None else Decimal(value),
        unit,
        flags,
    )


@pytest.mark.parametrize("text", ["City Council", "A34", "03/09/2012", "14 officers", "16 out of 26"])
def test_words_codes_and_dates_are_no_figures(text: str) -> None:
    issue = parse_cell(text)
    assert isinstance(issue, Issue)
    assert issue.code == "NUMBER_UNREAD"


def test_a_blank_cell_has_no_figure() -> None:
    assert parse_cell(" \n") == ()


def test_a_count_with_its_share_is_two_figures() -> None:
    figures = parse_cell("127 (35%)")
    assert isinstance(figures, tuple)
    assert [(f.value, f.unit) for f in figures] == [(127, None), (35, "%")]
