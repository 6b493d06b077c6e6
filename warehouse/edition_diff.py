"""Two editions, or any two documents: what was added, dropped, reworded, re-dated, re-assigned.

Public functions: ``diff_editions`` (rows, the same as ``SELECT * FROM edition_diff(old, new)`` in SQL, with
the words that changed), ``render_diff`` (text) and ``render_diff_page`` (HTML).

Two texts are matched by their words, rare words counting more; a pair is taken where each is the other's
best. The score, from 0 to 1, and the words they share stand beside each pair: from 0.6 the text counts as
reworded, below as only similar.
"""

from __future__ import annotations

import difflib
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from warehouse.query import Result, run_query
from warehouse.render import cell_text
from warehouse.summary import find_document

WORDS = re.compile(r"\s+|[^\s]+")
KINDS = {"priority": "Priorities", "commitment": "Actions and promises", "figure": "Figures"}
"""Kinds of row in the order they are shown, with their headings."""


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """What two documents say differently."""

    old_file: str
    new_file: str
    rows: Result
    """Columns of the macro ``edition_diff`` and ``words``: the new text with removed words as ``[-so-]``
    and added ones as ``{+so+}``; empty where the text is the same or has no counterpart."""

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """Rows by kind and change; a row with two changes counts under both."""
        counted = Counter((str(r["kind"]), c) for r in self.rows.as_dicts() for c in _changes(r))
        return dict(sorted(counted.items()))


def diff_editions(connection: duckdb.DuckDBPyConnection, old: str, new: str) -> EditionDiff:
    """Compares two documents of a warehouse.

    Args:
        connection: a warehouse.
        old: the earlier document, as ``warehouse.summary.find_document`` takes it.
        new: the later one.

    Raises:
        QueryError: one of them is not there, or not told from others.
    """
    ids = [find_document(connection, old), find_document(connection, new)]
    found = run_query(connection, "SELECT * FROM edition_diff($1, $2)", ids)
    at_old, at_new = found.columns.index("old_text"), found.columns.index("new_text")
    rows = tuple((*row, mark_changes(row[at_old], row[at_new])) for row in found.rows)
    names = dict(connection.execute("SELECT document_id, source_file FROM dim_document").fetchall())
    result = Result((*found.columns, "words"), (*found.types, "VARCHAR"), rows, found.seconds)
    return EditionDiff(names[ids[0]], names[ids[1]], result)


def mark_changes(old: object, new: object) -> str:
    """The new text with what was removed as ``[-so-]`` and what was added as ``{+so+}``, word by word."""
    if not isinstance(old, str) or not isinstance(new, str) or old == new:
        return ""
    return "".join(
        {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}[how].format(text)
        for how, text in _pieces(old, new)
    )


def _pieces(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Runs of words that are the same, removed or added, in order."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(after[c:d])
            continue
        if b > a:
            yield "removed", "".join(before[a:b])
        if d > c:
            yield "added", "".join(after[c:d])


def render_diff(diff: EditionDiff) -> str:
    """The differences as text for a terminal."""
    lines = [f"{diff.old_file} -> {diff.new_file}"]
    rows = diff.rows.as_dicts()
    for kind, heading in KINDS.items():
        of_kind = [r for r in rows if r["kind"] == kind]
        if not of_kind:
            continue
        sums = ", ".join(f"{n} {change}" for (k, change), n in diff.counts.items() if k == kind)
        lines.extend(["", heading, "-" * len(heading), sums])
        for row in of_kind:
            lines.extend(_lines(row))
    if not rows:
        lines.extend(["", "No actions, promises, priorities or comparable figures in either."])
    return "\n".join(lines) + "\n"


def _lines(row: dict[str, object]) -> Iterator[str]:
    text = cell_text(row["words"] or row["new_text"] or row["old_text"]).replace("\n", "\n    ")
    score = f" ({row['score']:.2f})" if row["score"] is not None and row["words"] else ""
    if row["kind"] == "figure":
        label = f"{row['old_who'] or 'figure'} {row['old_when']}"
        yield f"* restated: {label}: {row['old_text']} -> {row['new_text']}"
        return
    yield f"* {', '.join(_changes(row))}{score}: {text}"
    for name in ("when", "who"):
        before, after = row[f"old_{name}"], row[f"new_{name}"]
        if before and after and before != after:
            yield f"    {name}: {cell_text(before)} -> {cell_text(after)}"
    yield f"    {_where(row)}"


def _where(row: dict[str, object]) -> str:
    sides = []
    for side in ("old", "new"):
        if row[f"{side}_id"]:
            page, line = row[f"{side}_page"], row[f"{side}_line"]
            place = f" page {page}" if page else f" line {line}" if line else ""
            sides.append(f"{row[f'{side}_id']}{place}")
    return " -> ".join(sides)


def _changes(row: dict[str, object]) -> list[str]:
    change = row["change"]
    return [str(c) for c in change] if isinstance(change, list | tuple) else []


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border-bottom: 1px solid #ccc; padding: .4rem .6rem; text-align: left; vertical-align: top; }}
del {{ background: #fdd; }} ins {{ background: #dfd; text-decoration: none; }}
td {{ white-space: pre-line; }} .where {{ color: #666; font-size: .85em; }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


def render_diff_page(diff: EditionDiff) -> str:
    """The differences as one HTML page that needs no other file; removed words struck, added ones marked."""
    parts = []
    rows = diff.rows.as_dicts()
    for kind, heading in KINDS.items():
        of_kind = [r for r in rows if r["kind"] == kind]
        if of_kind:
            body = "\n".join(_table_row(r) for r in of_kind)
            head = "<tr><th>Change</th><th>Text</th><th>When</th><th>Who</th><th>Where</th></tr>"
            parts.append(f"<h2>{heading}</h2>\n<table>\n{head}\n{body}\n</table>")
    title = html.escape(f"{diff.old_file} → {diff.new_file}")
    return PAGE.format(title=title, body="\n".join(parts) or "<p>Nothing to compare.</p>")


def _table_row(row: dict[str, object]) -> str:
    score = "" if row["score"] is None else f"<br>score {row['score']:.2f}"
    cells = [
        html.escape(", ".join(_changes(row))) + score,
        *(_marked(row[f"old_{name}"], row[f"new_{name}"]) for name in ("text", "when", "who")),
    ]
    inner = "".join(f"<td>{c}</td>" for c in cells)
    return f'<tr>{inner}<td class="where">{html.escape(_where(row))}</td></tr>'


def _marked(old: object, new: object) -> str:
    if not isinstance(old, str) or not isinstance(new, str):
        return html.escape(cell_text(new if old is None else old))
    wrap = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
    return "".join(wrap[how].format(html.escape(text)) for how, text in _pieces(old, new))
