"""Commands about names, dates, quantities and areas; only ``agencies`` needs a warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.options import FORMAT, WAREHOUSE


@click.command()
@click.argument("kind", metavar="KIND")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead.")
def normalise(kind: str, file: Path, output: Path | None) -> None:
    """Read the agencies, dates, quantities or areas in the column "raw" of the CSV file FILE.

    KIND is agencies, dates, quantities or areas. Every column is kept, the derived ones are added.
    Columns that help where present: plan_area, plan_year, plan_period, document_context (acronyms as the
    document defines them), document_date (where a year to date ends).
    """
    from ingest.spreadsheet import normalise_file

    text = normalise_file(kind, file)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@click.command()
@click.argument("mention")
@click.option("--area", default="", help='The plan\'s area: "West Oxfordshire district, Oxfordshire".')
@click.option("--period", default="", help='The plan\'s period: "2021-2025".')
@click.option("--context", default="", help='Acronyms it defines: "Thames Valley Police (TVP); ...".')
@click.option("--overrides", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Decisions.")
def explain(mention: str, area: str, period: str, context: str, overrides: Path | None) -> None:
    """Show how MENTION, a name or a whole who cell, is resolved: candidates, features, what decided."""
    from ingest.explain import explain_mention

    click.echo(explain_mention(mention, area, period, context, overrides))


@click.command()
@WAREHOUSE
@FORMAT
@click.option("--all", "everything", is_flag=True, help="Also those that were accepted.")
def agencies(warehouse: Path, form: str, everything: bool) -> None:
    """Show what names of agencies were resolved to, the least sure first, the most frequent before."""
    from ingest.questions import print_query

    print_query(warehouse, AGENCIES, form, [everything])


@click.command()
@click.argument("words", nargs=-1, required=True)
@FORMAT
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Rows at most.")
def register(words: tuple[str, ...], form: str, limit: int) -> None:
    """Find the ids of agencies in the register, as decisions name them, by the WORDS of a name.

    WORDS are words or beginnings of words of a name or a place, in any order, an acronym, or an id. Kinds
    of bodies ("schools") and all partners have ids, too.
    """
    from ingest.explain import list_agencies

    click.echo(list_agencies(" ".join(words), limit, form), nl=False)


@click.command()
@WAREHOUSE
@FORMAT
def decisions(warehouse: Path, form: str) -> None:
    """Show a person's decisions kept in the warehouse, and in how many documents each settles a name.

    They came with ingest --overrides FILE and hold until another file takes their place.
    """
    from ingest.explain import list_decisions

    click.echo(list_decisions(warehouse, form), nl=False)


AGENCIES = """
    SELECT judgement, raw, coalesce(agency, '') AS agency, round(min(score), 2) AS score,
           any_value(rule) AS rule, count(*) AS times, list(DISTINCT source_file) AS files
    FROM mention WHERE ? OR judgement <> 'accepted'
    GROUP BY judgement, raw, agency
    ORDER BY list_position(['unsure', 'not_looked_at', 'rejected', 'accepted'], judgement),
             times DESC, score, raw
"""

COMMANDS: tuple[click.Command, ...] = (normalise, explain, agencies, register, decisions)
