"""Does text read on? Signals from the last words above a break and the first ones below it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.page.marks import LIST_MARKS, holds_items

_BULLET = re.compile(rf"(?:[{LIST_MARKS}]|[-\u2013\u2014] |\d{{1,2}}[.)] |[a-z][.)] )")
_CONNECTS = re.compile(
    r"(?:[,:;/&(\u2013-]|\b(?:and|or|the|a|an|of|to|in|on|for|with|by|from|at|as|is|are|be|that|which|"
    r"who|their|our|its|this|these|any|all|into|e\.g\.|i\.e\.|via|will|have|has|been|per|not|more))$",
    re.I,
)
_STOPS = re.compile(r"[.!?][\"'\u201d\u2019)\]]*$")
_LONE_HYPHEN = re.compile(r"\w[-\u2010]$")


TAIL = 1000
"""Characters on either side of a break that are looked at: a cell that grows costs no more."""


@dataclass(frozen=True, slots=True)
class ReadingWeights:
    """Log-odds that a cell below a break goes on with the one above.

    Set by hand from the wording at 200 breaks of text plans and of PDFs with answer keys; a sign
    matters more than a size.
    """

    lower: float = 2.0
    """The lower piece begins with a small letter."""
    connects: float = 1.5
    """The upper piece ends with a comma, a preposition, "and", "e.g."."""
    hyphen: float = 2.0
    """The upper piece ends with a hyphen inside a word."""
    unfinished: float = 0.6
    """The upper piece is long and ends without a full stop, the lower begins in small letters."""
    capital_after_stop: float = -1.0
    capital: float = -0.7
    """The lower begins with a capital and the upper is not visibly unfinished."""
    title: float = -0.6
    """Both are short names: "Neighbourhood Watch" under "Awareness raising"."""
    figure: float = 0.3
    """The lower begins with a digit or bracket."""
    bullet: float = 0.2
    """The lower begins with a bullet and the upper has bullets or introduces them."""
    bullet_cold: float = -0.4


WEIGHTS = ReadingWeights()


def score_reading(above: str, below: str, weights: ReadingWeights = WEIGHTS) -> tuple[float, str]:
    """Log-odds that ``below`` goes on with ``above``, and the name of the deciding signal."""
    above, below = above[-TAIL:].rstrip(), below[:TAIL].lstrip()
    if not above or not below:
        return 0.0, "blank"
    if _BULLET.match(below) or (below.startswith("o ") and holds_items(f"{above}\n{below}")):
        listed = holds_items(above) or above.endswith(":") or _CONNECTS.search(above)
        return (weights.bullet, "bullet") if listed else (weights.bullet_cold, "bullet_cold")
    last_line = above.rsplit("\n", 1)[-1]
    if below[0].islower():
        if _LONE_HYPHEN.search(above):
            return weights.lower + weights.hyphen, "hyphen"
        extra = weights.unfinished if len(last_line) > 20 and not _STOPS.search(above) else 0.0
        return weights.lower + extra + (weights.connects if _CONNECTS.search(above) else 0.0), "lower"
    if _CONNECTS.search(above):
        return weights.connects, "connects"
    if not below[0].isalpha():
        return weights.figure, "figure"
    if _STOPS.search(above):
        return weights.capital_after_stop, "capital_after_stop"
    if len(last_line) <= 40 and len(below) <= 60:
        return weights.capital + weights.title, "title"
    return weights.capital, "capital"


def join_text(above: str, below: str) -> str:
    """Two pieces of one cell as a person would type them: a space, a newline, or nothing.

    A word broken with a hyphen at the break is closed; a new bullet or, after a full stop, a new
    paragraph begins a new line.
    """
    above, below = above.rstrip(), below.lstrip()
    if not above or not below:
        return above or below
    if _BULLET.match(below):
        return f"{above}\n{below}"
    if _LONE_HYPHEN.search(above) and below[0].islower():
        return above[:-1] + below
    if above.endswith(("/", "-")) and not above.endswith((" /", " -")):
        return above + below
    if _STOPS.search(above) and below[0].isupper():
        return f"{above}\n{below}"
    return f"{above} {below}"
