"""Lanes that part no columns, dropped one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.grids.columns import Boundary
from parsers.grids.pieces import PlacedLine, place_lines
from parsers.grids.segments import Line

Parts = Callable[[int, Sequence[PlacedLine]], bool]
"""Whether the lane at a position parts what is one column, told from the lines placed between all lanes."""


def drop_lanes(boundaries: Sequence[Boundary], lines: Sequence[Line], parts: Parts) -> list[Boundary]:
    """Boundaries without the lanes that part one column; what a rule draws stays.

    Lines are placed anew only where a lane went.
    """
    kept = list(boundaries)
    if all(b.is_ruled for b in kept[1:-1]):
        return kept
    placed = place_lines(lines, kept)
    index = 1
    while index < len(kept) - 1:
        if not kept[index].is_ruled and parts(index, placed):
            del kept[index]
            placed = place_lines(lines, kept)
        else:
            index += 1
    return kept
