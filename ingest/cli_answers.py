"""Commands that answer common questions and carry answers elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.options import FORMAT, LIMIT, ROW_FORMATS, WAREHOUSE


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("question", required=False, default="")
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED, metavar="[--NAME VALUE]...")
@WAREHOUSE
@FORMAT
@LIMIT
@click.option("--sql", "as_sql", is_flag=True, help="Print the question's SQL instead of its answer.")
def ask(
    question: str, parameters: tuple[str, ...], warehouse: Path, form: str, limit: int | None, as_sql: bool
) -> None:
    """Ask one of the QUESTIONs that come with planhouse; without one, list them.

    Parameters follow as --NAME VALUE or NAME=VALUE: planhouse ask actions-of --agency "Thames Valley Police".
    Where an answer is empty, the standard error says why and what is near.
    """
    from ingest.questions import list_questions, print_answer, print_question_sql

    if not question:
        list_questions(form)
    elif as_sql:
        print_question_sql(question)
    else:
        print_answer(warehouse, question, parameters, form, limit)


@click.command()
@click.argument("words", nargs=-1, required=True)
@WAREHOUSE
@FORMAT
@LIMIT
def search(words: tuple[str, ...], warehouse: Path, form: str, limit: int | None) -> None:
    """Find actions, prose and table cells that hold every one of the WORDS, best first.

    WORDS may be beginnings of words. A table shows the place of each hit and what is printed around it, the
    hit marked; the other formats are rows with the whole text.
    """
    from ingest.questions import print_search

    print_search(warehouse, " ".join(words), limit, form)


@click.command()
@click.argument("old")
@click.argument("new")
@WAREHOUSE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", *ROW_FORMATS[1:]]),
    help="text and html for people; the others are the rows of the macro edition_diff.  [default: text]",
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write an HTML page to a file; with --format the rows are printed, too.",
)
def diff(old: str, new: str, warehouse: Path, form: str | None, html: Path | None) -> None:
    """Compare two editions of a plan: what was added, dropped, reworded, re-dated, re-assigned, reported.

    OLD and NEW are documents of the warehouse: an id, a file name, or a part of the title. A warning on the
    error stream says where their order seems reversed, or the two are no editions of one series.
    """
    from ingest.questions import write_diff
    from warehouse.editions import warn_of_pair

    for warning in warn_of_pair(warehouse, old, new):
        click.echo(warning, err=True)
    write_diff(warehouse, old, new, form, html)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@WAREHOUSE
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet", "xlsx", "datapackage", "lake"]),
    default="csv",
    show_default=True,
    help="lake is Parquet, one folder a table, partitioned by document.",
)
@click.option("--document", default="", help="Only this document: an id, a file name, a part of the title.")
def export(target: Path, warehouse: Path, form: str, document: str) -> None:
    """Write every view to files in the folder TARGET (for xlsx, to the workbook TARGET)."""
    from ingest.questions import export_files

    for path in export_files(warehouse, target, form, document):
        click.echo(path)


@click.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@WAREHOUSE
def snapshot(target: Path, warehouse: Path) -> None:
    """Copy the warehouse to TARGET for readers, who see the old copy or the new one, never half of one."""
    from warehouse.export import publish_snapshot

    click.echo(publish_snapshot(warehouse, target))


@click.command()
@WAREHOUSE
def migrate(warehouse: Path) -> None:
    """Bring a warehouse made by an older planhouse to this one; a copy of it as it was stays beside it."""
    from warehouse.migrate import migrate as migrate_file

    before, after = migrate_file(warehouse)
    done = "is current" if before == after else f"migrated from schema version {before} to {after}"
    click.echo(f"{warehouse}: {done}")


@click.command()
@WAREHOUSE
@click.pass_context
def verify(context: click.Context, warehouse: Path) -> None:
    """Prove that the keys of the warehouse hold and that every value leads to a printed place.

    Exit code 1 where something does not hold; its tables and a row are named.
    """
    from warehouse.connection import connect
    from warehouse.verify import render_proofs
    from warehouse.verify import verify as prove

    with connect(warehouse, read_only=True) as connection:
        proofs = prove(connection)
    click.echo(render_proofs(proofs), nl=False)
    context.exit(0 if all(p.holds for p in proofs) else 1)


COMMANDS: tuple[click.Command, ...] = (ask, search, diff, export, snapshot, migrate, verify)
