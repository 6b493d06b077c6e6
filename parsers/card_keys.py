"""Names of the columns of cards, by which they are the same on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NUMBER, TITLE, BODY = "#number", "#title", "#text"
"""Keys of the columns that have no label: a card's number and its title."""


def merge_keys(sequences: Iterable[Sequence[str]]) -> list[str]:
    """The keys of all sequences, each once, a new one behind the key it follows where it is first met.

    The longest are heard first: the piece of a card at the head of a page begins in mid-order.
    """
    merged: list[str] = []
    for keys in sorted(sequences, key=len, reverse=True):
        at = 0
        for key in keys:
            if key in merged:
                at = merged.index(key) + 1
            else:
                merged.insert(at, key)
                at += 1
    return merged
