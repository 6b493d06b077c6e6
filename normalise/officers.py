"""Ranks and units of the police by wording: "Licensing Sergeant", "PC Matt Arnold", "Central North BCU"."""

from __future__ import annotations

import re

_NAME = r"(?!Police\b|Constabulary\b)[A-Z][A-Za-z'’-]+"
_BEFORE = (
    r"(?:local|area|neighbourhood|police|town(?:\s+cent(?:re|er))?|city(?:\s+cent(?:re|er))?|response|duty|sector"
    r"|geographic|community(?:\s+safety)?|partnerships?|licensing|asb|safer|rural|roads?|crime|prevention|schools?"
    r"|custody|chief|det(?:ective)?\.?|ch\.?|temp(?:orary)?|t/|acting|a/|special|district|borough|divisional|npt|bcu|lpa)"
)
_RANK = re.compile(
    rf"(?i:(?:the\s+)?(?:{_BEFORE}\s+)*(?:superintendent|supt|sup|inspector|insp|sergeant|sgt|constable)s?\.?)"
    rf"(?:\s+{_NAME}){{0,3}}"
)
_ALONE = re.compile(
    rf"(?:the\s+)?(?:assistant\s+|deputy\s+)*chief\s+constables?|(?:{_NAME}\s+){{0,2}}(?:divisional|borough|district|bcu|lpa|lpu|area|sector"
    r"|neighbourhood|local\s+policing(?:\s+area)?)\s+commanders?(?:\s+[a-z'’-]+){0,3}|pcsos?|detectives",
    re.IGNORECASE,
)
_SHORT = re.compile(rf"(?:PCSO|PC|PS|DC|DS|DI|DCI|DSU|CI)\s+{_NAME}(?:\s+{_NAME}){{0,2}}")
_BEAT = re.compile(
    r"(?:bcu|basic command unit|lpa|lpu|npu|local policing (?:area|unit|team|command)|npt|snt|nhpt"
    r"|(?:neighbourhood|local|community|safer neighbourhoods?|town|city centre|rural) (?:policing|police)"
    r" (?:team|unit)s?"
    r"|safer neighbourhoods? teams?|beat (?:team|manager|officer)s?)$"
)
_NOT_POLICE = re.compile(
    r"\b(?:fire|frs|[a-z]*frs|lfb|ambulance|rescue|cemetery|market|registrar|council|agency|rspca|prisons?|museum"
    r"|team|support|clerk|scheme|bay|building|housing|food|trading)\b",
    re.IGNORECASE,
)
_HINTS = ("sup", "insp", "serg", "sgt", "constab", "commander", "pcso", "detective")
_SHORT_HINT = re.compile(r"(?:PCSO|PC|PS|DC|DS|DI|DCI|DSU|CI)\b")
"""What every rank holds, or begins with."""
_FIRST = re.compile(rf"(?i:{_BEFORE})")
MOST_WORDS = 6
"""Words of the longest title or name of a unit."""


def may_be_rank(word: str) -> bool:
    """Whether an officer's title may begin with this word."""
    low = word.casefold()
    if any(h in low for h in _HINTS) or _SHORT_HINT.match(word):
        return True
    return _FIRST.fullmatch(word) is not None


def is_rank(text: str) -> bool:
    """Whether a printed text is a title, with or without a name, that only police officers bear."""
    plain = text.strip()
    low = plain.casefold()
    if not (any(h in low for h in _HINTS) or _SHORT_HINT.match(plain)):
        return False
    if len(plain.split()) > MOST_WORDS or _NOT_POLICE.search(plain):
        return False
    return any(p.fullmatch(plain) for p in (_RANK, _ALONE, _SHORT))


def is_police_unit(folded: str) -> bool:
    """Whether a folded text names a unit of a force by a name of its own: "central north bcu"."""
    return len(folded.split()) <= MOST_WORDS and _BEAT.search(folded) is not None
