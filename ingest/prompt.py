"""The prompt of ``planhouse sql``: statement by statement, each ended by a semicolon or an empty line.

Public function: ``run_prompt``. The warehouse is opened for each statement alone, so that a prompt left open
keeps no writer out. Arrow keys walk through the history, Tab completes names of views and columns.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.history import read_history, remember
from planhouse.errors import PlanhouseError

FIRST, FURTHER = "planhouse> ", "      ...> "
HELP = """Statements end with ; or an empty line. Besides SQL:
  .views            views and what one row of each is; .tables and \\d too
  .columns VIEW     columns of a view and what they mean; \\d VIEW too
  .questions        questions that come with planhouse
  .format NAME      table, csv, json, jsonl or markdown
  .history          statements asked before
  .help             this; help and ? too
  .quit             leave; quit, exit, \\q and Ctrl-D too
Ctrl-C drops a statement that is half typed; commands may stand between its lines.
"""
SAME = {
    "quit": ".quit", "exit": ".quit", ".exit": ".quit", ".q": ".quit", "\\q": ".quit",
    "help": ".help", "?": ".help", "\\?": ".help", "\\h": ".help",
    ".tables": ".views", ".schema": ".columns", "\\dt": ".views", "\\dv": ".views", "\\d": ".views",
}  # fmt: skip
"""What people of other prompts type -> the command."""
COMMANDS = frozenset({*SAME.values(), ".questions", ".format", ".history"})
SHOWN = {
    ".views": "SELECT view_name AS view, comment AS one_row_is FROM duckdb_views() "
    "WHERE NOT internal AND comment IS NOT NULL "
    "QUALIFY row_number() OVER (PARTITION BY view_name ORDER BY temporary DESC) = 1 ORDER BY 1",
    ".columns": "SELECT column_name AS column, data_type AS type, comment AS meaning FROM duckdb_columns() "
    "WHERE table_name = ? QUALIFY (database_name = 'temp') = bool_or(database_name = 'temp') OVER () "
    "ORDER BY column_index",
    ".questions": "",
}
KEYWORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "HAVING", "JOIN", "DISTINCT", "count(*)",
    "search('", "trace('", "edition_diff('",
)  # fmt: skip

Ask = Callable[[str, str, tuple[object, ...]], None]
"""Asks (statement, format, parameters) and prints the answer."""


def run_prompt(
    warehouse: Path,
    form: str,
    ask: Ask,
    read_line: Callable[[str], str] = input,
    write: Callable[[str], None] = print,
) -> None:
    """Reads statements until the input ends.

    Args:
        warehouse: the DuckDB file, for the history.
        form: the format to begin with.
        ask: asks and prints; its errors are told and the prompt goes on.
        read_line: gives the next line after a prompt; ``EOFError`` ends.
        write: prints a line.
    """
    write(f"{warehouse}: read-only. .help for help, .quit to leave.")
    for statement in _statements(read_line, write):
        try:
            if statement.startswith((".", "\\")):
                form = _command(statement, form, ask, write)
                continue
            remember(statement, warehouse)
            ask(statement, form, ())
        except Leaving:
            return
        except PlanhouseError as error:
            write(f"planhouse: {error}")
        except KeyboardInterrupt:
            write("interrupted")


class Leaving(Exception):  # noqa: N818 - no error: how a command ends the prompt
    """The prompt is to end."""


def _statements(read_line: Callable[[str], str], write: Callable[[str], None]) -> Iterator[str]:
    """Statements and dot commands as they are complete."""
    lines: list[str] = []
    while True:
        try:
            line = read_line(FURTHER if lines else FIRST)
        except EOFError:
            write("")
            return
        except KeyboardInterrupt:
            lines = []
            write("")
            continue
        command = _read_command(line, is_first=not lines)
        if command:
            yield command
            continue
        is_blank = not line.strip()
        if not is_blank:
            lines.append(line)
        if lines and (is_blank or line.rstrip().endswith(";")):
            yield "\n".join(lines).strip()
            lines = []


def _read_command(line: str, *, is_first: bool) -> str:
    """The command a line is, under its own name; empty where the line is SQL.

    Within a statement only commands that there are count: DuckDB lets a line begin with ``.replace(...)``.
    """
    name, _, rest = line.strip().rstrip(";").strip().partition(" ")
    rest = rest.strip()
    if rest and name in ("\\d", ".schema"):
        return f".columns {rest}"
    known = SAME.get(name.lower(), name)
    is_command = known in COMMANDS and (name.startswith((".", "\\")) or not rest)
    is_command = is_command or (is_first and name.startswith((".", "\\")))
    return f"{known} {rest}".strip() if is_command else ""


def _command(text: str, form: str, ask: Ask, write: Callable[[str], None]) -> str:
    """Carries a dot command out; returns the format that holds from now on."""
    from warehouse.render import FORMATS

    name, _, rest = text.partition(" ")
    rest = rest.strip()
    if name == ".quit":
        raise Leaving
    if name == ".format" and rest in FORMATS:
        return rest
    if name == ".history":
        for entry in read_history()[-20:]:
            write(f"{entry.at}  {' '.join(entry.sql.split())}")
    elif name == ".questions":
        from ingest.questions import list_questions

        list_questions(form)
    elif name == ".columns" and rest:
        ask(SHOWN[name], form, (rest,))
    elif name == ".views":
        ask(SHOWN[name], form, ())
    elif name == ".help":
        write(HELP.rstrip())
    else:
        needed = {".columns": ".columns VIEW", ".format": "one of " + ", ".join(FORMATS)}.get(name)
        write(f"{text}: {f'give {needed}' if needed else 'no such command'}; .help lists them")
    return form


def prepare_readline(names: list[str]) -> None:
    """Arrow keys for the statements asked before, Tab for names; without readline neither.

    Args:
        names: of views, macros and columns.
    """
    try:
        import readline
    except ImportError:
        return
    for entry in read_history():
        readline.add_history(" ".join(entry.sql.split()))
    words = sorted({*names, *KEYWORDS})

    def complete(begun: str, state: int) -> str | None:
        fitting = [w for w in words if w.lower().startswith(begun.lower())]
        return fitting[state] if state < len(fitting) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" \t\n,()=<>")
    with contextlib.suppress(OSError):
        readline.parse_and_bind("tab: complete")
