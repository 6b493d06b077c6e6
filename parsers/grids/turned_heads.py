"""Headers that run up the page over narrow columns of ticks, where no rule draws their cells.

Such a column may be blank on its page: only its header says that it is one. The headers are read as if
they lay on the line of the level ones beside them, so that the columns' lanes are found with theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.grids.grid import Grid
from parsers.grids.marks import Stroke
from parsers.grids.segments import Line
from planhouse.geometry import Box
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class TurnedLimits:
    """Limits in multiples of the font size, seen on a spreadsheet printed without its grid."""

    least: int = 3
    """Headers side by side."""
    same_run: float = 0.4
    """Words of one header stand over one another, their middles apart by no more."""
    level: float = 0.5
    """The headers end within so much of one height."""
    width: float = 0.5
    """A header takes so much of the line it is laid on."""


LIMITS = TurnedLimits()


def lay_down(sideways: Sequence[Word], lines: Sequence[Line], verticals: Sequence[Stroke]) -> list[Word]:
    """Turned headers as words that stand upright on the line of the headers beside them.

    Args:
        sideways: words that run up or down the page.
        lines: of the upright words.
        verticals: strokes of the page; drawn cells hold their headers without this.

    Returns:
        The headers' words, each with its own number; none where the sideways words are no headers.
    """
    runs = _group_runs(sideways)
    if len(runs) < LIMITS.least:
        return []
    size = max(w.size for w in sideways)
    top, bottom = min(w.box.top for w in sideways), max(w.box.bottom for w in sideways)
    feet = [max(w.box.bottom for w in run) for run in runs]
    heads = [min(w.box.top for w in run) for run in runs]
    if min(max(feet) - min(feet), max(heads) - min(heads)) > LIMITS.level * size:
        return []
    if any(v.is_line and v.low < bottom and v.high > top and _is_among(v, runs) for v in verticals):
        return []
    beside = [
        line
        for line in lines
        if top - 1 <= line.mid_y <= bottom + 1 and len(line.segments) > 1 and line.is_bold
    ]
    below = any(line.mid_y > bottom and len(line.segments) > 1 for line in lines)
    if not beside or not below:
        return []
    line = max(beside, key=lambda line: len(line.segments))
    return [word for run in runs for word in _lay_run(run, line)]


def set_upright_again(grid: Grid, sideways: Sequence[Word]) -> None:
    """Put the words as printed into the cells that hold them laid down; pieces are changed.

    Args:
        grid: built with the words that `lay_down` gave.
        sideways: the words as printed.
    """
    printed = {w.number: w for w in sideways}
    for cell in grid.cells:
        for piece in cell.pieces:
            piece.segment.words = [printed.get(w.number, w) for w in piece.segment.words]


def _group_runs(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one header each, the headers from the left and their words as written."""
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.mid_x):
        if runs and word.box.mid_x - runs[-1][0].box.mid_x <= LIMITS.same_run * word.size:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [sorted(run, key=lambda w: w.number) for run in runs]


def _is_among(stroke: Stroke, runs: Sequence[Sequence[Word]]) -> bool:
    """Whether a stroke down stands between two of the headers."""
    return runs[0][0].box.mid_x < stroke.at < runs[-1][0].box.mid_x


def _lay_run(run: Sequence[Word], line: Line) -> list[Word]:
    """The words of a header side by side, as narrow as half a letter all together."""
    left = min(w.box.x0 for w in run)
    middle = (left + max(w.box.x1 for w in run)) / 2
    width = LIMITS.width * run[0].size
    step = width / len(run)
    laid = []
    for index, word in enumerate(run):
        x0 = middle - width / 2 + index * step
        box = Box(x0, line.top, x0 + step, line.bottom)
        laid.append(replace(word, place=replace(word.place, box=box), upright=True, edges=()))
    return laid
