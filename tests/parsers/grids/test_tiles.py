"""Cells drawn as filled boxes with gaps between them: the gaps are the rules one sees."""

from parsers.grids.find import find_tables
from planhouse.geometry import Box
from planhouse.page import Fill, PageGeometry, Word
from tests.builders import page, texts, words_of

ROWS = (("Draw up a map", "Map", "Lead"), ("Train staff", "20", "Nurse"), ("Tell schools", "", "Head"))
LEFTS, WIDTH, HEIGHT = (100.0, 204.0, 308.0), 100.0, 40.0


def matrix(gap: float = 4.0) -> PageGeometry:
    """A strand's box over three rows of white cells, ``gap`` points apart."""
    fills = [Fill(Box(50, 100, 100 - gap, 100 + 3 * HEIGHT + 2 * gap), "12355b")]
    words: list[Word] = words_of("Data", 52, 140)
    for r, row in enumerate(ROWS):
        top = 100 + r * (HEIGHT + gap)
        for c, text in enumerate(row):
            x = 100 + c * (WIDTH + gap)
            fills.append(Fill(Box(x, top, x + WIDTH, top + HEIGHT), "ffffff"))
            words += words_of(text, x + 4, top + 6)
    return page(words, (), fills)


def test_cells_with_gaps_between_them_are_a_grid() -> None:
    (found,) = find_tables(matrix())
    assert texts(found) == [["Data", *ROWS[0]], ["", *ROWS[1]], ["", *ROWS[2]]]
    assert (found.cells[0].rowspan, found.cells[0].text) == (3, "Data")


def test_cards_further_apart_are_no_grid() -> None:
    assert all(t.method != "ruled" for t in find_tables(matrix(gap=12.0)))
