"""Printed wording of dates made even before it is read: dashes, ordinals, slips of the pen and of scanners.

Only the wording is evened; what it means is decided in ``date_units`` and ``dates``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()}
MONTH_NUMBERS |= {"sept": 9, "febr": 2}

_LONGEST_CELL = 4000
"""Characters of a cell that are looked at: a When of more is prose, and its dates stand at its head."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−­", "-") | dict.fromkeys("’‘`´", "'") | {"⁄": "/", "∕": "/"})
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\ufeff]+")
_ORDINAL = re.compile(r"\b(\d{1,2})\s?(?:st|nd|rd|th)\b(?:\s+of\b(?=\s+[A-Za-z]{3}))?", re.IGNORECASE)
_ORDINAL_UNIT = re.compile(r"^\s*(?:quarter|qtr|half|year)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z0]{5,12}(?![A-Za-z])")
_CLOCK = re.compile(
    r"(?<![\d.])\b(?:(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?\s?(?:am|pm|noon|midnight)|\d{1,2}:\d\d(?:\s?hours|\s?hrs)?|midday|midnight|noon)\b"
    r"(?:\s+on\b)?\s*",
    re.IGNORECASE,
)
"""Times of day: "by 5.00pm on 10 October" is of that day."""
_BROKEN_YEAR = re.compile(r"\b(20)\s(\d\d)\b(?!\s*/)|\b(20\d)\s(\d)\b(?!\d)")
_LETTER_YEAR = re.compile(r"\b(2)([0oO])([0-9oOlI]{2})\b")
_LETTERS_AS_DIGITS = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1"})
_SPLIT_MONTHS = (f"{m[:i]} {m[i:]}" for m in MONTHS if len(m) > 3 for i in range(2, len(m)))
_BROKEN_MONTH = re.compile(rf"\b(?:{'|'.join(_SPLIT_MONTHS)})\b", re.IGNORECASE)
_SPELT = (*MONTHS, "autumn", "spring", "summer", "winter", "ongoing", "quarterly", "annually", "monthly")
_KEPT = {
    "spring", "sprint", "string", "match", "matches", "marches", "monthly", "month", "months", "outgoing",
    "incoming", "annual", "quarter", "manually", "winner", "winners", "sprung", "summary",
}  # fmt: skip
_QUARTERS = re.compile(
    r"\b(q|qtrs?|quarters?)[\s.]?([1-4])(\s*(?:-|/|&|,|and|to)\s*)(?=[1-4](?![\d/]))", re.IGNORECASE
)
_SHORT_PAIR = re.compile(r"(?<![\d/-])((?:19|20)\d)(\d)[/-](\d)(?![\d/-])")
_MONTH_GLUED = re.compile(r"\b(" + "|".join(MONTH_NUMBERS) + r")('?(?:20)?\d\d)\b", re.IGNORECASE)


def clean_wording(raw: str) -> str:
    """The wording with even dashes and blanks, bare ordinals, and misspelt months put right."""
    text = _SPACES.sub(" ", raw[:_LONGEST_CELL].translate(_DASHES)).strip()
    text = _CLOCK.sub("", text)
    text = _LETTER_YEAR.sub(lambda m: m[0].translate(_LETTERS_AS_DIGITS), text)
    text = _BROKEN_YEAR.sub(lambda m: (m[1] or m[3]) + (m[2] or m[4]), text)
    text = _BROKEN_MONTH.sub(lambda m: m[0].replace(" ", ""), text)
    text = _ORDINAL.sub(lambda m: _strip_ordinal(m), text)
    text = _SHORT_PAIR.sub(_fill_pair, text)
    for _ in range(3):  # "Q1, 2 and 3": each step names one more quarter
        text = _QUARTERS.sub(r"Q\2\3Q", text)
    text = _WORD.sub(lambda m: correct_word(m[0]), text)
    return _MONTH_GLUED.sub(r"\1-\2", text)


def _fill_pair(match: re.Match[str]) -> str:
    """``2022/3``, ``2022-3`` -> ``2022/23`` where the second year follows; ``2005-7`` -> ``2005-2007``."""
    year = int(match[1] + match[2]) + 1
    if year % 10 == int(match[3]):
        return f"{match[1]}{match[2]}/{year % 100:02d}"
    is_later = "-" in match[0] and int(match[3]) > int(match[2])
    return f"{match[1]}{match[2]}-{match[1]}{match[3]}" if is_later else match[0]


def _strip_ordinal(match: re.Match[str]) -> str:
    """``31st`` -> ``31``; the ordinal of a quarter or half stays."""
    if _ORDINAL_UNIT.match(match.string[match.end() :]):
        return match[0]
    return match[1] + "#"


@lru_cache(maxsize=4096)
def correct_word(word: str) -> str:
    """A month, season or frequency misspelt by one slip (two in a long word) put right; others as printed.

    >>> correct_word("Septemeber"), correct_word("0ctober"), correct_word("member")
    ('september', 'october', 'member')
    """
    lower = word.lower()
    if lower in _SPELT or lower in MONTH_NUMBERS or lower in _KEPT:
        return word
    candidate = lower.replace("0", "o")
    allowed = 2 if len(candidate) >= 8 else 1
    near = [(OSA.distance(candidate, s, score_cutoff=allowed), s) for s in _SPELT if len(s) >= 5]
    distance, best = min(near)
    fits = distance <= allowed and (candidate[0] == best[0] or distance == 1) and candidate[-2:] != "rs"
    return best if fits else word
