"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

WAREHOUSE = click.option(
    "--warehouse",
    type=click.Path(path_type=Path),
    default=Path("planhouse.duckdb"),
    envvar="PLANHOUSE_WAREHOUSE",
    show_default=True,
    show_envvar=True,
    help="The DuckDB file.",
)
KEPT = "A person's decisions, one JSON line each; kept in the warehouse for later runs."
ROW_FORMATS = ("table", "csv", "json", "jsonl", "markdown")
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(ROW_FORMATS),
    default="table",
    show_default=True,
    help="How rows are printed.",
)
LIMIT = click.option(
    "--limit",
    type=click.IntRange(min=0),
    help="Rows at most, 0 for all; else a table shows the first, and csv, json and jsonl hold all.",
)
SQL_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice([*ROW_FORMATS, "parquet"]),
    default="table",
    show_default=True,
    help="How rows are written; parquet needs --output.",
)


def reading(command: F) -> F:
    """Options of the commands that read documents; they arrive as keyword arguments of ``make_settings``."""
    options = (
        WAREHOUSE,
        click.option(
            "--workers", type=int, default=0, envvar="PLANHOUSE_WORKERS", show_envvar=True,
            help="Documents read at a time; 0 for one per processor core.",
        ),
        click.option(
            "--overrides", type=click.Path(exists=True, dir_okay=False, path_type=Path),
            envvar="PLANHOUSE_OVERRIDES", show_envvar=True, help=KEPT,
        ),
        click.option(
            "--timeout", type=float, default=300.0, envvar="PLANHOUSE_TIMEOUT", show_envvar=True,
            show_default=True, help="Seconds after which a document is refused.",
        ),
        click.option(
            "--memory-mb", type=int, default=1500, envvar="PLANHOUSE_MEMORY_MB", show_envvar=True,
            show_default=True, help="Memory of a worker, beyond its start.",
        ),
        click.option(
            "--max-file-mb", type=int, default=250, envvar="PLANHOUSE_MAX_FILE_MB", show_envvar=True,
            show_default=True, help="Size of a file.",
        ),
        click.option(
            "--cluster", metavar="ADDRESS", default="", envvar="PLANHOUSE_CLUSTER", show_envvar=True,
            help="A Dask scheduler whose workers read the documents.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def make_settings(
    warehouse: Path,
    workers: int,
    overrides: Path | None,
    timeout: float,
    memory_mb: int,
    max_file_mb: int,
    cluster: str = "",
    again: bool = False,
) -> Any:
    """The ``RunSettings`` of the shared options.

    Raises:
        SettingsError: a value makes no sense.
    """
    from ingest.settings import RunSettings
    from ingest.task import Limits

    limits = Limits(seconds=timeout, memory_mb=memory_mb, file_mb=max_file_mb)
    return RunSettings(warehouse, workers, limits, overrides, cluster, again)
