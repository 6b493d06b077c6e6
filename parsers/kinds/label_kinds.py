"""Which kind of figure a label announces (change, target, rank...), and of which area a change is."""

from __future__ import annotations

import re

from parsers.kinds.unit_labels import PER
from parsers.places import is_area_letters, is_only_place
from planhouse.records import FigureKind

_CHANGE = re.compile(
    r"\b(?:differences?|change[ds]?|variances?|variations?|diff\.?|increases?|decreases?|reductions?|"
    r"growth(?! (?:and|&) (?-i:[A-Z]))|"
    r"movement|up/down|compared (?:with|to)|against (?:the )?(?:[\w-]+ )?(?:average|mean|baseline))\b"
    r"|\+\s?/\s?[-–−]"
    r"|\bover\)?\s?/\s?\(?under|\bunder\)?\s?/\s?\(?over",
    re.I,
)
_NAMES_NO_CHANGE = re.compile(
    r"\b(?:licen[cs]\w+|certificates?|permits?|premises|supervisor|dps|applications?)\b[^%£]*\bvariations?$"
    r"|\bvariations? (?:of|to) (?:an? |the )?(?:\w+ )?(?:licen[cs]\w+|certificates?|permits?|premises)\b"
    r"|(?:full|major|minor) variations?(?: applications?)?$"
    r"|\breduction (?:grants?|partnerships?|teams?|funds?|funding|work\w*|initiatives?|plans?"
    r"|strateg(?:y|ies)|officers?|projects?|units?|services?|programmes?|schemes?|measures?|activit(?:y|ies)|visits?|budgets?)\b",
    re.I,
)
"""A step of licensing ("Premises licence - variation"), or what serves a reduction: "Crime
reduction grants"."""
_WORDS_OF_KIND: tuple[tuple[FigureKind, re.Pattern[str]], ...] = (
    (
        "target",
        re.compile(
            r"(?<!% of )(?<!cent of )(?<!percentage of )(?<!against )(?<!on )"
            r"\b(?:targets?(?! (?:harden\w+|groups?|areas?|audience|population))"
            r"|ambition|goal|trajectory)\b|^plan(?:ned)?$"
            r"|(?<=\w )(?<!were )(?<!was )(?<!not )\brecommended(?: (?:level|range|minimum|maximum|number))?$"
            r"|^recommended (?:level|range|minimum|maximum|number)$",
            re.I,
        ),
    ),
    (
        "rank",
        re.compile(
            r"(?<!\bby )(?<!\band )\brank(?:ed|ing)?s?\b"
            r"|^position\b(?! (?:at|on|as)\b)|\bposition (?:in|out of|among)\b"
            r"|\b(?:national|regional|family|group|league|peer|force|m?s[fg]\w?|iquanta)(?: \w+)? position\b",
            re.I,
        ),
    ),
    ("rate", re.compile(rf"\brates?\b|{PER.pattern}|^(?:as|ds|asm)rs?\b", re.I)),
    (
        "share",
        re.compile(r"^\s*(?:%|percentage|per cent|proportion|share)\b|(?:%|\bpercentage|\bshare) of\b", re.I),
    ),
)
_AIM = re.compile(
    r"(?:increase|decrease|reduce|improve|maintain|raise|lower)\s+(?:the\s+)?"
    r"(?!(?:in|of|on|from|per|over|since|by|to|between|compared|vs|against|year|for|or|and|rate|target|number"
    r"|\d|[(£%/]))[a-z]",
    re.I,
)
"""What is to be achieved, over figures of it: "Increase public confidence"; not "Increase per year"."""
_CHANGE_OF = re.compile(
    r"(?:%|percentage|per ?cent)?\s*(?:change|difference|increase|decrease|reduction)s?[ ,:(–-]+"
    r"(?:(?:in|for|across) )?(?:the )?(?P<area>(?-i:[A-Z]).*?)\)?",
    re.I,
)


def read_kind(text: str, unit: str | None) -> FigureKind | None:
    """The kind a label's words announce: "% change" is change_pct with its unit; None for a level."""
    words = len(text.split())
    change = None if _NAMES_NO_CHANGE.search(text) else _CHANGE.search(text)
    if change and (words <= 6 or change.start() < 25) and not _AIM.match(text):
        points = re.search(r"points?\b|\bppts?\b", text, re.I)
        percent = unit == "%" or re.search(r"%|per ?cent", text, re.I)
        return "change_pct" if percent and not points else "change_abs"
    for kind, pattern in _WORDS_OF_KIND:
        if pattern.search(text):
            return kind
    return None


def area_of_change(text: str) -> str | None:
    """The area a change is of, where its label says nothing else: "% change Oldham", "Change in GM"."""
    found = _CHANGE_OF.fullmatch(text)
    if found is None:
        return None
    return found["area"] if is_only_place(found["area"]) or is_area_letters(found["area"]) else None
