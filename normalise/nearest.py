"""Names like one that is not there: what a person may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from normalise.names import fold_name

LIKE_ENOUGH = 78.0
"""Likeness, of 100, from which a name is offered: "Oxfordshre" for "Oxfordshire" has 95, "police" for
"Thames" 17."""


def find_nearest(wanted: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Names that are like the wanted one, as a whole or in as many of their words; the likest first.

    Args:
        wanted: what was asked for.
        names: what there is.
        most: names at most.
    """
    folded = fold_name(wanted)
    if not folded:
        return []
    scored = [(_likeness(folded, fold_name(name)), name) for name in set(names) if name]
    near = sorted((-score, len(name), name) for score, name in scored if score >= LIKE_ENOUGH)
    return [name for _, _, name in near[:most]]


def _likeness(wanted: str, name: str) -> float:
    """How like the wanted name is to a name, or to the piece of it that has as many words."""
    words, count = name.split(), len(wanted.split())
    pieces = (" ".join(words[at : at + count]) for at in range(max(1, len(words) - count + 1)))
    return max(fuzz.ratio(wanted, piece) for piece in (name, *pieces))
