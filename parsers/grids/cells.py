"""Words of a cell as the text a person would type."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.segments import build_rows_of_words
from parsers.page.marks import LIST_MARKS
from parsers.page.typed import join_lines, join_words
from planhouse.page import Word

_BULLET = re.compile(rf"^[{LIST_MARKS}\uf0a7\uf0b7\uf0d8\uf02d\uf076]$")
_TICK = re.compile(r"^[✓✔☑✗✘✕✖\uf0fc]$")
"""Marks that say something by themselves: alone in a cell, or before its word ("✔ Begun")."""
_DASH_BULLET = re.compile(r"^[-–—o*]$")
_GLUED_BULLET = re.compile(rf"^[{LIST_MARKS.replace('·', '').replace('∙', '')}](?=\S)")
_NUMBERED = re.compile(r"^(\(?([0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|[0-9]{1,2}\.)$")


@dataclass(frozen=True, slots=True)
class TextLimits:
    """Limits in multiples of the line pitch or font size."""

    paragraph_gap: float = 1.17
    """Lines further apart than this many pitches are two paragraphs: spacings of 1.23 were measured,
    and lines of one paragraph stray by 5%."""
    padding: float = 8.0
    """Points between text and the right edge of its column; Word pads 5.4, browsers up to 8."""
    space: float = 0.3
    """Width of a space in font sizes."""
    indent: float = 0.4
    """Slack in font sizes when lines are compared with the bullet's own indent."""


LIMITS = TextLimits()


@dataclass(slots=True)
class _TextLine:
    """One printed line of a cell."""

    words: list[Word]
    mid: float
    x0: float
    x1: float
    size: float


def order_words(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one cell in reading order, by line; sideways text is read along its own direction."""
    flat = [w for w in words if w.upright]
    if len(flat) == len(words):
        return build_rows_of_words(words)
    if not flat:
        return _order_sideways(words)
    return build_rows_of_words(flat) + _order_sideways([w for w in words if not w.upright])


def _order_sideways(words: Sequence[Word]) -> list[list[Word]]:
    """Words that run up the page by their column, from the left, each from the bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.mid_x):
        if rows and word.box.mid_x - rows[-1][0].box.mid_x <= 0.4 * max(word.size, 4):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda w: w.number)
    return rows


def render_text(rows: Sequence[Sequence[Word]], right: float | None = None) -> str:
    """Lines of words as text: wrapped lines joined, bullets and paragraphs on lines of their own.

    Args:
        rows: words by printed line.
        right: x to which lines may run, in points; the longest line's end where not known.
    """
    lines = [
        _TextLine(
            list(row),
            _middle(row),
            row[0].box.x0,
            max(w.box.x1 for w in row),
            max(w.size for w in row) or row[0].box.height,
        )
        for row in rows
        if row
    ]
    if not lines:
        return ""
    pitch = _pitch(lines)
    parts: list[str] = []
    bullet_x: float | None = None
    room = max(max(ln.x1 for ln in lines), (right or 0.0) - LIMITS.padding)
    dashed = sum(bool(_DASH_BULLET.match(ln.words[0].text)) for ln in lines) > 1
    for index, line in enumerate(lines):
        text, is_item = _item_text(line.words, dashed)
        above = lines[index - 1] if index else None
        begins = above is None or _begins_paragraph(above, line, pitch, bullet_x)
        if above is None or is_item or begins or _ended_early(above, line, room):
            parts.append(text)
        else:
            parts[-1] = join_lines(parts[-1], text)
        if is_item:
            bullet_x = line.x0
        elif begins:
            bullet_x = None
    return "\n".join(parts)


def _middle(row: Sequence[Word]) -> float:
    """Vertical middle of a line by its first word that is no bullet, whose font may stand off the line."""
    return next((w for w in row if not _BULLET.match(w.text)), row[0]).box.mid_y


def _pitch(lines: Sequence[_TextLine]) -> float:
    """Distance of lines within a paragraph: the commonest small gap."""
    gaps = sorted(b.mid - a.mid for a, b in itertools.pairwise(lines) if b.mid > a.mid)
    if not gaps:
        return 0.0
    size = Counter(round(ln.size, 1) for ln in lines).most_common(1)[0][0]
    low = gaps[len(gaps) // 4]
    return min(low, 1.45 * size) if size else low


def _begins_paragraph(above: _TextLine, line: _TextLine, pitch: float, bullet_x: float | None) -> bool:
    """Whether the print shows a break: a gap between lines, or back from a bullet's indent."""
    if pitch and line.mid - above.mid > LIMITS.paragraph_gap * pitch:
        return True
    return bullet_x is not None and line.x0 < bullet_x - LIMITS.indent * line.size


def _ended_early(above: _TextLine, line: _TextLine, room: float) -> bool:
    """Whether the line above stopped although the next word would have fitted: a paragraph ended.

    Lines are filled word by word by every producer seen, so that a short line is meant. A line that
    reads on in small letters is not believed: it may hold words that must not be parted.
    """
    first = line.words[0]
    if above.x1 + LIMITS.space * line.size + first.box.width > room - 1:
        return False
    return not first.text[0].islower() or above.words[-1].text.endswith((".", ":", ";", "!", "?"))


def _item_text(words: Sequence[Word], dashed: bool) -> tuple[str, bool]:
    """Text of a line, and whether it begins a bullet item, its mark as printed.

    Args:
        words: of the line.
        dashed: several lines of the cell begin with a dash, so that a dash is a bullet here.
    """
    first = words[0].text
    rest = words[1:]
    if _BULLET.match(first) or (dashed and _DASH_BULLET.match(first) and rest):
        return (f"{first} {join_words(rest)}", True) if rest else (first, bool(_BULLET.match(first)))
    if _GLUED_BULLET.match(first):
        return " ".join([first[0], first[1:], *([join_words(rest)] if rest else [])]), True
    if rest and _TICK.match(first):
        return f"{first} {join_words(rest)}", True
    if rest and _NUMBERED.match(first):
        return join_words(words), True
    return join_words(words), False


def is_all_bold(words: Sequence[Word]) -> bool:
    """Whether every word is bold; False where there is none."""
    return bool(words) and all(w.bold for w in words)


def common_size(words: Sequence[Word]) -> float:
    """Commonest font size in points; 0 where there is no word."""
    return Counter(round(w.size, 1) for w in words).most_common(1)[0][0] if words else 0.0
