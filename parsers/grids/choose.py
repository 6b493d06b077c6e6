"""How likely a grid is a table with these cells: the score by which grids are kept or refused."""

from __future__ import annotations

from parsers.grids.grid import Grid
from parsers.grids.segments import is_numeric


def score_grid(grid: Grid) -> tuple[float, dict[str, float]]:
    """Score from 0 to 1, and the signals it was made from."""
    filled = [c for c in grid.cells if c.pieces]
    slots = len(grid.rows) * grid.n_cols
    rows = len({c.row for c in filled})
    columns = len({c.col for c in filled})
    inner = list(grid.boundaries[1:-1])
    drawn = sum(b.is_ruled for b in inner) / len(inner)
    texts = [" ".join(p.segment.text for p in c.pieces) for c in filled]
    figures = sum(is_numeric(t) for t in texts) / max(1, len(texts))
    taken = sum(c.rowspan * c.colspan for c in filled) / slots
    words = sum(len(p.segment.words) for c in filled for p in c.pieces)
    crossed = _crossed(grid) / max(1, words)
    signals = {
        "drawn": round(drawn, 3),
        "figures": round(figures, 3),
        "filled": round(taken, 3),
        "crossed": round(crossed, 3),
        "rows": float(rows),
        "columns": float(columns),
    }
    score = 0.55 + 0.3 * drawn + 0.15 * figures
    if len(filled) < 2 or columns < 2 or (rows < 2 and drawn < 0.9):
        score -= 0.5
    if taken < 0.2:
        score -= 0.3
    if crossed > 0.12:
        score -= 0.4
    return max(0.0, min(1.0, score)), signals


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
