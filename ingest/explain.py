"""Why a printed name was led to a body: for people."""

from __future__ import annotations

from pathlib import Path

from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.named import Named
from normalise.overrides import decisions_for, read_overrides
from normalise.register import load_register


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
    decided = read_overrides(overrides.read_text(encoding="utf-8")) if overrides else ()
    reader = AgencyReader(Resolver(register, frame, decisions_for(decided)))
    named = reader.read_cell(mention)
    if not named:
        return f"{mention}: names no agency"
    return "\n\n".join(_explain(n, reader) for n in named)


def _explain(named: Named, reader: AgencyReader) -> str:
    """One name: what it means, what decided, what else was weighed."""
    choice = named.choice
    names = "; ".join(reader.register.name_of(i) for i in choice.agency_ids) or "no body"
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
