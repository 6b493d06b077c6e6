"""Which labels of one axis of a table are areas, told from all of them together."""

from __future__ import annotations

import re

from parsers.kinds.figure_grid import FigureGrid
from parsers.kinds.labels import Label
from parsers.places import (
    WORDS_TOO,
    find_places,
    is_area_header,
    is_only_place,
    is_place,
    is_site_header,
    names_total_of_words,
)

AREA_SHARE = 0.5
"""Known places among the labels (totals apart) from which all of them are areas; set on the tuning cases."""
_COMPARATORS = re.compile(
    r"(?:the )?(?:(?:most )?similar (?:forces?|famil(?:y|ies)|groups?|areas?|csps?|authorities|services?)"
    r"|(?:msg|msf|msc|mscsp|(?:\w+ )?family(?: group)?(?= (?:average|mean|median))|family group"
    r"|iquanta(?: group)?"
    r"|(?:statistical |nearest )neighbours?|peers?(?: group)?|core cit(?:y|ies)"
    r"|comparators?(?: (?:group|areas?|forces?))?"
    r"|(?:national|unitary|regional|county|district|force|group|england|uk|welsh|english|scottish)"
    r"(?= average)))"
    r"(?: (?:average|mean|median))?",
    re.I,
)
"""What areas are set against, which is an area too."""
_AVERAGE_OF = re.compile(r"[A-Z]{2,6} (?:average|mean|median)")
"""The average of a wider area, or of a family of areas, by its letters: "GM average"."""
_AGGREGATES = re.compile(
    r"(?:the )?(?:whole |total )?(?:district|county|borough|force|city|region|national(?:ly)?|regional)"
    r"(?: area)?(?: average| total| mean)?",
    re.I,
)
"""A label that is the whole of the areas beside it."""
_REST = re.compile(
    r"(?:the )?(?:rest|remainder|other parts) of (?:the )?"
    r"(?:district|county|borough|force|city|region|town|area|island)(?: area)?",
    re.I,
)
"""What is left of a whole beside the areas named: "Rest of the district"."""
_SUM_OF = re.compile(
    r"(?:sub[- ]?)?total(?: for| of|,|:)? (?:the |all )?(?P<after>.+)"
    r"|(?P<before>.+?)[ ,]+(?:sub[- ]?)?totals?",
    re.I,
)
_AREA_OF = re.compile(r"\b(?:areas?|zones?|wards?|centres?|estates?)\b|\bwide\b", re.I)
"""What is said of a part of a whole that is an area: "Cumulative impact area", "City-wide"."""
_SITUATION = re.compile(r"(?:in|on|at|using|walking|waiting)\s+[a-z]", re.I)
"""Where somebody is, which is no name: "At home alone"."""
_BODIES = re.compile(
    r"\b(?:agenc(?:y|ies)|organi[sz]ations?|partners?|bod(?:y|ies)|funders?|contributors?|providers?|payees?"
    r"|suppliers?|employers?|recipients?|departments?|services?|source of (?:funding|income|referral))\b",
    re.I,
)
"""A header over bodies rather than areas, unless all below it are places."""
_BODY = re.compile(r".+ (?:Council|Police|Constabulary|Partnership|CCG|Trust|Authority)")
"""A body whose name holds a place's: an area among areas, a body among bodies."""


def find_areas(labels: dict[str, Label], headers: dict[str, str], by_area: bool) -> set[str]:
    """Which labels of an axis are areas.

    Args:
        labels: The labels, parsed.
        headers: The header of each label's own column.
        by_area: Whether the caption says that its figures are given by area.
    """
    others = {t: x for t, x in labels.items() if x.sort == "other" and not names_total_of_words(t)}
    places = {t for t, label in others.items() if is_place(label.core) and not _counts_within(label)}
    whole = {t for t, label in others.items() if _AGGREGATES.fullmatch(label.core)}
    comparators = {t for t, label in others.items() if _is_comparator(label)}
    places |= comparators | _areas_beside(others, whole, places)
    headed_otherwise = any(headers[t] and not is_area_header(headers[t]) for t in others)
    if by_area and not headed_otherwise and len(others) > 2 and _are_names(others, set()):
        places |= set(others)
    headed = {t for t in others if is_area_header(headers[t])}
    if headed:  # a place of a survey's answers is said with a preposition: "In the town centre"
        return {t for t in headed if not others[t].is_base and not _SITUATION.match(others[t].core)}
    known = {t for t in places if others[t].core not in WORDS_TOO}
    if known and all(is_site_header(headers[t]) for t in others) and _are_names(others, set()):
        return set(others)
    if any(_BODIES.search(headers[t]) for t in others) and set(others) - places:
        return {t for t in places if not _BODY.fullmatch(others[t].core)}
    areas = set(places)
    for is_child in (True, False):  # districts with a dash below what they are given
        beside = [t for t in others if others[t].is_child == is_child]
        if beside and len(places & set(beside)) / len(beside) >= AREA_SHARE:
            areas -= set(beside)
            areas |= {
                t for t in beside
                if not others[t].is_counting and not others[t].owner and others[t].kind is None
            } | (places & set(beside))  # fmt: skip
        elif comparators.isdisjoint(beside):
            areas -= {t for t in beside if _BODY.fullmatch(others[t].core)}
    return areas


def _counts_within(label: Label) -> bool:
    """Whether a label counts something in a place that it names last: "Violence offences, town centre"."""
    return label.is_counting and "," in label.core


def _areas_beside(labels: dict[str, Label], whole: set[str], places: set[str]) -> set[str]:
    """Areas told by the whole of them, or by what is left of it, that stands beside them."""
    parts = {t: x for t, x in labels.items() if not _REST.fullmatch(x.core)}
    if len(parts) < len(labels) and (
        places & set(parts) or any(_AREA_OF.search(x.core) for x in parts.values())
    ):
        return {t for t, label in labels.items() if not label.is_counting and label.kind is None}
    if len(whole) == 1 and _are_names(labels, whole):
        return set(labels)
    return whole if places - whole else set()


def find_owned(labels: dict[str, Label]) -> dict[str, tuple[str, str]]:
    """Labels that say of a place what a label beside them says without one.

    Returns:
        Label -> (the place, the wording of the label beside): "London offences per 1,000" beside
        "Offences per 1,000", "Offences (London)" beside "Offences".
    """
    plain = {label.core.casefold(): label.core for label in labels.values()}
    owned = {}
    for text, label in labels.items():
        for start, end in find_places(label.core):
            before, after = label.core[:start].strip(" (,–-"), label.core[end:].strip(" )'’")
            rest = plain.get((before or after).casefold())
            if rest and not (before and after) and label.core[start:end] not in WORDS_TOO:
                owned[text] = (label.core[start:end], rest)
    return owned


def _is_comparator(label: Label) -> bool:
    """Whether a label is what areas are set against: "Similar forces", "GM average"."""
    return bool(_COMPARATORS.fullmatch(label.core) or _AVERAGE_OF.fullmatch(label.core))


def _are_names(labels: dict[str, Label], whole: set[str]) -> bool:
    """Whether the labels beside a whole are written as names are: "Stamford", "The Deepings"."""
    rest = [label for t, label in labels.items() if t not in whole and not re.match("total", t, re.I)]
    return len(rest) >= 2 and all(
        not label.is_counting
        and all(w[:1].isupper() or w in ("and", "of", "the", "&") for w in label.core.split())
        for label in rest
    )


def find_group_sums(grid: FigureGrid) -> set[str]:
    """Row labels that sum up their group in its own words: "County total" under "Districts of the county"."""
    found = set()
    for cell in grid.cells:
        if cell.groups and len(cell.row_path) > cell.groups:
            label, above = cell.row_path[cell.groups], cell.row_path[cell.groups - 1]
            named = _SUM_OF.fullmatch(label)
            what = (named["after"] or named["before"]) if named else ""
            if what and not is_only_place(above) and _words(what) <= _words(above):
                found.add(label)
    return found


def repeats_under_groups(grid: FigureGrid) -> bool:
    """Whether the same row labels stand under each of several groups: sorts, whatever the groups are.

    Group lines "Tiverton", "Crediton" over rows "Personal", "Nuisance" each time; not the same areas under
    each sort of crime, which a known place among them tells.
    """
    groups: dict[str, set[str]] = {}
    for cell in grid.cells:
        if cell.groups and len(cell.row_path) > cell.groups:
            groups.setdefault(cell.row_path[cell.groups - 1], set()).add(cell.row_path[cell.groups])
    kinds = list(groups.values())
    is_repeated = len(kinds) > 1 and len(kinds[0]) > 1 and all(kinds[0] <= rows for rows in kinds[1:])
    return is_repeated and not any(is_place(row) for row in kinds[0])


def _words(text: str) -> set[str]:
    """The words of a text, as one thing each."""
    return {w.rstrip("s") for w in re.findall(r"[a-z]+", text.casefold())}
