"""Which lines at the top of a table are column headers, and how they stack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.grids.pieces import PlacedLine
from parsers.grids.segments import is_numeric
from parsers.grids.wording import is_caption
from parsers.numbers import are_short_years

_ROW_APART = 1.5
"""Font sizes between lines of two rows: those of one cell follow within 1.2 or so."""
_YEAR = re.compile(r"^(19|20)\d\d([-–/]\d{2,4})?[*\d]?$")
_APART_COLUMNS = 3
"""Columns from which a row in a font of its own is a header: of two columns it may be a pair of labels."""
_APART_ROWS = 2
"""Lines that must stand below such a row."""
_BASE = re.compile(r"10+(?:,?000)*(?: [a-z]+)?")
"""What a rate is reckoned per."""
_SPLIT_YEAR = re.compile(r"^(19|20)\d\d[-–/]\d{2,4}\*?$")
"""A financial year, which no figure is."""


def count_header_lines(lines: Sequence[PlacedLine], width: int) -> int:
    """Number of lines from the top that look like headers, from their wording and style.

    Args:
        lines: of the table, from the top.
        width: number of columns.
    """
    body = next((i for i, ln in enumerate(lines) if _is_figures(ln) and not _ends_rate(lines[:i], ln)), None)
    count = _count_bold(lines) or _count_apart(lines, width)
    if body is not None:
        if body == 0 and len(lines) > 1 and _is_years(lines[0]) and not _is_years(lines[1]):
            return 1
        count = count if count and count < body else body
    while count > 1 and _is_lone_label(lines[count - 1]):
        count -= 1
    return count


def _is_figures(line: PlacedLine) -> bool:
    """Whether most cells after the first column are figures (not years)."""
    after = [p for p in line.pieces if p.first > 0]
    if not after or _is_years(line):
        return False
    figures = [p.segment.text for p in after if is_numeric(p.segment.text)]
    worded = any(not is_numeric(p.segment.text) for p in after)  # "2003/04 baseline" beside "2005/06"
    figures = [
        t for t in figures if not (_SPLIT_YEAR.match(t) or are_short_years(t) or (worded and _YEAR.match(t)))
    ]
    return len(figures) >= 0.5 * len(after)


def _ends_rate(above: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """Whether a line without a label ends the words over it: "100,000" under "Rate per"."""
    if line.at(0):
        return False
    bases = [p for p in line.pieces if _BASE.fullmatch(p.segment.text)]
    over = [p for ln in above for p in ln.pieces if p.segment.text.casefold().endswith("per")]
    return any(b.first == p.first for b in bases for p in over)


def _is_years(line: PlacedLine) -> bool:
    """Whether the cells after the first column are years: a header in figures."""
    after = [p for p in line.pieces if p.first > 0]
    years = [p for p in after if _YEAR.match(p.segment.text) or are_short_years(p.segment.text)]
    return bool(after) and len(years) > 0.6 * len(after)


def _is_lone_label(line: PlacedLine) -> bool:
    """Whether the line is a section row: words in the first column only."""
    return len(line.pieces) == 1 and line.pieces[0].first == 0


def _count_bold(lines: Sequence[PlacedLine]) -> int:
    """Lines from the top printed bold throughout, where not all are."""
    count = 0
    for line in lines:
        if not all(p.segment.is_bold for p in line.pieces):
            break
        count += 1
    return count if count < len(lines) else 0


def _count_apart(lines: Sequence[PlacedLine], width: int) -> int:
    """Lines from the top over every column, set in one font and colour that no line below has a word of.

    Fonts drawn by the file itself have no name that says bold, but still are another font.
    """
    looks = [{(w.font, w.colour) for p in line.pieces for w in p.segment.words} for line in lines]
    if width < _APART_COLUMNS or not looks or len(looks[0]) != 1:
        return 0
    count = next((i for i, look in enumerate(looks) if look != looks[0]), len(looks))
    if len(lines) - count < _APART_ROWS or any(look & looks[0] for look in looks[count:]):
        return 0
    heads = lines[:count]
    figures = any(is_numeric(p.segment.text) for line in heads for p in line.pieces if p.first > 0)
    return 0 if figures or len(set().union(*(line.columns() for line in heads))) < width else count


def group_header_lines(lines: Sequence[PlacedLine], pitch: float) -> list[list[PlacedLine]]:
    """Header lines by row: a spanning header ends its row, lines of one header stay together."""
    rows: list[list[PlacedLine]] = []
    for line in lines:
        if rows and not _begins_row(rows[-1], line, pitch):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _begins_row(row: Sequence[PlacedLine], line: PlacedLine, pitch: float) -> bool:
    """Whether ``line`` begins a new header row under ``row``."""
    if len(row) == 1 and len(row[0].pieces) == 1 and row[0].pieces[0].first == 0:
        apart = line.mid_y - row[0].mid_y >= _ROW_APART * row[0].size
        if is_caption(row[0].pieces[0].segment.text) or (apart and len(line.pieces) > 2 and line.at(0)):
            return True
    spans = [p for ln in row for p in ln.pieces if p.is_spanning]
    if _is_lone_label(line) and line.pieces[0].is_spanning and len(row[-1].pieces) > 1:
        return True
    if not spans:
        gap = line.mid_y - row[-1].mid_y
        return pitch > 0 and gap > 2.2 * pitch
    under = [p for s in spans for p in line.pieces if p.first <= s.last and p.last >= s.first]
    if not under or len(under) > len(spans):
        return bool(under)
    return not all(any(p.first == s.first and p.last == s.last for s in spans) for p in under)
