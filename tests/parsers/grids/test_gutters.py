"""Blocks of columns drawn apart: one table, or several side by side."""

from parsers.grids.find import find_tables
from planhouse.page import PageGeometry, Word
from tests.builders import grid, page, texts, words_of

YS = [10, 30, 50, 70, 90, 110]
NAMES = ("Oxford", "Witney", "Didcot", "Bicester")


def build_blocks(left: tuple[str, ...], right: tuple[str, ...], gap: float = 10.0) -> PageGeometry:
    """Two drawn blocks, a column of names and two of figures, so many points apart."""
    x = 110.0 + gap
    words: list[Word] = []
    for text, at in zip(left, YS, strict=False):
        words += words_of(text, 12, at + 2)
    for text, at in zip(right, YS, strict=False):
        first, second = text.split(" ")
        words += words_of(first, x + 2, at + 2) + words_of(second, x + 62, at + 2)
    return page(words, grid([10, 110], YS) + grid([x, x + 60, x + 120], YS))


def test_names_and_figures_drawn_apart_are_one_table() -> None:
    figures = ("2020 2021", "144 159", "120 131", "9 7", "88 90")
    (found,) = find_tables(build_blocks(("Area", *NAMES), figures))
    assert texts(found) == [
        ["Area", "2020", "2021"],
        ["Oxford", "144", "159"],
        ["Witney", "120", "131"],
        ["Didcot", "9", "7"],
        ["Bicester", "88", "90"],
    ]


def test_a_block_with_labels_of_its_own_is_a_table_of_its_own() -> None:
    drawn = grid([10, 60, 110], YS) + grid([120, 170, 220], YS)
    words: list[Word] = []
    for x, names in ((10, NAMES), (120, ("Thame", "Wantage", "Henley", "Burford"))):
        words += words_of("Area", x + 2, 12) + words_of("2020", x + 52, 12)
        for i, name in enumerate(names):
            words += words_of(name, x + 2, YS[i + 1] + 2) + words_of(str(17 * i + 3), x + 52, YS[i + 1] + 2)
    assert [t.n_cols for t in find_tables(page(words, drawn))] == [2, 2]


def test_blocks_far_apart_are_not_one_table() -> None:
    figures = ("2020 2021", "144 159", "120 131", "9 7", "88 90")
    assert all(t.n_cols < 3 for t in find_tables(build_blocks(("Area", *NAMES), figures, gap=40.0)))
