"""Bullets that are drawn rather than written: small discs, squares and pictures before a line of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planhouse.geometry import Box, Place
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class DotTolerances:
    """What a drawn bullet looks like. Sizes are parts of the size of the text after it."""

    least: float = 0.12
    """Smallest height of a bullet; browsers draw discs of 0.3."""
    most: float = 1.35
    """Largest height; picture bullets are as high as their line."""
    slender: float = 1.7
    """A bullet is at most this many times wider than high, or higher than wide."""
    reach: float = 3.5
    """White space between a bullet and its text."""
    free: float = 1.2
    """White space to the left of a bullet: what stands closer is a sentence it is part of."""
    off_centre: float = 0.4
    """Distance of its middle from the middle of the text."""
    column: float = 1.5
    """Points by which the left edges of one list's bullets differ."""


TOLERANCES = DotTolerances()
LARGEST = 18.0
"""Points; a larger shape is no bullet of any text in a plan."""
SMALLEST = 0.8
"""Points; a smaller one is a dot of a dotted line."""


def is_dot(box: Box) -> bool:
    """Whether a drawn shape has the size and form of a bullet."""
    low, high = sorted((box.width, box.height))
    return low >= SMALLEST and high <= LARGEST and high <= TOLERANCES.slender * low


def insert_bullets(words: Sequence[Word], dots: Iterable[Box], page: int) -> list[Word]:
    """The words with a "•" without a font before each line that a drawn bullet begins.

    A shape counts where at least two of a kind stand in a column, or where it stands alone before a
    line; legends of charts are not told apart from lists.

    Args:
        words: words of the page in their order.
        dots: boxes of small shapes, on the displayed page.
        page: page number from 1.
    """
    marked: dict[int, Box] = {}
    for dot in dict.fromkeys(dots):
        found = _text_after(dot, words)
        if found is not None:
            marked.setdefault(found, dot)
    lefts = sorted(b.x0 for b in marked.values())
    marked = {n: b for n, b in marked.items() if sum(abs(x - b.x0) <= TOLERANCES.column for x in lefts) > 1}
    if not marked:
        return list(words)
    result: list[Word] = []
    for word in words:
        mark = marked.get(word.number)
        if mark is not None:
            place = Place(page, Box(mark.x0, word.box.top, mark.x1, word.box.bottom))
            edges = (mark.x0, mark.x1)
            bullet = replace(word, text="•", place=place, edges=edges, font="", bold=False, italic=False)
            result.append(replace(bullet, number=len(result)))
        result.append(replace(word, number=len(result)))
    return result


def _text_after(dot: Box, words: Sequence[Word]) -> int | None:
    """Number of the first word of the line a shape stands before; None where it stands elsewhere."""
    best: Word | None = None
    for word in words:
        box = word.box
        size = word.size or box.height
        if not word.upright or abs(box.mid_y - dot.mid_y) > TOLERANCES.off_centre * size:
            continue
        if not TOLERANCES.least * size <= dot.height <= TOLERANCES.most * size:
            continue
        if dot.x0 - TOLERANCES.free * size < box.x1 and box.x0 < dot.x1 - 1:
            return None
        if dot.x1 - 1 <= box.x0 <= dot.x1 + TOLERANCES.reach * size and (
            best is None or box.x0 < best.box.x0
        ):
            best = word
    return best.number if best is not None else None
