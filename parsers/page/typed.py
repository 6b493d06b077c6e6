"""Printed pieces as a person would type them: words of a line, lines of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.page.broken_words import read_words
from planhouse.page import Word

TOUCHING = 0.12
"""Part of the font size below which two words touch: pieces of one word, a mark on its word."""
_HYPHEN = re.compile(r"[^\W\d_][-\u2010]$")
_YEARS = re.compile(r"\d[-–/]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_LAST_PART = re.compile(r"([^\W\d_]+)[-\u2010]$")

COMPOUND_STARTS = frozenset({
    "all", "anti", "bi", "by", "child", "co", "community", "counter", "cross", "cyber", "data",
    "day", "decision", "drink", "drop", "drug", "eight", "end", "evidence", "ex", "face", "five",
    "fly", "follow", "four", "full", "half", "hand", "hard", "high", "home", "in", "inter", "know",
    "life", "long", "low", "mid", "month", "multi", "near", "nine", "non", "off", "on", "one",
    "out", "over", "part", "place", "post", "pre", "pro", "problem", "quasi", "re", "risk", "self",
    "semi", "seven", "short", "six", "so", "socio", "step", "street", "sub", "ten", "three", "to",
    "trauma", "two", "under", "up", "user", "vice", "victim", "week", "well", "year", "zero",
})  # fmt: skip
"""First parts after which a printed hyphen belongs to the word: "multi-", "co-"."""


def join_words(words: Sequence[Word]) -> str:
    """Words of one line with single blanks; raised marks and touching pieces without."""
    if not words:
        return ""
    text = words[0].text
    for before, word in pairwise(words):
        text += word.text if _is_glued(before, word) else " " + word.text
    return text


def _is_glued(before: Word, word: Word) -> bool:
    """Whether no blank stands between two neighbours on a line."""
    size = max(before.size, word.size, 1.0)
    if not before.upright and not word.upright:
        return _gap_along(before, word) < TOUCHING * size
    gap = word.box.x0 - before.box.x1
    if word.superscript != before.superscript:
        return abs(gap) < TOUCHING * size
    return False


def _gap_along(before: Word, word: Word) -> float:
    """Points between two sideways words on a line that runs up or down; infinite where they are on two."""
    a, b = before.box, word.box
    if a.overlap_x(b) < 0.5 * min(a.width, b.width):
        return float("inf")
    return max(a.top, b.top) - min(a.bottom, b.bottom)


def join_lines(above: str, below: str) -> str:
    """Two lines of a paragraph as one; a word broken with a hyphen is closed.

    The hyphen stays after the first part of a compound ("multi-" / "agency"), beside digits and
    capitals, and in a word that has one already. The sign that word processors set where they break a
    word (U+2010) goes where the whole is a word that plans print: "review" and not "re-view".
    """
    if not above or not below:
        return above or below
    if _HYPHEN.search(above) and below[0].isalpha():
        if below[0].islower() and (_breaks_word(above) or _is_broken_by_program(above, below)):
            return above[:-1] + below
        return above + below
    if _YEARS.search(above) and below[0].isdigit():
        return above + below
    if above.endswith(("/", "\u2010")) and not above.endswith(" /"):
        return above + below
    return f"{above} {below}"


def _is_broken_by_program(above: str, below: str) -> bool:
    """Whether the sign of a word processor stands at a line's end within a word of the list."""
    part = _LAST_PART.search(above)
    rest = _FIRST_PART.match(below)
    if part is None or rest is None or not above.endswith("\u2010"):
        return False
    return (part[1] + rest[0]).casefold() in read_words("words_of_plans")


def _breaks_word(above: str) -> bool:
    """Whether the hyphen at a line's end only breaks the word."""
    last = above.rsplit(None, 1)[-1]
    part = _LAST_PART.search(last)
    if part is None or "-" in last[:-1]:
        return False
    word = part.group(1)
    return word.lower() not in COMPOUND_STARTS and not (word.isupper() and len(word) > 1)
