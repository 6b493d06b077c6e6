"""Cards over all pages: a column is known by its label, a row by where its card begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.card_keys import BODY, NUMBER, TITLE, merge_keys
from parsers.stitch.rows import Decision
from planhouse.table import Column, PageTable

MUCH_SAID = 2
"""Labels of known meaning from which a card without a label for what is done says it in its title."""
_SAID = frozenset({"who", "when", "partners", "resources", "measures", "outcomes", "progress"})
GOES_ON, BEGINS = 0.95, 0.05
"""Scores of a piece of a card at the head of a page: it has no title, or its labels begin in mid-order."""


def decide_card(above: str | None, below: str | None) -> Decision:
    """Whether the first card of a page is the rest of the one above, by the tags of their rows."""
    joined = above is not None and above == below
    return Decision(joined, GOES_ON if joined else BEGINS, {"same_card" if joined else "other_card": 3.0})


def name_title_columns(columns: Sequence[Column], pieces: Sequence[PageTable]) -> tuple[Column, ...]:
    """Columns of cards with the roles of those that have no label.

    A number is a reference. The title, or the text below it, is what is to be done where no label says
    that and others say who, when or the like; else the title is the name of the card.
    """
    keys = merge_keys(p.column_keys for p in pieces)
    roles = {c.role for c in columns}
    is_action = "activity" not in roles and len(roles & _SAID) >= MUCH_SAID
    named = {NUMBER: "reference", TITLE: "title", BODY: "text"}
    if is_action:
        named[BODY if BODY in keys else TITLE] = "activity"
    return tuple(replace(c, role=named.get(key, c.role)) for c, key in zip(columns, keys, strict=True))
