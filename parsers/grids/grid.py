"""One region -> one grid: boundaries weighed together, slots joined to cells."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.grids.columns import Boundary, build_boundaries
from parsers.grids.headers import count_header_lines, group_header_lines
from parsers.grids.heads_apart import drop_head_lanes
from parsers.grids.label_pairs import split_pairs
from parsers.grids.list_lanes import drop_list_lanes
from parsers.grids.marks import Stroke
from parsers.grids.merged import join_merged
from parsers.grids.open_rows import split_at_lower_rules, split_level
from parsers.grids.pieces import Piece, PlacedLine, place_lines
from parsers.grids.region import Region, cluster_places, covered
from parsers.grids.rows import group_lines, has_stacked_figures, is_text
from parsers.grids.segments import Line, Segment
from parsers.grids.spans import Slot, count_header_rows, joined_heads, widen_headers
from parsers.grids.stacks import split_stack
from parsers.grids.wording import is_caption, is_source
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class GridLimits:
    """Limits in points or shares."""

    same_rule: float = 3.5
    """Points within which horizontal strokes are one boundary."""
    thin_band: float = 4.5
    """A band without words no higher than this lies between the two strokes of a double rule."""
    thin_column: float = 9.0
    """A column without words no wider than this is a margin between shading and rule."""
    ends: float = 8.0
    """Points within which a rule reaches the end of the table."""
    drawn: float = 0.5
    """Share of a slot's side that strokes must cover to close it."""
    wordy: float = 2.5
    """Mean words a line and column from which cells hold running text."""
    drawn_bias: float = 1.6
    """Votes needed to begin a row where rules already part the rows."""


LIMITS = GridLimits()


@dataclass(slots=True)
class GridRow:
    """A row of a grid: its extent, its lines and the strokes above it."""

    top: float
    bottom: float
    lines: list[PlacedLine]
    strokes: list[Stroke] = field(default_factory=list)
    """Strokes along its upper side; empty where only the lines tell the boundary."""


@dataclass(slots=True)
class GridCell:
    """A cell as a rectangle of slots with its pieces in order of line, then column."""

    row: int
    col: int
    rowspan: int
    colspan: int
    pieces: list[Piece]


@dataclass(slots=True)
class Grid:
    """The rows, columns and cells read from a region."""

    region: Region
    boundaries: list[Boundary]
    rows: list[GridRow]
    cells: list[GridCell]
    bottom_strokes: list[Stroke]
    header_rows: int | None = None
    read_on: int = 0
    """Rows at which a cell was taken to go on from the row above by its words alone."""

    @property
    def n_cols(self) -> int:
        """Number of columns."""
        return len(self.boundaries) - 1

    def words(self) -> list[Word]:
        """All words of its cells."""
        return [w for c in self.cells for p in c.pieces for w in p.segment.words]


def build_grid(region: Region, lines: Sequence[Line]) -> Grid | None:
    """The grid of a region; None where fewer than two columns can be told."""
    boundaries = build_boundaries(region, lines)
    boundaries = drop_head_lanes(_drop_blank_columns(boundaries, lines), lines)
    boundaries = drop_list_lanes(boundaries, lines)
    if len(boundaries) < 3:
        return None
    placed = place_lines(lines, boundaries)
    rows, last = _build_rows(region, boundaries, placed)
    if not rows:
        return None
    lines_by_row = [row.lines for row in rows]
    strokes = [row.strokes for row in rows]
    head = count_header_rows(lines_by_row, len(boundaries) - 1)
    widen_headers(lines_by_row, strokes, boundaries, head)
    heads = joined_heads(lines_by_row, strokes, boundaries, head)
    merged = join_merged(boundaries, rows, head)
    cells = _build_cells(boundaries, rows, [*heads, *merged.joined])
    rows, cells = _trim_ends(rows, cells, len(boundaries) - 1)
    if head and rows[0].lines is not lines_by_row[0]:
        head -= 1
    return Grid(region, boundaries, rows, cells, last, head or None, len(merged.read_on))


def _trim_ends(
    rows: list[GridRow], cells: list[GridCell], width: int
) -> tuple[list[GridRow], list[GridCell]]:
    """Rows without a caption above and source lines below that stand within the table's frame."""

    def lone_text(row: int) -> str:
        own = [c for c in cells if c.row == row]
        if len(own) != 1 or own[0].colspan != width or own[0].rowspan != 1:
            return ""
        return " ".join(p.segment.text for p in own[0].pieces)

    while len(rows) > 2 and is_source(lone_text(len(rows) - 1)):
        cells = [c for c in cells if c.row != len(rows) - 1]
        rows = rows[:-1]
    if len(rows) > 2 and is_caption(lone_text(0)):
        cells = [replace(c, row=c.row - 1) for c in cells if c.row > 0]
        rows = rows[1:]
    return rows, cells


def add_sideways(grid: Grid, words: Sequence[Word]) -> None:
    """Put words that run up or down the page into the drawn cells they stand in.

    Args:
        grid: with drawn cells; its cells are changed.
        words: that are not upright.
    """
    if not words:
        return
    owner = {
        (r, c): cell
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.col, cell.col + cell.colspan)
    }
    for word in words:
        x, y = word.box.mid_x, word.box.mid_y
        col = next(
            (i for i in range(grid.n_cols) if grid.boundaries[i].x <= x < grid.boundaries[i + 1].x), None
        )
        row = next((i for i, r in enumerate(grid.rows) if r.top <= y < r.bottom), None)
        if col is not None and row is not None:
            owner[row, col].pieces.append(Piece(Segment([word]), col, col))


def _drop_blank_columns(boundaries: list[Boundary], lines: Sequence[Line]) -> list[Boundary]:
    """Boundaries without thin columns that hold no word: shading beside rules."""
    kept = [boundaries[0]]
    for index, boundary in enumerate(boundaries[1:], 1):
        left = kept[-1]
        narrow = boundary.x - left.x <= LIMITS.thin_column
        if narrow and not any(
            left.x < w.box.mid_x < boundary.x for ln in lines for s in ln.segments for w in s.words
        ):
            if index == len(boundaries) - 1 and len(kept) > 1:
                kept[-1] = boundary
            elif boundary.is_ruled and len(kept) > 1:
                kept[-1] = Boundary(boundary.x, left.strokes + boundary.strokes)
            continue
        kept.append(boundary)
    return kept


def _build_rows(
    region: Region, boundaries: list[Boundary], placed: list[PlacedLine]
) -> tuple[list[GridRow], list[Stroke]]:
    """Rows from the top, and the strokes that close the last one."""
    bands, last = _build_bands(region, boundaries, placed)
    pitch = _cell_pitch(placed)
    filled = [b for b in bands if b.lines]
    inner_rules = len(boundaries) > 3 or any(b.is_ruled for b in boundaries[1:-1])
    boxed = region.source == "ruled" and any(b.is_ruled for b in boundaries[1:-1]) and inner_rules
    drawn = any(s.is_line for b in boundaries for s in b.strokes)
    are_open = drawn and not any(s.is_line for s in region.horizontals)
    rows: list[GridRow] = []
    for band in bands:
        is_first = bool(filled) and band is filled[0]
        stack = split_stack(band.lines, boundaries) if is_first else None
        if stack is None and is_first:
            stack = split_at_lower_rules(band.lines, boundaries, band.top, band.bottom)
        if stack is not None:
            rows.extend(_split_band(band, stack))
            continue
        whole = boxed and not has_stacked_figures(band.lines, len(boundaries) - 1)
        head = _unshaded_head(band, boundaries) if whole and not drawn and band is filled[0] else 0
        if head:
            rows.extend(_split_band(band, [band.lines[:head], band.lines[head:]]))
            continue
        if whole and are_open and (len(filled) == 1 or not is_first):
            rows.extend(_split_band(band, split_level(band.lines, boundaries, pitch)))
            continue
        if whole and (drawn or not _holds_section(band, len(boundaries) - 1)):
            rows.append(band)
            continue
        is_head = band is filled[0] if filled else False
        groups = _group_band(band, is_head, len(filled), boundaries, pitch, boxed)
        rows.extend(_split_band(band, groups))
    return rows, last


def _unshaded_head(band: GridRow, boundaries: list[Boundary]) -> int:
    """Lines of bold headers at the top of an unshaded strip over the first stripe; 0 where there is none.

    Stripes that begin with the second row leave headers and first row to one strip.
    """
    if not _has_bold(band.lines) or len({p.first for p in band.lines[0].pieces}) < 2:
        return 0
    head = count_header_lines(band.lines, len(boundaries) - 1)
    return head if head < len(band.lines) else 0


def _holds_section(band: GridRow, n_cols: int) -> bool:
    """Whether an unshaded strip begins with a line across columns: a section row and the row below it."""
    if len(band.lines) < 2:
        return False
    first, others = band.lines[0], band.lines[1:]
    lone = len(first.pieces) == 1 and first.pieces[0].first == 0
    return lone and any(len(line.columns()) > max(2, n_cols // 2) for line in others[:1])


def _group_band(
    band: GridRow, is_head: bool, n_bands: int, boundaries: list[Boundary], pitch: float, boxed: bool
) -> list[list[PlacedLine]]:
    """Lines of a band by row."""
    lines = band.lines
    pairs = split_pairs(lines, len(boundaries) - 1)
    if pairs is not None:
        return pairs
    if n_bands > 1 and len({p.first for line in lines for p in line.pieces}) == 1:
        return [lines]
    is_head = is_head and not (n_bands > 1 and _is_wordy(lines) and not _has_bold(lines))
    if is_head and n_bands > 1 and len(lines) <= 8 and not boxed:
        head = count_header_lines(lines, len(boundaries) - 1)
        if head in (0, len(lines)):
            return group_header_lines(lines, pitch)
        return group_header_lines(lines[:head], pitch) + group_lines(lines[head:], boundaries, pitch)
    if is_head:
        head = count_header_lines(lines, len(boundaries) - 1)
        below = _pitch_below(lines[:head], lines[head:], pitch)
        return group_header_lines(lines[:head], pitch) + group_lines(lines[head:], boundaries, below)
    parted = n_bands >= 4 or (n_bands == 3 and _is_wordy(lines))
    bias = LIMITS.drawn_bias if parted and not boxed else 0.0
    return group_lines(lines, boundaries, pitch, bias)


def _has_bold(lines: Sequence[PlacedLine]) -> bool:
    """Whether the first line is bold throughout."""
    return all(p.segment.is_bold for p in lines[0].pieces)


def _is_wordy(lines: Sequence[PlacedLine]) -> bool:
    """Whether the cells hold running text rather than labels and figures."""
    pieces = [p for line in lines for p in line.pieces]
    return sum(len(p.segment.words) for p in pieces) >= LIMITS.wordy * len(pieces)


def _cell_pitch(placed: Sequence[PlacedLine]) -> float:
    """Distance of lines within a cell: the small common gap, at least that of solid set type."""
    if not placed:
        return 0.0
    sizes = sorted(line.size for line in placed)
    size = sizes[len(sizes) // 2]
    gaps = sorted(b.mid_y - a.mid_y for a, b in itertools.pairwise(placed))
    gaps = [g for g in gaps if g >= 0.8 * size]
    return max(gaps[len(gaps) // 5], 1.0 * size) if gaps else 1.2 * size


def _pitch_below(head: list[PlacedLine], body: list[PlacedLine], pitch: float) -> float:
    """Distance of lines within a cell below headers set smaller than the text, whose lines are nearer."""
    if not head or not body or head[-1].size >= body[0].size - 0.5 or not is_text(body):
        return pitch
    return max(pitch, _cell_pitch(body))


def _build_bands(
    region: Region, boundaries: list[Boundary], placed: list[PlacedLine]
) -> tuple[list[GridRow], list[Stroke]]:
    """Bands between drawn boundaries with the pieces whose middle lies in them."""
    box = region.box
    narrowest = min(b.x - a.x for a, b in itertools.pairwise(boundaries))
    strokes = [s for s in region.horizontals if s.length >= 0.6 * narrowest]
    edges = [(sum(s.at for s in g) / len(g), g) for g in cluster_places(strokes, LIMITS.same_rule)]
    if not edges or edges[0][0] > box.top + LIMITS.same_rule:
        edges.insert(0, (box.top, []))
    if edges[-1][0] < box.bottom - LIMITS.same_rule:
        edges.append((box.bottom, []))
    bands = [GridRow(a[0], b[0], [], a[1]) for a, b in itertools.pairwise(edges)]
    _fill_bands(bands, placed)
    kept: list[GridRow] = []
    for band in bands:
        if not band.lines and band.bottom - band.top <= LIMITS.thin_band and kept:
            kept[-1].bottom = band.bottom
            continue
        if not band.lines and region.source != "ruled":
            if kept:
                kept[-1].bottom = band.bottom
            continue
        kept.append(band)
    return kept, edges[-1][1]


def _fill_bands(bands: list[GridRow], placed: list[PlacedLine]) -> None:
    """Put each piece into the band its middle lies in."""
    if not bands:
        return
    for line in placed:
        by_band: dict[int, list[Piece]] = defaultdict(list)
        for piece in line.pieces:
            for index, part in _part_piece(piece, bands):
                by_band[index].append(part)
        for index, pieces in by_band.items():
            bands[index].lines.append(PlacedLine(pieces))
    for band in bands:
        band.lines.sort(key=lambda line: line.mid_y)


def _part_piece(piece: Piece, bands: list[GridRow]) -> list[tuple[int, Piece]]:
    """A piece by band; its words stand in two where a tall mark made one line of two."""

    def find_band(mid: float) -> int:
        index = 0
        while index + 1 < len(bands) and mid >= bands[index].bottom:
            index += 1
        return index

    words = piece.segment.words
    places = [find_band(w.box.mid_y) for w in words]
    if len(set(places)) == 1:
        return [(places[0], piece)]
    return [
        (
            band,
            Piece(
                Segment([w for w, b in zip(words, places, strict=True) if b == band]), piece.first, piece.last
            ),
        )
        for band in sorted(set(places))
    ]


def _split_band(band: GridRow, groups: list[list[PlacedLine]]) -> list[GridRow]:
    """Rows of one band, parted half-way between their lines."""
    if len(groups) <= 1:
        return [band]
    rows = []
    top = band.top
    for index, group in enumerate(groups):
        last = index + 1 == len(groups)
        low = max(line.bottom for line in group)
        bottom = band.bottom if last else (low + min(line.top for line in groups[index + 1])) / 2
        rows.append(GridRow(top, bottom, group, band.strokes if index == 0 else []))
        top = bottom
    return rows


def _build_cells(
    boundaries: list[Boundary], rows: list[GridRow], heads: list[tuple[Slot, Slot]]
) -> list[GridCell]:
    """Slots joined where no boundary parts them, with the pieces that stand in them."""
    n_cols = len(boundaries) - 1
    held: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    joined = list(heads)
    for r, row in enumerate(rows):
        for line in row.lines:
            for piece in line.pieces:
                held[r, piece.first].append(piece)
                joined.extend(((r, c), (r, c + 1)) for c in range(piece.first, piece.last))
    down = _joined_down(boundaries, rows, held)
    joined += _joined_across(boundaries, rows, held, _held_through(held, down)) + down
    rectangles = _to_rectangles(joined, len(rows), n_cols)
    cells = []
    for r0, c0, r1, c1 in rectangles:
        pieces = [p for r in range(r0, r1 + 1) for c in range(c0, c1 + 1) for p in held.get((r, c), ())]
        cells.append(GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, pieces))
    return sorted(cells, key=lambda c: (c.row, c.col))


def _joined_across(
    boundaries: list[Boundary],
    rows: list[GridRow],
    held: Mapping[Slot, list[Piece]],
    whole: Mapping[Slot, list[Piece]],
) -> list[tuple[Slot, Slot]]:
    """Neighbouring slots of a row that no stroke parts although the boundary is drawn elsewhere.

    ``whole`` is what the cells hold that the slots are part of.
    """
    joined: list[tuple[Slot, Slot]] = []
    for c in range(1, len(boundaries) - 1):
        boundary = boundaries[c]
        if covered(boundary.strokes, rows[0].top, rows[-1].bottom) < 0.5:
            continue
        # Edges of shading end with the shaded row, drawn lines only where cells join.
        shaded = not any(s.is_line for s in boundary.strokes)
        for r, row in enumerate(rows):
            if boundary.is_drawn_at(row.top + 1, row.bottom - 1):
                continue
            if shaded and not _is_band(r, len(boundaries) - 1, held):
                continue
            if not (whole.get((r, c - 1)) and whole.get((r, c))):
                joined.append(((r, c - 1), (r, c)))
    return joined


def _held_through(
    held: Mapping[Slot, list[Piece]], down: Sequence[tuple[Slot, Slot]]
) -> dict[Slot, list[Piece]]:
    """Pieces by slot, where slots joined down each hold what the others do.

    A header in the middle of two rows stands in one of them only; the other is no blank beside it.
    """
    whole = {slot: list(pieces) for slot, pieces in held.items()}
    for above, below in down:
        whole.setdefault(below, whole.get(above, []))
    for above, below in reversed(down):
        if not whole.get(above):
            whole[above] = whole.get(below, [])
    return whole


def _is_band(r: int, n_cols: int, held: Mapping[Slot, list[Piece]]) -> bool:
    """Whether a row holds text in its first column only."""
    return bool(held.get((r, 0))) and not any(held.get((r, c)) for c in range(1, n_cols))


def _joined_down(
    boundaries: list[Boundary], rows: list[GridRow], held: dict[Slot, list[Piece]]
) -> list[tuple[Slot, Slot]]:
    """Slots above one another that no stroke parts although others of the row are parted."""
    joined: list[tuple[Slot, Slot]] = []
    for r in range(1, len(rows)):
        row, above = rows[r], rows[r - 1]
        if not row.strokes:
            continue
        for c in range(len(boundaries) - 1):
            left, right = boundaries[c], boundaries[c + 1]
            if covered(row.strokes, left.x + 1, right.x - 1) >= LIMITS.drawn:
                continue
            boxed = all(b.is_drawn_at(row.top - 4, row.top + 4) for b in (left, right))
            beside = _stops_short(row.strokes, boundaries) and not held.get((r, c))
            if (
                boxed
                or beside
                or not (held.get((r - 1, c)) or held.get((r, c)))
                or _is_open_head(r, c, above, held)
            ):
                joined.append(((r - 1, c), (r, c)))
    return joined


def _stops_short(strokes: Sequence[Stroke], boundaries: Sequence[Boundary]) -> bool:
    """Whether a rule reaches one end of the table and stops before the other: a cell spans beside it."""
    low, high = min(s.low for s in strokes), max(s.high for s in strokes)
    begins = low <= boundaries[0].x + LIMITS.ends
    ends = high >= boundaries[-1].x - LIMITS.ends
    return begins != ends


def _is_open_head(r: int, c: int, above: GridRow, held: dict[Slot, list[Piece]]) -> bool:
    """Whether a header cell beside a ruled-off spanning header goes up into the row above."""
    spans = any(p.is_spanning for line in above.lines for p in line.pieces)
    return spans and not held.get((r - 1, c)) and r <= 2 and not _is_under_span(above, c)


def _is_under_span(row: GridRow, c: int) -> bool:
    """Whether a spanning piece of the row covers column ``c``."""
    return any(p.first <= c <= p.last for line in row.lines for p in line.pieces)


def _to_rectangles(
    joined: list[tuple[Slot, Slot]], n_rows: int, n_cols: int
) -> list[tuple[int, int, int, int]]:
    """Rectangles (row, column, last row, last column) that cover all slots and keep joined ones together."""
    owner = {(r, c): (r, c, r, c) for r in range(n_rows) for c in range(n_cols)}

    def grow(box: tuple[int, int, int, int]) -> None:
        while True:
            r0, c0, r1, c1 = box
            inside = {owner[r, c] for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
            wider = (
                min(b[0] for b in inside),
                min(b[1] for b in inside),
                max(b[2] for b in inside),
                max(b[3] for b in inside),
            )
            if wider == box:
                break
            box = wider
        for r in range(box[0], box[2] + 1):
            for c in range(box[1], box[3] + 1):
                owner[r, c] = box

    for a, b in joined:
        x, y = owner[a], owner[b]
        if x != y:
            grow((min(x[0], y[0]), min(x[1], y[1]), max(x[2], y[2]), max(x[3], y[3])))
    return sorted(set(owner.values()))
