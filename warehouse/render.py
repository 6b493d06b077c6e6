"""Results as text: a table for a terminal, CSV, JSON, JSON Lines, Markdown.

Public functions: ``render_result(result, format, width)``, ``FORMATS`` lists the formats; ``fold_lines`` fits
other text into a terminal.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import textwrap
from collections.abc import Callable
from decimal import Decimal

from warehouse.query import Result

SHORTEST_COLUMN = 8
"""Characters a column keeps when a table is squeezed into a terminal."""
LONGEST_WORD = 14
"""Characters of its longest word that a column keeps; longer words are broken."""
LONGEST_ID = 24
"""Characters of its ids that a column keeps: an id in two pieces cannot be copied."""
LONGEST_HEAD = 14
"""Characters of its name that a column keeps; longer names are wrapped."""
GAP = "  "
NUMERIC = ("INT", "DECIMAL", "DOUBLE", "FLOAT", "HUGEINT")


def render_result(result: Result, format: str = "table", width: int | None = None) -> str:
    """A result as text that ends with a newline.

    Args:
        result: what a query gave.
        format: one of ``FORMATS``.
        width: characters of a line that a table should fit in; cells are wrapped, never cut, and where
            even that is too wide each row becomes a list of its columns. Without it columns are as wide
            as they need.

    Raises:
        ValueError: no such format.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}: one of {', '.join(FORMATS)}")
    if format == "table":
        return _render_table(result, width)
    return _RENDERERS[format](result)


def plain(value: object) -> object:
    """A value as JSON knows it: dates as ISO text, whole decimals as integers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def cell_text(value: object) -> str:
    """A value as one reads it: nothing for null, lists separated by semicolons, numbers without zeros."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(cell_text(v) for v in value)
    if isinstance(value, dict):
        return "; ".join(f"{k}: {cell_text(v)}" for k, v in value.items())
    return str(value)


def _render_csv(result: Result) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_csv_cell(v) for v in row] for row in result.rows)
    return out.getvalue()


def _csv_cell(value: object) -> str:
    """As read, but lists and maps as JSON, so that they can be taken apart again."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(plain(value), ensure_ascii=False)
    return cell_text(value)


def _render_json(result: Result) -> str:
    rows = [plain(row) for row in result.as_dicts()]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _render_json_lines(result: Result) -> str:
    return "".join(json.dumps(plain(row), ensure_ascii=False) + "\n" for row in result.as_dicts())


def _render_markdown(result: Result) -> str:
    def line(cells: list[str]) -> str:
        safe = [c.replace("|", "\\|").replace("\n", "<br>") for c in cells]
        return "| " + " | ".join(safe) + " |"

    marks = ["---:" if _is_numeric(t) else "---" for t in result.types]
    lines = [line(list(result.columns)), "| " + " | ".join(marks) + " |"]
    lines.extend(line([cell_text(v) for v in row]) for row in result.rows)
    return "\n".join(lines) + "\n"


def _is_numeric(type_name: str) -> bool:
    return type_name.upper().endswith(NUMERIC) or type_name.upper().startswith(NUMERIC)


def _render_table(result: Result, width: int | None) -> str:
    if not result.columns:
        return "(no columns)\n"
    rows = [[cell_text(v) for v in row] for row in result.rows]
    widths = [
        max([len(name), *(len(part) for row in rows for part in row[i].split("\n"))])
        for i, name in enumerate(result.columns)
    ]
    if width is not None:
        floors = [
            _floor(w, n, [row[i] for row in rows])
            for i, (w, n) in enumerate(zip(widths, result.columns, strict=True))
        ]
        if sum(floors) + len(GAP) * (len(floors) - 1) > width:
            return _render_records(result, rows, width)
        widths = _squeeze(widths, floors, width)
    right = [_is_numeric(t) for t in result.types]
    lines = [
        *_table_lines(list(result.columns), widths, [False] * len(widths)),
        GAP.join("-" * w for w in widths),
    ]
    for row in rows:
        lines.extend(_table_lines(row, widths, right))
    lines.append(_count_line(result))
    return "\n".join(lines) + "\n"


def _floor(width: int, name: str, cells: list[str]) -> int:
    """Characters a column needs at least: for the beginning of its head, and for words whole or nearly so."""
    is_id = name == "id" or name.endswith("_id")
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    needed = min(longest, LONGEST_ID if is_id else LONGEST_WORD)
    return min(width, max(SHORTEST_COLUMN, min(len(name), LONGEST_HEAD), needed))


def _squeeze(widths: list[int], floors: list[int], width: int) -> list[int]:
    """Narrows the widest columns, one by one, until a line fits; the floors together fit."""
    widths = list(widths)
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room:
        widest = max((i for i in range(len(widths)) if widths[i] > floors[i]), key=lambda i: widths[i])
        others = max((w for i, w in enumerate(widths) if i != widest), default=0)
        aim = max(floors[widest], min(others, widths[widest] - 1))
        widths[widest] = max(aim, widths[widest] - (sum(widths) - room))
    return widths


def _render_records(result: Result, rows: list[list[str]], width: int) -> str:
    """Each row as a list of its filled columns: for tables with more columns than a line can hold."""
    longest = max(len(name) for name in result.columns)
    room = max(width - longest - len(GAP), SHORTEST_COLUMN)
    indent = "\n" + " " * (longest + len(GAP))
    lines: list[str] = []
    for number, row in enumerate(rows, 1):
        lines.append(f"[row {number}]")
        filled = [(n, c) for n, c in zip(result.columns, row, strict=True) if c]
        lines.extend(f"{name:<{longest}}{GAP}{indent.join(_wrap(cell, room))}" for name, cell in filled)
    return "\n".join([*lines, _count_line(result)]) + "\n"


def fold_lines(text: str, width: int | None) -> str:
    """Text whose long lines are broken between words, each under its own indentation.

    Args:
        text: lines.
        width: characters of a line; nothing is broken where not given.
    """
    if width is None:
        return text
    return "\n".join(_fold(line, width) for line in text.split("\n"))


def _fold(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    body = line.lstrip(" ")
    indent = " " * min(len(line) - len(body), width // 2)
    folded = textwrap.wrap(
        body, width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
    return "\n".join(folded)


def _count_line(result: Result) -> str:
    count = len(result.rows)
    if result.is_cut and result.total is not None:
        return f"({cut_line(result)})"
    more = " (more were left out)" if result.is_cut else ""
    return f"({count} row{'' if count == 1 else 's'}){more}"


def cut_line(result: Result) -> str:
    """How much of an answer is shown, and how to see the rest."""
    return f"{len(result.rows):,} of {result.total:,} rows; --limit 0 for all"


def _table_lines(cells: list[str], widths: list[int], right: list[bool]) -> list[str]:
    wrapped = [_wrap(c, w) for c, w in zip(cells, widths, strict=True)]
    lines = []
    for n in range(max(len(w) for w in wrapped)):
        parts = [w[n] if n < len(w) else "" for w in wrapped]
        padded = [p.rjust(w) if r else p.ljust(w) for p, w, r in zip(parts, widths, right, strict=True)]
        lines.append(GAP.join(padded).rstrip())
    return lines


def _wrap(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in (textwrap.wrap(part, width) or [""])]


_RENDERERS: dict[str, Callable[[Result], str]] = {
    "csv": _render_csv,
    "json": _render_json,
    "jsonl": _render_json_lines,
    "markdown": _render_markdown,
}
FORMATS: tuple[str, ...] = ("table", *_RENDERERS)
"""Names that ``render_result`` takes."""
