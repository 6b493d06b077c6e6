"""Segments placed in columns: which columns each run of words of a line covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.grids.columns import Boundary
from parsers.grids.segments import Line, Segment
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class CutLimits:
    """Gaps at which a run of words is cut at a lane, in multiples of the font size."""

    least: float = 0.4
    """Narrower gaps are spaces between words."""
    sure: float = 0.85
    """Wider gaps are gutters."""
    of_lane: float = 0.7
    """Between the two: a gap of at least this share of the lane cuts."""
    least_met: float = 0.32
    """A gap that ends where the column on its right begins cuts from here on: a space is 0.28, in wide fonts
    (DejaVu Sans, Verdana) up to 0.35."""
    over_space: float = 1.15
    """Such a gap is wider than the spaces of its own line by so much..."""
    least_spaces: int = 3
    """... where it has so many gaps, itself included..."""
    touching: float = 0.1
    """... that are wider than between pieces of one word."""
    padding: float = 10.0
    """Points between a column's rule and its text, at most."""
    meets: float = 1.0
    """Points by which such a word may stand off its column's left edge."""
    apart: float = 0.6
    """From this gap on a word that begins where its column does is no part of the long label before it."""


LIMITS = CutLimits()


@dataclass(slots=True)
class Piece:
    """A run of words of one line that stands in columns ``first`` to ``last``."""

    segment: Segment
    first: int
    last: int
    is_stacked: bool = False
    """Whether it heads the pieces of the row below, which are no lines of its own cell."""

    @property
    def is_spanning(self) -> bool:
        """Whether it covers more than one column."""
        return self.last > self.first


@dataclass(slots=True)
class PlacedLine:
    """A line of a region with its pieces from left to right."""

    pieces: list[Piece]
    top: float = field(default=0.0)
    bottom: float = field(default=0.0)

    def __post_init__(self) -> None:
        """Take the edges from the pieces."""
        self.top = min(p.segment.top for p in self.pieces)
        self.bottom = max(p.segment.bottom for p in self.pieces)

    @property
    def mid_y(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Largest font size in points."""
        return max(p.segment.size for p in self.pieces)

    def columns(self) -> set[int]:
        """Columns with words."""
        return {c for p in self.pieces for c in range(p.first, p.last + 1)}

    def at(self, column: int) -> Piece | None:
        """The piece that covers a column."""
        for piece in self.pieces:
            if piece.first <= column <= piece.last:
                return piece
        return None


def place_lines(lines: Sequence[Line], boundaries: Sequence[Boundary]) -> list[PlacedLine]:
    """Lines with their segments cut at the boundaries they keep and placed in columns."""
    return [PlacedLine(_in_order(line, boundaries) or _place_segments(line, boundaries)) for line in lines]


def _in_order(line: Line, boundaries: Sequence[Boundary]) -> list[Piece]:
    """Words that are as many as the columns, or all but the first, one to each; none where that says nothing.

    Headers centred over figures set to the right stand left of their column's lane; where by their place
    two would share a column and another be left empty, their order tells them apart.
    """
    width, runs = len(boundaries) - 1, line.segments
    first = width - len(runs)
    if width < 3 or first not in (0, 1) or any(b.is_ruled for b in boundaries[1:-1]):
        return []
    if (first and runs[0].x0 < boundaries[1].low) or any(c.isdigit() for s in runs for c in s.text):
        return []
    if any(b.x0 - a.x1 < LIMITS.sure * max(a.size, b.size) for a, b in pairwise(runs)):
        return []
    placed = [_place_run(s, boundaries[1:-1]) for s in runs]
    if any(p.is_spanning for p in placed) or len({p.first for p in placed}) == len(runs):
        return []
    return [Piece(s, first + n, first + n) for n, s in enumerate(runs)]


def _place_segments(line: Line, boundaries: Sequence[Boundary]) -> list[Piece]:
    """Pieces of one line; pieces that share a column are made one."""
    placed: list[Piece] = []
    for segment in line.segments:
        for piece in _cut_segment(segment, boundaries):
            if placed and piece.first <= placed[-1].last and not _give_way(placed[-1], piece, boundaries):
                last = placed.pop()
                words = last.segment.words + piece.segment.words
                piece = Piece(Segment(words), last.first, max(last.last, piece.last))
            placed.append(piece)
    return placed


def _give_way(left: Piece, right: Piece, boundaries: Sequence[Boundary]) -> bool:
    """Part two runs a gutter stands between that reach into one column: the one that spans gives it up.

    A narrower gap is believed where the right one begins where its column does: a header longer than
    all that stands under it. A gap hardly wider than a space is where the left one begins so too.
    """
    gap = right.segment.x0 - left.segment.x1
    lane = boundaries[right.first]
    met = bool(lane.high) and abs(right.segment.x0 - lane.high) <= LIMITS.meets
    least = LIMITS.apart if met else LIMITS.sure
    if met and left.first + 1 == right.first and _begins_column(left, boundaries):
        least = LIMITS.least_met
    if gap < least * max(right.segment.size, 4.0) or not any(c.isalnum() for c in left.segment.text):
        return False  # a space between words, or behind a bullet
    shared = left.last
    if right.last > shared and right.first == shared and not right.first < left.first:
        right.first = shared + 1
        return True
    if left.first < right.first == shared == right.last:
        left.last = right.first - 1
        return True
    return False


def _begins_column(piece: Piece, boundaries: Sequence[Boundary]) -> bool:
    """Whether a run begins where an inner column that no rule draws begins."""
    lane = boundaries[piece.first]
    return bool(lane.high) and abs(piece.segment.x0 - lane.high) <= LIMITS.meets


def _cut_segment(segment: Segment, boundaries: Sequence[Boundary]) -> list[Piece]:
    """The segment cut at boundaries between its words."""
    inner = boundaries[1:-1]
    runs: list[list[Word]] = [[segment.words[0]]]
    for word in segment.words[1:]:
        before = runs[-1][-1].box
        low, high = before.x1, word.box.x0
        cut = False
        for boundary in inner:
            if before.mid_x < boundary.x < word.box.mid_x:
                cut = cut or _is_cut(boundary, low, high, segment)
        if cut:
            runs.append([word])
        else:
            runs[-1].append(word)
    return [_place_run(Segment(run), inner) for run in runs]


def _is_cut(boundary: Boundary, low: float, high: float, segment: Segment) -> bool:
    """Whether the gap from ``low`` to ``high`` is a gutter at the boundary."""
    gap, size = high - low, max(segment.size, 4.0)
    may_part = gap >= LIMITS.least_met * size and not _is_space(gap, segment)
    if boundary.is_ruled:
        if boundary.is_drawn_at(segment.top, segment.bottom):
            return True
        begins = low - 1 <= boundary.x <= high + 1 and high - boundary.x <= LIMITS.padding
        return gap >= LIMITS.sure * size or (begins and may_part)
    if abs(high - boundary.high) <= LIMITS.meets and may_part:
        return True  # the word begins where its column does
    if boundary.low and abs(low - boundary.low) <= LIMITS.meets and may_part:
        return True  # the word before ends where its column does
    if not low - 1 <= boundary.x <= high + 1 and gap < LIMITS.sure * size:
        return False
    lane = boundary.high - boundary.low
    return gap >= min(LIMITS.sure * size, max(LIMITS.least * size, LIMITS.of_lane * lane))


def _is_space(gap: float, segment: Segment) -> bool:
    """Whether a gap is no wider than the spaces of its own line, which is long enough to tell."""
    size = max(segment.size, 4.0)
    gaps = sorted(
        g for a, b in pairwise(segment.words) if (g := b.box.x0 - a.box.x1) > LIMITS.touching * size
    )
    return len(gaps) >= LIMITS.least_spaces and gap < LIMITS.over_space * gaps[len(gaps) // 4]


def _place_run(run: Segment, inner: Sequence[Boundary]) -> Piece:
    """Columns a run covers: where a drawn rule lies inside it, the side its middle is on."""
    first = last = 0
    slack = 0.25 * run.size
    middle = run.mid_x
    for index, boundary in enumerate(inner):
        x = boundary.x
        drawn = boundary.is_ruled and boundary.is_drawn_at(run.top, run.bottom)
        if drawn:
            beyond_left, beyond_right = middle > x, middle > x
        else:
            beyond_left = run.x0 > x - slack and middle > x
            beyond_right = run.x1 > x + slack or middle > x
        if beyond_left:
            first = index + 1
        if beyond_right:
            last = index + 1
    return Piece(run, first, max(first, last))
