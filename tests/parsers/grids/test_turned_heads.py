"""Tables of ticks without rules: headers that run up the page, rows further apart than lines of one text."""

from dataclasses import replace

from parsers.grids.columns import Boundary
from parsers.grids.find import find_tables
from parsers.grids.pieces import place_lines
from parsers.grids.segments import Line, Segment
from planhouse.geometry import Box
from planhouse.page import Fill, PageGeometry, Rule, Word
from tests.builders import page, rule, texts, word, words_of

XS = (30.0, 50.0, 280.0, 302.0, 324.0, 350.0, 470.0)
ROWS = (
    ("1", "Collect the needles in town", "✓", "", "", "Drugs Team", "May 2016"),
    ("2", "Offer kits to all who leave", "", "", "✓", "Area Board", "Ongoing"),
    ("3", "Challenge test purchases", "✓", "", "✓", "Trading Standards", "July 2016"),
    ("4", "Start a street pastor team", "✓", "", "", "Licensing", "By Easter"),
)
TURNED = (("Council",), ("Fire",), ("Health", "Board"))


def header(top: float, x: float, *parts: str) -> list[Word]:
    """Words that run up the page, the first at the foot."""
    made = []
    for text in parts:
        made.append(replace(words_of(text, x, top - 30, bold=True)[0], upright=False))
        made[-1] = replace(made[-1], place=replace(made[-1].place, box=Box(x, top - 30, x + 10, top)))
        top -= 34
    return made


def matrix(
    rules: tuple[Rule, ...] = (), rows: tuple[tuple[str, ...], ...] = ROWS, *, pitch: float = 25.0
) -> PageGeometry:
    """Headers on a shaded strip, rows below it."""
    words: list[Word] = []
    for x, text in zip((XS[0], XS[1], XS[5], XS[6]), ("No", "Action", "Lead", "Timescale"), strict=True):
        words += words_of(text, x, 140, bold=True)
    for x, parts in zip(XS[2:5], TURNED, strict=True):
        words += header(150, x, *parts)
    for r, row in enumerate(rows):
        for x, text in zip(XS, row, strict=True):
            words += words_of(text, x, 160 + pitch * r) if text else []
    strip = Box(28, 78, 560, 152)
    edges = [Rule(Box(28, y, 560, y), "edge") for y in (78.0, 152.0)]
    return page(words, [*edges, *rules], [Fill(strip, "e2efda")])


def test_turned_headers_name_their_columns_though_one_is_blank() -> None:
    (found,) = find_tables(matrix())
    assert texts(found)[0] == ["No", "Action", "Council", "Fire", "Health Board", "Lead", "Timescale"]
    assert texts(found)[1:] == [list(row) for row in ROWS]
    numbers = [n for c in found.cells for n in c.words]
    assert len(numbers) == len(set(numbers)) == len(matrix().words)


def test_drawn_cells_hold_their_turned_headers_once() -> None:
    xs = (26.0, 46.0, 276.0, 298.0, 320.0, 344.0, 466.0, 562.0)
    ys = (78.0, 152.0, 180.0, 205.0, 230.0, 255.0)
    drawn = [rule(xs[0], y, xs[-1], y) for y in ys] + [rule(x, ys[0], x, ys[-1]) for x in xs]
    (found,) = find_tables(matrix(tuple(drawn)))
    assert texts(found)[0] == ["No", "Action", "Council", "Fire", "Health Board", "Lead", "Timescale"]


def test_a_row_under_the_last_bar_may_stand_as_far_below_as_rows_do_between_bars() -> None:
    rows = (*ROWS[:3], ("Protect people", *[""] * 6), *ROWS[1:3])
    bar = [Rule(Box(28, y, 560, y), "edge") for y in (258.0, 286.0)]
    (found,) = find_tables(matrix(tuple(bar), rows, pitch=34.0))
    assert [row[0] for row in texts(found)[1:]] == [row[0] for row in rows]


def test_a_cell_that_ends_hardly_more_than_a_space_before_the_next_column_is_a_cell_of_its_own() -> None:
    boundaries = [Boundary(0), Boundary(95, [], 90, 100), Boundary(190, [], 160, 200), Boundary(300)]

    def places(end: float) -> list[tuple[int, int]]:
        words = [*words_of("Organisation", 100, 20), word("Development", 162.5, 20, width=end - 162.5)]
        (line,) = place_lines([Line([Segment([*words, word("March", 200, 20)])])], boundaries)
        return [(p.first, p.last) for p in line.pieces]

    assert places(196.5) == [(1, 1), (2, 2)]
    assert places(197.5) == [(1, 2)]
