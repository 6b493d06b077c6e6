"""Columns of a text export told by blanks: what of each line stands in which column.

Two blanks and more part the cells of a line. Where the cells of all rows leave the same places blank
there is a gutter between two columns; a cell printed close to its neighbour is cut where other rows
show that a figure ends or begins.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.numbers import are_short_years, has_digits, is_figure

_PIECE = re.compile(r"\S+(?: \S+)*")
_TOKEN = re.compile(r"\S+")
_YEAR = re.compile(
    r"(?:(?:FY|[A-Z][a-z]{2,8}|Q[1-4]),?\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d{4}|\d{1,2}))?(?:\s?\(?(?:%|£\s?(?:m|000s?)?|no\.?|n)\)?)?"
)
_NAMED = re.compile(r"[(\[]?(?:of|out of|in|per|Q)\b|[(\[]?Q[1-4]\b|\d{1,3}\s?[–-]\s?\d{1,3} [a-z]", re.I)
"""What begins a header with digits in it: "(of 15)", "Q1", "10-17 population"."""
_SHARE_BEHIND = re.compile(r"\(<?\d{1,3}(?:\.\d+)?\s?%\)")
"""A share in brackets, which belongs to the count one blank before it: "38 (42%)"."""
_PHONE = re.compile(r"\(?0\d{2,}\)?[\d ]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that no two blanks part."""

    line: int
    """Index of its line."""
    start: int
    """Column of its first character."""
    end: int
    """Column behind its last one."""
    text: str

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, or a sign for one, and nothing else."""
        return is_figure(self.text) and not _PHONE.fullmatch(self.text)

    @property
    def is_value(self) -> bool:
        """Whether it is a figure with digits that is no bare year."""
        is_year = _YEAR.fullmatch(self.text) or are_short_years(self.text)
        is_other = is_year or _PHONE.fullmatch(self.text) or _NAMED.match(self.text)
        return has_digits(self.text) and not is_other


Extent = tuple[int, int]
"""First column of characters, and the one behind the last."""


def split_pieces(text: str, line: int) -> list[Piece]:
    """The pieces of a line from the left."""
    return [Piece(line, m.start(), m.end(), m.group()) for m in _PIECE.finditer(text)]


def cut_close_cells(rows: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The rows with figures cut off that one blank alone parts from the cell before them.

    A figure at the end of a piece is cut off where figures alone of two other rows end in the same column;
    words are where those of half of the rows begin.
    """
    alone = [p for row in rows for p in row if p.is_figure and " " not in p.text]
    ends = Counter(p.end for p in alone)
    full = [row for row in rows if len(row) > 1]
    begins = Counter(p.start for row in full for p in row[1:] if not p.is_figure)
    starts = {start for start, count in begins.items() if count >= max(3, len(full) / 2)}
    parted = [[half for piece in row for half in _cut_words(piece, starts)] for row in rows]
    keeps_shares = not any(_SHARE_BEHIND.fullmatch(p.text) for p in alone)
    return [[part for piece in row for part in _cut(piece, ends, keeps_shares)] for row in parted]


def _is_count_before(piece: Piece, token: re.Match[str]) -> bool:
    """Whether the word before a token is a figure with digits."""
    words = piece.text[: token.start()].split()
    return bool(words) and is_figure(words[-1]) and has_digits(words[-1])


def _cut_words(piece: Piece, starts: set[int]) -> list[Piece]:
    """The piece cut where a column of words begins: "Alley gates Police" over "Marking     Police"."""
    for token in list(_TOKEN.finditer(piece.text))[1:]:
        at = token.start()
        if {piece.start + at, piece.start + at - 1} & starts:
            head = piece.text[:at].rstrip()
            first = Piece(piece.line, piece.start, piece.start + len(head), head)
            return [first, Piece(piece.line, piece.start + at, piece.end, piece.text[at:])]
    return [piece]


def _cut(piece: Piece, ends: Counter[int], keeps_shares: bool) -> list[Piece]:
    """The piece in its cells; a share in brackets stays with its count: "White 31 (34%)" is two cells."""
    tokens = list(_TOKEN.finditer(piece.text))
    cuts: list[int] = []
    is_counted = False
    for token in reversed(tokens[1:]):
        own = Piece(piece.line, 0, 0, token.group())
        if not own.is_figure or (ends[piece.start + token.end()] < 2 and not is_counted):
            break
        is_counted = bool(
            keeps_shares and _SHARE_BEHIND.fullmatch(token.group()) and _is_count_before(piece, token)
        )
        if not is_counted:
            cuts.insert(0, token.start())
    if piece.is_figure and len(cuts) < len(tokens) - 1:
        return [piece]  # "45 (23%)"
    marks = [0, *cuts, len(piece.text)]
    parts = []
    for first, last in itertools.pairwise(marks):
        text = piece.text[first:last].rstrip()
        parts.append(Piece(piece.line, piece.start + first, piece.start + first + len(text), text))
    return parts


def find_extents(rows: Sequence[Sequence[Piece]]) -> list[Extent]:
    """The columns that rows share: spans of characters that their pieces cover, parted by gutters."""
    spans = sorted((p.start, p.end) for row in rows for p in row)
    extents: list[Extent] = []
    for start, end in spans:
        if extents and start < extents[-1][1]:
            extents[-1] = (extents[-1][0], max(end, extents[-1][1]))
        else:
            extents.append((start, end))
    return extents


def join_halves(
    extents: Sequence[Extent], rows: Sequence[Sequence[Piece]], header: Sequence[Sequence[Piece]]
) -> list[Extent]:
    """The columns with those joined that are one: figures of different widths that leave a gutter between.

    Two columns side by side of which no row fills both are halves of one where the header has fewer
    pieces than there are columns.
    """
    joined = list(extents)
    headed = max((len(line) + (line[0].start >= joined[0][1]) for line in header), default=len(joined))
    while len(joined) > headed:
        filled = [dict(zip((f for f, _ in place_pieces(row, joined)), row, strict=False)) for row in rows]
        halves = [
            (joined[c + 1][0] - joined[c][1], c)
            for c in range(1, len(joined) - 1)
            if not any(c in row and c + 1 in row for row in filled)
            and all(row[k].is_figure for row in filled for k in (c, c + 1) if k in row)
        ]
        if not halves:
            break
        _, c = min(halves)
        joined[c : c + 2] = [(joined[c][0], joined[c + 1][1])]
    return joined


def place_pieces(row: Sequence[Piece], extents: Sequence[Extent]) -> list[tuple[int, int]]:
    """First and last column of each piece: those it stands over, else the nearest one."""
    places = []
    for piece in row:
        met = [c for c, (start, end) in enumerate(extents) if piece.start < end and start < piece.end]
        if not met:
            met = [min(range(len(extents)), key=lambda c: _apart(piece, extents[c]))]
        places.append((met[0], met[-1]))
    firsts = [first for first, _ in places]
    if len(set(firsts)) < len(firsts) and len(row) == len(extents):
        return [(c, c) for c in range(len(row))]  # one for each column, however wide
    if len(set(firsts)) < len(firsts) and len(row) == len(extents) - 1 and row[0].start >= extents[0][1]:
        return [(c, c) for c in range(1, len(extents))]
    return places


def spread_pieces(row: Sequence[Piece], extents: Sequence[Extent]) -> list[tuple[int, int]]:
    """As ``place_pieces`` for a line that heads columns: where two pieces fall in one, each has its own."""
    places = place_pieces(row, extents)
    firsts = [first for first, _ in places]
    columns = range(0 if row and row[0].start < extents[0][1] else 1, len(extents))
    if len(set(firsts)) == len(firsts) or len(row) > len(columns):
        return places
    middles = {c: sum(extents[c]) / 2 for c in columns}
    best = min(
        itertools.combinations(columns, len(row)),
        key=lambda cs: sum(abs((p.start + p.end) / 2 - middles[c]) for p, c in zip(row, cs, strict=True)),
    )
    return [(c, c) for c in best]


def _apart(piece: Piece, extent: Extent) -> int:
    return max(extent[0] - piece.end, piece.start - extent[1])


def is_heading_row(row: Sequence[Piece]) -> bool:
    """Whether a line heads columns: no figure but years among its pieces right of the first."""
    return len(row) > 1 and not any(p.is_value for p in row[1:])


def is_figure_row(row: Sequence[Piece]) -> bool:
    """Whether a line has a figure right of its first piece."""
    return len(row) > 1 and any(p.is_value for p in row[1:])
