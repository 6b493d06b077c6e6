"""Shaded bars that head parts of a page, and the tables that stand between them."""

from __future__ import annotations

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
    """Drawn rules that make what stands between two bars a table of its own."""


LIMITS = BarLimits()


def find_bars(frame: Sequence[RuleRow], rows: Sequence[RuleRow]) -> list[RuleRow]:
    """Upper and lower edges of shaded bars within a frame of drawn rules that reach further than it does.

    Args:
        frame: rule rows of equal extent, from the top.
        rows: all rule rows of the page, from the top.
    """
    low, high = min(r.low for r in frame), max(r.high for r in frame)
    if not any(s.is_line for r in frame for s in r.strokes):
        return []
    over = [
        r
        for r in rows
        if frame[0].at < r.at < frame[-1].at
        and not any(s.is_line for s in r.strokes)
        and r.low <= low + 1
        and r.high >= high - 1
        and (r.low < low - LIMITS.wider or r.high > high + LIMITS.wider)
    ]
    found: list[RuleRow] = []
    for upper, lower in zip(over, over[1:], strict=False):
        same = abs(upper.low - lower.low) < 1 and abs(upper.high - lower.high) < 1
        if same and lower.at - upper.at <= LIMITS.thickest and upper not in found:
            found += [upper, lower]
    return found


def holds_frame(above: RuleRow, below: RuleRow, others: Sequence[Sequence[RuleRow]]) -> bool:
    """Whether a table of drawn rules stands between the edges of two shaded bars."""
    if any(s.is_line for r in (above, below) for s in r.strokes):
        return False
    for frame in others:
        inside = [
            r
            for r in frame
            if above.at < r.at < below.at
            and all(s.is_line for s in r.strokes)
            and (r.low > above.low + LIMITS.wider or r.high < above.high - LIMITS.wider)
        ]
        if len(inside) >= LIMITS.rules:
            return True
    return False
