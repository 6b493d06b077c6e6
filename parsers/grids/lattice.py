"""Rules that cross -> regions: connected groups of strokes and the boxes they draw."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.gutters import close_gutters
from parsers.grids.marks import Marks, Stroke
from parsers.grids.region import Region, cluster_places, covered
from parsers.grids.segments import Line, Segment
from planhouse.geometry import Box


@dataclass(frozen=True, slots=True)
class LatticeLimits:
    """Limits in points and counts."""

    touch: float = 3.0
    """Strokes that miss one another by less than this meet: producers leave the joints open."""
    stack_gap: float = 6.0
    """Groups of equal width this near above one another with no words between are one table."""
    box: float = 28.0
    """A box higher than this holds more than a header line."""
    frame: float = 6.0
    """Verticals this near the ends only frame the group."""
    side_gap: float = 140.0
    """Rules go on over an undrawn column no wider than this where words stand in it."""
    one_text: float = 1.3
    """Lines of one text follow within so many font sizes; padding keeps those of two rows further apart."""
    whole: float = 0.95
    """Share of a region's width that a line from side to side covers."""
    most: int = 4000
    """Strokes of a page above which it is a drawing or a map."""


LIMITS = LatticeLimits()


def find_ruled_regions(
    marks: Marks, lines: Sequence[Line], width: float
) -> tuple[list[Region], list[Stroke]]:
    """Regions drawn by crossing strokes, and the horizontal strokes that belong to none of them.

    Args:
        marks: strokes of the page.
        lines: of the page, which tell an undrawn column from the space between two tables.
        width: of the page in points.
    """
    across, down = marks.horizontals, marks.verticals
    if not down or len(across) + len(down) > LIMITS.most:
        return [], list(across) if len(across) <= LIMITS.most else []
    marks = close_gutters(marks, lines)
    across, down = marks.horizontals, marks.verticals
    groups = _connect(across + _undrawn_columns(across, down, lines), down)
    regions, left = [], []
    for hs, vs in groups:
        if not vs:
            left.extend(hs)
            continue
        region = _build_region(hs, vs, width)
        if region is None:
            left.extend([] if _is_plain_box(hs, vs) else hs)
        else:
            regions.append(region)
    return regions, sorted(left, key=lambda s: s.at)


def _undrawn_columns(
    across: tuple[Stroke, ...], down: tuple[Stroke, ...], lines: Sequence[Line]
) -> tuple[Stroke, ...]:
    """Strokes over a column that at least three rules leave out between two verticals, words in it."""
    gaps: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    for group in cluster_places(across, 1.5):
        ordered = sorted(group, key=lambda s: s.low)
        for a, b in itertools.pairwise(ordered):
            if 4 < b.low - a.high <= LIMITS.side_gap:
                gaps[round(a.high / 3), round(b.low / 3)].append((a.at, a.high, b.low))
    made: list[Stroke] = []
    for found in gaps.values():
        top, bottom = found[0][0], found[-1][0]
        x0, x1 = max(f[1] for f in found), min(f[2] for f in found)
        if len(found) < 3 or not all(any(abs(v.at - x) < 4 for v in down) for x in (x0, x1)):
            continue
        inside = _between(lines, x0, x1, top, bottom)
        if _has_merged_cells(across, inside, [f[0] for f in found], x0, x1):
            continue
        if len(inside) >= 0.5 * (len(found) - 1):
            made.extend(Stroke(at, low, high) for at, low, high in found)
    return tuple(made)


def _has_merged_cells(
    across: Sequence[Stroke],
    inside: Sequence[Sequence[Segment]],
    left_out: Sequence[float],
    x0: float,
    x1: float,
) -> bool:
    """Whether rules leave a column out because its cells span rows: other rules between them cross it.

    So do lines of one text on both sides of a rule that leaves it out.

    Args:
        across: horizontal strokes of the page.
        inside: segments by line that stand in the column.
        left_out: y of the rules that leave it out, from the top.
        x0: the column's left side in points.
        x1: its right side.
    """
    crossing = [s for s in across if left_out[0] < s.at < left_out[-1] and s.low < x0 + 4 and s.high > x1 - 4]
    if any(min(abs(s.at - y) for y in left_out) > 4 for s in crossing):
        return True
    return any(
        below[0].mid_y - above[0].mid_y <= LIMITS.one_text * below[0].size
        and any(above[0].mid_y < y < below[0].mid_y for y in left_out)
        for above, below in itertools.pairwise(inside)
    )


def _connect(across: tuple[Stroke, ...], down: tuple[Stroke, ...]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Strokes grouped so that those that meet are together."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    touch = LIMITS.touch
    places = [v.at for v in down]
    for i, h in enumerate(across):
        for j in range(bisect_left(places, h.low - touch), len(down)):
            v = down[j]
            if v.at > h.high + touch:
                break
            if v.low - touch <= h.at <= v.high + touch:
                a, b = root(i), root(len(across) + j)
                if a != b:
                    parent[a] = b
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[root(i)][0].append(h)
    for j, v in enumerate(down):
        groups[root(len(across) + j)][1].append(v)
    return list(groups.values())


def _is_plain_box(hs: list[Stroke], vs: list[Stroke]) -> bool:
    """Whether drawn lines make one box round whatever stands in it and part nothing."""
    rows, columns = cluster_places(hs, 4.0), cluster_places(vs, 4.0)
    drawn = all(s.is_line for s in hs + vs)
    return drawn and len(rows) == 2 and len(columns) == 2 and rows[1][0].at - rows[0][0].at > LIMITS.box


def _build_region(hs: list[Stroke], vs: list[Stroke], width: float) -> Region | None:
    """The region a connected group draws; None where no vertical stroke stands inside it."""
    if not hs:
        return None
    x0 = min(min(s.low for s in hs), min(s.at for s in vs))
    x1 = max(max(s.high for s in hs), max(s.at for s in vs))
    top = min(min(s.at for s in hs), min(s.low for s in vs))
    bottom = max(max(s.at for s in hs), max(s.high for s in vs))
    if x1 - x0 < 20 or bottom - top < 6 or (x0 <= 3 and x1 >= width - 3):
        return None
    if not any(x0 + LIMITS.frame < s.at < x1 - LIMITS.frame for s in vs):
        return None
    hs = [s for s in hs if s.high > 0 and s.low < width]
    if _is_drawn(hs, vs, Box(x0, top, x1, bottom)):
        vs = [s for s in vs if s.is_line]
        hs = [s for s in hs if s.is_line or _ends_columns(s, vs, x0, x1)]
    return Region(Box(x0, top, x1, bottom), "ruled", hs, vs)


def _is_drawn(hs: list[Stroke], vs: list[Stroke], box: Box) -> bool:
    """Whether drawn lines alone make the grid, so that edges inside it are only shaded text."""
    across, down = [s for s in hs if s.is_line], [s for s in vs if s.is_line]
    if len(cluster_places(across, 3.0)) < 3 or len(cluster_places(down, 3.0)) < 3:
        return False
    return (
        min(s.at for s in across) - box.top < 4
        and box.bottom - max(s.at for s in across) < 4
        and min(s.at for s in down) - box.x0 < 4
        and box.x1 - max(s.at for s in down) < 4
    )


def _ends_columns(edge: Stroke, drawn: Sequence[Stroke], x0: float, x1: float) -> bool:
    """Whether a shading's edge closes a band: it runs from side to side and drawn columns end at it.

    Args:
        edge: of a shading.
        drawn: upright lines of the grid.
        x0: the grid's left side in points.
        x1: its right side.
    """
    if edge.low > x0 + LIMITS.frame or edge.high < x1 - LIMITS.frame:
        return False
    inner = {round(v.at) for v in drawn if x0 + LIMITS.frame < v.at < x1 - LIMITS.frame}
    ended = {
        round(v.at)
        for v in drawn
        if round(v.at) in inner and min(abs(v.low - edge.at), abs(v.high - edge.at)) <= LIMITS.touch
    }
    return len(ended) >= 2 and len(ended) >= 0.5 * len(inner)


def join_regions(regions: list[Region], lines: Sequence[Line]) -> list[Region]:
    """Regions that are pieces of one table made one.

    Pieces stand above one another: rows drawn apart, or shaded stripes with unshaded rows between.

    Args:
        regions: as found.
        lines: of the page.
    """
    ordered = sorted(regions, key=lambda r: (r.box.top, r.box.x0))
    done: list[Region] = []
    for region in ordered:
        for other in reversed(done):
            if _are_stacked(other, region, lines):
                other.horizontals = other.horizontals + region.horizontals
                other.verticals = other.verticals + region.verticals + _bridges(other, region)
                other.box = other.box.union(region.box)
                other.is_stacked = True
                break
        else:
            done.append(region)
    return done


def _between(lines: Sequence[Line], x0: float, x1: float, top: float, bottom: float) -> list[list[Segment]]:
    """Segments by line whose middles lie in a box."""
    found = []
    for line in lines:
        if line.bottom < top or line.top > bottom:
            continue
        inside = [s for s in line.segments if x0 < s.mid_x < x1 and top < s.mid_y < bottom]
        if inside:
            found.append(inside)
    return found


def _are_stacked(above: Region, below: Region, lines: Sequence[Line]) -> bool:
    """Whether two regions of equal width are one table drawn in two pieces."""
    gap = below.box.top - above.box.bottom
    if gap < -3.0 or abs(above.box.x0 - below.box.x0) > 4 or abs(above.box.x1 - below.box.x1) > 4:
        return False
    inside = _between(lines, above.box.x0, above.box.x1, above.box.bottom, below.box.top)
    if not inside:
        return gap <= LIMITS.stack_gap
    shaded = not any(v.is_line for v in above.verticals) and not any(v.is_line for v in below.verticals)
    inner = [g[0].at for g in cluster_places(above.verticals, 3.0)]
    others = [g[0].at for g in cluster_places(below.verticals, 3.0)]
    is_row = _is_ruled_across(above, above.box.bottom) and _is_ruled_across(below, below.box.top)
    parted = (above.is_parted or below.is_parted) and not is_row
    if not shaded or parted or not _are_near(inner, others):
        return False
    words = [w.box for line in inside for s in line for w in s.words]
    if any(b.x0 + 2 < x < b.x1 - 2 for b in words for x in inner):
        return False
    return len({bisect_left(inner, b.mid_x) for b in words}) > 1


def _is_ruled_across(region: Region, y: float) -> bool:
    """Whether a line is drawn at ``y`` from side to side: one that closes an unshaded row beside a stripe."""
    at = [s for s in region.horizontals if s.is_line and abs(s.at - y) <= LIMITS.touch]
    return covered(at, region.box.x0, region.box.x1) > LIMITS.whole


def _bridges(above: Region, below: Region) -> list[Stroke]:
    """The columns of two shaded stripes drawn on through the unshaded rows between them."""
    if below.box.top - above.box.bottom <= LIMITS.stack_gap:
        return []
    places = {round(g[0].at, 1) for r in (above, below) for g in cluster_places(r.verticals, 3.0)}
    return [Stroke(x, above.box.bottom, below.box.top, False) for x in sorted(places)]


def _are_near(some: list[float], others: list[float]) -> bool:
    """Whether the shorter list of places lies within the longer one."""
    few, many = sorted((some, others), key=len)
    return len(few) > 2 and all(min(abs(x - y) for y in many) <= 4 for x in few)
