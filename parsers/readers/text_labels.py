"""Labels of a table aligned by blanks that go on beside the next row of figures.

"First time entrants" beside one period and "(rate per 100,000)" beside the next are one label of two
rows. A label is put together so only where all rows of a table come in such groups, each row with words
of its own in the second column.
"""

from __future__ import annotations

import re

from parsers.readers.text_columns import Piece

_GOES_ON = re.compile(r"[a-z(&/]")
_PART_OF = re.compile(r"(?:of which|including|excluding|other|all|total)\b", re.I)
_BREAKS_OFF = re.compile(r"(?:[,&/–-]|\b(?:and|or|of|the|for|to|by|with|in|on|per|who|at|a))$", re.I)

CellParts = list[Piece]
"""The pieces of one cell, in order of their lines."""
_Row = list[CellParts]


def join_labels(rows: list[_Row]) -> list[_Row]:
    """The rows with each label of several rows whole in the first of them and blank in the others."""
    rows = _raise_centred(rows)
    groups: list[list[_Row]] = []
    for row in rows:
        if groups and (not row[0] or _goes_on(groups[-1][-1][0], row[0])):
            groups[-1].append(row)
        else:
            groups.append([row])
    sizes = {len(group) for group in groups}
    if len(sizes) != 1 or sizes == {1} or not all(_is_told_apart(group) for group in groups):
        return rows
    return [row for group in groups for row in _with_one_label(group)]


def _goes_on(above: CellParts, label: CellParts) -> bool:
    text = label[0].text
    if not above or _PART_OF.match(text):
        return False
    return _GOES_ON.match(text) is not None or _BREAKS_OFF.search(above[-1].text) is not None


def _is_told_apart(group: list[_Row]) -> bool:
    """Whether words in the second column, a period as a rule, tell the rows of a label apart."""
    said = [" ".join(p.text for p in row[1]) if len(row) > 2 else "" for row in group]
    words = not any(p.is_figure for row in group for p in row[1])
    figures = all(any(p.is_figure for cell in row[2:] for p in cell) for row in group)
    return all(said) and words and figures and len(set(said)) == len(said)


def _with_one_label(group: list[_Row]) -> list[_Row]:
    label = [piece for row in group for piece in row[0]]
    return [[label if i == 0 else [], *row[1:]] for i, row in enumerate(group)]


def _raise_centred(rows: list[_Row]) -> list[_Row]:
    """The rows with labels printed half-way down their groups in the first row of each.

    Only where every group is whole: as many rows without a label above its label as below it.
    """
    labelled = [i for i, row in enumerate(rows) if row[0]]
    if not labelled or labelled[0] == 0 or not all(row[0] or any(row[1:]) for row in rows):
        return rows
    raised = [[list(cell) for cell in row] for row in rows]
    start = 0
    for at in labelled:
        end = 2 * at - start
        if start > at or end >= len(rows) or any(rows[i][0] for i in range(start, end + 1) if i != at):
            return rows
        raised[start][0], raised[at][0] = rows[at][0], raised[start][0] if start != at else rows[at][0]
        start = end + 1
    return raised if start == len(rows) else rows
