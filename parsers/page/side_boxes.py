"""Coloured boxes of one height side by side, each with a text of its own.

A page of strands or priorities shows them so, each with a letter or a picture before its heading. What
stands level in the boxes aligns as columns do, and reads on as a line does; it is neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planhouse.geometry import Box
from planhouse.page import Fill, Word


@dataclass(frozen=True, slots=True)
class SideBoxLimits:
    """Limits in points and counts, seen on pages that show a plan's strands."""

    apart: float = 6.5
    """White between two boxes; cells drawn apart in a grid have less (`parsers.grids.tiles`)."""
    furthest: float = 40.0
    """Boxes further from one another are not seen as a row."""
    same: float = 1.0
    """By how much boxes of one row differ in height, place and width."""
    least_width: float = 60.0
    least_height: float = 25.0
    """Smaller fills are marks or labels."""
    words: int = 4
    """Words of a box that holds a text."""
    most: int = 300
    """Fills of a page above which it is a drawing."""


LIMITS = SideBoxLimits()


def find_side_boxes(fills: Sequence[Fill], words: Sequence[Word]) -> tuple[Box, ...]:
    """The boxes of a page that stand in rows of two and more; of boxes in boxes the outer ones.

    Args:
        fills: of the page; white ones show nothing.
        words: of the page; none runs over a side of such a box.
    """
    if len(fills) > LIMITS.most:
        return ()
    rows: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in dict.fromkeys(f.box for f in fills if f.colour != "ffffff"):
        if box.width >= LIMITS.least_width and box.height >= LIMITS.least_height:
            rows[round(box.top), round(box.bottom)].append(box)
    found: list[Box] = []
    for row in rows.values():
        row.sort(key=lambda b: b.x0)
        if len(row) > 1 and _stand_apart(row) and all(_holds_text(b, words) for b in row):
            found += row
    return tuple(b for b in found if not any(o.area > b.area and o.overlap_area(b) > 0 for o in found))


def _stand_apart(row: Sequence[Box]) -> bool:
    """Whether boxes are of one width with white between each two."""
    widths = [b.width for b in row]
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    return (
        max(widths) - min(widths) <= LIMITS.same and LIMITS.apart <= min(gaps) <= max(gaps) <= LIMITS.furthest
    )


def _holds_text(box: Box, words: Sequence[Word]) -> bool:
    """Whether a box holds words of its own and none that reach out of it."""
    over = [w.box for w in words if w.box.overlap_area(box) > 0]
    inside = sum(box.contains(b, LIMITS.same) for b in over)
    return inside >= LIMITS.words and inside == len(over)
