"""Why a printed name was led to a body: for people."""

from __future__ import annotations

from pathlib import Path

from ingest.decisions import Match, find_matches, read_file
from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.lookup import find_agencies, name_for_people
from normalise.named import Named
from normalise.overrides import decisions_for
from normalise.register import load_register
from planhouse.errors import SettingsError


def explain_mention(
    mention: str, area: str = "", period: str = "", context: str = "", overrides: Path | None = None
) -> str:
    """Each name in a cell with its choice and candidates.

    Args:
        mention: a name, or a whole cell with several.
        area: the plan's area as free text.
        period: the plan's period.
        context: definitions of acronyms as printed.
        overrides: a file of decisions; those that hold everywhere apply.
    """
    register = load_register()
    frame = frame_from_columns(plan_area=area, plan_period=period, document_context=context)
    decided = read_file(overrides) if overrides else ()
    reader = AgencyReader(Resolver(register, frame, decisions_for(decided)))
    named = reader.read_cell(mention)
    if not named:
        return f"{mention}: names no agency"
    return "\n\n".join(_explain(n, reader) for n in named)


def _name(agency_id: str, reader: AgencyReader) -> str:
    """Name and id of what a printed name was led to."""
    name = name_for_people(agency_id, reader.register)
    return name if name == agency_id else f"{name} ({agency_id})"


def list_agencies(words: str, most: int, form: str) -> str:
    """Agencies of the register that the words may mean, the nearest first.

    Raises:
        SettingsError: there are none.
    """
    from ingest.terminal import table_width
    from warehouse.query import Result
    from warehouse.render import render_result

    found = find_agencies(words, load_register(), most)
    if not found:
        raise SettingsError(f"no agency in the register by {words!r}: try fewer words, or one of its place")
    names = ("agency_id", "name", "kind", "years", "code", "also")
    rows = tuple(tuple(getattr(f, n) for n in names) for f in found)
    return render_result(Result(names, ("VARCHAR",) * len(names), rows), form, table_width())


def list_decisions(warehouse: Path, form: str) -> str:
    """The decisions kept in a warehouse, each with what it settles."""
    from ingest.terminal import table_width
    from normalise.overrides import Override
    from warehouse.connection import connect
    from warehouse.decisions import kept_decisions, printed_names
    from warehouse.query import Result
    from warehouse.render import render_result

    with connect(warehouse, read_only=True) as connection:
        kept, source = kept_decisions(connection)
        names = printed_names(connection)
    matches = find_matches([Override.model_validate(row) for row in kept], names)
    columns = (
        "raw",
        "agency_ids",
        "judgement",
        "scope",
        "within",
        "documents",
        "who",
        "when",
        "note",
        "from",
    )
    rows = tuple(_listed(m, source) for m in matches)
    types = tuple("INTEGER" if c == "documents" else "VARCHAR" for c in columns)
    return render_result(Result(columns, types, rows), form, table_width())


def _listed(match: Match, source: str) -> tuple[object, ...]:
    o = match.override
    ids = ", ".join(o.agency_ids)
    return (o.raw, ids, o.judgement, o.scope, o.within, match.decided, o.who, o.when, o.note, source)


def _explain(named: Named, reader: AgencyReader) -> str:
    """One name: what it means, what decided, what else was weighed."""
    choice = named.choice
    names = "; ".join(_name(i, reader) for i in choice.agency_ids) or "no body"
    lines = [
        f"{named.raw} -> {names}",
        f"  judgement {choice.judgement}, by {choice.rule}, "
        f"score {choice.score:.2f}, margin {choice.margin:.2f}",
    ]
    if named.role != "unstated":
        lines.append(f"  role {named.role}")
    if named.department:
        lines.append(f"  department {named.department}")
    for candidate in choice.candidates:
        features = ", ".join(f"{k} {v:.2f}" for k, v in sorted(candidate.features.items()))
        lines.append(f"  {candidate.score:.2f}  {candidate.name} ({candidate.agency_id})")
        if features:
            lines.append(f"        {features}")
    return "\n".join(lines)
