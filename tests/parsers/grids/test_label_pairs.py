"""Lists of labels and what they say: tables without a rule where the print tells labels from texts."""

import pytest

from parsers.grids.find import find_tables
from planhouse.page import Word
from tests.builders import page, texts, words_of

FACTS = (
    ("Period of the plan", "1 April 2019 to 31 March 2020"),
    ("Approved by", "Community Safety Executive, 21 May 2019"),
    ("Portfolio holder", "Cabinet Member for Communities and Housing"),
    ("Next review", "Overview and Scrutiny Committee, November 2019"),
)


def facts(count: int = 4, pitch: float = 24.0, bold: tuple[bool, bool] = (True, False)) -> list[Word]:
    """So many labels from the page's margin on, each with its text beside it."""
    return [
        w
        for row, cells in enumerate(FACTS[:count])
        for x, text, heavy in zip((50, 180), cells, bold, strict=True)
        for w in words_of(text, x, 100 + pitch * row, bold=heavy)
    ]


@pytest.mark.parametrize("pitch", [12.0, 16.0, 24.0])
def test_bold_labels_with_a_text_beside_each_are_a_table(pitch: float) -> None:
    (found,) = find_tables(page(facts(pitch=pitch)))
    assert texts(found) == [list(row) for row in FACTS]


def test_a_text_that_goes_on_below_is_one_cell() -> None:
    words = facts() + words_of("and every quarter from then on", 180, 184)
    (found,) = find_tables(page(words))
    assert texts(found)[3] == ["Next review", f"{FACTS[3][1]} and every quarter from then on"]
    assert found.n_rows == 4


@pytest.mark.parametrize(
    ("count", "bold"),
    [(3, (True, False)), (4, (False, False)), (4, (True, True))],  # a letterhead; columns of words; headings
)
def test_words_in_two_columns_are_no_table_for_standing_level(count: int, bold: tuple[bool, bool]) -> None:
    assert find_tables(page(facts(count, bold=bold))) == ()
