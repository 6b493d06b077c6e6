"""How likely a grid is a table with these cells: the score by which grids are kept or refused."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from parsers.grids.columns import BULLETS
from parsers.grids.grid import Grid, GridCell
from parsers.grids.label_pairs import are_placed_pairs
from parsers.grids.region import cluster_places
from parsers.grids.segments import is_numeric
from parsers.grids.wording import is_caption

_MARK = re.compile(r"^\(?([0-9]{1,2}|[a-z]|[ivx]{1,5})[.)]$", re.IGNORECASE)
_FIGURE = re.compile(r"^-?\d+(\.\d+)?$")
_NUMBERING = re.compile(r"^([1-9]\d?)\.([1-9]\d?)$")
"""The number of a row by its section: "2.3"."""


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """What each signal adds to the score of a grid, or takes off.

    Set by hand so that on published tables, charts and prose the two groups stand apart.
    """

    base: float = 0.55
    drawn: float = 0.3
    """All inner column boundaries are drawn."""
    figures: float = 0.15
    """All cells are figures."""
    tiny: float = -0.5
    """Fewer than two cells, columns or (without drawn columns) rows."""
    sparse: float = -0.35
    """Most slots are blank: a chart's grid or axes."""
    crossed: float = -0.4
    """Words run through the drawn boundaries."""
    spanned: float = -0.3
    """Most of the text runs across columns that are not drawn."""
    listed: float = -0.4
    """The first column holds bullets only."""
    broken: float = -0.3
    """Many cells begin in lower case: lines of prose taken for rows."""
    contents: float = -0.4
    """Headings with rising page numbers: a contents page."""
    lump: float = -0.5
    """One cell of many rows and columns holds most words: a chart."""
    hollow: float = -0.3
    """Rules across with nothing between most of them: a chart's grid lines."""
    plain: float = -0.1
    """Two columns without rule or figure."""
    paired: float = 0.1
    """Two such columns, of bold labels and plain texts."""
    axis: float = -0.5
    """A column of evenly stepped figures, as on a chart's axis."""
    void: float = -0.6
    """A drawn grid with next to nothing in it."""
    wordy: float = -0.3
    """Undrawn columns filled with running text."""


WEIGHTS = ScoreWeights()
LEAST_CONTENTS = 5
"""Rising page numbers that make a contents page..."""
LEAST_LISTED = 3
"""... and a list of tables or figures, whose wording says what it is."""


def score_grid(grid: Grid, *, is_printed: bool = True) -> tuple[float, dict[str, float]]:
    """Score from 0 to 1, and the signals it was made from.

    Args:
        grid: rows, columns and cells.
        is_printed: its strokes stand on the page; where they are only an opinion they count nothing.
    """
    signals = measure_grid(grid)
    w = WEIGHTS
    if not is_printed:
        signals["drawn"] = signals["edges"] = 0.0
    drawn = signals["drawn"]
    score = w.base + w.drawn * drawn + w.figures * signals["figures"]
    undrawn = drawn < 0.5
    tests = (
        (w.tiny, signals["columns"] < 2 or signals["cells"] < 2),
        (w.tiny, signals["rows"] < 2 and (drawn < 0.9 or signals["edges"] < 1)),
        (w.sparse, signals["filled"] < _least_filled(undrawn, signals["edges"])),
        (w.crossed, signals["crossed"] > 0.12),
        (w.spanned, undrawn and signals["spanned"] > 0.5),
        (w.listed, undrawn and signals["listed"] > 0.6 and not grid.header_rows),
        (w.broken, undrawn and signals["broken"] > 0.35 and signals["figures"] < 0.35),
        (w.contents, undrawn and signals["contents"] > 0),
        (w.lump, signals["lump"] > 0.5),
        (w.hollow, undrawn and signals["hollow"] > 0.5),
        (w.plain, undrawn and signals["edges"] < 3 and signals["columns"] < 3 and signals["figures"] < 0.15),
        (w.paired, undrawn and signals["paired"] > 0),
        (w.axis, signals["axis"] > 0 and (undrawn or signals["filled"] < 0.6)),
        (w.void, not undrawn and signals["filled"] < 0.2 and signals["hollow"] > 0.5),
        (w.void, not undrawn and signals["filled"] < 0.12 and signals["cells"] > 12),
        (
            w.wordy,
            undrawn and signals["edges"] < 4 and signals["columns"] < 4 and signals["words_a_cell"] > 14,
        ),
    )
    score += sum(weight for weight, holds in tests if holds)
    return max(0.0, min(1.0, score)), {k: round(v, 3) for k, v in signals.items()}


def is_other_kind(signals: dict[str, float]) -> bool:
    """Whether the signals tell a chart, a list or a contents page: nothing to ask anybody about."""
    return bool(signals["axis"] or signals["contents"]) or (
        max(signals["hollow"], signals["lump"]) > 0.5 or signals["listed"] > 0.6
    )


def _least_filled(undrawn: bool, edges: float) -> float:
    """Share of cells with words below which a grid is sparse: less where rules part the rows."""
    if not undrawn:
        return 0.2
    return 0.3 if edges >= 4 else 0.5


def measure_grid(grid: Grid) -> dict[str, float]:
    """The signals of a grid: shares from 0 to 1, and counts."""
    filled = [c for c in grid.cells if c.pieces]
    inner = grid.boundaries[1:-1]
    texts = [" ".join(p.segment.text for p in c.pieces) for c in filled]
    figures = sum(is_numeric(t) for t in texts)
    words = sum(_count_words(c) for c in filled) or 1
    body = [c for c in filled if c.row >= (grid.header_rows or 1)]
    wordings = [t for t in texts if len(t) > 3 and not is_numeric(t)]
    return {
        "drawn": sum(b.is_ruled for b in inner) / len(inner),
        "figures": figures / max(1, len(texts)),
        "filled": len(filled) / max(1, len(grid.cells)),
        "crossed": _crossed(grid) / words,
        "spanned": sum(_count_words(c) for c in body if c.colspan > 1)
        / max(1, sum(_count_words(c) for c in body)),
        "listed": _listed(filled, texts),
        "broken": sum(t[:1].islower() for t in wordings) / max(1, len(wordings)),
        "contents": float(_is_contents(grid, filled)),
        "lump": _lump(filled, words),
        "hollow": _hollow(grid),
        "axis": float(_has_axis(grid, filled)),
        "edges": float(len(cluster_places([s for s in grid.region.horizontals if s.is_line], 3.5))),
        "words_a_cell": words / max(1, len(filled)),
        "cells": float(len(filled)),
        "rows": float(len({c.row for c in filled})),
        "columns": float(len({c.col for c in filled})),
        "paired": float(are_placed_pairs([line for row in grid.rows for line in row.lines], grid.n_cols)),
        "read_on": float(grid.read_on),
    }


def _count_words(cell: GridCell) -> int:
    """Number of words of a cell."""
    return sum(len(p.segment.words) for p in cell.pieces)


def _lump(filled: list[GridCell], words: int) -> float:
    """Share of the words in the largest cell of three rows and three columns or more."""
    large = [_count_words(c) for c in filled if c.rowspan >= 3 and c.colspan >= 3]
    return max(large, default=0) / words


def _hollow(grid: Grid) -> float:
    """Share of the stretches between rules across that hold no word."""
    edges = [g[0].at for g in cluster_places(grid.region.horizontals, 3.5)]
    if len(edges) < 4:
        return 0.0
    mids = [p.segment.mid_y for c in grid.cells for p in c.pieces]
    bands = list(itertools.pairwise(edges))
    blank = sum(not any(a <= m <= b for m in mids) for a, b in bands if b - a > 6)
    return blank / max(1, sum(b - a > 6 for a, b in bands))


def _crossed(grid: Grid) -> int:
    """Words that a drawn boundary runs through."""
    count = 0
    ruled = [b for b in grid.boundaries[1:-1] if b.is_ruled]
    for cell in grid.cells:
        for piece in cell.pieces:
            for boundary in ruled:
                if piece.segment.x0 + 3 < boundary.x < piece.segment.x1 - 3:
                    count += sum(
                        w.box.x0 + 2 < boundary.x < w.box.x1 - 2
                        and boundary.is_drawn_at(w.box.top, w.box.bottom)
                        for w in piece.segment.words
                    )
    return count


def _listed(filled: list[GridCell], texts: list[str]) -> float:
    """Largest share of list marks in a column of three cells or more below the first row."""
    shares = [0.0]
    for column in {c.col for c in filled}:
        own = [t for c, t in zip(filled, texts, strict=True) if c.col == column and c.row > 0]
        marks = sum(all(p in BULLETS or _MARK.match(p) for p in t.split()) for t in own)
        shares.append(marks / len(own) if marks >= 2 else 0.0)
    return max(shares)


def _is_contents(grid: Grid, filled: list[GridCell]) -> bool:
    """Whether the last column holds page numbers that rise and the others hold wording."""
    last = [c for c in filled if c.col == grid.n_cols - 1 and c.colspan == 1]
    texts = [" ".join(p.segment.text for p in c.pieces) for c in sorted(last, key=lambda c: c.row)]
    numbers = [int(t) for t in texts if t.isdigit() and len(t) <= 3]
    least = LEAST_LISTED if _are_captions(filled, {c.row for c in last}) else LEAST_CONTENTS
    if len(numbers) < least or len(numbers) < 0.8 * len(texts):
        return False
    others = [p for c in filled if c.col < grid.n_cols - 1 for p in c.pieces]
    wording = sum(not is_numeric(p.segment.text) for p in others)
    return numbers == sorted(numbers) and grid.n_cols <= 3 and wording >= 0.7 * len(others)


def _are_captions(filled: list[GridCell], rows: set[int]) -> bool:
    """Whether nearly all the rows begin as captions do ("Table A –"): a list of tables or figures."""
    labels = [c for c in filled if c.col == 0 and c.row in rows]
    begun = sum(is_caption(" ".join(p.segment.text for p in c.pieces)) for c in labels)
    return bool(labels) and begun >= 0.8 * len(rows)


def _has_axis(grid: Grid, filled: list[GridCell]) -> bool:
    """Whether some column steps evenly through five figures or more, and not by one as numbering does."""
    for column in range(grid.n_cols):
        values = []
        if column == 0 and _is_numbered(grid, filled):
            continue
        for cell in sorted((c for c in filled if c.col == column and c.colspan == 1), key=lambda c: c.row):
            text = " ".join(p.segment.text for p in cell.pieces).replace(",", "").rstrip("%")
            if _FIGURE.match(text):
                values.append(float(text))
        steps = {round(b - a, 4) for a, b in itertools.pairwise(values)}
        if len(values) >= 5 and len(steps) == 1 and abs(steps.pop()) not in (0.0, 1.0):
            return True
    return False


def _is_numbered(grid: Grid, filled: list[GridCell]) -> bool:
    """Whether the first column counts rows by their section, "1.1", "1.2" and so on, beside wording."""
    cells = sorted((c for c in filled if c.col == 0 and c.colspan == 1), key=lambda c: c.row)
    found = [_NUMBERING.match(" ".join(p.segment.text for p in c.pieces)) for c in cells]
    counted = [(int(m[1]), int(m[2])) for m in found if m]
    if not counted or counted[0][1] != 1:
        return False
    in_order = all(b in ((a[0], a[1] + 1), (a[0] + 1, 1)) for a, b in itertools.pairwise(counted))
    beside = [p for c in filled if c.col == 1 for p in c.pieces]
    worded = sum(not is_numeric(p.segment.text) for p in beside)
    return in_order and grid.n_cols > 1 and worded >= 0.7 * max(1, len(beside))
