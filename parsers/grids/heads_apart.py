"""Lanes between a header and its own figures: centred words over figures set to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.columns import Boundary
from parsers.grids.lanes import drop_lanes
from parsers.grids.pieces import Piece, PlacedLine, place_lines
from parsers.grids.segments import Line, is_numeric


@dataclass(frozen=True, slots=True)
class ApartLimits:
    """When a lane parts a header from what stands under it."""

    most_heads: int = 4
    """Lines that headers take at most."""
    least_figures: int = 3
    """Lines with a figure that a column needs to be one."""
    figures: float = 0.8
    """Share of figures among a column's words below the headers."""


LIMITS = ApartLimits()
_NO_COUNT = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?\*?$|\(?[£€$]?\s?[‘'’]?0{3}['’]?s?\)?$")
"""Years, and units that look like figures: "£000"."""


def drop_head_lanes(boundaries: list[Boundary], lines: Sequence[Line]) -> list[Boundary]:
    """Boundaries without lanes that have a header on one side and only its figures on the other.

    Args:
        boundaries: of the columns, outer edges included.
        lines: of the region, from the top.
    """
    return drop_lanes(_drop_never_begun(boundaries, lines), lines, _parts_head)


def _drop_never_begun(boundaries: list[Boundary], lines: Sequence[Line]) -> list[Boundary]:
    """Boundaries without lanes in which words reach over from the left and none ever begin at the right."""
    placed = place_lines(lines, boundaries)
    begun = {p.first for line in placed for p in line.pieces}
    over = {c for line in placed for p in line.pieces for c in range(p.first + 1, p.last + 1)}
    return [b for c, b in enumerate(boundaries) if b.is_ruled or c in begun or c not in over]


def _parts_head(index: int, placed: Sequence[PlacedLine]) -> bool:
    """Whether the columns beside a boundary are never filled in one line, one holding figures alone.

    The other holds the header, and wide figures where it is centred over figures set to the right.
    """
    left, right = _texts(index - 1, placed), _texts(index, placed)
    across = {i for i in left if i in right and left[i] is right[i]}  # a header over the lane itself
    if not left or not right or (set(left) & set(right)) - across:
        return False
    both = left | right
    heads = {i for i, p in both.items() if not _is_figure(p)}  # a wide figure may reach over the lane
    figures = {i: p for i, p in both.items() if i not in heads}
    own = [{i for i in side if i in heads and i not in across} for side in (left, right)]
    if not heads or not figures or all(own) or max(heads, default=0) >= LIMITS.most_heads:
        return _is_head_over_mixed(left, right, across)
    if max(heads) >= min(figures):
        return _is_head_over_mixed(left, right, across)
    return sum(_is_count(p) for p in figures.values()) >= LIMITS.least_figures


def _is_head_over_mixed(left: dict[int, Piece], right: dict[int, Piece], across: set[int]) -> bool:
    """Whether one column is wholly above the other, which holds figures but for a few words."""
    heads, below = (left, right) if max(left) < max(right) else (right, left)
    figures = {i: p for i, p in below.items() if i not in across}
    if not figures or max(heads) >= min(figures) or max(heads) >= LIMITS.most_heads:
        return False
    numbers = sum(_is_count(p) for p in figures.values())
    return (
        numbers >= LIMITS.least_figures
        and numbers >= LIMITS.figures * len(figures)
        and not any(_is_count(p) for p in heads.values())
    )


def _is_count(piece: Piece) -> bool:
    """Whether a piece is a figure, not a year, a unit or a sign such as "(%)"."""
    text = piece.segment.text
    return is_numeric(text) and any(c.isdigit() for c in text) and not _NO_COUNT.match(text)


def _is_figure(piece: Piece) -> bool:
    """Whether a piece is a figure or a dash that stands for one."""
    return _is_count(piece) or piece.segment.text in ("-", "–", "—", "*", "..")


def _texts(column: int, placed: Sequence[PlacedLine]) -> dict[int, Piece]:
    """Line -> the piece that stands in the column."""
    return {i: p for i, line in enumerate(placed) for p in line.pieces if p.first <= column <= p.last}
