"""The caption of a table taken apart: what it counts, when and where; one for each table side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from parsers.kinds.caption_sentences import find_announcement, is_clause, is_lead_in, is_survey
from parsers.kinds.figure_grid import FigureGrid
from parsers.kinds.labels import Label, caption_number, parse_caption
from parsers.kinds.period_words import PeriodPhrase, find_periods, is_period
from parsers.kinds.two_figures import without_pair
from parsers.kinds.unit_labels import read_unit_words
from parsers.places import WORDS_TOO, find_places, is_only_place, is_place
from planhouse.figures import read_rate
from planhouse.records import Value
from planhouse.table import Fragment, LogicalTable

_EMPTY = Label("", "", "empty")
_NEXT = re.compile(r"\s+(?=(?:Table|Figure|Chart)\s+[A-Z]?\d+(?:[.-]\d+)*[a-z]?\s*[:.\u2013-]\s*\S)")
"""Where a second caption begins in a line that holds those of two tables."""
_ALL_IN = re.compile(
    r"\b(?:figures|amounts|sums|values|costs|all)\b[^.;]*?\bin "
    r"(?P<unit>£\s?[‘'’]?000s?|£\s?m(?:illions?)?|£\s?thousands?"
    r"|(?:thousands|millions)(?: of pounds)?)\b",
    re.I,
)
_SHARES_OF = re.compile(
    r"^(?:notes?:?\s+)?(?:(?:(?:all|the)\s+)?(?:figures|values|numbers|data|results)\s+(?:above\s+)?(?:are\s+)?"
    r"(?:shown\s+|given\s+|expressed\s+)?(?:(?:in|as)\s+)?)?"
    r"(?:per ?cent(?:ages?)?\b|%)(?!\s*(?:points?|change|may|might|do|does|will)\b)",
    re.I,
)
"""A note that all figures are shares: "Per cent of victims who were satisfied"."""
_RATES_PER = re.compile(
    r"^(?:notes?:?\s+)?(?:(?:all )?(?:figures|values|numbers)\s+(?:are )?(?:rates )?|rates?\s+(?:are\s+)?)"
    r"(?P<rate>per [\d,]{4,}(?: [a-z]+)?)",
    re.I,
)
_NUMBER = re.compile(r"^\s*(?:table|figure|chart)\s*[A-Z]?\d+(?:[.-]\d+)*[a-z]?\s*[:.\u2013-]*\s*", re.I)
_BODY = re.compile(
    r"(?:(?<=\bby )|(?<=\bto )|(?<=\bfrom ))(?:the )?[A-Z][\w'’-]*(?:(?: and| &)? [A-Z][\w'’-]*)*? "
    r"(?:Police|Constabulary|Council|Fire|Probation)\b(?! (?:force )?(?:area|district))"
)
"""Who recorded, or was told of, what a caption counts: no area of its own."""
_PEOPLE = re.compile(
    r"(?:['’]s)?\s+(?:young\s+|older\s+|vulnerable\s+)?(?:residents|children|people|pupils|schools|households|homes"
    r"|adults|women|men|victims|offenders|patients|drivers|citizens|streets|roads"
    r"|lsoas|wards|neighbourhoods|communities)\b",
    re.I,
)
"""Whose they are by the place before them: "Reoffending by Islington children", "Share of Torfaen LSOAs"."""
_UNKNOWN = re.compile(
    r"\b(?:in|across) (?:the )?"
    r"(?P<name>[A-Z][a-z]+(?:[ -](?:(?:and|upon|on|under|the|of|le)[ -])?[A-Z][a-z]+){0,3})"
    r"(?=\s*(?:$|[,(–-]|by\b|compared\b|since\b))"
)
_PART_OF_TOWN = re.compile(
    r"\b(?:in|across|within|from|for|of) (?:the )?"
    r"(?P<name>(?:[A-Z][\w'’&-]*\s){1,5}?(?:area|ward|zone|town centre|city centre|estate|division|parish))$"
)
"""A name with the kind of place it is, at a caption's end: "Calls from the Chatham PSPO area"."""
_NO_PLACE = re.compile(
    r"\b(?:custody|treatment|care|police|courts?|prisons?|hospitals?|schools?|education|employment|years?|quarters?|"
    r"tables?|figures?|need|plan|strategy|borough|county|district|force|city|area|region|partnership|council|"
    r"homes?|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|"
    r"autumn|winter|act|priorit\w+|services?|survey|contact|violence|crimes?|behaviour)\b",
    re.I,
)
_NAME_OF_BODY = re.compile(
    r"\s+(?:Police(?! (?:force )?area)|Constabulary|PCC|OPCC|(?:\w+ )?Council|"
    r"Fire (?:and|&) Rescue (?:Service|Authority)|(?:[A-Z]\w+ ){0,3}(?:Partnership|Service|Board|Forum))\b"
)
"""Behind a place at the beginning of a heading: a body's name, often the document's title."""
_WITHOUT = re.compile(r"\s*\((?:without|excluding|except|not including|including)\b[^()]*\)", re.I)
"""What a caption leaves out: "Casualties in Essex (without Southend and Thurrock)"."""
_LAST = re.compile(
    r"(?:,|\s[-\u2013]|:)\s*(?P<area>(?P<name>[A-Z][\w.'&-]*(?:\s+(?:and|of|the|upon|on|in|under|&|[A-Z][\w.'&-]*))*)"
    r"(?P<kind>\s+(?:police\s+)?(?:force area|force|district|borough|county|council area|area|ward))?)$"
)
"""A name at a caption's end, parted from it: "Serious violence by offence, Essex Police force area"."""


@dataclass(frozen=True, slots=True)
class ToldPeriod:
    """A period that is printed near a table and not over its figures."""

    period: str
    by: Literal["heading", "text"]
    """Where it stands: in the heading above, or in the sentence that introduces the table."""


@dataclass(frozen=True, slots=True)
class TableCaption:
    """Caption, title or heading of a table, taken apart once."""

    value: Value | None
    label: Label
    area: str | None
    told: ToldPeriod | None = None
    """The period of figures over which neither a label nor the caption prints one."""


def read_captions(table: LogicalTable, grid: FigureGrid) -> tuple[TableCaption, ...]:
    """What stands over a table, for each of the tables side by side in it."""
    titles = [(t.text, t.fragments) for t in grid.titles]
    if grid.blocks > 1 and len(titles) == grid.blocks:
        return tuple(_read_caption(table, text, fragments) for text, fragments in titles)
    parts = _NEXT.split(" ".join((table.caption or "").split()))
    if grid.blocks > 1 and len(parts) == grid.blocks and all(caption_number(p) for p in parts):
        return tuple(_read_caption(table, part, table.caption_fragments) for part in parts)
    text, fragments = table.caption or "", table.caption_fragments
    if titles and not parse_caption(text).core:
        text, fragments = titles[0]
    return (_read_caption(table, text, fragments),) * max(grid.blocks, 1)


def _read_caption(table: LogicalTable, text: str, fragments: tuple[Fragment, ...]) -> TableCaption:
    caption = _take_apart(table, text, fragments)
    return caption if caption.label.period else replace(caption, told=_find_told(table))


def _find_told(table: LogicalTable) -> ToldPeriod | None:
    """The one time that the heading of a table names, or else the sentence that introduces it."""
    heading = _without_number(table.heading or "")
    said = find_periods(heading)
    if len(said) == 1 and _dates_heading(heading, said[0]):
        return ToldPeriod(said[0].text, "heading")
    said = find_periods(table.introduction or "")
    return ToldPeriod(said[0].text, "text") if len({p.text for p in said}) == 1 else None


def _dates_heading(heading: str, phrase: PeriodPhrase) -> bool:
    """Whether the time in a heading is that of what stands below it: "Calls in 2011", "Our staff, May 2012".

    A year alone needs a word that leads to it: "Vision 2030" and "The 2011 Census" are names.
    """
    if _SEVERAL_YEARS.fullmatch(phrase.text) or _PLANNED.search(heading) or is_clause(heading):
        return False
    is_named = re.fullmatch(r"(?:19|20)\d\d", phrase.text) is not None
    return not is_named or _LEADS_TO_TIME.search(heading[: phrase.start]) is not None


def _take_apart(table: LogicalTable, text: str, fragments: tuple[Fragment, ...]) -> TableCaption:
    if not text and table.heading:
        named = parse_caption(_without_number(table.heading))
        named = _with_survey_period(table, _with_unit(table, named))
        return _with_area(None, named, table.heading, "")
    label = _with_unit(table, parse_caption(text) if text else _EMPTY)
    label = _with_survey_period(table, replace(label, core=without_pair(label.core)))
    if table.heading and (not label.core or (_announces(text) and is_clause(label.core))):
        label = _named_by_heading(label, parse_caption(_without_number(table.heading)))
    return _with_area(
        Value(text=text, fragments=fragments) if text else None, label, text, table.heading or ""
    )


_SEVERAL_YEARS = re.compile(r"(?:19|20)\d\d\s?(?:to|[–/-])\s?(?:19|20)\d\d")
"""The time of a plan: "2009-2012"."""
_PLANNED = re.compile(
    r"\b(?:plan|strategy|programme|agreement|framework|act|report|edition|review|priorit(?:y|ies)|since|after|before"
    r"|until|by|objectives?|targets?|actions?|looking (?:ahead|forward)|future|next)\b",
    re.I,
)
"""A heading whose time is of a document, or of what is to be done: "Priorities for 2012/13"."""
_LEADS_TO_TIME = re.compile(r"(?:\b(?:in|during|for|end(?:ed|ing)?)\s+(?:the\s+)?|[,:(–-]\s*)$", re.I)
_SECTION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-Z][a-z])")
"""The number of a section before its heading: "5 Fly tipping", "4.2 Burglary"."""


def _without_number(heading: str) -> str:
    return _SECTION.sub("", heading)


def _announces(text: str) -> bool:
    return is_lead_in(text) or find_announcement(text) is not None


def _named_by_heading(label: Label, heading: Label) -> Label:
    """What a heading counts, with the unit and the period that the line over the table gives."""
    if not heading.core:
        return label
    has_unit = label.unit is not None or label.scale != 1
    return replace(
        heading,
        text=label.text,
        unit=label.unit if has_unit else heading.unit,
        scale=label.scale if has_unit else heading.scale,
        period=label.period or heading.period,
    )


def _with_unit(table: LogicalTable, label: Label) -> Label:
    """The caption with the unit that its heading, or a note under the table, gives to all figures."""
    if label.unit or label.scale != 1:
        return label
    texts = [m["unit"] for n in table.notes if (m := _ALL_IN.search(n.text))]
    if table.heading:
        texts += re.findall(r"\(([^()]*)\)$", table.heading.strip())
    for text in texts:
        found = read_unit_words(text)
        if found and found != ("%", found[1]):
            return replace(label, unit=found[0], scale=found[1])
    for note in table.notes:
        if _SHARES_OF.match(note.text):
            return replace(label, unit="%")
        if rate := _RATES_PER.match(note.text):
            return replace(label, unit=read_rate(rate["rate"]), kind="rate")
    return label


def _with_survey_period(table: LogicalTable, label: Label) -> Label:
    """A question with the one time at which it was asked, as a sentence beside the table tells it."""
    if not label.is_question or label.period:
        return label
    said = {p.text for n in table.notes if is_survey(n.text) for p in find_periods(n.text)}
    return replace(label, period=said.pop()) if len(said) == 1 else label


def _with_area(value: Value | None, label: Label, text: str, heading: str) -> TableCaption:
    last = _LAST.search(label.core)
    if last and (last["kind"] or _is_named(last["name"])) and _is_named(last["name"]):
        return TableCaption(value, replace(label, core=label.core[: last.start()]), last["area"].strip())
    area = _area_in(text) or _area_in(f"in {heading}" if is_only_place(heading) else heading)
    return TableCaption(value, label, area or (_name_in(label) if text else None))


def _name_in(label: Label) -> str | None:
    """A name no list knows, in a caption set in small letters: "Crime in Eastfield by age"."""
    part = _PART_OF_TOWN.search(label.core)
    if part:
        return part["name"]
    found = _UNKNOWN.search(label.core)
    if not found or find_places(label.core) or _NO_PLACE.search(found["name"]) or is_period(found["name"]):
        return None
    before = label.core[: found.start()].split()
    return found["name"] if sum(w.islower() and len(w) > 3 for w in before) >= 1 else None


def _is_named(name: str) -> bool:
    """Whether a name is, or begins with, that of a known place or of two: "Essex Police"."""
    bare = re.sub(r"\s+(?:Police|Constabulary|Council)$", "", name)
    return is_place(bare) or all(is_place(part) for part in re.split(r"\s+(?:and|&)\s+(?:the\s+)?", bare))


def _join_named(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Places with those joined to them by "and" as one area: "Cornwall and the Isles of Scilly"."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and re.fullmatch(r"\s+(?:and|&)\s+(?:the\s+)?", text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _area_in(text: str) -> str | None:
    """The one known place a caption speaks of after "in", "for", "across" or at its end."""
    text = _WITHOUT.sub("", _NUMBER.sub("", text))
    text = _BODY.sub(lambda m: "_" * len(m.group()), text)
    spans = _join_named(text, find_places(text))
    is_first = bool(spans) and (
        len(spans) == 1 or re.search(r"(?:^|\bof )$", text[: spans[0][0]]) is not None
    )
    if is_first and _PEOPLE.match(text[spans[0][1] :]):
        return text[slice(*spans[0])]
    named = {
        text[s:e]
        for s, e in spans
        if re.search(r"(?:\b(?:in|on|for|across|of|within|to)|[:,\u2013-])\s*(?:the\s+)?$", text[:s])
        or (
            not text[:s].strip()
            and not _NAME_OF_BODY.match(text[e:])
            and (text[s:e] not in WORDS_TOO or re.match(r"['’]s\b|\s+[A-Z]", text[e:]))
        )
    }
    return named.pop() if len(named) == 1 and len(spans) == 1 else None
