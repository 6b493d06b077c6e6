"""What each of two figures in one cell is: "121 (20.9)" under "number (and rate per 1,000 households)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planhouse.figures import read_rate
from planhouse.records import FigureKind

_SORT = (
    r"(?:numbers?|nos?\.?|n|counts?|(?:crude )?rates?(?: per [\d,]+(?: [a-z]+)?)?|per [\d,]{4,}(?: [a-z]+)?"
    r"|%|per ?cent|percentages?|shares?|proportions?)"
)
_PAIR = re.compile(
    rf"(?<![\w%])(?P<first>{_SORT})(?:\s*(?:[(\[,/&]|\band\b|\bwith\b))+\s*(?:(?:and|the|&)\s+)?(?P<second>{_SORT})"
    r"(?![\w%])\s*[)\]]?",
    re.I,
)
_APART = re.compile(
    rf"(?:\s*[-–—,:]\s*|\s*(?=[(\[]))[(\[]?{_PAIR.pattern}[)\]]?(?=\s*(?:[-–—,]|by\b|$))", re.I
)
"""The same parted from what a caption counts: "Burglary – number (and rate) – by ward"."""


@dataclass(frozen=True, slots=True)
class Expression:
    """How one figure expresses what is counted."""

    unit: str | None
    kind: FigureKind


def read_pair(text: str) -> tuple[Expression, Expression] | None:
    """The expressions of two figures printed in one cell; None where a text does not name two that differ."""
    match = _PAIR.search(text)
    if not match:
        return None
    first, second = _read(match["first"]), _read(match["second"])
    is_one = first == Expression(None, "rate") and second.unit == "%"  # "Charge rate (%)"
    return (first, second) if first.kind != second.kind and not is_one else None


def without_pair(text: str) -> str:
    """A caption without the words for its two expressions, where they are parted from the rest."""
    match = _APART.search(text)
    if not match or not text[: match.start()].strip() or read_pair(match.group()) is None:
        return text
    rest = re.sub(r"^\s*[-–—,]\s*", " ", text[match.end() :])
    return " ".join(f"{text[: match.start()]} {rest}".split())


def _read(text: str) -> Expression:
    rate = re.search(r"per [\d,]{4,}.*", text, re.I)
    if rate:
        return Expression(read_rate(rate.group()), "rate")
    if re.match(r"(?:crude )?rate", text, re.I):
        return Expression(None, "rate")
    return Expression("count", "level") if re.match(r"n|count", text, re.I) else Expression("%", "share")
