"""Header lines of a table aligned by blanks: which columns each piece stands over.

The lowest line heads single columns. A piece above it stands over the run of columns in whose middle it
is printed: one (its words go on below), or several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.readers.text_columns import Extent, Piece, place_pieces, spread_pieces

_GOES_ON = re.compile(r"(?:[-–/,&]|\b(?:and|or|of|per|the|from|to|in|by|with|than))$", re.I)
_UNIT = re.compile(r"%|£\s?(?:m|k|000s?)?|[‘'’]?000s?|n(?:o\.?|umber)?|rate|fte|count", re.I)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\*?")
_PART_OF_YEAR = re.compile(
    r"(?:Q(?:uarter|tr)?\s?[1-4]|H[12]|YTD|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|(?:[1-4]\w\w )?quarter"
    r"|(?:full |whole )?year|(?:first|second) half|total\b)",
    re.I,
)
_MONTH_ENDS = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{2,6})?\.?(?: ?[–-])?$"
)
_SPAN = re.compile(rf"{_YEAR.pattern} ?(?:to|on|v|vs|[–-]) ?{_YEAR.pattern}")
"""From one year to another, as it ends "Change"."""
_LOWER = re.compile(r"[a-z(&/]")


@dataclass(frozen=True, slots=True)
class HeaderLimits:
    """Costs in characters."""

    bare: float = 4.0
    """For each column that no piece of an upper line stands over."""
    bare_unit: float = 20.0
    """The same where units alone stand below, which end no words: "No." and "%"."""
    again: float = 10.0
    """For each column headed below as another one under the same piece."""
    title_columns: int = 2
    """Columns that words over a whole table stand over, at least."""
    title_words: int = 4
    """And how many they are."""
    off: float = 14.0
    """From which a piece is too far off the middle of its columns to stand over several."""


LIMITS = HeaderLimits()


@dataclass(slots=True)
class HeaderCell:
    """A cell of a header row."""

    column: int
    pieces: list[Piece]
    span: int = 1
    """Columns it stands over."""


Group = tuple[int, int]
"""First and last column under a piece."""


def build_header(lines: Sequence[list[Piece]], extents: Sequence[Extent]) -> list[list[HeaderCell]]:
    """Header rows from the outermost to that of single columns."""
    if not lines:
        return []
    lines = [[part for piece in line for part in _split_repeats(piece)] for line in lines]
    single: list[list[Piece]] = [[] for _ in extents]
    outer: list[list[HeaderCell]] = []
    lowest = _lowest_line(lines, extents)
    wide = _widen(extents, lines[lowest])
    under: list[int] = []
    for piece, (first, last) in zip(lines[lowest], spread_pieces(lines[lowest], extents), strict=True):
        if first == last or first == 0:
            single[first].append(piece)
            under.append(first)
        else:
            outer.append([HeaderCell(first, [piece], last - first + 1)])
    for line in reversed(lines[:lowest]):
        row: list[HeaderCell] = []
        below = [" ".join(p.text for p in pieces) for pieces in single]
        placed = _place_above(line, wide, under, below)
        is_level = any(last > first for _, (first, last) in placed)
        for piece, (first, last) in placed:
            goes_on = _GOES_ON.search(piece.text) or _goes_on_with(below[first])
            if first == last and not (is_level and first in under and first > 0 and not goes_on):
                single[first].insert(0, piece)
            else:
                row.append(HeaderCell(first, [piece], last - first + 1))
        under = sorted({*under, *(c for c, pieces in enumerate(single) if pieces)})
        _add_outer(outer, row)
    for line in lines[lowest + 1 :]:  # words under the lowest line: ends of headers printed half-way down
        for piece, (first, _) in zip(line, place_pieces(line, extents), strict=True):
            single[first].append(piece)
    for pieces in single:
        pieces.sort(key=lambda p: (p.line, p.start))
    return [*outer, [HeaderCell(c, pieces) for c, pieces in enumerate(single) if pieces]]


def ends_header(line: Sequence[Piece], above: Sequence[Piece]) -> bool:
    """Whether all figures of a line end words above them: "21" below "Apr 20 – Mar", "1,000" below "per"."""
    has_words = any(not p.is_figure for p in line)
    return all(
        any(p.start < a.end and a.start < p.end and _is_end_of(p.text, a.text, has_words) for a in above)
        for p in line
        if p.is_figure
    )


def _is_end_of(figure: str, text: str, has_words: bool) -> bool:
    if has_words and _YEAR.fullmatch(figure) and re.search(r"[a-z]$", text):
        return True  # "2010" below "Target", beside "average" below "1994-98"
    if re.fullmatch(r"\d\d(?:\d\d)?", figure):
        return _MONTH_ENDS.search(text) is not None
    if _SPAN.fullmatch(figure):
        return _SPAN.search(text) is None and re.search(r"[a-z]$", text) is not None
    return re.fullmatch(r"10+(?:,0{3})*", figure) is not None and re.search(r"\bper$", text) is not None


def is_title(lines: Sequence[list[Piece]], extents: Sequence[Extent]) -> bool:
    """Whether the uppermost line of a header names the table: words in the middle over all its columns."""
    if len(lines) < 2 or len(lines[0]) != 1 or len(extents) < 4:
        return False
    (piece,) = lines[0]
    met = sum(piece.start < end and start < piece.end for start, end in extents)
    middle = (piece.start + piece.end) / 2
    whole = (extents[0][0] + extents[-1][1]) / 2
    figures = (extents[1][0] + extents[-1][1]) / 2
    is_nearer = abs(middle - whole) < abs(middle - figures)
    return met >= LIMITS.title_columns and len(piece.text.split()) >= LIMITS.title_words and is_nearer


def _split_repeats(piece: Piece) -> list[Piece]:
    """A piece as two where it says the same twice, one blank between: "12 months to Mar 12 months to Mar"."""
    half, rest = divmod(len(piece.text), 2)
    first, second = piece.text[:half], piece.text[half + 1 :]
    if not rest or first != second or len(first) < 3:
        return [piece]
    middle = piece.start + half
    return [Piece(piece.line, piece.start, middle, first), Piece(piece.line, middle + 1, piece.end, second)]


def _lowest_line(lines: Sequence[list[Piece]], extents: Sequence[Extent]) -> int:
    """The last line with a piece beyond the labels."""
    return next(
        (i for i in range(len(lines) - 1, -1, -1) if any(p.end > extents[0][1] for p in lines[i])),
        len(lines) - 1,
    )


def _add_outer(outer: list[list[HeaderCell]], row: list[HeaderCell]) -> None:
    """Put a row above the others; words that go on in the row below join it."""
    below = {(c.column, c.span): c for c in (outer[0] if outer else [])}
    rest = []
    for cell in row:
        same = below.get((cell.column, cell.span))
        if same is not None and (_LOWER.match(same.pieces[0].text) or _GOES_ON.search(cell.pieces[-1].text)):
            same.pieces[:0] = cell.pieces
        else:
            rest.append(cell)
    if rest:
        outer.insert(0, rest)


def _widen(extents: Sequence[Extent], line: Sequence[Piece]) -> list[Extent]:
    """The columns with the pieces that head them."""
    wide = list(extents)
    for piece, (first, last) in zip(line, place_pieces(line, extents), strict=True):
        if first == last:
            wide[first] = (min(wide[first][0], piece.start), max(wide[first][1], piece.end))
    return wide


def _place_above(
    line: Sequence[Piece], extents: Sequence[Extent], under: Sequence[int], below: Sequence[str]
) -> list[tuple[Piece, Group]]:
    """The columns each piece of an upper line stands over.

    ``under`` are the columns headed by the lowest line; another column is headed by the one piece over it.
    """
    placed: list[tuple[Piece, Group]] = []
    left: list[Piece] = []
    for piece in line:
        met = [c for c, (start, end) in enumerate(extents) if piece.start < end and start < piece.end]
        middle = (piece.start + piece.end) / 2
        nearest = min(range(len(extents)), key=lambda c: abs(middle - sum(extents[c]) / 2))
        alone = [c for c in met if c not in under and c > 0]
        if met == [0] or (not met and piece.end <= extents[0][1]):
            placed.append((piece, (0, 0)))
        elif (len(met) == 1 and alone) or (not met and nearest not in under):
            placed.append((piece, (nearest if not met else met[0],) * 2))
        else:
            left.append(piece)
    columns = [c for c in under if c > 0]
    inside = frozenset(c for c, text in enumerate(below) if text and c not in under)
    shared = _Sharing(left, columns, [below[c] for c in columns], extents, inside)
    placed += zip(left, shared.share(), strict=True)
    return placed


@dataclass(frozen=True, slots=True)
class _Sharing:
    """Columns to be shared among the pieces of a line above what heads them."""

    pieces: Sequence[Piece]
    columns: Sequence[int]
    below: Sequence[str]
    """What heads each of the columns."""
    extents: Sequence[Extent]
    inside: frozenset[int] = frozenset()
    """Columns headed by a line between, over which a run may reach."""

    def share(self) -> list[Group]:
        """A run of columns for each piece, so that each is printed nearest the middle of its own."""
        if not self.pieces or not self.columns:
            return [(first, first) for first, _ in place_pieces(self.pieces, self.extents)]
        return self._by_repeats() or self._by_starts() or self._by_middles()

    def _by_starts(self) -> list[Group]:
        """Years over parts of years, each printed at its first part: up to where the next does."""
        firsts = [self._at_edge(p) for p in self.pieces]
        are_years = all(_YEAR.fullmatch(p.text) for p in self.pieces)
        if not are_years or firsts[0] != 0 or firsts != sorted(set(firsts)):
            return []
        if not all(_PART_OF_YEAR.match(t) for t in self.below):
            return []
        lasts = [*(first - 1 for first in firsts[1:]), len(self.columns) - 1]
        return [(self.columns[a], self.columns[b]) for a, b in zip(firsts, lasts, strict=True)]

    def _by_repeats(self) -> list[Group]:
        """Runs of equal length where what stands below is the same in each: "No." "%" "No." "%"."""
        size, rest = divmod(len(self.columns), len(self.pieces))
        is_run = self.columns[-1] - self.columns[0] == len(self.columns) - 1
        if rest or size < 2 or len(self.pieces) < 2 or not is_run:
            return []
        parts = [self.below[i : i + size] for i in range(0, len(self.below), size)]
        if any(part != parts[0] for part in parts):
            return []
        starts = self.columns[::size]
        return [(start, start + size - 1) for start in starts]

    def _at_edge(self, piece: Piece) -> int:
        """Position of the column with which a piece begins, or ends; -1 where there is none."""
        edges = enumerate(self.extents[c] for c in self.columns)
        return next((i for i, (start, end) in edges if piece.start == start or piece.end == end), -1)

    def _by_middles(self) -> list[Group]:
        table: dict[tuple[int, int], tuple[float, tuple[Group, ...]]] = {
            (len(self.pieces), c): (sum(map(self._bare_cost, range(c, len(self.columns)))), ())
            for c in range(len(self.columns) + 1)
        }
        for piece in range(len(self.pieces) - 1, -1, -1):
            table[piece, len(self.columns)] = (float("inf"), ())
            for column in range(len(self.columns) - 1, -1, -1):
                skipped, groups = table[piece, column + 1]
                options = [(skipped + self._bare_cost(column), groups)]
                for last in self._ends(piece, column):
                    off = _off_middle(
                        self.pieces[piece], self.columns[column], self.columns[last], self.extents
                    )
                    rest, after = table[piece + 1, last + 1]
                    said = self.below[column : last + 1]
                    off += LIMITS.again * (len(said) - len(set(said)))
                    options.append((off + rest, ((self.columns[column], self.columns[last]), *after)))
                table[piece, column] = min(options, key=lambda o: o[0])
        groups = table[0, 0][1]
        if len(groups) == len(self.pieces):
            return list(groups)
        return [(first, first) for first, _ in place_pieces(self.pieces, self.extents)]

    def _bare_cost(self, column: int) -> float:
        """What it costs to leave a column without a piece: more where its words need one."""
        units = all(_UNIT.fullmatch(t) for t in self.below)
        return LIMITS.bare_unit if units or self._shares_beginning(column) else LIMITS.bare

    def _shares_beginning(self, column: int) -> bool:
        """Whether a piece begins the words of columns side by side: "% of people who" over "feel safe"."""
        beside = self.below[max(0, column - 1) : column + 2]
        return len(beside) > 1 and sum(map(_goes_on_with, beside)) > 1 and _goes_on_with(self.below[column])

    def _ends(self, piece: int, column: int) -> list[int]:
        """Where a run that begins with a column may end: at itself only, where words go on below."""
        ends = [column]
        text = self.pieces[piece].text
        is_shared = self._shares_beginning(column)
        if not is_shared and (_GOES_ON.search(text) or _goes_on_with(self.below[column])):
            return ends
        for last in range(column + 1, len(self.columns)):
            between = set(range(self.columns[column], self.columns[last])) - set(self.columns)
            if between - self.inside:
                break  # a column between them is headed otherwise
            off = _off_middle(self.pieces[piece], self.columns[column], self.columns[last], self.extents)
            if off <= LIMITS.off:
                ends.append(last)
        return ends


def _goes_on_with(text: str) -> bool:
    """Whether a header below goes on with words above it, and is no unit: "point change", not "n"."""
    return _LOWER.match(text) is not None and not _UNIT.fullmatch(text)


def _off_middle(piece: Piece, first: int, last: int, extents: Sequence[Extent]) -> float:
    """Characters between a piece's middle and that of a run of columns; their edges lie in the gutters."""
    middle = (piece.start + piece.end) / 2
    start, end = extents[first][0], extents[last][1]
    before = extents[first - 1][1] if first else start
    after = extents[last + 1][0] if last + 1 < len(extents) else end + 2
    middles = (
        (start + end) / 2,
        ((before + start) / 2 + (end + after) / 2) / 2,
        (before + 1 + end + 1) / 2,
    )
    return min(abs(middle - m) for m in middles)
