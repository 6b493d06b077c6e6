"""Words to lines in reading order, columns of prose told from rows of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parsers.page.typed import join_words
from planhouse.geometry import Box
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class LineTolerances:
    """When words share a line and lines a column. Lengths are parts of the font size."""

    level: float = 0.3
    """Baselines this close are one line."""
    wide: float = 0.7
    """White space that cuts a row in pieces; pieces of one flow are put together again."""
    gutter: float = 0.5
    """White space between columns of prose; newspapers set 1.2."""
    column_rows: int = 2
    """Fewer lines on either side are no column."""
    column_words: float = 2.5
    """Words a line on either side of a gutter: columns of prose have more, columns of labels fewer."""
    short_column_words: float = 4.0
    """The same where a column has only two lines."""
    filled: float = 0.45
    """Part of its column's width a line of prose fills, in the middle of all."""
    heading: float = 1.1
    """A line so many times larger than those of both columns, and below them, is of neither."""


TOLERANCES = LineTolerances()
_MARKER = re.compile(r"^(\(?[0-9a-zA-Z]{1,4}[.)]|[0-9]{1,2}(\.[0-9]{1,3}){1,4}\.?|[^\w\s]|o|[0-9]{1,3})$")


@dataclass(slots=True)
class Line:
    """Words on one baseline without a wide gap between them."""

    words: list[Word]
    box: Box = field(init=False)
    size: float = field(init=False)
    """Commonest size of its characters in points."""
    bold: bool = field(init=False)
    """Every word with a letter or digit is bold."""

    def __post_init__(self) -> None:
        """Measure the words."""
        boxes = [w.place.box for w in self.words if w.place.box is not None]
        self.box = Box(
            min(b.x0 for b in boxes),
            min(b.top for b in boxes),
            max(b.x1 for b in boxes),
            max(b.bottom for b in boxes),
        )
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        self.size = sizes.most_common(1)[0][0]
        lettered = [w for w in self.words if any(c.isalnum() for c in w.text)]
        self.bold = bool(lettered) and all(w.bold for w in lettered)

    @property
    def text(self) -> str:
        """The line as one would type it."""
        return join_words(self.words)

    @property
    def baseline(self) -> float:
        """Y of the foot of its largest word, to compare lines by."""
        return max(w.box.bottom for w in self.words if not w.superscript or len(self.words) == 1)


def build_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Upright words by baseline from the top, each row from left to right; raised marks by their word."""
    base: list[Word] = []
    raised: list[Word] = []
    for word in words:
        (raised if word.superscript else base).append(word)
    base.sort(key=lambda w: w.box.bottom - 0.22 * w.size)
    rows: list[list[Word]] = []
    level = float("-inf")
    for word in base:
        at = word.box.bottom - 0.22 * word.size
        if rows and at - level <= TOLERANCES.level * max(min(word.size, rows[-1][0].size), 4.0):
            rows[-1].append(word)
        else:
            rows.append([word])
            level = at
    for mark in raised:
        _place_raised(mark, rows)
    for row in rows:
        row.sort(key=lambda w: (w.box.x0, w.number))
    rows.sort(key=lambda r: min(w.box.top for w in r if not w.superscript or len(r) == 1))
    return rows


def _place_raised(mark: Word, rows: list[list[Word]]) -> None:
    """Put a superscript into the row of the word it touches, else into one of its own."""
    best: tuple[float, list[Word]] | None = None
    for row in rows:
        box = row[0].box
        if box.top - 2 > mark.box.bottom or box.bottom + 2 < mark.box.mid_y:
            continue
        for word in row:
            if word.box.top - 2 <= mark.box.mid_y <= word.box.bottom:
                apart = min(abs(mark.box.x0 - word.box.x1), abs(word.box.x0 - mark.box.x1))
                if best is None or apart < best[0]:
                    best = (apart, row)
    if best is not None and best[0] < 3 * max(mark.size, 4):
        best[1].append(mark)
    else:
        rows.append([mark])


def build_lines(words: Iterable[Word]) -> list[Line]:
    """Lines from the top of the page; a row with wide gaps gives several."""
    lines: list[Line] = []
    for row in build_rows(words):
        piece = [row[0]]
        for word in row[1:]:
            gap = word.box.x0 - max(w.box.x1 for w in piece)
            if gap > TOLERANCES.wide * max(min(word.size, piece[-1].size), 4.0) and not _is_label(piece, gap):
                lines.append(Line(piece))
                piece = []
            piece.append(word)
        lines.append(Line(piece))
    return lines


def _is_label(piece: Sequence[Word], gap: float) -> bool:
    """Whether a piece is only the mark or number of what follows after a tab."""
    return len(piece) == 1 and gap < 7 * max(piece[0].size, 4) and bool(_MARKER.match(piece[0].text))


def order_pieces(pieces: Sequence[Box], sizes: Sequence[float], counts: Sequence[int]) -> list[list[int]]:
    """Reading order of boxes: columns one after another where prose stands in columns.

    Args:
        pieces: boxes of lines and of whole tables, any order.
        sizes: font size of each, in points.
        counts: words of each; 0 for a table.

    Returns:
        Indices by flow: each flow is read from top to bottom before the next one begins.
    """
    indices = sorted(range(len(pieces)), key=lambda i: (pieces[i].top, pieces[i].x0))
    flows: list[list[int]] = []
    _Orderer(pieces, sizes, counts).order(indices, flows, 0)
    return [f for f in flows if f]


class _Orderer:
    """Cuts a page into flows at gutters that run beside several lines."""

    def __init__(self, boxes: Sequence[Box], sizes: Sequence[float], counts: Sequence[int]) -> None:
        self.boxes, self.sizes, self.counts = boxes, sizes, counts

    def order(self, indices: list[int], flows: list[list[int]], depth: int) -> None:
        """Append the flows of these pieces, given from the top."""
        run = self._find_columns(indices) if depth < 6 and len(indices) > 5 else None
        if run is None:
            flows.append(self._by_rows(indices))
            return
        first, last, gutter = run
        self.order(indices[:first], flows, depth + 1)
        inside = indices[first:last]
        self.order([i for i in inside if self.boxes[i].x0 < gutter], flows, depth + 1)
        self.order([i for i in inside if self.boxes[i].x0 >= gutter], flows, depth + 1)
        self.order(indices[last:], flows, depth + 1)

    def _by_rows(self, indices: list[int]) -> list[int]:
        """Pieces from the top, those of one row from the left."""
        return [i for row in self._rows(indices) for i in sorted(row, key=lambda k: self.boxes[k].x0)]

    def _rows(self, indices: list[int]) -> list[list[int]]:
        """Pieces given from the top, by row."""
        rows: list[list[int]] = []
        for i in indices:
            first = rows[-1][0] if rows else i
            if not rows or self.boxes[i].top > self.boxes[first].top + 0.4 * max(self.sizes[first], 4.0):
                rows.append([])
            rows[-1].append(i)
        return rows

    def _find_columns(self, indices: list[int]) -> tuple[int, int, float] | None:
        """The longest run of pieces with a gutter: first, after last, x of the right column's edge."""
        left = min(self.boxes[i].x0 for i in indices)
        right = max(self.boxes[i].x1 for i in indices)
        starts: Counter[int] = Counter()
        for i in indices:
            if self.boxes[i].x0 > left + 0.2 * (right - left):
                starts[round(self.boxes[i].x0 / 3)] += 1
        best: tuple[int, int, float] | None = None
        for start, count in starts.most_common(6):
            if count < TOLERANCES.column_rows:
                break
            run = self._longest_run(indices, start * 3 - 2.0)
            if run and (best is None or run[1] - run[0] > best[1] - best[0]):
                best = run
        return best

    def _longest_run(self, indices: list[int], edge: float) -> tuple[int, int, float] | None:
        """The longest run of pieces that leave a gutter left of ``edge`` and read as columns."""
        best: tuple[int, int, float] | None = None
        begin = 0
        for at in range(len(indices) + 1):
            if at < len(indices) and self._keeps_clear(indices[at], edge):
                continue
            trimmed = self._trim(indices, begin, at, edge)
            if trimmed and (best is None or trimmed[1] - trimmed[0] > best[1] - best[0]):
                best = trimmed
            begin = at + 1
        return best

    def _keeps_clear(self, index: int, edge: float) -> bool:
        box = self.boxes[index]
        gutter = TOLERANCES.gutter * max(self.sizes[index], 6.0)
        return box.x0 >= edge - 2 or box.x1 <= edge + 2 - gutter

    def _trim(self, indices: list[int], begin: int, end: int, edge: float) -> tuple[int, int, float] | None:
        """The part of a run where both columns stand side by side, if both are prose."""
        sides = ([], [])  # type: tuple[list[int], list[int]]
        for at in range(begin, end):
            sides[self.boxes[indices[at]].x0 >= edge - 2].append(at)
        if min(len(sides[0]), len(sides[1])) < TOLERANCES.column_rows:
            return None
        top = max(self.boxes[indices[s[0]]].top for s in sides) - 1
        foot = min(max(self.boxes[indices[a]].bottom for a in s) for s in sides)
        begin = next(a for a in range(begin, end) if self.boxes[indices[a]].bottom > top - 40)
        if foot - top < 20:
            return None
        for side in sides:
            if not self._is_prose([indices[a] for a in side if a >= begin]):
                return None
        while end < len(indices) and end - begin > 1 and self._is_heading_below(indices[begin:end]):
            end -= 1
        return begin, end, edge - 2

    def _is_heading_below(self, run: list[int]) -> bool:
        """Whether the last piece is a larger line below both columns: it heads what stands across below."""
        last, others = run[-1], run[:-1]
        sizes = sorted(self.sizes[i] for i in others if self.counts[i])
        is_larger = bool(sizes) and self.sizes[last] >= TOLERANCES.heading * sizes[len(sizes) // 2]
        foot = max(self.boxes[i].bottom for i in others)
        return bool(self.counts[last]) and is_larger and self.boxes[last].top > foot

    def _is_prose(self, side: list[int]) -> bool:
        """Whether lines fill their column as running text does; a table stands for itself."""
        lines = [i for i in side if self.counts[i]]
        tall = sum(self.boxes[i].height for i in side if not self.counts[i])
        reach = max(self.boxes[i].bottom for i in side) - min(self.boxes[i].top for i in side)
        if tall > 0.5 * reach:
            return True
        if len(lines) < TOLERANCES.column_rows:
            return False
        width = max(self.boxes[i].x1 for i in lines) - min(self.boxes[i].x0 for i in lines)
        rows = self._rows(lines)
        spans = sorted(max(self.boxes[i].x1 for i in r) - min(self.boxes[i].x0 for i in r) for r in rows)
        filled = spans[len(rows) // 2]
        words = sum(self.counts[i] for i in lines) / len(rows)
        least = TOLERANCES.column_words if len(rows) > 2 else TOLERANCES.short_column_words
        return filled >= TOLERANCES.filled * width and words >= least
