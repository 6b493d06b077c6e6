"""The warehouse, or one document of it, as files for other programs.

Public functions: ``export_warehouse`` (Parquet, CSV, JSON Lines, an Excel workbook or a described data
package, one file or sheet a view), ``export_lake`` (tables as Hive-partitioned Parquet for any engine that
reads it), ``publish_snapshot`` (a copy of the whole file, put in place at once). The connection must be
allowed to write files: use ``warehouse.connection.connect(path, read_only=True)``.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from pathlib import Path

import duckdb

from planhouse.errors import SettingsError, WarehouseError
from warehouse.connection import connect
from warehouse.definition import literal
from warehouse.schema import TABLES
from warehouse.views import read_views, select_view
from warehouse.workbook import write_workbook

VIEWS = (
    "document", "action", "figure", "promise", "priority", "mention", "doubt", "stitch", "figure_check",
    "member", "definition", "agency_workload", "table_list", "table_cell", "block", "fragment",
)  # fmt: skip
"""Views that are exported, one file or sheet each."""
KEYED = frozenset(VIEWS) - {"agency_workload", "definition", "fragment"}
"""Views whose first column is the key of a row."""
FORMATS = ("parquet", "csv", "jsonl", "xlsx", "datapackage")
COPY_OPTIONS = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER",
    "jsonl": "FORMAT json",
}
FRICTIONLESS_TYPES = {
    "VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "HUGEINT": "integer", "DOUBLE": "number",
    "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime",
}  # fmt: skip
"""DuckDB type -> type of a Table Schema field; lists are ``array``, maps ``object``, decimals ``number``."""


def export_warehouse(
    connection: duckdb.DuckDBPyConnection, target: str | Path, format: str, document_id: str | None = None
) -> list[Path]:
    """Writes every view to files.

    Args:
        connection: a warehouse.
        target: a folder that is made where missing; for ``xlsx`` the workbook's file.
        format: one of ``FORMATS``. CSV holds lists and maps as JSON.
        document_id: only what belongs to this document; all where not given.

    Returns:
        The files written.

    Raises:
        SettingsError: no such format.
        WarehouseError: the target cannot be written.
    """
    if format not in FORMATS:
        raise SettingsError(f"no export format {format!r}: one of {', '.join(FORMATS)}")
    target = Path(target)
    try:
        if format == "xlsx":
            target.parent.mkdir(parents=True, exist_ok=True)
            return [write_workbook(connection, target, VIEWS, document_id)]
        target.mkdir(parents=True, exist_ok=True)
        if format == "datapackage":
            return _write_package(connection, target, document_id)
        return [_copy(connection, view, target, format, document_id) for view in VIEWS]
    except (OSError, duckdb.IOException) as error:
        raise WarehouseError(f"{target}: cannot be written ({error})") from error


def _copy(
    connection: duckdb.DuckDBPyConnection, view: str, folder: Path, format: str, document_id: str | None
) -> Path:
    path = folder / f"{view}.{format}"
    source = select_view(connection, view, document_id, flat=format == "csv")
    connection.execute(f"COPY ({source}) TO {literal(str(path))} ({COPY_OPTIONS[format]})")
    return path


def _write_package(
    connection: duckdb.DuckDBPyConnection, folder: Path, document_id: str | None
) -> list[Path]:
    """CSV files and the ``datapackage.json`` that describes them."""
    files = [_copy(connection, view, folder, "csv", document_id) for view in VIEWS]
    resources = [_describe(connection, view, path) for view, path in zip(VIEWS, files, strict=True)]
    description = {
        "profile": "tabular-data-package",
        "name": "planhouse",
        "title": "What published plans say, each value with the page it is printed on",
        "resources": resources,
    }
    path = folder / "datapackage.json"
    path.write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*files, path]


def _describe(connection: duckdb.DuckDBPyConnection, view: str, path: Path) -> dict[str, object]:
    explained = {v.name: v for v, _ in read_views()}[view]
    meanings = dict(explained.columns)
    fields = [
        {"name": name, "type": _frictionless_type(kind), "description": meanings[name]}
        for name, kind, *_ in connection.execute(f"DESCRIBE {view}").fetchall()
    ]
    for field in fields:
        if field["type"] == "datetime":
            field["format"] = "any"
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    key = explained.columns[0][0]
    if key.endswith("_id") and view in KEYED:
        schema["primaryKey"] = [key]
    if view != "document":
        reference = {"resource": "document", "fields": ["document_id"]}
        schema["foreignKeys"] = [{"fields": ["document_id"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": view.replace("_", "-"),
        "title": explained.grain,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        "schema": schema,
    }


def _frictionless_type(kind: str) -> str:
    if kind.endswith("]"):
        return "array"
    if kind.startswith("MAP"):
        return "object"
    return FRICTIONLESS_TYPES.get(kind, "number" if kind.startswith("DECIMAL") else "string")


def export_lake(connection: duckdb.DuckDBPyConnection, folder: str | Path) -> list[Path]:
    """Writes every table as Parquet, one folder a table, partitioned by document: ``document_id=d-.../``.

    Any engine that reads Hive-partitioned Parquet can query the folder; a document that is loaded anew
    replaces its own partitions only. ``run_`` tables and dimensions are one file each.

    Args:
        connection: a warehouse.
        folder: made where missing; what it holds of other documents stays.

    Returns:
        The folders written, one a table.
    """
    folder = Path(folder)
    written = []
    for table in TABLES:
        target = folder / table.name
        target.mkdir(parents=True, exist_ok=True)
        partition = ", PARTITION_BY (document_id), OVERWRITE_OR_IGNORE" if table.has_document else ""
        place = target if table.has_document else target / "all.parquet"
        found = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
        if found and (found[0] or not table.has_document):
            options = f"FORMAT parquet, COMPRESSION zstd{partition}"
            connection.execute(f"COPY {table.name} TO {literal(str(place))} ({options})")
        written.append(target)
    return written


def publish_snapshot(warehouse: str | Path, target: str | Path, *, wait_seconds: float = 10.0) -> Path:
    """Copies a warehouse to a file for readers, which see the old copy or the new one, never half of one.

    Args:
        warehouse: the file that is written to; no writer may hold it while it is copied.
        target: the file that readers open with ``read_only``.
        wait_seconds: how long to wait for a writer or reader that holds the warehouse.

    Raises:
        WarehouseError: the warehouse is held by a writer, the target is the warehouse itself, or it cannot
            be written.
    """
    target = Path(target)
    if target.resolve() == Path(warehouse).resolve():
        raise WarehouseError(f"{target}: that is the warehouse itself; name another file for its copy")
    if not target.parent.is_dir():
        raise WarehouseError(f"{target}: there is no folder {target.parent}; make it first")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        # The source is closed after the connection: closing any handle of a file gives up its locks.
        with (
            Path(warehouse).open("rb") as source,
            connect(warehouse, wait_seconds=wait_seconds) as connection,
        ):
            connection.execute("CHECKPOINT")
            with part.open("xb") as copied:
                shutil.copyfileobj(source, copied, 1 << 20)
                os.fsync(copied.fileno())
        part.replace(target)
    except OSError as error:
        raise WarehouseError(f"{target}: no snapshot of {warehouse} made ({error})") from error
    finally:
        part.unlink(missing_ok=True)
    return target
