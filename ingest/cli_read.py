"""Commands that look at one file and need no warehouse."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@FILE
@click.option("--json", "as_json", is_flag=True, help="As JSON, in the form docs/cli.md describes.")
def tables(file: Path, as_json: bool) -> None:
    """Show the tables of FILE as printed and as meant, without a warehouse.

    JSON: {"file", "pages", "page_tables": [{"page", "bbox", "method", "score", "cells": [{"row",
    "col", "rowspan", "colspan", "text", "bbox"}]}], "logical_tables": [{"title", "kind", "header":
    [[...]], "rows": [{"section", "cells", "origin", "pages", "fragments"}], "joins"}]}. Pages count
    from 1; boxes are [x0, top, x1, bottom] in points from the top left of the page as displayed.
    """
    from ingest.read_file import read_file
    from ingest.tables import render_tables, tables_as_json

    extract = read_file(file)
    click.echo(tables_as_json(extract) if as_json else render_tables(extract))


@click.command()
@click.argument("name", required=False)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("fixtures/plans"),
    show_default=True,
    help="Where samples and their golden files are.",
)
def golden(name: str | None, folder: Path) -> int:
    """Compare the reading of the sample NAME, or of all, with its golden file.

    Differences come in classes: join, split, text, type, entity, provenance. Exit code 1 where there
    are any.
    """
    from ingest.golden import find_golden_sources
    from ingest.read_file import compare_with_golden

    lines, differences = [], 0
    for source in find_golden_sources(folder, name):
        text, found = compare_with_golden(source)
        lines.append(text)
        differences += found
    click.echo("\n".join(lines))
    return int(differences > 0)


@click.command()
@FILE
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("planhouse-drawn"),
    show_default=True,
    help="Folder for the pictures; made where it does not exist.",
)
@click.option("--page", "pages", type=int, multiple=True, help="Only this page; may be repeated.")
@click.option(
    "--scale", type=click.FloatRange(0.2, 6.0), default=1.5, show_default=True, help="Pixels a point."
)
def draw(file: Path, output: Path, pages: tuple[int, ...], scale: float) -> None:
    """Draw what was read over the pages of the PDF FILE: boxes, cells, running heads, joins.

    Writes one PNG picture a page.
    """
    from ingest.read_file import draw_file

    for path in draw_file(file, output, pages, scale):
        click.echo(path)


COMMANDS = (tables, golden, draw)
