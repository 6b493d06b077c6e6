"""The wide views: read from ``views.sql``, made in the database, their columns explained."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import duckdb

from warehouse.definition import View

SOURCE = Path(__file__).parent / "views.sql"
HEAD = re.compile(r"^-- view (?P<name>\w+): (?P<grain>.+)$")
COLUMN = re.compile(r'^\s+.*?(?P<name>\w+)"?,\s+-- (?P<meaning>.+)$')
"""The last name before the comma is the column's, whether after AS or after a table's dot."""


@cache
def read_views() -> tuple[tuple[View, str], ...]:
    """Every view with its CREATE statement, in the order in which they must be made."""
    found: list[tuple[View, str]] = []
    name = grain = ""
    lines: list[str] = []
    for line in [*SOURCE.read_text(encoding="utf-8").splitlines(), "-- view end: of file"]:
        head = HEAD.match(line)
        if head is None:
            lines.append(line)
            continue
        if name:
            found.append((View(name, grain, _columns(lines)), "\n".join(lines).strip().rstrip(";")))
        name, grain, lines = head["name"], head["grain"], []
    return tuple(found)


def _columns(lines: list[str]) -> tuple[tuple[str, str], ...]:
    matches = [m for m in (COLUMN.match(line) for line in lines) if m]
    return tuple((m["name"], m["meaning"]) for m in matches)


def views_fingerprint() -> str:
    """Twelve digits that change with any view."""
    return hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]


def create_views(connection: duckdb.DuckDBPyConnection, *, only_if_changed: bool = False) -> None:
    """Makes or remakes all views with their comments.

    Args:
        connection: a warehouse that may be written.
        only_if_changed: do nothing where the file's views are these already.
    """
    fingerprint = views_fingerprint()
    if only_if_changed:
        found = connection.execute("SELECT views FROM run_schema").fetchone()
        if found and found[0] == fingerprint:
            return
    for view, statement in read_views():
        connection.execute(statement)
        for comment in view.comments():
            connection.execute(comment)
    connection.execute("UPDATE run_schema SET views = ?", [fingerprint])
