"""Statements asked before, kept in the user's state folder: one JSON line each, the oldest first.

Public functions: ``history_file``, ``remember``, ``read_history``. Losing the file loses nothing else; where
it cannot be written, statements are simply not remembered. ``PLANHOUSE_HISTORY=off`` keeps none.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

MOST = 2000
"""Statements kept; at twice as many the older half goes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement that was asked."""

    at: str
    """When, UTC, to the second."""
    warehouse: str
    sql: str


def history_file() -> Path | None:
    """Where statements are kept; None where the user wants none kept.

    ``PLANHOUSE_HISTORY`` names another file; else it is the state folder of the XDG base directories.
    """
    named = os.environ.get("PLANHOUSE_HISTORY", "")
    if named.lower() in ("off", "0", "no", "none"):
        return None
    if named:
        return Path(named)
    state = os.environ.get("XDG_STATE_HOME", "") or "~/.local/state"
    return Path(state).expanduser() / "planhouse" / "sql_history.jsonl"


def remember(sql: str, warehouse: Path) -> None:
    """Adds a statement, unless it is the last one again."""
    path, sql = history_file(), sql.strip()
    if path is None or not sql:
        return
    known = read_history()
    if known and known[-1].sql == sql and known[-1].warehouse == str(warehouse):
        return
    moment = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
    line = json.dumps({"at": moment, "warehouse": str(warehouse), "sql": sql}, ensure_ascii=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if len(known) >= 2 * MOST:
            kept = [json.dumps({"at": a.at, "warehouse": a.warehouse, "sql": a.sql}) for a in known[-MOST:]]
            path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as lines:
            lines.write((line + "\n").encode(errors="replace"))
    except OSError:  # a history is a comfort: no question fails for want of it
        return


def read_history() -> list[Asked]:
    """Statements asked before, the oldest first; lines that are no statements are passed over."""
    path = history_file()
    if path is None:
        return []
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
            found.append(Asked(str(entry["at"]), str(entry["warehouse"]), str(entry["sql"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found
