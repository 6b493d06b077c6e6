"""Rows of a query as text: an aligned table, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import textwrap
from collections.abc import Callable, Sequence
from decimal import Decimal

Rows = Sequence[Sequence[object]]

WIDTH = 120
"""Columns of text a table takes at most where the terminal does not say."""
NARROWEST = 6
"""Columns of text below which a table column is not narrowed."""


def plain(value: object) -> object:
    """A database value as JSON knows it: dates in ISO form, decimals as numbers, maps as objects."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return str(value)


def as_text(value: object) -> str:
    """A value as one cell of text; empty for nothing, control characters but line breaks left out."""
    simple = plain(value)
    if simple is None:
        return ""
    if isinstance(simple, (dict, list)):
        return json.dumps(simple, ensure_ascii=False)
    text = str(simple).lower() if isinstance(simple, bool) else str(simple)
    return "".join(c for c in text if c.isprintable() or c == "\n")


def render_csv(columns: Sequence[str], rows: Rows) -> str:
    """CSV with a header line, quoted where needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([as_text(v) for v in row] for row in rows)
    return out.getvalue().rstrip("\n")


def render_json(columns: Sequence[str], rows: Rows) -> str:
    """A JSON array of one object per row."""
    objects = [dict(zip(columns, (plain(v) for v in row), strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1)


def render_markdown(columns: Sequence[str], rows: Rows) -> str:
    """A pipe table; line breaks in cells become ``<br>``."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.replace("|", "\\|").replace("\n", "<br>") for c in cells) + " |"

    head = [line(columns), "|" + "---|" * len(columns)]
    return "\n".join(head + [line([as_text(v) for v in row]) for row in rows])


def render_table(columns: Sequence[str], rows: Rows, width: int = WIDTH) -> str:
    """An aligned table whose long cells are wrapped, so that no text is cut off.

    Args:
        columns: names.
        rows: values.
        width: columns of text to fill at most; narrow columns may exceed it where there are many.
    """
    cells = [[as_text(v) for v in row] for row in rows]
    widths = _fit([_natural(c, [r[i] for r in cells]) for i, c in enumerate(columns)], width)
    numeric = [_is_numeric([row[i] for row in rows]) for i in range(len(columns))]
    lines = [*_lines(list(columns), widths, numeric), "  ".join("-" * w for w in widths)]
    for row in cells:
        lines += _lines(row, widths, numeric)
    return "\n".join(lines)


def _natural(column: str, cells: Sequence[str]) -> int:
    """Width a column would have without wrapping."""
    return max([len(column), 1, *(len(line) for c in cells for line in c.split("\n"))])


def _fit(natural: list[int], width: int) -> list[int]:
    """Widths that add up to ``width`` where possible: the widest columns are narrowed first."""
    room = width - 2 * (len(natural) - 1)
    low, high = NARROWEST, max(natural, default=NARROWEST)
    while low < high:  # the largest cap that fits
        cap = (low + high + 1) // 2
        low, high = (cap, high) if sum(min(n, cap) for n in natural) <= room else (low, cap - 1)
    return [min(n, low) for n in natural]


def _is_numeric(values: Sequence[object]) -> bool:
    """Whether a column holds only numbers, which stand to the right."""
    filled = [v for v in values if v is not None]
    return bool(filled) and all(_is_number(v) for v in filled)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _lines(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """One row of wrapped cells as lines."""
    wrapped = [
        [piece for line in c.split("\n") for piece in (textwrap.wrap(line, w) or [""])]
        for c, w in zip(cells, widths, strict=True)
    ]
    height = max((len(w) for w in wrapped), default=0)
    lines = []
    for i in range(height):
        parts = [w[i] if i < len(w) else "" for w in wrapped]
        aligned = [p.rjust(n) if r else p.ljust(n) for p, n, r in zip(parts, widths, right, strict=True)]
        lines.append("  ".join(aligned).rstrip())
    return lines


FORMATS: dict[str, Callable[[Sequence[str], Rows], str]] = {
    "table": render_table,
    "csv": render_csv,
    "json": render_json,
    "markdown": render_markdown,
}
