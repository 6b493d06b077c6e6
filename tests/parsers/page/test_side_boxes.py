"""Coloured boxes side by side: each is read by itself, and together they are no table."""

from parsers.grids.content import build_pages
from parsers.page.side_boxes import find_side_boxes
from planhouse.geometry import Box
from planhouse.page import Fill, PageGeometry, Word
from planhouse.table import PageTable
from tests.builders import page, words_of

STRANDS = (
    ("A", "Understand", "Better data, and the", "voices of people"),
    ("B", "Protect", "Help in school and at", "the bedside"),
    ("C", "Pursue", "A firm line and a real", "way out"),
)


def strands(gap: float = 17.0, top: float = 100.0) -> PageGeometry:
    """Three boxes, each a letter before a bold heading over two lines of text."""
    fills, words = [], list[Word]()
    for n, (letter, heading, *text) in enumerate(STRANDS):
        x = 30 + n * (170 + gap)
        fills.append(Fill(Box(x, top, x + 170, top + 65), "d1eae7"))
        words += words_of(letter, x + 15, top + 26, size=16)
        words += words_of(heading, x + 50, top + 13, size=11, bold=True)
        words += [w for k, line in enumerate(text) for w in words_of(line, x + 50, top + 26 + 12 * k)]
    return page(words, (), fills)


def test_each_box_is_read_by_itself() -> None:
    (content,) = build_pages([strands()])
    assert not content.tables
    said = " ".join(i.text for i in content.items if not isinstance(i, PageTable))
    for letter, heading, first, second in STRANDS:
        assert f"{heading} {letter} {first} {second}" in said


def test_boxes_that_meet_or_hold_no_text_are_no_such_row() -> None:
    met, apart = strands(gap=2.0), strands()
    assert find_side_boxes(met.fills, met.words) == ()
    assert find_side_boxes(apart.fills, apart.words[:-9]) == ()
    assert len(find_side_boxes(apart.fills, apart.words)) == 3


def test_of_boxes_in_boxes_the_outer_ones_are_read() -> None:
    outer = strands()
    inner = [Fill(Box(f.box.x0 + 45, 110, f.box.x1 - 2, 160), "ff0000") for f in outer.fills]
    assert find_side_boxes([*outer.fills, *inner], outer.words) == tuple(f.box for f in outer.fills)
