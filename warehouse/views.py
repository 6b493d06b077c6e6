"""The wide views and table macros: read from SQL files, made in the database, their columns explained."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import duckdb

from warehouse.definition import View, literal

SOURCE = Path(__file__).parent / "views.sql"
MACROS = tuple(Path(__file__).parent / name for name in ("macros.sql", "diff_macro.sql"))
HEAD = re.compile(r"^-- (?:view|macro) (?P<name>\w+): (?P<grain>.+)$")
COLUMN = re.compile(r'^\s+.*?(?P<name>\w+)"?,\s+-- (?P<meaning>.+)$')
"""The last name before the comma is the column's, whether after AS or after a table's dot."""


CURRENT = ("document", "action", "figure", "promise", "priority", "mention", "agency_workload")
"""Views that have a twin ``current_...`` over the newest edition of each work."""


@cache
def read_views() -> tuple[tuple[View, str], ...]:
    """Every view with its CREATE statement, in the order in which they must be made."""
    views = [(View(n, g, _columns(lines)), _statement(lines)) for n, g, lines in _read_parts(SOURCE)]
    return (*views, *(_current(view) for view, _ in views if view.name in CURRENT))


def _current(view: View) -> tuple[View, str]:
    """The view narrowed to newest editions."""
    name = f"current_{view.name}"
    grain = f"{view.grain.rstrip('.')}; only of the newest edition of each work."
    return View(
        name, grain, view.columns
    ), f"CREATE OR REPLACE VIEW {name} AS FROM {view.name} WHERE is_current"


@cache
def read_macros() -> tuple[tuple[str, str, str], ...]:
    """Every table macro: name, what one row of its answer is, and its CREATE statement."""
    return tuple((n, g, _statement(lines)) for path in MACROS for n, g, lines in _read_parts(path))


def _read_parts(path: Path) -> list[tuple[str, str, list[str]]]:
    """Name, grain and lines of each part of an SQL file that begins with its head line."""
    found: list[tuple[str, str, list[str]]] = []
    name = grain = ""
    lines: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "-- view end: of file"]:
        head = HEAD.match(line)
        if head is None:
            lines.append(line)
            continue
        if name:
            found.append((name, grain, lines))
        name, grain, lines = head["name"], head["grain"], []
    return found


def _statement(lines: list[str]) -> str:
    return "\n".join(lines).strip().rstrip(";")


def _columns(lines: list[str]) -> tuple[tuple[str, str], ...]:
    matches = [m for m in (COLUMN.match(line) for line in lines) if m]
    return tuple((m["name"], m["meaning"]) for m in matches)


def views_fingerprint() -> str:
    """Twelve digits that change with any view or macro."""
    files = b"".join(p.read_bytes() for p in (SOURCE, *MACROS))
    return hashlib.sha256(files + " ".join(CURRENT).encode()).hexdigest()[:12]


def create_views(
    connection: duckdb.DuckDBPyConnection, *, only_if_changed: bool = False, temporary: bool = False
) -> None:
    """Makes or remakes all views with their comments.

    Args:
        connection: a warehouse that may be written.
        only_if_changed: do nothing where the file's views are these already.
        temporary: for this connection alone, which may be one that only reads: a warehouse that an older
            program made is then asked through the views of this one.
    """
    fingerprint = views_fingerprint()
    if only_if_changed:
        found = connection.execute("SELECT views FROM run_schema").fetchone()
        if found and found[0] == fingerprint:
            return
    for view, statement in read_views():
        connection.execute(_for_connection(statement) if temporary else statement)
        for comment in view.comments():
            connection.execute(comment)
    for name, grain, statement in read_macros():
        connection.execute(_for_connection(statement) if temporary else statement)
        connection.execute(f"COMMENT ON MACRO TABLE {name} IS {literal(grain)}")
    if not temporary:
        connection.execute("UPDATE run_schema SET views = ?", [fingerprint])


def _for_connection(statement: str) -> str:
    """The statement with TEMP: what it makes hides what the file has under the same name."""
    return statement.replace("CREATE OR REPLACE ", "CREATE OR REPLACE TEMP ", 1)


def select_view(
    connection: duckdb.DuckDBPyConnection, view: str, document_id: str | None = None, *, flat: bool = False
) -> str:
    """A SELECT over a view in a stable order.

    Args:
        connection: a warehouse.
        view: its name.
        document_id: only rows of this document; all where not given.
        flat: lists and maps as JSON.
    """
    described = connection.execute(f"DESCRIBE {view}").fetchall()
    columns = [
        f'to_json("{name}") AS "{name}"' if flat and _is_nested(kind) else f'"{name}"'
        for name, kind, *_ in described
    ]
    where = f" WHERE document_id = {literal(document_id)}" if document_id else ""
    return f"SELECT {', '.join(columns)} FROM {view}{where} ORDER BY ALL"


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith(("MAP", "STRUCT"))
