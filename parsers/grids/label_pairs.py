"""Lists of labels and what they say, without a rule: "Approved by | The Board", "ASB | Antisocial behaviour".

Two columns of words are mostly prose or a chart. They are a table where the print says so: every label bold,
nothing beside it, all labels begin at one place and all texts at another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.pieces import PlacedLine
from parsers.grids.segments import Line, Segment


@dataclass(frozen=True, slots=True)
class PairLimits:
    """What a list of labelled texts is told by."""

    least: int = 4
    """Labels; three stand in any letterhead."""
    same_start: float = 1.5
    """Points by which those of one column may begin apart."""
    most_words: int = 6
    """Words of a label."""


LIMITS = PairLimits()


def are_label_pairs(lines: Sequence[Line]) -> bool:
    """Whether lines are labels with a text beside each, some texts going on below.

    Args:
        lines: of a run, from the top.
    """
    split = [line for line in lines if len(line.segments) > 1]
    if len(split) < LIMITS.least or any(len(line.segments) > 2 for line in split):
        return False
    labels = [line.segments[0] for line in split]
    values = [line.segments[1] for line in split]
    values += [line.segments[0] for line in lines if len(line.segments) == 1]
    if not _begin_together(labels) or not _begin_together(values):
        return False
    if not all(_is_label(s) for s in labels) or any(w.bold for s in values for w in s.words):
        return False
    return len({s.text for s in labels}) == len(labels)


def are_placed_pairs(lines: Sequence[PlacedLine], width: int) -> bool:
    """The same of lines placed in columns, ``width`` of them."""
    return width == 2 and are_label_pairs([Line([p.segment for p in line.pieces]) for line in lines])


def split_pairs(lines: Sequence[PlacedLine], width: int) -> list[list[PlacedLine]] | None:
    """Placed lines with those of one label together; None where they are no list of labels.

    A label that begins in small letters beside no value goes on from the line above.
    """
    if not are_placed_pairs(lines, width):
        return None
    groups: list[list[PlacedLine]] = []
    for line in lines:
        label = line.at(0)
        goes_on = label is None or (label.segment.text[0].islower() and line.at(1) is None)
        if not groups or not goes_on:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _is_label(segment: Segment) -> bool:
    return segment.is_bold and len(segment.words) <= LIMITS.most_words and segment.text[:1].isalpha()


def _begin_together(segments: Sequence[Segment]) -> bool:
    starts = [s.x0 for s in segments]
    return max(starts) - min(starts) <= LIMITS.same_start
