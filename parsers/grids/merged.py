"""Cells that span rows where no rule shows it: their text runs on beside rows that begin in other columns.

Two things tell such a cell. Its lines follow one another as lines of one cell do, over the place where
the other columns begin a row; or, where a producer has cut the text at the rows ("Raise awareness of
violence against women," beside one row, "domestic abuse and sexual violence" beside the next), the
pieces read as one. Both are believed only in a column that holds far fewer cells than the table rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from parsers.grids.columns import Boundary
from parsers.grids.marks import Stroke
from parsers.grids.pieces import Piece, PlacedLine
from parsers.grids.region import covered
from parsers.grids.rows import OPEN_ENDS, OPEN_WORDS
from parsers.grids.segments import is_numeric

Slot = tuple[int, int]


class Row(Protocol):
    """What is asked of a row: its lines, and the strokes above it."""

    lines: list[PlacedLine]
    strokes: list[Stroke]


@dataclass(frozen=True, slots=True)
class MergedLimits:
    """When lines of a column are one cell beside several rows."""

    most_rows: int = 150
    """Rows of a table whose cells are tried as centred beside blocks: each block is tried at each row."""
    same_cell: float = 1.12
    """Lines of one cell follow at most at so many of the column's own pitches."""
    pitch: tuple[float, float] = (0.8, 1.6)
    """Least and most distance of the lines of a text in font sizes."""
    level: float = 0.3
    """A cell begins level with its row where its middle is off by at most so many font sizes."""
    figures: float = 0.2
    """A column with a greater share of figures has one in each row."""
    centred: float = 0.35
    """A cell is centred beside a block of rows where its middle is off by at most so many font sizes."""
    least_begun: int = 2
    """Columns that must begin a row level with one another."""
    few: float = 0.75
    """A column of spanning cells has at most so many cells a row."""
    drawn: float = 0.5
    """Share of a column's width that a drawn rule must cover to end the cell above it."""
    least_rows: int = 3
    """Rows of a table in which a cell can span some."""
    least_blank: float = 0.3
    """Share of rows that a column cut at its rows leaves blank..."""
    mostly_blank: float = 0.5
    """... and from which one other cell is enough to show that cells begin with capitals."""


LIMITS = MergedLimits()
_NUMBER = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.)]?$", re.IGNORECASE)
_ENDED = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that span rows by their running text."""

    joined: tuple[tuple[Slot, Slot], ...] = ()
    """Slots above one another that are one cell."""
    read_on: tuple[Slot, ...] = ()
    """Slots of them whose words alone say that they go on with the cell above: two cells, perhaps."""


def join_merged(boundaries: Sequence[Boundary], rows: Sequence[Row], head: int) -> Merged:
    """Slots above one another that are one cell by its running text.

    Args:
        boundaries: of the columns, outer edges included.
        rows: of the grid, from the top.
        head: rows from the top that are headers.
    """
    n_cols = len(boundaries) - 1
    if n_cols < 3 or len(rows) - head < LIMITS.least_rows:
        return Merged()
    joined: list[tuple[Slot, Slot]] = []
    read_on: list[Slot] = []
    ends: set[int] = set()
    for column in range(n_cols):
        cells = _Column(column, boundaries, rows, head)
        if not cells.pieces:
            continue
        found = cells.run_on()
        if not found:
            found = cells.read_on()
            read_on += [(r, column) for r in found]
        if found:
            blank = cells.blank_rows(ends)
            ends |= cells.first_rows(found)
            found += blank
        else:
            found = cells.stand_centred()
        joined += [((r - 1, column), (r, column)) for r in found]
    return Merged(tuple(joined), tuple(read_on))


class _Column:
    """One column: its pieces by row below the headers."""

    def __init__(self, column: int, boundaries: Sequence[Boundary], rows: Sequence[Row], head: int) -> None:
        self.column, self.rows, self.head = column, rows, head
        self.left, self.right = boundaries[column].x + 1, boundaries[column + 1].x - 1
        own = [
            (r, p)
            for r in range(head, len(rows))
            for line in rows[r].lines
            if (p := line.at(column)) is not None
        ]
        # A word over several columns is a section's: nothing is told about this column's cells there.
        self.pieces = [(r, p) for r, p in own if not p.is_spanning]
        self.pieces.sort(key=lambda rp: rp[1].segment.mid_y)

    def run_on(self) -> list[int]:
        """Rows whose slot goes on with the one above because the lines run over the row's beginning."""
        runs = self._runs()
        filled = {r for r in range(self.head, len(self.rows)) if self.rows[r].lines}
        crossing = [run for run in runs if self._runs_over(run)]
        if not crossing or len(runs) > LIMITS.few * len(filled):
            return []
        if not all(self._begins_level(*run[0]) for run in runs):
            return []
        return [r for run in crossing for r in range(run[0][0] + 1, run[-1][0] + 1)]

    def stand_centred(self) -> list[int]:
        """Rows whose slot goes on with the one above because each cell is centred beside a block of rows.

        The first block begins with the first row, each other where the one before ends, and the last
        ends with the table: every middle must fit, so that chance does not make them. On a page that
        begins inside a cell whose text stands on the page before, the first rows are no block's.
        """
        if sum(is_numeric(p.segment.text) for _, p in self.pieces) > LIMITS.figures * len(self.pieces):
            return []
        if len(self.rows) > LIMITS.most_rows:
            return []
        runs = self._runs()
        body = [r for r in range(self.head, len(self.rows)) if self._extent(r) is not None]
        if not 2 <= len(runs) <= LIMITS.few * len(body) or body != list(range(self.head, len(self.rows))):
            return []
        for start in range(self.head, len(self.rows) - len(runs) + 1):
            blocks = self._fit(runs, start)
            if blocks:
                return [r for a, b in blocks for r in range(a + 1, b + 1)]
        return []

    def _fit(self, runs: Sequence[Sequence[tuple[int, Piece]]], start: int) -> list[tuple[int, int]]:
        """First and last row of the block beside which each run is centred; none where one does not fit."""
        blocks: list[tuple[int, int]] = []
        for run in runs:
            middle = (run[0][1].segment.top + run[-1][1].segment.bottom) / 2
            slack = LIMITS.centred * run[0][1].segment.size
            ends = [b for b in range(start, len(self.rows)) if abs(self._middle(start, b) - middle) <= slack]
            if not ends or self._is_closed(start, ends[0]) or self._is_row_by_row(run, start, ends[0]):
                return []
            blocks.append((start, ends[0]))
            start = ends[0] + 1
        return blocks if start == len(self.rows) else []

    def _is_row_by_row(self, run: Sequence[tuple[int, Piece]], first: int, last: int) -> bool:
        """Whether the lines are cells of several rows, one level with each."""
        level = {r for r, p in run if self._begins_level(r, p)}
        return last > first and level.issuperset(range(first, last + 1))

    def _middle(self, first: int, last: int) -> float:
        """Half-way between the top of one row's text in the other columns and the bottom of another's."""
        top, bottom = self._extent(first), self._extent(last)
        return (top[0] + bottom[1]) / 2 if top and bottom else float("inf")

    def _extent(self, r: int) -> tuple[float, float] | None:
        """Top and bottom of what the other columns print in a row; None where they are blank."""
        others = [p.segment for line in self.rows[r].lines for p in line.pieces if p.first != self.column]
        return (min(s.top for s in others), max(s.bottom for s in others)) if others else None

    def _runs_over(self, run: Sequence[tuple[int, Piece]]) -> bool:
        """Whether a run of lines stands beside several rows and does not begin with each of them."""
        return any(
            r != s and self._is_begun(s) and not self._begins_level(s, below)
            for (r, _), (s, below) in itertools.pairwise(run)
        )

    def _is_begun(self, r: int) -> bool:
        """Whether two other columns and more begin a row at one height."""
        return self._row_start(r)[1] >= LIMITS.least_begun

    def _row_start(self, r: int) -> tuple[float, int]:
        """Where most other columns begin a row, and how many: other cells that span rows run over it."""
        firsts: dict[int, float] = {}
        for line in self.rows[r].lines:
            for p in line.pieces:
                if p.first != self.column:
                    firsts.setdefault(p.first, p.segment.mid_y)
        within = LIMITS.level * self.pieces[0][1].segment.size
        level = {y: sum(0 <= other - y <= within for other in firsts.values()) for y in firsts.values()}
        best = max(level, key=lambda y: (level[y], -y), default=0.0)
        return best, level.get(best, 0)

    def _runs(self) -> list[list[tuple[int, Piece]]]:
        """Lines that follow one another as those of one cell do."""
        pitch = self._pitch()
        runs = [[self.pieces[0]]]
        for (r, above), (s, below) in itertools.pairwise(self.pieces):
            near = below.segment.mid_y - above.segment.mid_y <= LIMITS.same_cell * pitch
            worded = not (is_numeric(above.segment.text) or is_numeric(below.segment.text))
            goes_on = (
                worded
                and near
                and above.segment.is_bold == below.segment.is_bold
                and not _is_numbered(below, runs[-1][0][1])
            )
            if goes_on and not (r != s and self._is_closed(r, s)):
                runs[-1].append((s, below))
            else:
                runs.append([(s, below)])
        return runs

    def _pitch(self) -> float:
        """Distance of lines within the column's cells in points: the smallest that lines of text keep."""
        low, high = LIMITS.pitch
        gaps = [
            b.segment.mid_y - a.segment.mid_y
            for (_, a), (_, b) in itertools.pairwise(self.pieces)
            if low * a.segment.size <= b.segment.mid_y - a.segment.mid_y <= high * a.segment.size
        ]
        return min(gaps, default=0.0)

    def _is_closed(self, r: int, s: int) -> bool:
        """Whether a drawn rule runs under the column between two rows."""
        return any(
            covered([k for k in self.rows[i].strokes if k.is_line], self.left, self.right) >= LIMITS.drawn
            for i in range(r + 1, s + 1)
        )

    def _begins_level(self, r: int, piece: Piece) -> bool:
        """Whether a cell begins where the other columns begin its row."""
        start, columns = self._row_start(r)
        return not columns or abs(piece.segment.mid_y - start) <= LIMITS.level * piece.segment.size

    def read_on(self) -> list[int]:
        """Rows whose slot goes on with the one above because a sentence was cut at the row.

        All the column's other cells begin with a capital, and later rows leave it blank.
        """
        texts = {r: list(group) for r, group in itertools.groupby(self.pieces, key=lambda rp: rp[0])}
        body = range(self.head, len(self.rows))
        blank = len(body) - len(texts)
        if blank < LIMITS.least_blank * len(body):
            return []
        found = [
            r
            for r in sorted(texts)
            if r - 1 in texts
            and _reads_on(texts[r - 1][-1][1], texts[r][0][1])
            and not self._is_closed(r - 1, r)
            and self._begins_row(r)
        ]
        others = [first[0][1].segment.text for r, first in texts.items() if r not in found]
        least = 1 if blank >= LIMITS.mostly_blank * len(body) else 2
        sure = len(others) >= least and not any(t[:1].islower() or is_numeric(t) for t in others)
        return found if sure and len(found) < len(others) + 1 else []

    def blank_rows(self, ends: set[int]) -> list[int]:
        """Rows whose blank slot belongs to the cell above it, which spans them all.

        Args:
            ends: rows at which a spanning cell further left begins, so that none goes on.
        """
        filled = {r for r, _ in self.pieces}
        return [
            r
            for r in range(self.head + 1, len(self.rows))
            if r not in filled and r not in ends and self._is_plain(r) and not self._is_closed(r - 1, r)
        ]

    def first_rows(self, found: Sequence[int]) -> set[int]:
        """Rows at which the column's cells begin."""
        return {r for r, _ in self.pieces} - set(found)

    def _is_plain(self, r: int) -> bool:
        """Whether a row and the one above it are no sections: text over columns, or in the first alone."""
        for i in (r - 1, r):
            pieces = [p for line in self.rows[i].lines for p in line.pieces]
            if {p.first for p in pieces} == {0} or any(
                p.is_spanning and p.first <= self.column <= p.last for p in pieces
            ):
                return False
        return True

    def _begins_row(self, r: int) -> bool:
        """Whether most other columns have words where the row begins, none of them in lower case."""
        others = [p for line in self.rows[r].lines[:1] for p in line.pieces if p.first != self.column]
        return len(others) >= 2 and not any(p.segment.text[:1].islower() for p in others)


def _reads_on(above: Piece, below: Piece) -> bool:
    """Whether the words below go on with those above; a letter alone is a mark and no word."""
    end, first = above.segment.words[-1].text, below.segment.text[:1]
    if len(end) < 2 or end.endswith(_ENDED) or above.segment.is_bold != below.segment.is_bold:
        return False
    return first.islower() or end.endswith(OPEN_ENDS) or end.lower() in OPEN_WORDS


def _is_numbered(piece: Piece, first: Piece) -> bool:
    """Whether a line begins with a number as the cell above it does: the next of its kind."""
    return all(bool(_NUMBER.match(p.segment.words[0].text)) for p in (piece, first)) and (
        len(piece.segment.words) > 1 or len(first.segment.words) == 1
    )
