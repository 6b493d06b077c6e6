"""Marks that say yes under the header of their column: who takes part, in which quarter."""

from __future__ import annotations

import re

from planhouse.table import BETWEEN_LEVELS

_TICK = re.compile(r"[✓✔☑√■●•▪◼⬤♦◆\uf0fc]|[xX]")


def is_tick(text: str) -> bool:
    """Whether a cell says no more than yes: "✓", "x", "●"; a cross of its own kind ("✗") says no."""
    return _TICK.fullmatch(text.strip()) is not None


def split_levels(label: str) -> tuple[str, ...]:
    """The headers over a column from the outermost to its own: "When (2023/24) / Q2"."""
    return tuple(part.strip() for part in label.split(BETWEEN_LEVELS) if part.strip())
