"""Aligned words without rules -> regions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.bands import is_running_text
from parsers.grids.columns import Boundary, find_lanes
from parsers.grids.label_pairs import are_label_pairs
from parsers.grids.long_cells import keeps_columns, may_be_long_cell
from parsers.grids.region import Region
from parsers.grids.segments import Line, is_numeric
from parsers.grids.wording import is_caption, is_note
from planhouse.geometry import Box


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Limits for tables that nothing but alignment shows."""

    gap: float = 2.6
    """Lines further apart than this many font sizes end a run."""
    lone: int = 3
    """So many lines of one segment may stand between aligned lines."""
    prose_words: int = 8
    """A line of so many words with no gap that stands out is running text."""
    prose_gap: float = 2.0
    """A gap of so many font sizes stands out..."""
    of_space: float = 2.6
    """... and so does one of so many common spaces of its line."""
    tail: int = 30
    """So many where they stand in one inner column, as the end of a long cell does."""
    least_lines: int = 3
    """Aligned lines a table needs."""
    keeping: float = 0.6
    """Share of the aligned lines that keep all lanes."""
    aligned: float = 0.12
    """What it adds that second segments all begin at one place."""
    headed: float = 0.15
    """What a bold first line adds over plain lines that begin where its words do."""
    paired: float = 0.4
    """What bold labels add, each with a plain text beside it."""
    least_heads: int = 3
    """Such a line names so many columns or more, each begun again by two lines below."""
    same_start: float = 1.5
    """Points by which lines of one column begin apart."""
    least_pairs: int = 4
    """Aligned lines a table of two columns needs: three happen in any chart."""
    least_score: float = 0.5
    larger: float = 1.2
    """A lone line so many times larger than every line of the run is the heading of what follows."""


LIMITS = StreamLimits()


def find_stream_regions(lines: Sequence[Line]) -> list[Region]:
    """Regions of aligned words among lines that no other region took."""
    regions = []
    for run in [part for whole in _find_runs(lines) for part in _split_at_heads(whole)]:
        region = _judge_run(run)
        if region:
            regions.append(region)
    return regions


def _find_runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines that mostly have several segments."""
    runs: list[list[Line]] = []
    run: list[Line] = []
    lone: list[Line] = []
    for line in lines:
        before = lone or run
        apart = bool(before) and line.top - before[-1].bottom > LIMITS.gap * line.size
        apart = apart or _is_heading(run, line)
        if apart or (_ends_run(run, lone) and not _is_within_cell(run, lone, line)):
            if run:
                runs.append(run)
            run, lone = [], []
        if len(line.segments) > 1 and not _is_prose(line):
            run = [*run, *lone, line] if run else [line]
            lone = []
        elif run:
            lone.append(line)
    if run:
        runs.append(run)
    return [r for r in runs if sum(len(x.segments) > 1 for x in r) >= LIMITS.least_lines]


def _split_at_heads(run: list[Line]) -> list[list[Line]]:
    """A run parted where bold headers under a lone bold line, its heading, begin another table."""
    for index in range(LIMITS.least_lines, len(run) - 1):
        heads, below = run[index], run[index + 1 :]
        if len(heads.segments) < LIMITS.least_heads or not heads.is_bold:
            continue
        start = index
        while start > 0 and len(run[start - 1].segments) == 1 and run[start - 1].is_bold:
            start -= 1
        plain = start > 0 and not run[start - 1].is_bold and not all(line.is_bold for line in below)
        if start < index and plain:
            return [run[:start], *_split_at_heads(run[index:])]
    return [run]


def _is_prose(line: Line) -> bool:
    """Whether a line of several segments is running text set wide: many words, no gap that stands out."""
    words = [w for s in line.segments for w in s.words]
    if len(words) < LIMITS.prose_words:
        return False
    gaps = [b.box.x0 - a.box.x1 for a, b in itertools.pairwise(words)]
    lettered = sum(w.text[:1].isalpha() for w in words)
    stands_out = max(gaps) >= LIMITS.of_space * sorted(gaps)[len(gaps) // 2]
    return lettered >= 0.8 * len(words) and max(gaps) < LIMITS.prose_gap * line.size and not stands_out


def _is_heading(run: list[Line], line: Line) -> bool:
    """Whether a line is set larger than all of a run above it: the heading of another table."""
    lone = len(line.segments) == 1
    return lone and bool(run) and line.size > LIMITS.larger * max(above.size for above in run)


def _ends_run(run: list[Line], lone: list[Line]) -> bool:
    """Whether the lone lines after a run are prose: wide, or from its left edge, and too many."""
    if sum(len(ln.segments) > 1 or len(ln.segments[0].words) >= LIMITS.prose_words for ln in lone) > 1:
        return True
    if len(lone) <= LIMITS.lone:
        return False
    x0, x1 = min(ln.x0 for ln in run), max(ln.x1 for ln in run)
    inner = sum(ln.x0 > x0 + 0.04 * (x1 - x0) and ln.x1 - ln.x0 < 0.45 * (x1 - x0) for ln in lone)
    return len(lone) - inner > LIMITS.lone or len(lone) > LIMITS.tail


def _is_within_cell(run: list[Line], lone: list[Line], line: Line) -> bool:
    """Whether lone lines are of a long cell: more of it follows, or a line that keeps the run's columns."""
    if not may_be_long_cell(run, lone):
        return False
    return len(line.segments) == 1 or keeps_columns(run, line)


def _judge_run(run: list[Line]) -> Region | None:
    """A region where the run's alignment, figures and shortness make a table likely."""
    run = trim_run(run)
    split = [line for line in run if len(line.segments) > 1]
    if len(split) < LIMITS.least_lines:
        return None
    x0, x1 = min(s.x0 for ln in split for s in ln.segments), max(s.x1 for ln in split for s in ln.segments)
    if is_running_text(split, x1 - x0):
        return None
    lanes = find_lanes([ln.segments for ln in run], x0 - 1, x1 + 1)
    if not lanes:
        return None
    if len(lanes) == 1 and len(split) < LIMITS.least_pairs:
        return None
    kept = sum(not _is_crossing(line, lanes) for line in split)
    if kept < LIMITS.keeping * len(split):
        return None
    score = _score_run(run, split, len(lanes)) + LIMITS.aligned * _is_aligned(split)
    score += LIMITS.headed * _is_headed(run) + LIMITS.paired * are_label_pairs(run)
    if score < LIMITS.least_score:
        return None
    box = Box(x0 - 1, min(s.top for ln in run for s in ln.segments), x1 + 1, run[-1].bottom)
    return Region(box, "stream")


def trim_run(run: list[Line]) -> list[Line]:
    """The run without captions at its top and notes at its bottom."""
    start, end = 0, len(run)
    for index, line in enumerate(run):
        text = line.segments[0].text
        if index < 0.4 * len(run) and is_caption(text):
            start = index + 1
        elif index > 0.5 * len(run) and is_note(text):
            end = min(end, index)
    run = run[start:end]
    while run and len(run[0].segments) == 1:
        run = run[1:]
    while run and len(run[-1].segments) == 1 and _is_wide(run[-1], run):
        run = run[:-1]
    return run


def _is_wide(line: Line, run: list[Line]) -> bool:
    """Whether a lone segment takes most of the run's width."""
    x0, x1 = min(ln.x0 for ln in run), max(ln.x1 for ln in run)
    return line.x1 - line.x0 > 0.6 * (x1 - x0)


def _is_crossing(line: Line, lanes: Sequence[Boundary]) -> bool:
    """Whether a word of the line stands in a lane."""
    return any(w.box.x0 + 1 < lane.x < w.box.x1 - 1 for s in line.segments for w in s.words for lane in lanes)


def _is_aligned(split: list[Line]) -> bool:
    """Whether the second segments of many lines all begin at one place."""
    starts = sorted(line.segments[1].x0 for line in split)
    middle = starts[len(starts) // 2]
    return len(starts) >= 6 and sum(abs(x - middle) < 1.5 for x in starts) >= 0.9 * len(starts)


def _is_headed(run: list[Line]) -> bool:
    """Whether the first line is bold, the others mostly not, and columns begin where its words do."""
    first, below = run[0], run[1:]
    if len(first.segments) < LIMITS.least_heads or not first.is_bold:
        return False
    plain = [line for line in below if not line.is_bold]
    starts = [s.x0 for line in plain for s in line.segments]
    met = all(sum(abs(x - head.x0) <= LIMITS.same_start for x in starts) >= 2 for head in first.segments)
    return met and len(plain) >= 0.7 * len(below)


def _score_run(run: list[Line], split: list[Line], lanes: int) -> float:
    """How much a run of lines looks like a table, 0 to 1."""
    segments = [s for ln in split for s in ln.segments]
    figures = sum(1 for s in segments if is_numeric(s.text)) / len(segments)
    words = sum(len(s.words) for s in segments) / len(segments)
    many = min(1.0, (lanes - 1) / 3)
    full = len(split) / len(run)
    brief = max(0.0, 1.0 - max(0.0, words - 2.0) / 4)
    return 0.4 * figures * 2 + 0.35 * many + 0.2 * full + 0.25 * brief - 0.1
