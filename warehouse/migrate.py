"""A warehouse made by an older schema version, brought to this one.

Public function: ``migrate``. Each version that is left behind has its statements in ``MIGRATIONS``; a
version without them is refused with the way out. Views are no part of a version: they are remade when a
warehouse is opened for writing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from planhouse.errors import SchemaMismatchError, WarehouseError
from warehouse.connection import DuckDB, open_file, refuse_folder
from warehouse.schema import SCHEMA_VERSION, TABLES, schema_fingerprint
from warehouse.views import create_views

MIGRATIONS: dict[int, tuple[str, ...] | Path] = {
    1: Path(__file__).parent / "migration_1.sql",
    2: Path(__file__).parent / "migration_2.sql",
    3: Path(__file__).parent / "migration_3.sql",
}
"""Version -> statements that lead to the next one, or the file they stand in, each ended by a semicolon at
the end of its line. What they leave must be ``TABLES`` of that version, columns in their order."""


def migrate(path: str | Path, *, wait_seconds: float = 0.0) -> tuple[int, int]:
    """Brings a warehouse to this program's schema version, in one transaction.

    A copy of the file as it was stays beside it, named for its version: ``planhouse.v1.duckdb``.

    Args:
        path: the warehouse.
        wait_seconds: how long to wait while another process holds it.

    Returns:
        The version it had and the version it has.

    Raises:
        SchemaMismatchError: no warehouse, made by a newer program, or of a version without a way here.
        WarehouseError: no such file, held by another process, or a migration failed; the file is as before.
    """
    path = Path(path)
    refuse_folder(path)
    if not path.is_file():
        raise WarehouseError(f"{path}: no such warehouse")
    with open_file(str(path), read_only=False, wait_seconds=wait_seconds) as connection:
        version = _read_version(connection, path)
        if version == SCHEMA_VERSION:
            return version, version
        _check_way(path, version)
        connection.execute("CHECKPOINT")
    shutil.copyfile(path, path.with_name(f"{path.stem}.v{version}{path.suffix}"))
    with open_file(str(path), read_only=False, wait_seconds=wait_seconds) as connection:
        _apply(connection, path, version)
    return version, SCHEMA_VERSION


def _read_version(connection: DuckDB, path: Path) -> int:
    try:
        found = connection.execute("SELECT version FROM run_schema").fetchone()
    except duckdb.CatalogException as error:
        raise SchemaMismatchError(f"{path}: not a planhouse warehouse. Give another file.") from error
    return int(found[0]) if found else 0


def _check_way(path: Path, version: int) -> None:
    """Raises where no chain of migrations leads from the version to ours."""
    if version > SCHEMA_VERSION:
        raise SchemaMismatchError(
            f"{path}: schema version {version}, made by a newer planhouse; this one reads version "
            f"{SCHEMA_VERSION}. Upgrade planhouse."
        )
    missing = [v for v in range(version, SCHEMA_VERSION) if v not in MIGRATIONS]
    if missing:
        raise SchemaMismatchError(
            f"{path}: schema version {version} cannot be migrated to {SCHEMA_VERSION}. "
            "Ingest the plans into a new file."
        )


def _apply(connection: DuckDB, path: Path, version: int) -> None:
    connection.begin()
    try:
        views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        for (view,) in views:
            connection.execute(f"DROP VIEW {view}")
        for step in range(version, SCHEMA_VERSION):
            for statement in _statements(MIGRATIONS[step]):
                connection.execute(statement)
        differences = find_differences(connection)
        if differences:
            raise WarehouseError(f"{path}: migration left {'; '.join(differences)}; the file is as before")
        for table in TABLES:
            for comment in table.comments():
                connection.execute(comment)
        connection.execute(
            "UPDATE run_schema SET version = ?, fingerprint = ?", [SCHEMA_VERSION, schema_fingerprint()]
        )
        create_views(connection)
        connection.commit()
    except BaseException as error:
        connection.rollback()
        if isinstance(error, duckdb.Error):
            raise WarehouseError(f"{path}: not migrated, the file is as before ({error})") from error
        raise


def _statements(migration: tuple[str, ...] | Path) -> tuple[str, ...]:
    if isinstance(migration, Path):
        return tuple(s for s in migration.read_text(encoding="utf-8").split(";\n") if s.strip())
    return migration


def find_differences(connection: DuckDB) -> list[str]:
    """Tables and columns of a file that are not as defined; empty where it is of this schema.

    Order counts: rows are appended by the position of their values.
    """
    sql = (
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary) "
        "ORDER BY column_index"
    )
    found = {(t, c): k for t, c, k in connection.execute(sql).fetchall()}
    wanted = {(t.name, c.name): c.type for t in TABLES for c in t.columns}
    lines = [f"{t}.{c} missing" for t, c in wanted if (t, c) not in found]
    lines += [f"{t}.{c} not known" for t, c in found if (t, c) not in wanted]
    for table in () if lines else TABLES:
        order = tuple(c for t, c in found if t == table.name)
        if order != table.names:
            lines.append(f"{table.name} has its columns in another order")
    return lines + [
        f"{t}.{c} {found[t, c]} instead of {kind}"
        for (t, c), kind in wanted.items()
        if (t, c) in found and _folded(found[t, c]) != _folded(kind)
    ]


def _folded(kind: str) -> str:
    return kind.replace(" ", "").upper()
