"""Cells drawn as filled boxes with gaps between them: the gaps are the rules one sees."""

from parsers.grids.find import find_tables
from parsers.grids.marks import Marks, Stroke
from parsers.grids.mosaics import are_cells
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


SHADED = (
    ("Theft", "Joint patrols on the road", "Police"),
    ("", "Pouches given out at shops", "Watch"),
    ("Victims", "Visit each house within days", "Centre"),
    ("", "Send a kit", "Partners"),
)
"""Two themes, each beside two rows of white cells, whose longer texts run over two lines."""


def mosaic(rows: tuple[tuple[str, ...], ...] = SHADED, *, whole_rows: bool = False) -> PageGeometry:
    """Cells side to side without a rule; where ``whole_rows``, each row but the header is one box."""
    lefts, rights = (50.0, 130.0, 300.0), (130.0, 300.0, 400.0)
    fills = [Fill(Box(a, 60, b, 80), "008c95") for a, b in zip(lefts, rights, strict=True)]
    words: list[Word] = []
    for x, head in zip(lefts, ("Objective", "Action", "Who"), strict=True):
        words += words_of(head, x + 4, 65, bold=True)
    for r, row in enumerate(rows):
        top = 80 + r * HEIGHT
        if row[0]:
            fills.append(Fill(Box(50, top, 130, top + 2 * HEIGHT), "cfe6e8"))
            words += words_of(row[0], 54, top + 4, bold=True)
        columns = [(130.0, 400.0)] if whole_rows else [(130.0, 300.0), (300.0, 400.0)]
        fills += [Fill(Box(a, top, b, top + HEIGHT), "ffffff") for a, b in columns]
        half = row[1].rfind(" ", 0, 16) if len(row[1]) > 16 else len(row[1])
        words += words_of(row[1][:half], 134, top + 4) + words_of(row[1][half:], 134, top + 16)
        words += words_of(row[2], 304, top + 4)
    return page(words, (), fills)


def test_cells_of_one_colour_that_meet_without_a_rule_are_told_by_their_boxes() -> None:
    (found,) = find_tables(mosaic())
    assert texts(found)[1:] == [list(row) for row in SHADED]
    labels = [(c.rowspan, c.text) for c in found.cells if c.col == 0 and c.row]
    assert labels == [(2, "Theft"), (2, "Victims")]


def test_boxes_that_shade_whole_rows_are_no_cells() -> None:
    (found,) = find_tables(mosaic(whole_rows=True))
    assert found.method == "stream"
    assert texts(found)[1:] == [list(row) for row in SHADED]


def test_boxes_that_shade_cells_line_by_line_are_no_cells() -> None:
    lefts, tops = (50.0, 150.0, 250.0), [60 + 12.0 * k for k in range(6)]
    words = [w for x in lefts for top in tops for w in words_of("so it goes", x + 4, top + 1)]
    strips = [Box(x, top, x + 100, top + 12) for x in lefts for top in tops]
    cells = [Box(x, top, x + 100, top + 24) for x in lefts for top in tops[::2]]
    assert not are_cells(strips, [0.0], words, Marks((), ()))
    assert are_cells(cells, [0.0], words, Marks((), ()))
    assert not are_cells(cells, [0.0], words, Marks((Stroke(84.0, 50.0, 350.0),), ()))
