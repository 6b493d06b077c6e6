"""Column boundaries of a region: vertical strokes, and lanes that the words leave free."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.grids.marks import Stroke
from parsers.grids.region import Region, cluster_places, covered
from parsers.grids.segments import Line, Segment


@dataclass(frozen=True, slots=True)
class ColumnLimits:
    """Limits; lengths in multiples of the font size unless said otherwise."""

    same_rule: float = 4.0
    """Points within which two vertical strokes are one boundary (double rules)."""
    lane_many: float = 0.42
    """Least width of a lane that at least six lines respect: two spaces of most fonts."""
    lane_some: float = 0.62
    """The same for three to five lines."""
    lane_few: float = 0.85
    """The same for one or two lines."""
    crossing: float = 0.2
    """Share of lines that may run across a lane: spanning headers, section rows."""
    of_space: float = 1.3
    """Least width of a lane in common word spaces: words set in one width align by chance."""
    apart: int = 3
    """A lane no line has words on both sides of needs so many lines on either side."""
    clear: float = 0.4
    """Least gap in a line that supports a lane: wider than the space between words."""
    tail: float = 0.45
    """A lone segment up to this share of the width may be the tail of one column's text."""
    enough: int = 4
    """With so many lines of several segments, lone segments (section rows, tails) are no evidence."""
    wide: float = 0.6
    """A lone segment wider than this share of its column is a section row and no evidence."""


LIMITS = ColumnLimits()
BULLETS = frozenset("•▪●■□◦‣⁃∙·➢➤❖♦o-–—*\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf02d")
"""Marks that begin list items; symbol fonts print them from the private use area."""


@dataclass(slots=True)
class Boundary:
    """A vertical boundary between two columns."""

    x: float
    strokes: list[Stroke] = field(default_factory=list)
    """Strokes that draw it; empty for a lane."""
    low: float = 0.0
    """Left end of the free lane."""
    high: float = 0.0
    """Right end of the free lane."""

    @property
    def is_ruled(self) -> bool:
        """Whether strokes draw it."""
        return bool(self.strokes)

    def is_drawn_at(self, top: float, bottom: float) -> bool:
        """Whether its strokes cover most of the stretch from ``top`` to ``bottom``."""
        return covered(self.strokes, top, bottom) >= 0.5


def build_boundaries(region: Region, lines: Sequence[Line]) -> list[Boundary]:
    """Boundaries of the region from left to right, its two outer edges included."""
    box = region.box
    ruled = [
        Boundary(sum(s.at * s.length for s in g) / sum(s.length for s in g), g)
        for g in cluster_places(region.verticals, LIMITS.same_rule)
    ]
    if not ruled or ruled[0].x > box.x0 + LIMITS.same_rule:
        ruled.insert(0, Boundary(box.x0))
    if len(ruled) == 1 or ruled[-1].x < box.x1 - LIMITS.same_rule:
        ruled.append(Boundary(box.x1))
    result = [ruled[0]]
    for left, right in itertools.pairwise(ruled):
        inside = _lines_between(lines, left.x, right.x)
        is_cell_wide = left.is_ruled and right.is_ruled and len(ruled) > 3
        result.extend(find_lanes(inside, left.x, right.x, strict=is_cell_wide))
        result.append(right)
    return result


def _lines_between(lines: Sequence[Line], x0: float, x1: float) -> list[list[Segment]]:
    """Segments that lie between two boundaries, by line; those reaching outside are cut away."""
    found = []
    for line in lines:
        inside = [s for s in line.segments if s.x0 >= x0 - 3 and s.x1 <= x1 + 3]
        if inside:
            found.append(inside)
    return found


def find_lanes(
    lines: Sequence[Sequence[Segment]], x0: float, x1: float, strict: bool = False
) -> list[Boundary]:
    """Lanes between ``x0`` and ``x1`` that nearly all lines leave free, with words on both sides.

    Args:
        lines: segments by line.
        x0: left limit in points.
        x1: right limit in points.
        strict: the limits are drawn rules, so a lane inside needs most lines to keep it.
    """
    width = x1 - x0
    used = [line for line in lines if len(line) > 1 or line[0].x1 - line[0].x0 <= LIMITS.wide * width]
    split = [line for line in used if len(line) > 1]
    if not split or (strict and (len(split) < 3 or len(split) < 0.6 * len(lines))):
        return []
    size = sorted(s.size for line in used for s in line)[len([s for line in used for s in line]) // 2]
    if len(split) >= LIMITS.enough:
        used = split
    free = _free_stretches(used, len(split))
    least = max(_least_width(len(split)) * size, LIMITS.of_space * _common_space(used, size))
    tails = [line for line in lines if len(line) == 1 and line[0].x1 - line[0].x0 <= LIMITS.tail * width]
    known = [[run for s in line for run in s.runs()] for line in [*split, *tails]]
    if free and tails:
        free[0] = (min(free[0][0], *(t[0].x0 for t in tails)), free[0][1], free[0][2])
        free[-1] = (free[-1][0], max(free[-1][1], *(t[0].x1 for t in tails)), free[-1][2])
    lanes = [lane for part in free for lane in _find_free(part, known, least)]
    return [
        b
        for b in _keep_filled(lanes, known, len(lines))
        if not _is_after_bullets(b, used) and not _is_before_unit(b, used, size)
    ]


def _common_space(lines: Sequence[Sequence[Segment]], size: float) -> float:
    """Median gap between words of letters within a segment, in points; 0 where there are too few."""
    gaps = []
    for line in lines:
        for segment in line:
            for a, b in itertools.pairwise(segment.words):
                if a.text[-1:].isalpha() and b.text[:1].isalpha():
                    gaps.append(b.box.x0 - a.box.x1)
    gaps = sorted(g for g in gaps if g < 0.5 * size)
    return gaps[len(gaps) // 2] if len(gaps) >= 3 else 0.0


def _is_before_unit(boundary: Boundary, lines: Sequence[Sequence[Segment]], size: float) -> bool:
    """Whether one word ("years", "%") stands right of a narrow lane in every line: a unit, no column."""
    if boundary.high - boundary.low >= LIMITS.lane_few * size:
        return False
    rights = [
        min(
            (w for s in line for w in s.words if w.box.x0 >= boundary.x), key=lambda w: w.box.x0, default=None
        )
        for line in lines
    ]
    found = [w.text for w in rights if w is not None]
    return len(found) >= 3 and len(set(found)) <= 1 + len(found) // 8


def _is_after_bullets(boundary: Boundary, lines: Sequence[Sequence[Segment]]) -> bool:
    """Whether the words left of a lane, where any stand, are bullets."""
    lefts = [
        max(
            (w for s in line for w in s.words if w.box.x1 <= boundary.x), key=lambda w: w.box.x1, default=None
        )
        for line in lines
    ]
    marks = [w for w in lefts if w is not None and w.text in BULLETS]
    return bool(marks) and len(marks) >= 0.8 * sum(w is not None for w in lefts)


def _least_width(supporting: int) -> float:
    """Least lane width for so many lines with words on both sides, in font sizes."""
    if supporting >= 6:
        return LIMITS.lane_many
    return LIMITS.lane_some if supporting >= 3 else LIMITS.lane_few


def _free_stretches(lines: Sequence[Sequence[Segment]], split: int) -> list[tuple[float, float, int]]:
    """Stretches (from, to, lines crossing) crossed by few lines, between the outermost words."""
    allowed = int(LIMITS.crossing * len(lines)) if len(lines) >= 5 else (1 if split >= 2 else 0)
    events: list[tuple[float, int]] = []
    for line in lines:
        for segment in line:
            for word in segment.words:
                events.append((word.box.x0, 1))
                events.append((word.box.x1, -1))
    events.sort()
    stretches: list[tuple[float, float, int]] = []
    if not events:
        return []
    depth, lowest, previous = 0, 0, 0.0
    start: float | None = events[0][0]
    for x, step in events:
        if start is not None and x > previous:
            lowest = min(lowest, depth)
        was = depth
        depth += step
        if was > allowed >= depth:
            start, lowest = x, depth
        elif was <= allowed < depth and start is not None:
            stretches.append((start, x, lowest))
            start = None
        previous = x
    if start is not None:
        stretches.append((start, events[-1][0], lowest))
    return stretches


def _find_free(
    stretch: tuple[float, float, int], lines: Sequence[Sequence[Segment]], least: float
) -> list[tuple[float, float, int]]:
    """The parts of a stretch that no word takes, apart from segments that reach out of it.

    A stretch that few lines cross may hold a whole column of few words, with a lane on either side.
    """
    low, high, _ = stretch
    crossing: list[tuple[float, float]] = []
    content: list[tuple[float, float]] = []
    for line in lines:
        for segment in line:
            if segment.x1 <= low or segment.x0 >= high:
                continue
            over = segment.x0 < low or segment.x1 > high
            for word in segment.words:
                x0, x1 = word.box.x0, word.box.x1
                if x1 > low and x0 < high:
                    (crossing if over else content).append((x0, x1))
    free: list[tuple[float, float, int]] = []
    reach = low
    for x0, x1 in [*sorted(content), (high, high)]:
        if x0 - reach >= least:
            free.append(_narrow(reach, x0, crossing))
        reach = max(reach, x1)
    return free


def _narrow(low: float, high: float, crossing: list[tuple[float, float]]) -> tuple[float, float, int]:
    """The least crossed part of a free stretch; of equal ones the widest."""
    inside = [c for c in crossing if c[1] > low and c[0] < high]
    if not inside:
        return low, high, 0
    points = sorted({low, high, *(p for c in inside for p in c if low < p < high)})
    parts = [(a, b, sum(c[0] < (a + b) / 2 < c[1] for c in inside)) for a, b in itertools.pairwise(points)]
    return min(parts, key=lambda part: (part[2], part[0] - part[1]))


def _keep_filled(
    lanes: list[tuple[float, float, int]], lines: Sequence[Sequence[Segment]], count: int
) -> list[Boundary]:
    """Lanes with words of their own between them; of two without, the less crossed stays."""
    kept: list[tuple[float, float, int]] = []
    for lane in lanes:
        if kept and not _has_own(kept[-1][0], lane[1], lines, count):
            if (lane[2], lane[0] - lane[1]) < (kept[-1][2], kept[-1][0] - kept[-1][1]):
                kept[-1] = lane
            continue
        kept.append(lane)
    sided = [_has_sides(low, high, lines, count) for low, high, _ in kept]
    if not any(sided):
        return []
    ends = [float("-inf"), *(lane[1] for lane in kept)]
    starts = [*(lane[0] for lane in kept), float("inf")]
    return [
        Boundary((low + high) / 2, [], low, high)
        for i, (low, high, _) in enumerate(kept)
        if sided[i]
        or (
            _holds(ends[i], low, lines) >= LIMITS.apart and _holds(high, starts[i + 1], lines) >= LIMITS.apart
        )
    ]


def _holds(x0: float, x1: float, lines: Sequence[Sequence[Segment]]) -> int:
    """Lines with a run of words wholly between ``x0`` and ``x1``."""
    return sum(any(s.x0 >= x0 - 0.5 and s.x1 <= x1 + 0.5 for s in line) for line in lines)


def _has_own(x0: float, x1: float, lines: Sequence[Sequence[Segment]], count: int) -> bool:
    """Whether words stand wholly between two lanes: in two lines of a longer table, or in a fullest one.

    A lone header centred over two columns stands between lanes too, but its line has fewer segments.
    """
    need = 1 if count < 4 else 2
    fullest = max(len(line) for line in lines)
    found = 0
    for line in lines:
        own = any(s.x0 >= x0 - 0.5 and s.x1 <= x1 + 0.5 for s in line)
        if own and len(line) == fullest > 2:
            return True
        found += own or any(w.box.x0 >= x0 - 0.5 and w.box.x1 <= x1 + 0.5 for s in line for w in s.words)
        if found >= need:
            return True
    return False


def _has_sides(low: float, high: float, lines: Sequence[Sequence[Segment]], count: int) -> bool:
    """Whether lines have words on both sides of the lane with a clear gap: two, or a fullest one."""
    mid = (low + high) / 2
    need = 1 if count < 4 else 2
    fullest = max(len(line) for line in lines)
    for line in lines:
        left, right = float("-inf"), float("inf")
        for segment in line:
            for word in segment.words:
                if word.box.mid_x < mid:
                    left = max(left, word.box.x1)
                else:
                    right = min(right, word.box.x0)
        gap = right - left
        if gap < 1e6 and gap >= LIMITS.clear * line[0].size:
            is_full = len(line) == fullest > 2 and gap >= LIMITS.lane_few * line[0].size
            need -= 2 if is_full else 1
            if need <= 0:
                return True
    return False
