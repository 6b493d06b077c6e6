"""Marks that begin an item: bullets, numbers, letters, and the marks of footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.page.lines import Line

BULLETS = "�•▪●■□◦‣⁃∙·➢➤➔✓✔☑❖♦◆◻❑❒○►▶→⇒*"
_BULLET = re.compile(rf"^[{re.escape(BULLETS)}]$")
_GLUED = re.compile(rf"^([{re.escape(BULLETS.replace('*', '').replace('·', ''))}])(?=\w)")
_DASH = re.compile(r"^[-–—o>»~+]$")
_COUNTED = re.compile(r"^(\(?(\d{1,2}|[a-z]|[ivx]{1,4})\)|(\d{1,2}|[a-z]|[ivx]{1,4})\.)$", re.IGNORECASE)
_NOTE = re.compile(r"^(\*{1,4}|[†‡§]|[¹²³⁰⁴-⁹]{1,3}|\d{1,3}|\[\d{1,3}\]|[a-z])$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the beginning of a line."""

    text: str
    is_glued: bool
    """Printed without a gap before the first word."""
    x0: float
    """Its left edge."""
    text_x0: float
    """Left edge of what follows it."""
    is_counted: bool
    """A number or letter rather than a bullet."""


def find_marker(line: Line) -> Marker | None:
    """The bullet or number a line begins with; None where it begins with its text."""
    first = line.words[0]
    glued = _GLUED.match(first.text)
    if glued and len(first.text) > 1:
        return Marker(glued.group(1), True, first.box.x0, first.box.x0 + first.size, False)
    if len(line.words) < 2:
        return Marker(first.text, False, first.box.x0, first.box.x1, False) if _is_lone(first.text) else None
    second = line.words[1]
    gap = second.box.x0 - first.box.x1
    if _BULLET.match(first.text):
        return Marker(first.text, False, first.box.x0, second.box.x0, False)
    if _DASH.match(first.text) and (gap > 0.2 * first.size or first.font != second.font):
        if first.text == "o" and gap < 0.5 * first.size and first.font == second.font:
            return None
        return Marker(first.text, False, first.box.x0, second.box.x0, False)
    if _COUNTED.match(first.text):
        return Marker(first.text, False, first.box.x0, second.box.x0, True)
    return None


def _is_lone(text: str) -> bool:
    return bool(_BULLET.match(text)) and text != "*"


def find_note_mark(line: Line) -> str | None:
    """The mark of a footnote a line begins with; None for a line that begins otherwise."""
    first = line.words[0]
    if len(line.words) < 2:
        return None
    if first.superscript or first.text[0] in "*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹[":
        return first.text if _NOTE.match(first.text) else None
    return first.text if _NOTE.match(first.text) and first.text.isdigit() else None
