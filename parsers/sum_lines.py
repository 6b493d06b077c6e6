"""Between which lines of a table a line of changes lies, and which lines are totals: told by all of it.

One change that does not come out says little; a column of which most come out between two other columns
says between which it was worked out, and which of its figures are wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from planhouse.records import Statistic

Axis = Literal["row", "column"]
Pair = tuple[Statistic, Statistic]
Agrees = Callable[[Statistic, Statistic, Statistic], bool]


@dataclass(frozen=True, slots=True)
class LineTolerances:
    """When a line is believed."""

    least: int = 2
    """Changes of a line that must come out..."""
    share: float = 0.5
    """... and more than this share of those that can be worked out."""
    most_lines: int = 16
    """Lines of levels that are tried in pairs; wider tables keep to the nearest."""


TOLERANCES = LineTolerances()


def pair_changes(
    subjects: Sequence[Statistic], levels: Sequence[Statistic], agrees: Agrees
) -> dict[str, Pair]:
    """The two figures each change lies between, where its whole column or row tells.

    Args:
        subjects: the changes of one table.
        levels: its other figures.
        agrees: whether a change follows from a first and a last figure.

    Returns:
        By the id of the change; changes of lines that tell nothing are absent.
    """
    found: dict[str, Pair] = {}
    for axis in ("column", "row"):
        lines: dict[int, list[Statistic]] = defaultdict(list)
        for subject in subjects:
            lines[_line(subject, axis)].append(subject)
        table = _by_line(levels, axis)
        for line in lines.values():
            if len(line) >= TOLERANCES.least and len(table) <= TOLERANCES.most_lines:
                for key, pair in _pair_line(line, table, axis, agrees).items():
                    found.setdefault(key, pair)
    return found


def _pair_line(
    line: Sequence[Statistic], table: dict[int, dict[int, Statistic]], axis: Axis, agrees: Agrees
) -> dict[str, Pair]:
    best: dict[str, Pair] = {}
    most, near = 0, 0
    place = _line(line[0], axis)
    for first, last in permutations(sorted(table), 2):
        pairs = {
            s.statistic_id: (s, table[first][at], table[last][at])
            for s in line
            for at in [_across(s, axis)]
            if at in table[first] and at in table[last]
        }
        if len(pairs) < TOLERANCES.least:
            continue
        votes = sum(agrees(*p) for p in pairs.values())
        nearness = -abs(place - last) - abs(place - first) + (100 if first < last else 0)
        if (
            votes >= TOLERANCES.least
            and votes > TOLERANCES.share * len(pairs)
            and (votes, nearness) > (most, near)
        ):
            most, near = votes, nearness
            best = {key: (a, b) for key, (_, a, b) in pairs.items()}
    return best


def _by_line(facts: Sequence[Statistic], axis: Axis) -> dict[int, dict[int, Statistic]]:
    """Line -> place along it -> its first figure there."""
    table: dict[int, dict[int, Statistic]] = defaultdict(dict)
    for fact in facts:
        table[_line(fact, axis)].setdefault(_across(fact, axis), fact)
    return table


def _line(fact: Statistic, axis: Axis) -> int:
    return (fact.column if axis == "column" else fact.row) or 0


def _across(fact: Statistic, axis: Axis) -> int:
    return (fact.row if axis == "column" else fact.column) or 0
