"""Rules and fills from drawn paths: what a table's lines and shading are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from parsers.readers.display import Corners, Display
from parsers.readers.drawn import DrawnPath, intersect
from planhouse.geometry import Box
from planhouse.page import Fill, Rule


@dataclass(frozen=True, slots=True)
class RuleTolerances:
    """What counts as a rule. Lengths in points."""

    thick: float = 3.0
    """A filled rectangle at most this thick is a rule; office programs draw theirs up to 3 points."""
    shortest: float = 1.0
    """Anything shorter is a dot: leaders, dotted lines, parts of letters drawn as paths."""
    slender: float = 2.0
    """A filled rectangle must be this many times longer than thick to be a rule."""
    touch: float = 0.7
    """Areas this close to one another touch."""
    most_compared: int = 300
    """Areas of one colour beyond which they are not compared with one another: a chart or a picture."""
    beside: float = 0.8
    """How far beside a white line it is looked for the shading that makes it seen."""
    inset: float = 4.0
    """Lines end this near the sides of a rounded area that they part."""
    most_rounded: int = 300
    """Rounded areas of a page that may be frames: each is held against every line; charts have more."""
    framed: int = 2
    """Lines from side to side that make a rounded area the frame of a table."""
    most: int = 20_000
    """Rules of one page beyond which it is a drawing; the rest is left out."""


TOLERANCES = RuleTolerances()
PAPER = frozenset({"ffffff", "fefefe", "fdfdfd"})
"""Fills that show nothing on paper: their borders are no evidence of anything."""


def build_rules(paths: Iterable[DrawnPath], display: Display) -> tuple[list[Rule], list[Fill]]:
    """Rules and fills of a page in drawing order, on the displayed page.

    A stroked line or side of a stroked rectangle and a thin filled rectangle are rules of kind
    ``line``, white ones where they part shaded areas; the four sides of a larger fill are rules of kind
    ``edge`` unless it is white. Of a rounded area they are only where it frames a table's rules.
    """
    rules: list[Rule] = []
    fills: list[Fill] = []
    rounded: list[Fill] = []
    for path in paths:
        if len(rules) > TOLERANCES.most:
            break
        rounded += _add_rounded(path, display, fills)
        for rect in path.rects:
            if path.fill:
                _add_filled(rect, path, display, rules, fills)
            if path.stroke:
                for side in _sides(rect):
                    _add_line(side, path, display, rules, fills)
        if path.stroke:
            for line in path.lines:
                _add_line(line, path, display, rules, fills)
    soft = {id(f) for f in rounded}
    rules.extend(_edges([f for f in fills if id(f) not in soft]))
    across = [r for r in rules if r.kind == "line" and r.is_horizontal]
    frames = (
        [f for f in rounded if _is_frame(f.box, across)] if len(rounded) <= TOLERANCES.most_rounded else []
    )
    rules.extend(r for r in _edges(frames) if r.is_horizontal)
    return rules, fills


def build_frames(paths: Iterable[DrawnPath], display: Display) -> tuple[Box, ...]:
    """Boxes with rounded corners whose outline is drawn, as far as it can be seen."""
    outlines = [(r, p.clip) for p in paths if p.stroke and p.stroke not in PAPER for r in p.rounded]
    boxes = (_visible(rect, clip, display) for rect, clip in outlines[: TOLERANCES.most_rounded])
    return tuple(dict.fromkeys(b for b in boxes if b is not None))


def _add_rounded(path: DrawnPath, display: Display, fills: list[Fill]) -> list[Fill]:
    """Record the rounded areas a path fills; returned too, for their borders are no rules of a grid."""
    boxes = [_visible(rect, path.clip, display) for rect in path.rounded] if path.fill else []
    added = [Fill(b, path.fill) for b in boxes if b is not None and min(b.width, b.height) > TOLERANCES.thick]
    fills += added
    return added


def _add_filled(
    rect: Corners, path: DrawnPath, display: Display, rules: list[Rule], fills: list[Fill]
) -> None:
    """Record a filled rectangle as a rule or as a fill, as far as it is visible."""
    box = _visible(rect, path.clip, display)
    if box is None:
        return
    thin, long = sorted((box.width, box.height))
    if thin <= TOLERANCES.thick:
        if long >= max(TOLERANCES.shortest, TOLERANCES.slender * thin) and _shows(box, path.fill, fills):
            rules.append(Rule(box, _kind(box, path.fill), thin))
        return
    fills.append(Fill(box, path.fill))


def _add_line(line: Corners, path: DrawnPath, display: Display, rules: list[Rule], fills: list[Fill]) -> None:
    """Record a stroked line as far as it is visible."""
    box = _visible(line, path.clip, display)
    if (
        box is not None
        and max(box.width, box.height) >= TOLERANCES.shortest
        and _shows(box, path.stroke, fills)
    ):
        rules.append(Rule(box, _kind(box, path.stroke), path.width))


def _shows(line: Box, colour: str, fills: list[Fill]) -> bool:
    """Whether a line can be seen: it is not of the paper's colour, or lies between two shaded areas.

    Args:
        line: on the displayed page.
        colour: its own.
        fills: drawn before it.
    """
    if colour not in PAPER:
        return True
    if not fills or len(fills) > TOLERANCES.most_compared:
        return False
    step = TOLERANCES.touch + TOLERANCES.beside
    is_level = line.width >= line.height
    both = 0
    for part in (0.25, 0.5, 0.75):
        x, y = line.x0 + part * line.width, line.top + part * line.height
        sides = [(x, line.top - step), (x, line.bottom + step)]
        if not is_level:
            sides = [(line.x0 - step, y), (line.x1 + step, y)]
        both += all(_colour_at(*side, fills) not in PAPER for side in sides)
    return both >= 2


def _kind(line: Box, colour: str) -> Literal["line", "edge"]:
    """A white line down is the side of shaded cells: it ends with each striped row, as an edge does."""
    return "edge" if colour in PAPER and line.height > line.width else "line"


def _colour_at(x: float, y: float, fills: list[Fill]) -> str:
    """Colour of the uppermost area at a point; paper where there is none."""
    for fill in reversed(fills):
        if fill.box.x0 <= x <= fill.box.x1 and fill.box.top <= y <= fill.box.bottom:
            return fill.colour
    return "ffffff"


def _visible(corners: Corners, clip: Corners | None, display: Display) -> Box | None:
    """The part of a rectangle that its clip and the page's edges leave, on the displayed page."""
    shown = intersect(corners, clip) if clip is not None else corners
    if shown is None:
        return None
    return display.clipped(display.box(*shown))


def _sides(rect: Corners) -> list[Corners]:
    """The four sides of a rectangle, or the one line that a flat one is."""
    x0, y0, x1, y1 = rect
    level = [(x0, y0, x1, y0), (x0, y1, x1, y1)] if y1 - y0 > 0.5 else [(x0, y0, x1, y1)]
    upright = [(x0, y0, x0, y1), (x1, y0, x1, y1)] if x1 - x0 > 0.5 else [(x0, y0, x1, y1)]
    if y1 - y0 <= 0.5:
        return level
    return upright if x1 - x0 <= 0.5 else level + upright


def _is_frame(box: Box, across: list[Rule]) -> bool:
    """Whether lines drawn across part a rounded area from side to side: it frames a table and closes it."""
    inside = {
        round(r.box.mid_y)
        for r in across
        if box.top < r.box.mid_y < box.bottom
        and abs(r.box.x0 - box.x0) <= TOLERANCES.inset
        and abs(r.box.x1 - box.x1) <= TOLERANCES.inset
    }
    return len(inside) >= TOLERANCES.framed


def _edges(fills: list[Fill]) -> list[Rule]:
    """The borders of shaded areas that can be told, as weaker evidence than drawn rules.

    Office programs shade a cell, and inside it every line of its paragraphs, in one colour: the border
    of an area inside another of its colour shows nothing, nor does that between two stacked ones. The
    border between two side by side is kept, for it is that of two cells.
    """
    by_colour: dict[str, list[Box]] = {}
    for fill in fills:
        if fill.colour not in PAPER:
            by_colour.setdefault(fill.colour, []).append(fill.box)
    rules: list[Rule] = []
    for boxes in by_colour.values():
        boxes = list(dict.fromkeys(boxes))
        compared = boxes if len(boxes) <= TOLERANCES.most_compared else []
        for b in boxes:
            others = [o for o in compared if o is not b and o.overlap_x(b) > 0.8 * b.width]
            if any(o.contains(b, TOLERANCES.touch) for o in others if o != b):
                continue
            if not any(o.top < b.top - 1 and o.bottom >= b.top - TOLERANCES.touch for o in others):
                rules.append(Rule(Box(b.x0, b.top, b.x1, b.top), "edge"))
            if not any(o.bottom > b.bottom + 1 and o.top <= b.bottom + TOLERANCES.touch for o in others):
                rules.append(Rule(Box(b.x0, b.bottom, b.x1, b.bottom), "edge"))
            rules.append(Rule(Box(b.x0, b.top, b.x0, b.bottom), "edge"))
            rules.append(Rule(Box(b.x1, b.top, b.x1, b.bottom), "edge"))
    return rules
