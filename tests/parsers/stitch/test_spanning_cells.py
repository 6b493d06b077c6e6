"""Whether a filled cell at the top of a page is the tail of the spanning cell above it."""

from __future__ import annotations

from parsers.stitch.rows import OpenCell, decide_span
from planhouse.geometry import Place
from planhouse.table import Cell


def goes_on(above: str, below: str) -> bool:
    """Within a group that goes on, the other columns of the new row filled."""
    cell = Cell(0, 1, below, Place(2))
    return decide_span(OpenCell(above, 0), cell, False, in_group=True, is_short=False).joined


def test_a_small_letter_reads_on() -> None:
    assert goes_on("To increase the safety of victims and", "their children in Neath")


def test_the_next_aim_begins_as_the_one_above_does() -> None:
    assert not goes_on("To increase safety of victims and their children", "To make employers aware")
