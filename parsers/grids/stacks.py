"""Stacked headers that no rule parts: "2018/19" centred over "Number" and "%", the stub between the lines.

Without a rule the two lines of such a header look like one header of two lines. What tells them apart
is the print of the single ones: cells are centred from top to bottom, so that a stub ("Area") half-way
between the lines says that a label on the lower line is under something on the upper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.grids.columns import Boundary
from parsers.grids.pieces import Piece, PlacedLine


@dataclass(frozen=True, slots=True)
class StackLimits:
    """Limits for headers stacked by their print alone."""

    half_way: float = 0.2
    """How far from half-way between two lines a stub may stand, as share of their distance."""
    centred: float = 0.12
    """How far the middle of a spanning header may be off that of its columns, as share of their width..."""
    slack: float = 1.0
    """... and in font sizes, added."""
    padding: tuple[float, float] = (0.3, 0.9)
    """Least and most between a column's edge and its figures set to the right, in font sizes."""
    by_edges: float = 1.0
    """Points by which the middle of the words is preferred to that of the columns."""
    sure: float = 1.5
    """How far off, in font sizes, where no stub tells that headers are stacked."""
    most_heads: int = 5
    """More headers side by side are told one by one."""
    most_columns: int = 24
    """Wider headers are not tried."""


LIMITS = StackLimits()


def split_stack(lines: Sequence[PlacedLine], boundaries: Sequence[Boundary]) -> list[list[PlacedLine]] | None:
    """The lines of a header band as two rows where they are a stacked header; None where they are not.

    Args:
        lines: of the band, from the top; upper pieces are widened over the columns they head.
        boundaries: of the columns.
    """
    if len(lines) < 2 or len(boundaries) > LIMITS.most_columns:
        return None
    upper, lower = lines[0], lines[-1]
    between = list(lines[1:-1])
    tops, bottoms = upper.pieces, lower.pieces
    has_stub = _has_stub(upper, lower, between)
    if len(bottoms) <= len(tops) or not (has_stub or _heads_every_column(lower, between, boundaries)):
        return None
    taken = {c for p in bottoms for c in range(p.first, p.last + 1)}
    stubs = {c for line in between for c in line.columns()}
    if stubs & (taken | upper.columns()) or any(p.is_spanning for p in bottoms):
        return None
    runs = _best_runs(tops, bottoms, boundaries)
    if runs is None or not any(len(run) > 1 for run in runs):
        return None
    if not has_stub and not all(
        _is_sure(t, r, boundaries, by_words=True) for t, r in zip(tops, runs, strict=True)
    ):
        return None
    for top, run in zip(tops, runs, strict=True):
        top.first, top.last, top.is_stacked = run[0].first, run[-1].last, True
    return [[upper], [*between, lower]]


def widen_over(upper: PlacedLine, lower: PlacedLine, boundaries: Sequence[Boundary]) -> bool:
    """Widen the headers of a line over the labels below it that they are centred on, all told together.

    Returns:
        Whether that was done: each label but a stub's is under one header, and each header over some.
    """
    tops = upper.pieces
    bottoms = [p for p in lower.pieces if p.first > 0 or 0 in upper.columns()]
    if (
        not 1 < len(tops) < len(bottoms)
        or len(bottoms) > LIMITS.most_columns
        or len(tops) > LIMITS.most_heads
    ):
        return False
    if any(p.is_spanning for p in bottoms):
        return False
    runs = _best_runs(tops, bottoms, boundaries)
    if runs is None or not all(_is_sure(top, run, boundaries) for top, run in zip(tops, runs, strict=True)):
        return False
    for top, run in zip(tops, runs, strict=True):
        top.first, top.last = run[0].first, run[-1].last
    return True


def _heads_every_column(
    lower: PlacedLine, between: Sequence[PlacedLine], boundaries: Sequence[Boundary]
) -> bool:
    """Whether a line right under another names each column but a blank first: "Deaths | Rate | Rate"."""
    names = [p.first for p in lower.pieces if not p.is_spanning]
    return not between and names == list(range(1, len(boundaries) - 1)) == [p.first for p in lower.pieces]


def _has_stub(upper: PlacedLine, lower: PlacedLine, between: Sequence[PlacedLine]) -> bool:
    """Whether every line between stands half-way between the two."""
    if not between:
        return False
    height = lower.mid_y - upper.mid_y
    middle = (upper.mid_y + lower.mid_y) / 2
    return height > 0 and all(abs(line.mid_y - middle) <= LIMITS.half_way * height for line in between)


def _best_runs(
    tops: Sequence[Piece], bottoms: Sequence[Piece], boundaries: Sequence[Boundary]
) -> list[list[Piece]] | None:
    """The lower pieces parted to runs, one centred under each upper piece; None where none fits."""
    best: list[list[Piece]] | None = None
    least = float("inf")
    for runs in _partitions(bottoms, len(tops)):
        offs = [_off(top, run, boundaries) for top, run in zip(tops, runs, strict=True)]
        if all(off <= _allowed(top, run) for off, top, run in zip(offs, tops, runs, strict=True)):
            total = sum(offs)
            if total < least:
                best, least = runs, total
    return best


def _partitions(pieces: Sequence[Piece], count: int) -> Iterator[list[list[Piece]]]:
    """Every way to part pieces to ``count`` runs of neighbours, none empty."""
    if count == 1:
        yield [list(pieces)]
        return
    for size in range(1, len(pieces) - count + 2):
        for rest in _partitions(pieces[size:], count - 1):
            yield [list(pieces[:size]), *rest]


def _off(top: Piece, run: Sequence[Piece], boundaries: Sequence[Boundary]) -> float:
    """How far a header's middle is from its run's: of the words, or of columns set to the right."""
    words = abs((run[0].segment.x0 + run[-1].segment.x1) / 2 - top.segment.mid_x)
    columns = off_columns(top, boundaries[run[0].first], run[-1].segment.x1)
    return words if columns is None else min(words, columns + LIMITS.by_edges)


def off_columns(top: Piece, left: Boundary, right: float) -> float | None:
    """How far a header's middle is from that of columns set to the right; None where no lane is known.

    Args:
        top: the header.
        left: the lane before the first of the columns; the words of the column before end there.
        right: where the words of the last column end.
    """
    if left.is_ruled or not left.low:
        return None
    least, most = (p * top.segment.size for p in LIMITS.padding)
    off = top.segment.mid_x - (left.low + right) / 2
    return max(0.0, least - off, off - most)


def _is_sure(
    top: Piece, run: Sequence[Piece], boundaries: Sequence[Boundary], by_words: bool = False
) -> bool:
    """Whether a header stands within its run and close to its middle; by its words where columns mislead."""
    inside = run[0].first <= top.first and top.last <= run[-1].last
    if by_words:
        inside = len(run) == 1 or (run[0].segment.x0 - 1 <= top.segment.mid_x <= run[-1].segment.x1 + 1)
    return inside and (len(run) == 1 or _off(top, run, boundaries) <= LIMITS.sure * top.segment.size)


def _allowed(top: Piece, run: Sequence[Piece]) -> float:
    width = run[-1].segment.x1 - run[0].segment.x0
    return LIMITS.centred * width + LIMITS.slack * top.segment.size
