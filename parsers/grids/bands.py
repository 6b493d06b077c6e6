"""Rules that only run across, and stripes of shading -> regions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.bars import find_bars, find_bars_in
from parsers.grids.marks import Stroke
from parsers.grids.region import Region, cluster_places
from parsers.grids.segments import Line, Segment, is_numeric
from parsers.grids.wording import is_caption
from planhouse.geometry import Box
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class BandLimits:
    """Limits in points or shares."""

    least_width: float = 60.0
    """Rule rows narrower than this head single columns."""
    space: float = 0.35
    """Widest space of running text in font sizes; cells of neighbouring columns stand further apart."""
    partial: float = 0.3
    """Least share of a region's width of a rule that parts rows beside a spanning cell."""
    same_end: float = 8.0
    """Rules of one table end within this."""
    bridge: float = 40.0
    """Pieces of a rule row, one a column, leave gaps no wider than this."""
    sections: float = 0.1
    """Share of lines that may run across a header's columns: section rows."""
    head_edges: int = 4
    """A boxed header has at most so many row edges."""
    tabular: float = 0.45
    """Least share of a band's lines with words in two columns."""
    heading: float = 1.2
    """A lone line so many times larger than the rows, white space over it, heads the next table."""
    least_level: int = 3
    """Cells that begin level in a row whose first cell runs on below the others."""
    same_start: float = 1.5
    """Points by which lines of one cell begin apart."""
    padding: float = 3.0
    """Points by which a paragraph begins further left than any cell; web pages pad cells 5."""
    prose_words: float = 4.6
    """Mean words a segment from which running text is told, where segments also fill their column."""


LIMITS = BandLimits()


@dataclass(slots=True)
class RuleRow:
    """Strokes at one height that together run across a table."""

    at: float
    low: float
    high: float
    strokes: list[Stroke]


Band = tuple[RuleRow, RuleRow, list[Line], str]
"""The rules above and below, the lines between them, and what they were judged to be."""


def find_banded_regions(strokes: Sequence[Stroke], lines: Sequence[Line]) -> list[Region]:
    """Regions between rules of equal width whose bands hold aligned words."""
    rows = build_rule_rows(strokes)
    bars = find_bars(rows)
    edges = {id(r) for r in bars}
    regions = []
    for group in _group_rows([r for r in rows if id(r) not in edges]):
        over = find_bars_in(group, bars)
        regions.extend(_cut_group(sorted([*group, *over], key=lambda r: r.at), over, lines))
    return regions


def find_inner_rules(region: Region, strokes: Sequence[Stroke]) -> list[Stroke]:
    """Rules inside a region that reach one or both of its ends and are not among its own.

    A rule that stops short of the other end parts the rows beside a cell that spans them.
    """
    box = region.box
    own = {(s.at, s.low) for s in region.horizontals}
    return [
        s
        for s in strokes
        if (s.at, s.low) not in own
        and box.top + 4 < s.at < box.bottom - 4
        and LIMITS.partial * box.width <= s.length
        and (abs(s.low - box.x0) < LIMITS.same_end or abs(s.high - box.x1) < LIMITS.same_end)
    ]


def adopt_heads(ruled: Sequence[Region], loose: Sequence[Stroke], lines: Sequence[Line]) -> list[Region]:
    """Ruled regions grown over the bands below them: a boxed header over rules that only run across.

    They grow no further than where the next ruled region begins.

    Args:
        ruled: regions of crossing strokes.
        loose: strokes across that meet no vertical one.
        lines: of the page.
    """
    grown: list[Region] = []
    for region in ruled:
        low, high = region.box.x0, region.box.x1
        end = min((r.box.top for r in ruled if r.box.top > region.box.bottom), default=float("inf"))
        same = [
            s
            for s in loose
            if abs(s.low - low) < LIMITS.same_end
            and abs(s.high - high) < LIMITS.same_end
            and region.box.top - 4 < s.at < end
        ]
        heads = len(cluster_places(region.horizontals, 3.5)) <= LIMITS.head_edges
        if heads and any(s.at > region.box.bottom + 4 for s in same):
            for banded in find_banded_regions([*same, *region.horizontals], lines):
                if (
                    banded.box.height > 1.3 * region.box.height
                    and banded.box.overlap_area(region.box) > 0.8 * region.box.area
                ):
                    banded.verticals = _carried_columns(region, banded, lines)
                    region = banded
                    break
        grown.append(region)
    return grown


def _carried_columns(head: Region, banded: Region, lines: Sequence[Line]) -> list[Stroke]:
    """The header's columns drawn on through the bands where no word stands across them."""
    box = banded.box
    runs = [
        run
        for line in lines
        if box.top < line.mid_y < box.bottom
        for s in line.segments
        for run in _reading_runs(s.words)
        if box.x0 < run.mid_x < box.x1
    ]
    carried = []
    for group in cluster_places(head.verticals, 4.0):
        x = group[0].at
        crossing = sorted({(b.top, b.bottom) for b in runs if b.x0 + 2 < x < b.x1 - 2})
        if len(crossing) > max(1, LIMITS.sections * len({round(b.top) for b in runs})):
            continue
        top = max(box.top, min(s.low for s in group))
        for low, high in [*crossing, (box.bottom, box.bottom)]:
            if low > top:
                carried.append(Stroke(x, top, low, False))
            top = max(top, high)
    return carried


def _reading_runs(words: Sequence[Word]) -> list[Box]:
    """Boxes of words that read on with no more than a space between them."""
    found: list[Box] = []
    for word in words:
        if found and word.box.x0 - found[-1].x1 <= LIMITS.space * word.size:
            found[-1] = found[-1].union(word.box)
        else:
            found.append(word.box)
    return found


def build_rule_rows(strokes: Sequence[Stroke]) -> list[RuleRow]:
    """Strokes of one height chained over the gaps between columns."""
    rows: list[RuleRow] = []
    for stroke in sorted(strokes, key=lambda s: (round(s.at), s.low)):
        for row in rows[-6:]:
            if abs(row.at - stroke.at) <= 2.0 and -3 <= stroke.low - row.high <= LIMITS.bridge:
                row.high = max(row.high, stroke.high)
                row.strokes.append(stroke)
                break
        else:
            rows.append(RuleRow(stroke.at, stroke.low, stroke.high, [stroke]))
    return sorted(rows, key=lambda r: r.at)


def _group_rows(rows: list[RuleRow]) -> list[list[RuleRow]]:
    """Rule rows of equal extent together, with the shorter ones that lie between them."""
    frames: list[list[RuleRow]] = []
    for row in rows:
        if row.high - row.low < LIMITS.least_width:
            continue
        for frame in frames:
            if (
                abs(frame[0].low - row.low) <= LIMITS.same_end
                and abs(frame[0].high - row.high) <= LIMITS.same_end
            ):
                frame.append(row)
                break
        else:
            frames.append([row])
    frames = [f for f in frames if len(f) > 1]
    for frame in frames:
        low, high = frame[0].low, frame[0].high
        chosen = {id(r) for r in frame}
        for row in rows:
            inside = frame[0].at < row.at < frame[-1].at
            if id(row) not in chosen and inside and row.low >= low - 8 and row.high <= high + 8:
                frame.append(row)
        frame.sort(key=lambda r: r.at)
    return _drop_inner(frames)


def _drop_inner(frames: list[list[RuleRow]]) -> list[list[RuleRow]]:
    """Frames that do not lie within another, wider one."""
    kept = []
    for frame in frames:
        low, high = min(r.low for r in frame), max(r.high for r in frame)
        if not any(
            other is not frame
            and {id(r) for r in frame} < {id(r) for r in other}
            and max(r.high for r in other) - min(r.low for r in other) >= high - low
            for other in frames
        ):
            kept.append(frame)
    return kept


def _cut_group(group: list[RuleRow], bars: list[RuleRow], lines: Sequence[Line]) -> list[Region]:
    """Regions of a frame: runs of its bands that hold aligned words.

    Args:
        group: rule rows of the frame and the bars across it.
        bars: edges of bars that reach further than the frame.
        lines: of the page.
    """
    wider = {id(r) for r in bars}
    own = [r for r in group if id(r) not in wider]
    low, high = min(r.low for r in own), max(r.high for r in own)
    bands: list[Band] = []
    for above, below in itertools.pairwise(group):
        inside = _lines_in(lines, low, high, above.at, below.at)
        judged = _judge_band(inside, high - low, low)
        if {id(above), id(below)} <= wider:
            judged = "prose"
        bands.append((above, below, inside, judged))
    bands = _part_tables(bands)
    regions: list[Region] = []
    run: list[Band] = []
    for band in [*bands, None]:
        if band is not None and band[3] != "prose":
            run.append(band)
            continue
        region = _build_region(run, low, high)
        if region:
            regions.append(region)
        run = []
    return regions


def _part_tables(bands: list[Band]) -> list[Band]:
    """The bands with those between two tables, or of a box over one, judged as prose."""
    sizes = sorted(line.size for band in bands if band[3] == "table" for line in band[2])
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    shaded = [band for band in bands if not any(s.is_line for s in band[0].strokes + band[1].strokes)]
    return [
        (*band[:3], "prose")
        if _holds_heading(band, usual) or (shaded == [band] and band[3] == "tail")
        else band
        for band in bands
    ]


def _holds_heading(band: Band, size: float) -> bool:
    """Whether a band is the space between two tables: the next one's heading stands in it.

    It may be followed by a sentence and the next table's headers, whose rule closes the band. A section
    row may be set larger too, but it stands close under the rule.
    """
    above, _, lines, judged = band
    if judged not in ("label", "table", "prose") or not size:
        return False
    reach = above.at
    for line in sorted(lines, key=lambda line: line.top):
        height = line.bottom - line.top
        if len(line.segments) == 1 and line.size >= LIMITS.heading * size and line.top - reach > height:
            return True
        reach = max(reach, line.bottom)
    return False


def _build_region(run: list[Band], low: float, high: float) -> Region | None:
    """The region of a run of bands, without label-only bands at its ends."""
    while run and run[-1][3] == "blank":
        run = run[:-1]
    while run and run[0][3] == "blank":
        run = run[1:]
    while len(run) > 1 and run[0][3] == "label" and run[0][1].at - run[0][0].at > 60:
        run = run[1:]
    if not any(band[3] == "table" for band in run):
        return None
    if run[-1][3] == "label" and _stands_out(run[-1], run):
        run = run[:-1]
    box = Box(low, run[0][0].at, high, run[-1][1].at)
    strokes = [s for band in run for s in band[0].strokes] + list(run[-1][1].strokes)
    return Region(box, "bands", strokes)


def _stands_out(band: Band, run: list[Band]) -> bool:
    """Whether a band's lines begin left of every row's: text between the table and the next heading's rule.

    Cells keep their text off the ends of their rules, a paragraph begins where the rules do.
    """
    starts = [line.x0 for other in run if other[3] == "table" for line in other[2]]
    return max(line.x0 for line in band[2]) < min(starts) - LIMITS.padding


def _lines_in(lines: Sequence[Line], low: float, high: float, top: float, bottom: float) -> list[Line]:
    """Lines of a band; only the segments within its width."""
    found = []
    for line in lines:
        if line.bottom < top - 20 or line.top > bottom + 20:
            continue
        inside = [
            s
            for s in line.segments
            if low - 4 <= s.mid_x <= high + 4 and top - 0.5 <= s.mid_y <= bottom + 0.5
        ]
        if inside:
            found.append(Line(inside))
    return found


def _judge_band(lines: list[Line], width: float, low: float) -> str:
    """``table``, ``tail``, ``label`` (one or two lone lines), ``prose`` or ``blank``."""
    if not lines:
        return "blank"
    split = [line for line in lines if len(line.segments) > 1]
    if not split and any(is_caption(line.segments[0].text) for line in lines):
        return "prose"  # the next table's caption, perhaps under a note of the one above
    if not split and _is_tail(lines, width, low):
        return "tail"
    starts = [s.x0 for line in split for s in line.segments[1:]]
    inner = sum(
        _is_tail([line], width, low) and any(abs(line.x0 - x) < 12 for x in starts)
        for line in lines
        if len(line.segments) == 1
    )
    if _is_long_first(lines, split):
        inner = len(lines) - len(split)
    if len(split) + inner < LIMITS.tabular * len(lines) or not split:
        if len(lines) <= 3 and not split:
            return "label"
        return "prose" if len(split) < 0.25 * len(lines) or len(lines) > 4 else "label"
    return "prose" if is_running_text(split, width) else "table"


def _is_long_first(lines: list[Line], split: list[Line]) -> bool:
    """Whether a band is one row whose first cell is the longest: level cells, then lines of that cell."""
    if not split or lines[: len(split)] != split or len(lines[0].segments) < LIMITS.least_level:
        return False
    left, right = lines[0].x0, min(line.segments[1].x0 for line in split)
    lone = [line.segments[0] for line in lines[len(split) :]]
    return all(abs(s.x0 - left) <= LIMITS.same_start and s.x1 < right for s in lone)


def is_running_text(lines: Sequence[Line], width: float) -> bool:
    """Whether the segments read as columns of prose: long, wordy, full, and few figures.

    Args:
        lines: with two segments or more each.
        width: of the area in points.
    """
    segments: list[Segment] = [s for line in lines for s in line.segments]
    words = sum(len(s.words) for s in segments) / len(segments)
    figures = sum(1 for s in segments if is_numeric(s.text)) / len(segments)
    columns = len(segments) / len(lines)
    filled = sum(s.x1 - s.x0 for s in segments) / (width * len(lines)) if width else 0
    if figures > 0.2 or columns > 3.4:
        return False
    return words >= LIMITS.prose_words and filled > 0.72 and len(lines) >= 4


def _is_tail(lines: list[Line], width: float, low: float) -> bool:
    """Whether lone segments stand in one narrow inner column: the rest of a row over the page."""
    segments = [line.segments[0] for line in lines]
    left = min(s.x0 for s in segments)
    return left > low + 0.04 * width and max(s.x1 for s in segments) - left <= 0.45 * width
