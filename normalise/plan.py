"""The room's one public function: an extract in, what is derived from it beside it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import PlanContext, find_frame
from normalise.header_roles import find_header_role, is_header_wording
from normalise.lookup import name_for_people
from normalise.mentions import Role
from normalise.named import Named
from normalise.overrides import Override, decisions_for
from normalise.plan_area import find_authorities, with_area
from normalise.plan_dates import find_as_of, find_periods
from normalise.plan_subjects import find_action_themes, find_measures, find_plan_areas
from normalise.prose import find_in_prose
from normalise.register import Register, load_register
from planhouse.derived import Mention
from planhouse.geometry import Place
from planhouse.ids import stable_id
from planhouse.issues import Issue, raise_issue
from planhouse.plan import NormalisedPlan, PlanExtract
from planhouse.records import Value
from planhouse.table import LogicalTable
from planhouse.ticks import is_tick, split_levels

_AGENCY_HEADER = re.compile(
    r"\b(lead|leads|partners?|owners?|responsib\w*|agenc(?:y|ies)|organisations?|who|delivered by|by whom|"
    r"contributors?|accountable|supporting)\b",
    re.IGNORECASE,
)
_NOT_AGENCY_HEADER = re.compile(
    r"\b(when|date|measure|outcome|target|cost|budget|progress|update|status)\b", re.IGNORECASE
)

MOST_NAMES = 10_000
"""Names of one entry of a member list, for orders that are unique over the list."""
MOST_BLOCKS = 300
"""Blocks from the start in which an untitled plan's own authority is looked for."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A printed text that names agencies, and where it belongs."""

    text: str
    where: str
    subject_id: str
    header: str = ""
    place: Place | None = None
    entry: int = 0
    """Number of the entry in the list of members, from 1; 0 for a cell of an action."""


def normalise_plan(
    extract: PlanExtract, register: Register | None = None, overrides: Sequence[Override] = ()
) -> NormalisedPlan:
    """What can be derived from an extract: agencies, periods, areas, measures and themes.

    Args:
        extract: The document as printed.
        register: The register of bodies; the one that ships with the project where None.
        overrides: A person's decisions; those of the narrowest scope win.
    """
    register = register or load_register()
    frame = find_plan_frame(extract, register)
    frame = replace(frame, as_of=find_as_of(extract, frame))
    reader = build_reader(extract, register, overrides, frame)
    mentions, issues = find_mentions(extract, reader)
    periods, date_issues = find_periods(extract, frame)
    return NormalisedPlan(
        extract=extract,
        mentions=mentions,
        periods=periods,
        areas=find_plan_areas(extract, frame, register),
        measures=find_measures(extract),
        themes=find_action_themes(extract),
        issues=issues + date_issues,
    )


def find_plan_frame(extract: PlanExtract, register: Register) -> PlanContext:
    """The document's frame with its authorities: by its own names, else the one named most."""
    frame = with_area(find_frame(extract), register, capitals=True)
    if frame.authority_ids:
        return frame
    named = _most_named(extract, register, frame)
    return with_area(replace(frame, plan_area_text=named), register) if named else frame


def _most_named(extract: PlanExtract, register: Register, frame: PlanContext) -> str:
    """Place of the authority named in most blocks of the document; empty where none is named twice."""
    counts: dict[str, int] = {}
    blocks = (block for page in extract.contents for block in page.blocks)
    for block in islice(blocks, MOST_BLOCKS):
        for body in find_authorities(block.text, register, frame.years, capitals=True):
            counts[body.agency_id] = counts.get(body.agency_id, 0) + 1
    if not counts:
        return ""
    best = max(counts, key=lambda k: (counts[k], k))
    return register.by_id[best].places[0] if counts[best] > 1 else ""


def build_reader(
    extract: PlanExtract, register: Register, overrides: Sequence[Override], frame: PlanContext
) -> AgencyReader:
    """A reader of agencies for one document, with the decisions that hold in it."""
    document = extract.document
    decisions = decisions_for(overrides, document.document_id, document.sha256, frame.partnership)
    return AgencyReader(Resolver(register, frame, decisions))


def find_mentions(
    extract: PlanExtract, reader: AgencyReader
) -> tuple[tuple[Mention, ...], tuple[Issue, ...]]:
    """Every agency of actions, member lists and promises; an issue for each name of a cell left undecided."""
    mentions: list[Mention] = []
    issues: dict[str, Issue] = {}
    for cell in chain(_cells(extract), _ticked_cells(extract, reader)):
        for order, named in enumerate(reader.read_cell(cell.text), start=cell.entry * MOST_NAMES):
            role = _role(cell, named)
            mentions.append(build_mention(named, cell.where, cell.subject_id, order, reader.register, role))
            if named.choice.judgement == "unsure":
                issues.setdefault(named.raw, _unresolved(named, cell))
    for promise in extract.promises:
        for order, named in enumerate(find_in_prose(promise.text.text, reader)):
            mentions.append(build_mention(named, "prose", promise.promise_id, order, reader.register))
    return tuple(mentions), tuple(issues.values())


def build_mention(
    named: Named, where: str, subject_id: str, order: int, register: Register, role: Role | None = None
) -> Mention:
    """The record of one resolved name; its id is made of where it stands, its order and its text."""
    choice = named.choice
    bodies = [register.by_id[i] for i in choice.agency_ids if i in register.by_id]
    return Mention(
        mention_id=stable_id("m", subject_id, where, order, named.raw),
        raw=named.raw,
        where=where,
        subject_id=subject_id,
        role=role or named.role,
        department=choice.department,
        agency_ids=choice.agency_ids,
        agency="; ".join(name_for_people(i, register) for i in choice.agency_ids),
        code=bodies[0].code if len(bodies) == 1 == len(choice.agency_ids) else "",
        judgement=choice.judgement,
        score=choice.score,
        margin=choice.margin,
        rule=choice.rule,
        candidates=choice.candidates,
    )


def _cells(extract: PlanExtract) -> Iterator[_Cell]:
    headers = {t.number: _who_header(t) for t in extract.tables if t.kind == "actions"}
    for action in extract.actions:
        if action.who is not None:
            yield replace(_cell(action.who, "who", action.action_id), header=headers.get(action.table, ""))
        for header, value in action.other.items():
            if _names_agencies(header) and not is_tick(value.text):
                yield _cell(value, header, action.action_id)
    for number, member in enumerate(extract.members, start=1):
        place = member.text.fragments[0].place if member.text.fragments else None
        subject = extract.document.document_id
        yield _Cell(member.text.text, "member", subject, place=place, entry=number)


def _ticked_cells(extract: PlanExtract, reader: AgencyReader) -> Iterator[_Cell]:
    """The bodies that head columns of ticks, once for each action that is ticked under them.

    Where most headers of a table's ticks are resolved ("Council", "Police", "Fire"), the others name bodies,
    too; else those that name none for certain ("Complete") are left out.
    """
    ticked = [
        (action, header, value, levels)
        for action in extract.actions
        for header, value in action.other.items()
        if is_tick(value.text) and (levels := split_levels(header))
    ]
    heads: dict[int, set[str]] = {}
    for action, _, _, levels in ticked:
        heads.setdefault(action.table, set()).add(levels[-1])
    printed = dict.fromkeys(levels[-1] for *_, levels in ticked)
    judged = {head: {n.choice.judgement for n in reader.read_cell(head)} for head in printed}
    named = {table: {h for h in own if judged[h] == {"accepted"}} for table, own in heads.items()}
    for action, header, value, levels in ticked:
        known, own = named[action.table], heads[action.table]
        is_body = levels[-1] in known or 2 * len(known) > len(own)
        if is_body and "rejected" not in judged[levels[-1]]:
            cell = _cell(value, header, action.action_id)
            yield replace(cell, text=levels[-1], header=" ".join(levels[:-1]))


def _names_agencies(header: str) -> bool:
    """Whether a column that is no who column names agencies, by a word of its header or as a whole."""
    if _NOT_AGENCY_HEADER.search(header):
        return False
    return bool(_AGENCY_HEADER.search(header)) or is_header_wording(header)


def _who_header(table: LogicalTable) -> str:
    """The header above the names of a table of actions; its innermost where headers are stacked."""
    return next((c.header[-1] for c in table.columns if c.role == "who" and c.header), "")


def _cell(value: Value, header: str, subject_id: str) -> _Cell:
    place = value.fragments[0].place if value.fragments else None
    return _Cell(value.text, header, subject_id, header, place)


def _role(cell: _Cell, named: Named) -> Role | None:
    """The role a column's header gives to names that have none of their own."""
    if named.role != "unstated":
        return None
    if cell.entry:
        return "member"
    return find_header_role(cell.header)


def _unresolved(named: Named, cell: _Cell) -> Issue:
    best = "; ".join(f"{c.name} {c.score:.2f}" for c in named.choice.candidates[:3]) or "none"
    return raise_issue(
        "BODY_UNRESOLVED",
        f"“{named.raw}” was not resolved to a body",
        cell.place,
        raw=named.raw,
        where=cell.where,
        candidates=best,
    )
