"""Opening a warehouse: one DuckDB file of a known schema version.

    from warehouse.connection import connect
    with connect("planhouse.duckdb", read_only=True) as warehouse:
        frame = warehouse.execute("SELECT * FROM action").df()

Public functions: ``connect`` (a DuckDB connection), ``open_for_questions`` (one that can neither write
nor read other files). DuckDB lets one process write, or several read: a second writer is told who holds
the file, or waits.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import duckdb

from planhouse.errors import HeldError, SchemaMismatchError, WarehouseError
from warehouse.definition import literal
from warehouse.schema import SCHEMA_VERSION, TABLES, schema_fingerprint
from warehouse.views import create_views

DuckDB = duckdb.DuckDBPyConnection
MEMORY = ":memory:"
RETRY_SECONDS = 0.2
"""Pause between two tries while another process holds the file; a document's load takes about as long."""
CHECKPOINT_AT = "128MB"
"""Size of the log at which a writer folds it into the file. DuckDB's own 16 MB rewrites the ends of all
tables eight times as often, which took a fifth of a bulk load and left the file twice as large; the log a
killed writer leaves behind is read again in a second at most (0.6 s for 75 MB)."""
HOLDER = re.compile(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
"""DuckDB's own words on who holds a file."""


def connect(path: str | Path, *, read_only: bool = False, wait_seconds: float = 0.0) -> DuckDB:
    """Opens a warehouse, and makes it where it does not exist and may be written.

    Args:
        path: the DuckDB file, or ``:memory:``.
        read_only: open an existing file so that it cannot be changed.
        wait_seconds: how long to wait while another process holds the file.

    Returns:
        A DuckDB connection; ``.sql(...)``, ``.execute(...).df()`` and all else of DuckDB work on it.

    Raises:
        WarehouseError: no such file (read only), no DuckDB file, not a warehouse, or held by another
            process.
        SchemaMismatchError: made by another version of the schema.
    """
    refuse_folder(path)
    if read_only and str(path) != MEMORY and not Path(path).is_file():
        raise WarehouseError(
            f"{path}: no such warehouse. Make one with: planhouse ingest PATH --warehouse {path}"
        )
    connection = open_file(str(path), read_only, wait_seconds)
    try:
        _settle_schema(connection, str(path), read_only)
        if not read_only:
            connection.execute(f"SET checkpoint_threshold = '{CHECKPOINT_AT}'")
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_folder(path: str | Path) -> None:
    """Says so where a folder is given for a warehouse.

    Raises:
        WarehouseError: it is one.
    """
    if str(path) != MEMORY and Path(path).is_dir():
        inside = Path(path) / "planhouse.duckdb"
        raise WarehouseError(f"{path}: a folder, not a warehouse file. Give a file: --warehouse {inside}")


def open_for_questions(
    path: str | Path, *, wait_seconds: float = 0.0, may_write: Path | None = None
) -> DuckDB:
    """Opens a warehouse for SQL that is not ours: read-only, no other files, no settings, no extensions.

    Args:
        path: the DuckDB file.
        wait_seconds: how long to wait while another process holds it.
        may_write: the one other file that may be written, absolute.

    Raises:
        WarehouseError: as ``connect``.
    """
    connection = connect(path, read_only=True, wait_seconds=wait_seconds)
    if may_write is not None:
        connection.execute(f"SET allowed_paths = [{literal(str(may_write))}]")
    for setting in (
        "SET enable_external_access = false",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET lock_configuration = true",
    ):
        connection.execute(setting)
    return connection


def open_file(path: str, read_only: bool, wait_seconds: float) -> DuckDB:
    """Opens a DuckDB file whatever its tables; ``connect`` is what all but a migration should use.

    Raises:
        WarehouseError: no DuckDB file, or held by another process.
    """
    give_up = time.monotonic() + wait_seconds
    while True:
        try:
            return duckdb.connect(path, read_only=read_only)
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                if time.monotonic() < give_up:
                    time.sleep(RETRY_SECONDS)
                    continue
                raise HeldError(_held(path, str(error))) from error
            raise WarehouseError(_unreadable(path, str(error))) from error
        except duckdb.Error as error:
            raise WarehouseError(_unreadable(path, str(error))) from error


def _held(path: str, words: str) -> str:
    holder = HOLDER.search(words)
    who = f"{holder['program']} (process {holder['pid']})" if holder else "another process"
    return (
        f"{path}: held by {who}. DuckDB lets one process write at a time: wait until it ends. A copy for "
        "readers, made between runs with planhouse snapshot, can be read at any time."
    )


def _unreadable(path: str, words: str) -> str:
    first = words.splitlines()[0] if words else "unknown"
    return f"{path}: cannot be opened as a DuckDB file ({first}). Give another --warehouse file."


def _settle_schema(connection: DuckDB, path: str, read_only: bool) -> None:
    """Makes the schema of an empty file; refuses any schema but ours."""
    names = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "run_schema" in names:
        _check_version(connection, path)
        create_views(connection, only_if_changed=True, temporary=read_only)
        return
    if names:
        raise SchemaMismatchError(f"{path}: a DuckDB file, but not a planhouse warehouse. Give another file.")
    if read_only:
        raise SchemaMismatchError(f"{path}: an empty warehouse. Load it with: planhouse ingest PATH")
    create_schema(connection)


def _check_version(connection: DuckDB, path: str) -> None:
    found = connection.execute("SELECT version, fingerprint FROM run_schema").fetchone()
    version, fingerprint = found if found else (0, "")
    if version > SCHEMA_VERSION:
        raise SchemaMismatchError(
            f"{path}: schema version {version}, made by a newer planhouse; this one reads version "
            f"{SCHEMA_VERSION}. Upgrade planhouse."
        )
    if version < SCHEMA_VERSION:
        raise SchemaMismatchError(
            f"{path}: schema version {version}, this planhouse needs {SCHEMA_VERSION}. "
            f"Run: planhouse migrate --warehouse {path}"
        )
    if fingerprint != schema_fingerprint():
        raise SchemaMismatchError(
            f"{path}: made by an unreleased planhouse whose tables differ. Ingest the plans into a new file."
        )


def create_schema(connection: DuckDB) -> None:
    """Makes all tables, views and comments in an empty database, in one transaction."""
    connection.begin()
    for table in TABLES:
        for statement in (table.ddl(), *table.comments()):
            connection.execute(statement)
    connection.execute(
        "INSERT INTO run_schema VALUES (?, ?, NULL, ?)",
        [SCHEMA_VERSION, schema_fingerprint(), dt.datetime.now(dt.UTC).replace(tzinfo=None)],
    )
    create_views(connection)
    connection.commit()
