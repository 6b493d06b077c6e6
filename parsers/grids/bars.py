"""Shaded bars that head parts of a page, and the tables that stand between them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.grids.bands import RuleRow


@dataclass(frozen=True, slots=True)
class BarLimits:
    """Limits in points, seen on plans whose themes open with a coloured bar over table and sidebar."""

    wider: float = 20.0
    """A bar reaches over the table's side by so much: over the sidebar too."""
    thickest: float = 80.0
    """Height of the highest bar."""
    rules: int = 3
    """Drawn rules of one width that make a table."""
    above: float = 100.0
    """A bar stands at most so far over the first rule of its table: a header of some lines between."""
    same_end: float = 2.0
    """Rules of one table, and the two edges of a bar, end within this."""


LIMITS = BarLimits()


def find_bars(rows: Sequence[RuleRow]) -> list[RuleRow]:
    """Upper and lower edges of shaded bars that reach further than the table of drawn rules they stand over.

    A bar with a drawn rule of its own width under it, before the next bar, heads a table of that width: the
    narrower rules part rows beside cells that span them.

    Args:
        rows: all rule rows of the page, from the top.
    """
    drawn = [r for r in rows if all(s.is_line for s in r.strokes)]
    shaded = [r for r in rows if not any(s.is_line for s in r.strokes)]
    pairs = [
        (upper, lower)
        for upper, lower in itertools.pairwise(shaded)
        if _is_same(upper, lower) and lower.at - upper.at <= LIMITS.thickest
    ]
    found: dict[int, RuleRow] = {}
    for index, (upper, lower) in enumerate(pairs):
        end = pairs[index + 1][0].at if index + 1 < len(pairs) else float("inf")
        under = [r for r in drawn if r.at > lower.at and _is_narrower(r, upper)]
        if not under or under[0].at - lower.at > LIMITS.above:
            continue
        if any(_is_same(r, upper) for r in drawn if under[0].at < r.at < end):
            continue
        if sum(_is_same(r, under[0]) for r in drawn) >= LIMITS.rules:
            found |= {id(upper): upper, id(lower): lower}
    return list(found.values())


def find_bars_in(frame: Sequence[RuleRow], bars: Sequence[RuleRow]) -> list[RuleRow]:
    """The bars' edges that lie within a frame and reach over it.

    Args:
        frame: rule rows of equal extent, from the top.
        bars: edges of the page's bars.
    """
    return [b for b in bars if frame[0].at < b.at < frame[-1].at and any(_is_narrower(r, b) for r in frame)]


def _is_same(one: RuleRow, other: RuleRow) -> bool:
    """Whether two rule rows begin and end at one place."""
    return abs(one.low - other.low) <= LIMITS.same_end and abs(one.high - other.high) <= LIMITS.same_end


def _is_narrower(row: RuleRow, bar: RuleRow) -> bool:
    """Whether a rule row lies under a bar and clearly ends before it on one side."""
    if row.low < bar.low - LIMITS.same_end or row.high > bar.high + LIMITS.same_end:
        return False
    return max(row.low - bar.low, bar.high - row.high) > LIMITS.wider
