"""Two editions, or any two documents: what was added, dropped, reworded, re-dated, re-assigned.

Public functions: ``diff_editions`` (rows, the same as ``SELECT * FROM edition_diff(old, new)`` in SQL, with
the words that changed), ``render_diff`` (text) and ``render_diff_page`` (HTML).

Two texts of a kind are matched by their words, rare words counting more; a pair is taken where each is the
other's best. The score, from 0 to 1, and the words they share stand beside each pair: from 0.6 the text
counts as reworded, below as only similar. What has no counterpart of its kind is looked for by name ("Cut it
Out") in all that the other document says: a commitment found so among its results counts as reported. An
acronym is the name whose initials it has. Where the new document prints none of a kind, the old ones are "not
printed": whether they were dropped cannot be known. Dates and bodies are compared as read, not as worded:
"TVP" and "Thames Valley Police" are no re-assignment.
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
KINDS = {
    "priority": "Priorities",
    "commitment": "Actions and promises",
    "measure": "Measures of success",
    "duty": "Duties",
    "report": "Results reported",
    "figure": "Figures",
}
"""Kinds of row in the order they are shown, with their headings."""
CHANGES = (
    "restated", "re-dated", "re-assigned", "reworded", "similar", "carried over", "reported", "dropped",
    "not printed", "added", "not repeated",
)  # fmt: skip
"""Changes in the order they are shown; a row with two stands at the first of them."""
LEFT_OUT = "not repeated"
"""A result of the old document that the new one does not repeat: that is as it should be, so a text only
counts them. Pages and data formats have them all."""


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """What two documents say differently."""

    old_file: str
    new_file: str
    old_title: str
    """Title and period as printed; the file's name where there is none."""
    new_title: str
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
    result = Result((*found.columns, "words"), (*found.types, "VARCHAR"), rows, found.seconds)
    (old_file, old_title), (new_file, new_title) = (_names(connection, i) for i in ids)
    return EditionDiff(old_file, new_file, old_title, new_title, result)


def _names(connection: duckdb.DuckDBPyConnection, document_id: str) -> tuple[str, str]:
    """File name and title of a document."""
    sql = "SELECT source_file, title, period_raw FROM dim_document WHERE document_id = ?"
    ((file, title, period),) = connection.execute(sql, [document_id]).fetchall()
    name = title or file
    return file, name if not period or period in name else f"{name}, {period}"


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
    lines = [f"old: {diff.old_title} ({diff.old_file})", f"new: {diff.new_title} ({diff.new_file})"]
    for kind, heading, rows in _sections(diff):
        lines.extend(["", heading, "-" * len(heading), _sums(diff, kind, rows)])
        for row in rows:
            if _changes(row) != [LEFT_OUT]:
                lines.extend(_lines(row))
    if not diff.rows.rows:
        lines.extend(["", "No actions, promises, priorities or comparable figures in either."])
    return "\n".join(lines) + "\n"


def _sections(diff: EditionDiff) -> Iterator[tuple[str, str, list[dict[str, object]]]]:
    """Kind, heading and rows of each kind there is; rows by change, then as they stand on the page."""
    rows = diff.rows.as_dicts()
    for kind, heading in KINDS.items():
        some = [r for r in rows if r["kind"] == kind]
        if some:
            yield kind, heading, sorted(some, key=lambda r: min(map(CHANGES.index, _changes(r))))


def _sums(diff: EditionDiff, kind: str, rows: list[dict[str, object]]) -> str:
    """How many before and now, and what became of them."""
    counts = diff.counts
    parts = [f"{counts[kind, c]} {c}" for c in CHANGES if (kind, c) in counts]
    if kind == "figure":
        return ", ".join(parts)
    old, new = (sum(r[f"{side}_id"] is not None for r in rows) for side in ("old", "new"))
    note = ""
    if old and new == 0 and kind != "report":
        note = ". The new document prints none: it may be another sort of document, not another decision"
    elif new and old == 0 and kind != "report":
        note = ". The old document prints none"
    return f"{old} before, {new} now: {', '.join(parts)}{note}"


def _lines(row: dict[str, object]) -> Iterator[str]:
    if row["kind"] == "figure":
        label = ", ".join(cell_text(row[c]) for c in ("old_who", "old_section", "old_when") if row[c])
        yield f"* restated: {label}: {cell_text(row['old_text'])} -> {cell_text(row['new_text'])}"
        yield f"    {_where(row)}"
        return
    text = cell_text(row["words"] or row["new_text"] or row["old_text"]).replace("\n", "\n    ")
    score = f" ({row['score']:.2f})" if row["score"] is not None and row["words"] else ""
    yield f"* {', '.join(_changes(row))}{score}: {text}"
    for name in ("when", "who"):
        before, after = row[f"old_{name}"], row[f"new_{name}"]
        if before != after and row["old_id"] and row["new_id"]:
            yield f"    {name}: {cell_text(before) or 'not said'} -> {cell_text(after) or 'not said'}"
    if row["echo_text"]:
        yield f"    {_echo(row)}: {' '.join(cell_text(row['echo_text']).split())}"
    yield f"    {_where(row)}"


def _echo(row: dict[str, object]) -> str:
    """Where the other document speaks of it, and why that is believed."""
    side = "new" if row["old_id"] else "old"
    kind = cell_text(row["echo_kind"]).replace("_", " ")
    words = cell_text(row["echo_words"]).replace("; ", ", ")
    return f'{kind} of the {side} document ({row["echo_score"]:.2f}, by "{words}")'


def _where(row: dict[str, object]) -> str:
    sides = []
    for side in ("old", "new"):
        if row[f"{side}_id"]:
            page, line = row[f"{side}_page"], row[f"{side}_line"]
            place = f" page {page}" if page else f" line {line}" if line else ""
            sides.append(f"{row[f'{side}_id']}{place}")
    section = cell_text(row["new_section"] or row["old_section"]).rsplit(" / ", 1)[-1]
    under = f", under {section!r}" if section and row["kind"] != "figure" else ""
    return " -> ".join(sides) + under


def _changes(row: dict[str, object]) -> list[str]:
    change = row["change"]
    return [str(c) for c in change] if isinstance(change, list | tuple) else []


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; }}
h1 {{ font-size: 1.4rem; }} h2 {{ margin-top: 2.5rem; font-size: 1.2rem; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border-bottom: 1px solid #ccc; padding: .4rem .6rem; text-align: left; vertical-align: top; }}
th {{ position: sticky; top: 0; background: #fff; }}
th:first-child {{ width: 8rem; }} th.short {{ width: 9rem; }} th:last-child {{ width: 20rem; }}
del {{ background: #fdd; }} ins {{ background: #dfd; text-decoration: none; }}
td {{ white-space: pre-line; }} .note {{ color: #555; font-size: .85em; }}
.dropped td:first-child {{ border-left: 4px solid #c33; }}
.added td:first-child {{ border-left: 4px solid #393; }}
.reported td:first-child {{ border-left: 4px solid #36c; }}
.changed td:first-child {{ border-left: 4px solid #c90; }}
.same td:first-child, .figure td:first-child {{ border-left: 4px solid #bbb; }}
</style>
<h1>What changed</h1>
<p>Old: {old}<br>New: {new}</p>
{body}
</html>
"""
COLOURS = {
    "dropped": "dropped", "added": "added", "reported": "reported", "carried over": "same",
    "not printed": "same", "not repeated": "same",
}  # fmt: skip
"""Change -> class of the row; all others are ``changed``."""


def render_diff_page(diff: EditionDiff) -> str:
    """The differences as one HTML page that needs no other file; removed words struck, added ones marked."""
    parts = []
    for kind, heading, rows in _sections(diff):
        shown = [n for n in ("when", "who") if any(r[f"old_{n}"] or r[f"new_{n}"] for r in rows)]
        body = "\n".join(_table_row(r, shown) for r in rows)
        short = "".join(f'<th class="short">{n.capitalize()}</th>' for n in shown)
        head = f"<tr><th>Change</th><th>Text</th>{short}<th>Where</th></tr>"
        sums = html.escape(_sums(diff, kind, rows))
        parts.append(f"<h2>{heading}</h2>\n<p>{sums}</p>\n<table>\n{head}\n{body}\n</table>")
    old, new = (
        f"{html.escape(title)} <span class='note'>{html.escape(file)}</span>"
        for title, file in ((diff.old_title, diff.old_file), (diff.new_title, diff.new_file))
    )
    title = html.escape(f"{diff.old_file} → {diff.new_file}")
    return PAGE.format(title=title, old=old, new=new, body="\n".join(parts) or "<p>Nothing to compare.</p>")


def _table_row(row: dict[str, object], shown: list[str]) -> str:
    changes = _changes(row)
    score = "" if row["score"] is None or not row["words"] else f"<br>score {row['score']:.2f}"
    texts = {name: _marked(row[f"old_{name}"], row[f"new_{name}"]) for name in ("text", *shown)}
    if row["kind"] == "figure":
        texts["who"] = html.escape(", ".join(cell_text(row[c]) for c in ("old_who", "old_section") if row[c]))
    if row["echo_text"]:
        echo = f"{_echo(row)}: {' '.join(cell_text(row['echo_text']).split())}"
        texts["text"] += f'<p class="note">{html.escape(echo)}</p>'
    cells = [html.escape(", ".join(changes)) + score, *texts.values()]
    inner = "".join(f"<td>{c}</td>" for c in cells)
    colour = COLOURS.get(changes[0], "changed") if len(changes) == 1 else "changed"
    return f'<tr class="{colour}">{inner}<td class="note">{html.escape(_where(row))}</td></tr>'


def _marked(old: object, new: object) -> str:
    if not isinstance(old, str) or not isinstance(new, str):
        return html.escape(cell_text(new if old is None else old))
    wrap = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
    return "".join(wrap[how].format(html.escape(text)) for how, text in _pieces(old, new))
