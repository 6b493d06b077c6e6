"""Numbers that name a thing rather than count one: "EMP 5", "Alternative 2", "Task 3:", "Flood zone 3".

Told by structure: a label, a code of capitals or a name stands right before the number, and behind it
stands no noun that it could count. A place before is none ("In Kent 48 fires").
"""

from __future__ import annotations

import re
from functools import cache

from parsers.kinds.counted_words import counts_something
from parsers.kinds.sentence_words import word_list
from parsers.places import find_places
from planhouse.figures import Figure

_CODE_BEFORE = re.compile(r"(?:^|[^\w])((?:[A-Z][A-Z&/.]{0,5}[A-Z]|[A-Z])(?:[-/][A-Z]{1,4})?)[\s:-]{1,2}$")
"""Up to seven capitals: "EMP 5", "TR 16", "T/A 157", "MM 12", "SB 1272", "A 3.2"."""
_NAME_BEFORE = re.compile(r"(?:^|[\s(“‘])([A-Z][\w'’&.-]*)\s?$")
_LISTED = re.compile(
    r"\b(?:paras?|paragraphs?|pages?|polic(?:y|ies)|refs?|sections?|sites?|plots?|lots?)\s*:\s*[\d\s.,&;–-]*$|#\s?$",
    re.I,
)
"""A label with a colon and a list of numbers: "NPPF para: 84, 93, 98 - 103, 123"."""
_PLACE_CODE = re.compile(r"[^.;]{0,60}\b[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}\b")
_NEXT_ENTRY = re.compile(r"\s+(?:Appendix|Annex|Chapter|Section|Part)\s+[\dA-Z]\b")
_CODE_IN_BRACKETS = re.compile(r"\([A-Z]{2,6}\)\s$")
_MORE_OF_CODES = re.compile(r"\b[A-Z]{2,6}\s?\d[\d.]*\s*(?:,|and|&|to|-|–|/)\s*$")
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{0,6})\.?")
_STREET = re.compile(
    r"\s+(?:[A-Z][\w'’.]*\s+){1,3}(?:St|Street|Rd|Road|Ave|Avenue|Lane|Drive|Close|Way|Place|Blvd|Square)\b"
)


_NEXT_OF_LIST = re.compile(r"\s*;\s*[A-Za-z][^;:.\d]{2,50}\s\d[\d,]*\s*(?:;|\.?$)")
"""As in "Contracts signed 39; orders made 12; evictions 7": labels with their counts."""
_SMALL = 20
"""Largest number of a year of a plan, a bullet point and the like."""


def is_month(word: str) -> bool:
    """Whether a word names a month, full or cut short."""
    return _MONTH.fullmatch(word) is not None


def is_designation(figure: Figure, before: str, after: str) -> bool:
    """Whether a number is a designation.

    Args:
        figure: The number with its flags.
        before: Text before it, as far as it matters.
        after: Text behind it.
    """
    if figure.unit or figure.has_separator or {"scaled", "fraction", "in_words", "rank"} & set(figure.flags):
        return False
    if not re.fullmatch(r"\d{1,5}(?:\.\d+){0,2}", figure.raw):
        return False
    if _NEXT_OF_LIST.match(after):
        return False
    if _STREET.match(after) or _PLACE_CODE.match(after) or _NEXT_ENTRY.match(after):
        return True
    if _LISTED.search(before) or re.match(r"\s*\([a-z]{1,2}(?:\s*[–-]\s*[a-z])?\)", after):
        return not counts_something(after)
    if _MORE_OF_CODES.search(before) or _CODE_IN_BRACKETS.search(before):
        return not counts_something(after)
    return (
        _follows_label(figure, before, after) or _follows_code(before, after) or _follows_name(before, after)
    )


@cache
def _label_pattern(name: str) -> re.Pattern[str]:
    """A label and the numbers listed behind it, up to where the next stands: "Recommendations 3 and "."""
    labels = "|".join(sorted(map(re.escape, word_list(name)), key=len, reverse=True))
    number = r"(?!(?:19|20)\d\d,\s)\(?\d[\d.]*[a-z]?\)?\s*(?:,\s*and|,|and/or|and or|and|to|-|–|or|&|;|/)?\s*"
    return re.compile(rf"\b(?:{labels})\b\s*\.?\s*(?:{number})*[-–]?\s?$", re.I)


def _follows_label(figure: Figure, before: str, after: str) -> bool:
    is_small = figure.value <= _SMALL and not re.search(
        r"\b(?:last|past|previous|this|next)\s+\w+\s+$", before
    )
    labelled = _label_pattern("labels").search(before) or (
        is_small and _label_pattern("small_labels").search(before)
    )
    return bool(labelled) and not counts_something(after)


def _follows_code(before: str, after: str) -> bool:
    match = _CODE_BEFORE.search(before)
    if match is None or match.group(1) in word_list("country_codes"):
        return False
    code = match.group(1)
    if code in ("A", "I") and not re.match(r"\s*(?:[A-Z]|$|[.:])", after):
        return False
    return not counts_something(after)


def _follows_name(before: str, after: str) -> bool:
    """As in "Base 33", "Safer Streets 3"; the capital that begins a sentence makes no name."""
    match = _NAME_BEFORE.search(before)
    if (
        match is None
        or is_month(match.group(1))
        or any(end == len(before.rstrip()) for _, end in find_places(before))
    ):
        return False
    if match.group(1) == before.strip(" •\t“‘("):
        return re.match(r"\s*(?:$|[:–—]|[A-Z])", after) is not None and not counts_something(after)
    return match.group(1) not in word_list("openers") and not counts_something(after)
