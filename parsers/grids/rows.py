"""Lines into rows: drawn boundaries first, between them the evidence of the lines themselves."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.columns import Boundary
from parsers.grids.pieces import Piece, PlacedLine
from parsers.grids.segments import is_numeric

_BULLETS = ("•", "▪", "●", "o", "-", "–", "", "■", "◦", "")
OPEN_ENDS = (",", "-", "–", "/", "(", "&", ":")
OPEN_WORDS = frozenset(
    [
        "and",
        "or",
        "of",
        "the",
        "to",
        "in",
        "for",
        "with",
        "a",
        "an",
        "by",
        "on",
        "from",
        "at",
        "as",
        "that",
        "which",
        "including",
    ]
)


@dataclass(frozen=True, slots=True)
class RowWeights:
    """Votes for (positive) and against a new row at a line; a sum above zero begins one.

    Set by hand on borderless action plans and statistics tables, where each error has a name.
    """

    wide_gap: float = 2.2
    """The line stands clearly further away than lines of one cell do."""
    wide: float = 1.55
    """From so many pitches on."""
    some_gap: float = 1.3
    tight: float = -0.5
    """The line stands as near as lines of one cell do."""
    filled: float = 0.9
    """It has words in most columns."""
    lone: float = -0.6
    """It has words in one column only."""
    key: float = 0.5
    """It has words in the first column."""
    key_goes_on: float = -0.5
    """... unless they go on in lower case from a full line: a long first cell beside paragraphs of others."""
    no_key: float = -1.0
    figures: float = 1.5
    """A figure stands under a figure."""
    wraps: float = -1.0
    """A column's line above is full, so that it runs on here."""
    restarts: float = 0.9
    """A column has words again after a blank line."""
    restart_gap: float = 1.6
    """Pitches from the column's last words that make a blank line."""
    even_gap: float = 1.1
    """From so many pitches a gap speaks for a new row, where lines follow at exact distances."""
    uneven_gap: float = 1.2
    """The same elsewhere."""
    stops: float = 0.6
    """A column's line above had room for the first word here."""
    lower: float = -0.7
    """Words go on in lower case, or the line above ends in a word that wants more."""
    complete: float = 1.2
    """It has words in every one of three columns or more."""
    overlap: float = 0.6
    """Lines nearer than so many pitches cannot be of two rows."""
    all_complete: float = 2.0
    """Nearly all lines have words in every column: each is a row."""
    text: float = 0.25
    """Share of cells in lower case from which they are lines of a text all the same."""
    same_cell: float = 1.12
    """Lines of one cell follow within so many pitches."""
    key_runs_on: float = -1.5
    """The first column goes on in lower case, as near as lines of one cell do."""
    paragraph: float = -1.0
    """A lone line of an inner column under no wide gap: a paragraph of its cell."""
    item: float = -2.5
    """A lone line of the first column begins with a list mark: an item of the cell above."""
    heads: float = 2.0
    """A lone label under a row of figures that would have fitted beside the label above."""
    listed: float = -4.0
    """Every column has an item close under an item: lists beside one another, not rows."""
    style: float = 1.0
    """Bold above and plain here, or the other way round, in the first column."""


WEIGHTS = RowWeights()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines of a band have in common."""

    boundaries: Sequence[Boundary]
    pitch: float
    """Distance of lines within a cell in points."""
    some_gap: float
    """From so many pitches a gap speaks for a new row."""
    typical: int
    """Columns with words in a well filled line."""


def group_lines(
    lines: Sequence[PlacedLine], boundaries: Sequence[Boundary], pitch: float, bias: float = 0.0
) -> list[list[PlacedLine]]:
    """Lines of an undivided band grouped to rows.

    Args:
        lines: from the top.
        boundaries: of the columns, outer edges included.
        pitch: distance of lines within a cell in points.
        bias: votes a new row must exceed.
    """
    if not lines:
        return []
    filled = sorted(len(line.columns()) for line in lines)
    typical = filled[len(filled) * 3 // 4]
    width = len(boundaries) - 1
    complete = sum(len(line.columns()) == width for line in lines)
    if width >= 3 and len(lines) >= 3 and complete >= 0.8 * len(lines) and not is_text(lines):
        bias -= WEIGHTS.all_complete
    even = _is_even([b.mid_y - a.mid_y for a, b in itertools.pairwise(lines)], pitch)
    setting = Setting(boundaries, pitch, WEIGHTS.even_gap if even else WEIGHTS.uneven_gap, typical)
    units = _join_overlapping(lines, pitch)
    rows = [list(units[0])]
    for unit in units[1:]:
        if score_break(rows[-1], rows[-1][-1], _as_one(unit), setting) > bias:
            rows.append(list(unit))
        else:
            rows[-1].extend(unit)
    return rows


def is_text(lines: Sequence[PlacedLine]) -> bool:
    """Whether many cells of the lines go on in lower case: level lines of four narrow texts, no rows."""
    pieces = [p for line in lines[1:] for p in line.pieces]
    lower = sum(p.segment.text[:1].islower() for p in pieces)
    return lower >= WEIGHTS.text * len(pieces)


def _join_overlapping(lines: Sequence[PlacedLine], pitch: float) -> list[list[PlacedLine]]:
    """Lines so near one another that they are of one row: figures centred beside a label of two lines."""
    units = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if pitch and line.mid_y - above.mid_y < WEIGHTS.overlap * pitch:
            units[-1].append(line)
        else:
            units.append([line])
    return units


def _as_one(unit: Sequence[PlacedLine]) -> PlacedLine:
    """The lines of a unit as one that stands where the first does."""
    if len(unit) == 1:
        return unit[0]
    whole = PlacedLine([p for line in unit for p in line.pieces])
    whole.top, whole.bottom = unit[0].top, unit[0].bottom
    return whole


def _is_even(gaps: Sequence[float], pitch: float) -> bool:
    """Whether most lines follow at exactly the pitch, so that a slightly larger gap means something."""
    near = sum(abs(g - pitch) <= 0.04 * pitch for g in gaps)
    return len(gaps) >= 5 and near >= 0.6 * len(gaps)


def score_break(row: Sequence[PlacedLine], above: PlacedLine, line: PlacedLine, setting: Setting) -> float:
    """Sum of the votes that ``line`` begins a new row after ``row``, whose last line is ``above``."""
    w = WEIGHTS
    boundaries, pitch, typical = setting.boundaries, setting.pitch, setting.typical
    columns = line.columns()
    score = _vote_gap(line.mid_y - above.mid_y, pitch, setting.some_gap)
    share = len(columns) / max(typical, 1)
    score += w.filled if share >= 0.7 else (w.lone if len(columns) == 1 else 0.0)
    score += _vote_key(above, line, boundaries)
    if typical >= 3 and len(columns) == len(boundaries) - 1:
        score += w.complete
    score += _vote_same_cell(row, above, line, pitch)
    continued = 0.0
    for piece in line.pieces:
        earlier = _last_in(row, piece)
        if earlier is None:
            continue
        if (earlier.first, earlier.last) != (piece.first, piece.last):
            continued += w.stops
            continue
        if is_numeric(piece.segment.text) and is_numeric(earlier.segment.text):
            score += w.figures
            continue
        if pitch and piece.segment.mid_y - earlier.segment.mid_y > w.restart_gap * pitch:
            continued += w.restarts
            continue
        continued += _vote_text(earlier, piece, boundaries)
    score += max(-2.5, min(1.2, continued))
    if _are_lists(row, line) and _vote_gap(line.mid_y - above.mid_y, pitch, setting.some_gap) < 0:
        score += w.listed
    first_above, first = above.at(0), line.at(0)
    if first_above and first and len(line.pieces) == 1 and _is_head(row, first_above, first, boundaries):
        score += w.heads
    if first_above and first and first_above.segment.is_bold != first.segment.is_bold:
        score += w.style
    return score


def _vote_key(above: PlacedLine, line: PlacedLine, boundaries: Sequence[Boundary]) -> float:
    """Vote of the first column."""
    first, before = line.at(0), above.at(0)
    if first is None:
        return WEIGHTS.no_key
    goes_on = (
        before is not None
        and len(boundaries) > 3
        and first.segment.text[0].islower()
        and (first.first, first.last) == (before.first, before.last)
        and is_full(before, first, boundaries)
    )
    return WEIGHTS.key_goes_on if goes_on else WEIGHTS.key


def _are_lists(row: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """Whether a line holds items of lists in two columns and more, and each stands under an item."""
    items = [p for p in line.pieces if _is_item(p)]
    if len(items) < 2 or len(items) < len(line.pieces):
        return False
    return all((above := _last_in(row, p)) is not None and _is_item(above) for p in items)


def _is_item(piece: Piece) -> bool:
    """Whether a piece is a bullet with its text."""
    words = piece.segment.words
    return len(words) > 1 and words[0].text in _BULLETS


def _vote_same_cell(row: Sequence[PlacedLine], above: PlacedLine, line: PlacedLine, pitch: float) -> float:
    """Votes of what a cell holds besides: items, paragraphs, a first column that runs on."""
    w = WEIGHTS
    vote = w.key_runs_on if _key_runs_on(row, line, pitch) else 0.0
    if len(line.pieces) > 1:
        return vote
    if 0 not in line.columns():
        return vote + (w.paragraph if line.mid_y - above.mid_y < w.wide * pitch else 0.0)
    return vote + (w.item if 0 in above.columns() and _is_item(line.pieces[0]) else 0.0)


def _key_runs_on(row: Sequence[PlacedLine], line: PlacedLine, pitch: float) -> bool:
    """Whether the first column's text runs on: in lower case, at the distance of lines of one cell."""
    key = line.at(0)
    earlier = _last_in(row, key) if key is not None else None
    if key is None or earlier is None or key.is_spanning or not key.segment.text[:1].islower():
        return False
    return key.segment.mid_y - earlier.segment.mid_y <= WEIGHTS.same_cell * pitch


def _vote_gap(gap: float, pitch: float, some_gap: float) -> float:
    """Vote of the distance to the line above."""
    if pitch <= 0:
        return 0.0
    ratio = gap / pitch
    if ratio >= WEIGHTS.wide:
        return WEIGHTS.wide_gap
    if ratio >= some_gap:
        return WEIGHTS.some_gap
    return WEIGHTS.tight


def _last_in(row: Sequence[PlacedLine], piece: Piece) -> Piece | None:
    """The lowest piece of the row above ``piece``, in the same column."""
    for line in reversed(row):
        for other in line.pieces:
            if other.first <= piece.last and other.last >= piece.first:
                return other
    return None


def _vote_text(above: Piece, piece: Piece, boundaries: Sequence[Boundary]) -> float:
    """Vote of one column: does its text run on from ``above``?"""
    vote = 0.0
    first = piece.segment.words[0]
    if first.text in _BULLETS:
        vote -= 0.3
    elif is_full(above, piece, boundaries):
        vote += WEIGHTS.wraps
    else:
        vote += WEIGHTS.stops
    end = above.segment.words[-1].text
    if first.text[:1].islower() or end.endswith(OPEN_ENDS) or end.lower() in OPEN_WORDS:
        vote += WEIGHTS.lower
    return vote


def is_full(above: Piece, piece: Piece, boundaries: Sequence[Boundary]) -> bool:
    """Whether a line of a column had no room left for the first word of the line below it."""
    room = _right_limit(above, boundaries) - above.segment.x1
    return room < piece.segment.words[0].box.width + 0.3 * piece.segment.size


def _is_head(row: Sequence[PlacedLine], above: Piece, piece: Piece, boundaries: Sequence[Boundary]) -> bool:
    """Whether a lone label below a row of figures begins a group: it had room on the line above."""
    figures = sum(is_numeric(p.segment.text) for line in row for p in line.pieces if p.first > 0)
    room = _right_limit(above, boundaries) - above.segment.x1
    text = piece.segment.text
    return (
        figures >= 2
        and text[:1].isupper()
        and room > piece.segment.x1 - piece.segment.x0 + piece.segment.size
    )


def _right_limit(piece: Piece, boundaries: Sequence[Boundary]) -> float:
    """How far right the words of the piece's columns may reach."""
    boundary = boundaries[piece.last + 1]
    if not boundary.low:
        return boundary.x - 2.0
    return max(boundary.low, boundary.high - 1.2 * piece.segment.size)


def has_stacked_figures(lines: Sequence[PlacedLine], width: int) -> bool:
    """Whether the lines of a drawn band are rows of their own: figures over figures, line by line.

    Args:
        lines: of the band.
        width: number of columns.
    """
    if len(lines) < 2:
        return False
    counts = [0] * width
    keyed = 0
    for line in lines:
        keyed += 0 in line.columns()
        for piece in line.pieces:
            if not piece.is_spanning and is_numeric(piece.segment.text):
                counts[piece.first] += 1
    stacked = [c for c in counts[1:] if c >= max(2, 0.6 * len(lines))]
    if not stacked:
        return False
    return len(lines) >= 3 and (len(stacked) >= 2 or keyed >= 0.7 * len(lines))
