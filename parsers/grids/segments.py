"""Words into lines and segments: the units that stream columns and rows are read from.

A segment is a run of words of one line with no gap wide enough to be a gutter and no vertical rule
between them. In prose a line is one segment; in a table a line has one segment a cell.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parsers.grids.marks import Stroke
from planhouse.page import Word

_NUMBER = re.compile(
    r"^[\(\[<>≤≥~±+\-–−£$€]*\d[\d,.\s/:%–\-]*[%\)\]*†‡§a-z]{0,3}$|^[-–—−†‡*#]+$|^(n/?a|nil|[xX✓✔])$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SegmentLimits:
    """Limits in multiples of the font size, measured on published tables and two-column prose."""

    gutter: float = 0.85
    """A gap at least this wide ends a segment: justified prose stays below, gutters mostly above."""
    narrow: float = 0.5
    """Least gap that may be a narrow gutter, where it is also ``of_space`` common spaces wide."""
    of_space: float = 1.9
    mark_off: float = 0.75
    """How far a list mark's middle may be from its line's."""
    baseline: float = 0.32
    """Words whose middles differ by less are on one line."""


LIMITS = SegmentLimits()
LIST_MARKS = frozenset("•▪●■□◦‣⁃➢➤❖♦\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf02d")
"""Bullets that are nothing else; dashes and letters may be text."""


@dataclass(slots=True)
class Segment:
    """Words of one line that read on without a gutter; edges in points."""

    words: list[Word]
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0

    def __post_init__(self) -> None:
        """Take the edges from the words."""
        boxes = [w.box for w in self.words]
        self.x0 = min(b.x0 for b in boxes)
        self.x1 = max(b.x1 for b in boxes)
        self.top = min(b.top for b in boxes)
        self.bottom = max(b.bottom for b in boxes)
        self.size = max(w.size for w in self.words) or self.bottom - self.top

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(w.text for w in self.words)

    def runs(self) -> list[Segment]:
        """The segment cut where a gap is clearly wider than its own word spaces."""
        gaps = [b.box.x0 - a.box.x1 for a, b in itertools.pairwise(self.words)]
        if len(gaps) < 3:
            return [self]
        space = sorted(gaps)[len(gaps) // 2]
        least = max(LIMITS.narrow * self.size, LIMITS.of_space * space)
        if max(gaps) <= least:
            return [self]
        parts = [[self.words[0]]]
        for gap, word in zip(gaps, self.words[1:], strict=True):
            if gap > least:
                parts.append([word])
            else:
                parts[-1].append(word)
        return [Segment(part) for part in parts]

    @property
    def mid_y(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def mid_x(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def is_numeric(self) -> bool:
        """Whether it is a figure, a dash, a tick or the like and nothing else."""
        return is_numeric(self.text)

    @property
    def is_bold(self) -> bool:
        """Whether every word is bold."""
        return all(w.bold for w in self.words)


@dataclass(slots=True)
class Line:
    """Segments that share a baseline, from left to right."""

    segments: list[Segment]
    top: float = field(default=0.0)
    bottom: float = field(default=0.0)

    def __post_init__(self) -> None:
        """Take the edges from the segments."""
        self.top = min(s.top for s in self.segments)
        self.bottom = max(s.bottom for s in self.segments)

    @property
    def mid_y(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def is_bold(self) -> bool:
        """Whether every word is bold."""
        return all(s.is_bold for s in self.segments)

    @property
    def x0(self) -> float:
        """Left edge of the first segment."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Right edge of the last segment."""
        return max(s.x1 for s in self.segments)

    @property
    def size(self) -> float:
        """Largest font size in points."""
        return max(s.size for s in self.segments)


def is_numeric(text: str) -> bool:
    """Whether ``text`` is a figure, a dash, a tick or the like and nothing else."""
    return bool(_NUMBER.match(text))


def build_rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Words by printed line, lines from the top, words of a line from the left."""
    rows: list[list[Word]] = []
    mids: list[float] = []
    raised: list[Word] = []
    ordered = sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.x0))
    for word in ordered:
        if word.superscript or word.text in LIST_MARKS:
            raised.append(word)
            continue
        box = word.box
        mid = (box.top + box.bottom) / 2
        if rows and mid - mids[-1] <= LIMITS.baseline * max(word.size, 4.0):
            rows[-1].append(word)
        else:
            rows.append([word])
            mids.append(mid)
    for word in raised:
        place = _place_raised if word.superscript else _place_mark
        place(word, rows, mids)
    for row in rows:
        row.sort(key=lambda w: w.box.x0)
    if raised:
        rows.sort(key=lambda row: row[0].box.mid_y)
    return rows


def _place_mark(word: Word, rows: list[list[Word]], mids: list[float]) -> None:
    """Put a list mark on the nearest line with words to its right: symbol fonts stand off the line."""
    box = word.box
    at = bisect_left(mids, box.mid_y)
    best: tuple[float, int] | None = None
    for index in range(max(0, at - 2), min(len(rows), at + 3)):
        off = abs(mids[index] - box.mid_y)
        if off <= LIMITS.mark_off * max(word.size, 4.0) and any(w.box.x0 >= box.x1 - 1 for w in rows[index]):
            best = min(best or (off, index), (off, index))
    if best is None:
        rows.insert(at, [word])
        mids.insert(at, box.mid_y)
    else:
        rows[best[1]].append(word)


def _place_raised(word: Word, rows: list[list[Word]], mids: list[float]) -> None:
    """Put a raised mark on the line whose word it touches, else on a line of its own."""
    box = word.box
    best: tuple[float, int] | None = None
    at = bisect_left(mids, box.mid_y)
    for index in range(max(0, at - 3), min(len(rows), at + 4)):
        for other in rows[index]:
            near = other.box
            apart = max(box.x0 - near.x1, near.x0 - box.x1, 0.0)
            if near.top - 0.4 * other.size <= box.mid_y <= near.bottom and apart <= 0.6 * other.size:
                rank = apart + abs(near.mid_y - box.mid_y) * 0.2
                if best is None or rank < best[0]:
                    best = (rank, index)
    if best is None:
        rows.insert(at, [word])
        mids.insert(at, box.mid_y)
    else:
        rows[best[1]].append(word)


def build_lines(words: Iterable[Word], verticals: Sequence[Stroke] = ()) -> list[Line]:
    """Lines of segments; ``verticals`` sorted by position end a segment where they stand between words."""
    places = [v.at for v in verticals]
    lines: list[Line] = []
    for row in build_rows_of_words(words):
        runs = [[row[0]]]
        reach = row[0].box.x1
        for word in row[1:]:
            gap = word.box.x0 - reach
            wide = gap > LIMITS.gutter * max(word.size, runs[-1][-1].size)
            if wide or (verticals and _is_ruled_off(reach, word, verticals, places)):
                runs.append([word])
            else:
                runs[-1].append(word)
            reach = max(reach, word.box.x1)
        lines.append(Line([Segment(run) for run in runs]))
    return lines


def _is_ruled_off(reach: float, word: Word, verticals: Sequence[Stroke], places: list[float]) -> bool:
    """Whether a vertical rule stands in the gap left of ``word``."""
    mid = word.box.mid_y
    for index in range(bisect_left(places, reach - 1.5), len(places)):
        if places[index] > word.box.x0 + 1.5:
            return False
        if verticals[index].low - 1 <= mid <= verticals[index].high + 1:
            return True
    return False
