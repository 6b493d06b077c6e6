"""Rules that cross -> regions: connected groups of strokes and the boxes they draw."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from parsers.grids.marks import Marks, Stroke
from parsers.grids.region import Region, cluster_places
from planhouse.geometry import Box


@dataclass(frozen=True, slots=True)
class LatticeLimits:
    """Limits in points and counts."""

    touch: float = 3.0
    """Strokes that miss one another by less than this meet: producers leave the joints open."""
    stack_gap: float = 14.0
    """Groups of equal width this near above one another with no words between are one table."""
    most: int = 4000
    """Strokes of a page above which it is a drawing or a map."""


LIMITS = LatticeLimits()


def find_ruled_regions(marks: Marks, width: float, height: float) -> tuple[list[Region], list[Stroke]]:
    """Regions drawn by crossing strokes, and the horizontal strokes that belong to none of them."""
    across, down = marks.horizontals, marks.verticals
    if not down or len(across) + len(down) > LIMITS.most:
        return [], list(across) if len(across) <= LIMITS.most else []
    groups = _connect(across, down)
    regions, left = [], []
    for hs, vs in groups:
        if not vs:
            left.extend(hs)
            continue
        region = _build_region(hs, vs, width, height)
        if region is None:
            left.extend(hs)
        else:
            regions.append(region)
    return regions, sorted(left, key=lambda s: s.at)


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


def _build_region(hs: list[Stroke], vs: list[Stroke], width: float, height: float) -> Region | None:
    """The region a connected group draws; None where it is a mere bracket or page border."""
    if not hs:
        return None
    x0 = min(min(s.low for s in hs), min(s.at for s in vs))
    x1 = max(max(s.high for s in hs), max(s.at for s in vs))
    top = min(min(s.at for s in hs), min(s.low for s in vs))
    bottom = max(max(s.at for s in hs), max(s.high for s in vs))
    if x1 - x0 < 20 or bottom - top < 6:
        return None
    hs = [s for s in hs if s.high > 0 and s.low < width]
    region = Region(Box(x0, top, x1, bottom), "ruled", hs, vs)
    region.closed_top = min(s.at for s in hs) - top < 4
    region.closed_bottom = bottom - max(s.at for s in hs) < 4
    return region


def stack_regions(regions: list[Region], word_tops: list[tuple[float, float, float]]) -> list[Region]:
    """Regions of equal width right above one another, with no words between, made one.

    Args:
        regions: as found.
        word_tops: (middle y, x0, x1) of the page's words, sorted.
    """
    ordered = sorted(regions, key=lambda r: (r.box.top, r.box.x0))
    done: list[Region] = []
    for region in ordered:
        for above in reversed(done):
            if _are_stacked(above, region, word_tops):
                above.horizontals = above.horizontals + region.horizontals
                above.verticals = above.verticals + region.verticals
                above.box = above.box.union(region.box)
                above.closed_bottom = region.closed_bottom
                break
        else:
            done.append(region)
    return done


def _are_stacked(above: Region, below: Region, words: list[tuple[float, float, float]]) -> bool:
    """Whether two regions are one table drawn in two pieces."""
    gap = below.box.top - above.box.bottom
    if not -3.0 <= gap <= LIMITS.stack_gap:
        return False
    if abs(above.box.x0 - below.box.x0) > 4 or abs(above.box.x1 - below.box.x1) > 4:
        return False
    first = bisect_left(words, (above.box.bottom + 0.5, -1e9, 0.0))
    for mid, x0, x1 in words[first:]:
        if mid > below.box.top - 0.5:
            break
        if x1 > above.box.x0 and x0 < above.box.x1:
            return False
    return len(cluster_places(above.verticals, 3.0)) > 1
