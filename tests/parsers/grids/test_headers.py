"""How many lines at the top of a table are its headers."""

from __future__ import annotations

from parsers.grids.columns import Boundary
from parsers.grids.headers import count_header_lines
from parsers.grids.pieces import place_lines
from parsers.grids.segments import build_lines
from planhouse.page import Word
from tests.builders import page, words_of

EDGES = (45, 190, 290, 390, 470)


def count(*lines: tuple[float, tuple[str, ...]]) -> int:
    """Header lines of a table whose lines stand at y, each with a text for every column."""
    words: list[Word] = []
    for y, texts in lines:
        for left, text in zip(EDGES, texts, strict=False):
            words += words_of(text, left + 5, y) if text else []
    placed = place_lines(build_lines(page(words).words, ()), [Boundary(x) for x in EDGES])
    return count_header_lines(placed, len(EDGES) - 1)


ROW = (100, ("Norwich", "312", "66.3", "74.3"))


def test_what_a_rate_is_reckoned_per_ends_its_header() -> None:
    head = ((60, ("Area", "Number", "Rate per", "Upper")), (72, ("", "", "100,000", "95% CI")))
    assert count(*head, ROW) == 2


def test_a_round_figure_with_a_label_is_a_row() -> None:
    assert count((60, ("Area", "Number", "Rate per", "Upper")), (72, ("Kent", "9", "1,000", "12")), ROW) == 1
