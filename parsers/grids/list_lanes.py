"""Lanes between a list's numbers and its text: "3." hung out before "Keep children out of custody"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.columns import Boundary
from parsers.grids.lanes import drop_lanes
from parsers.grids.pieces import Piece, PlacedLine
from parsers.grids.segments import Line


@dataclass(frozen=True, slots=True)
class ListLimits:
    """When numbers before a column's text are part of it."""

    apart: float = 1.6
    """A number stands at most so many font sizes before its text: hung out by a list, not ruled off."""


LIMITS = ListLimits()
_MARK = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]$", re.IGNORECASE)


def drop_list_lanes(boundaries: list[Boundary], lines: Sequence[Line]) -> list[Boundary]:
    """Boundaries without lanes that only part the numbers of a list from what they number.

    A column of numbers has a header of its own or none. A header that begins over the numbers and
    runs on over the text is the header of both, so that they are one column.

    Args:
        boundaries: of the columns, outer edges included.
        lines: of the region, from the top.
    """
    return drop_lanes(boundaries, lines, _parts_list)


def _parts_list(index: int, placed: Sequence[PlacedLine]) -> bool:
    """Whether all words left of a lane are list marks close before their text, under a header of both."""
    marks = [
        (own, line.at(index)) for line in placed if (own := line.at(index - 1)) and own.last == index - 1
    ]
    over = [p for line in placed for p in line.pieces if p.first == index - 1 and p.last >= index]
    if not marks or not over or over[0] is not _topmost(index, placed):
        return False
    starts = min(own.segment.x0 for own, _ in marks)
    return all(_is_hung(own, text) for own, text in marks) and all(
        abs(p.segment.x0 - starts) <= LIMITS.apart * p.segment.size for p in over
    )


def _topmost(index: int, placed: Sequence[PlacedLine]) -> Piece | None:
    """The first piece that stands in either of the columns beside a lane."""
    return next((p for line in placed if (p := line.at(index - 1) or line.at(index))), None)


def _is_hung(mark: Piece, text: Piece | None) -> bool:
    """Whether a piece is a list mark with text close behind it on its line."""
    if text is None or not _MARK.match(mark.segment.text):
        return False
    return text.segment.x0 - mark.segment.x1 <= LIMITS.apart * mark.segment.size
