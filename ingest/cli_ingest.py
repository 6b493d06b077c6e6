"""Commands that bring documents into the warehouse."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from ingest.options import FORMAT, WAREHOUSE, make_settings, reading

JSON = click.option("--json", "as_json", is_flag=True, help="One JSON event a line instead of text.")
QUIET = click.option("--quiet", "-q", is_flag=True, help="Only refusals and the summary.")
REPORT = click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Also write an HTML report of the run."
)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@reading
@click.option("--again", is_flag=True, help="Read unchanged files, too.")
@click.option("--watch", is_flag=True, help="Stay, and take files as they are completed.")
@JSON
@QUIET
@REPORT
def ingest(paths: tuple[str, ...], again: bool, watch: bool, report: Path | None, **shared: Any) -> int:
    """Read plans and load them into the warehouse.

    PATHS are files, folders and globs; the format is told by the content. A file that cannot be read
    is refused with one line, and the others go on; a file that has not changed is not read again. Ctrl-C
    ends the run after the document under way; the same command takes up where it stopped.
    """
    from ingest.progress import choose_reporter
    from ingest.run import run_ingest, run_watch

    choose = partial(choose_reporter, shared.pop("as_json"), shared.pop("quiet"))
    settings = make_settings(**shared, again=again)
    if watch:
        return run_watch(paths, settings, choose, pause=2.0)
    return run_ingest(paths, settings, choose(), report).exit_code


@click.command()
@click.option("--reason", "reasons", multiple=True, help="Only refusals of this class; may be repeated.")
@reading
@JSON
@REPORT
def retry(reasons: tuple[str, ...], as_json: bool, report: Path | None, **shared: Any) -> int:
    """Read again what was refused, after a repair or with other limits."""
    from ingest.progress import choose_reporter
    from ingest.run import run_retry

    return run_retry(make_settings(**shared), reasons, choose_reporter(as_json), report).exit_code


@click.command()
@click.argument("sources", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@reading
@click.option("--allow-private", is_flag=True, help="Also ask addresses of this machine and network.")
@JSON
def sync(sources: Path, allow_private: bool, as_json: bool, **shared: Any) -> int:
    """Fetch published plans listed in the TOML file SOURCES and ingest what is new.

    Politely: robots.txt, a delay between requests, nothing fetched twice. docs/tutorial.md shows the
    form of the list.
    """
    from ingest.fetch import FetchLimits
    from ingest.progress import choose_reporter, tell_visits
    from ingest.run import run_sync

    settings = make_settings(**shared)
    limits = FetchLimits(megabytes=settings.limits.file_mb, allow_private=allow_private)
    return tell_visits(run_sync(sources, limits, settings, choose_reporter(as_json)), as_json)


@click.command()
@WAREHOUSE
@FORMAT
@click.option("--last", default=20, show_default=True, help="How many runs.")
def runs(warehouse: Path, form: str, last: int) -> None:
    """Show the record of runs, the newest first."""
    from ingest.questions import print_query

    print_query(warehouse, RUNS, form, [last])


RUNS = """
    SELECT run_id, b.program, started_at, ended_at,
           CASE WHEN summary IS NULL THEN 'killed or running'
                WHEN (summary->>'interrupted')::BOOLEAN THEN 'interrupted' ELSE 'done' END AS state,
           count(d.number) AS documents,
           count(*) FILTER (d.status LIKE 'loaded%') AS loaded,
           count(*) FILTER (d.status = 'unchanged') AS unchanged,
           count(*) FILTER (d.status = 'refused') AS refused
    FROM run_batch b LEFT JOIN run_document d USING (run_id)
    GROUP BY ALL ORDER BY started_at DESC LIMIT ?
"""

COMMANDS: tuple[click.Command, ...] = (ingest, retry, sync, runs)
