"""Tables of one page: regions proposed, grids built, the likely ones kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from parsers.grids.bands import adopt_heads, find_banded_regions, find_inner_rules
from parsers.grids.camelot import LIMITS as OPINION
from parsers.grids.camelot import SecondOpinion, is_pictured
from parsers.grids.choose import is_other_kind, score_grid
from parsers.grids.extend import extend_region
from parsers.grids.grid import Grid, add_sideways, build_grid
from parsers.grids.lattice import find_ruled_regions, join_regions
from parsers.grids.left_behind import is_left_behind
from parsers.grids.marks import Marks, build_marks
from parsers.grids.region import Region
from parsers.grids.segments import Line, build_lines
from parsers.grids.stream import find_stream_regions
from parsers.grids.table import build_table
from parsers.grids.tags import LIMITS as TAGS
from parsers.grids.tags import attach_tags, build_tagged_grid
from parsers.grids.tiles import draw_tiles
from parsers.grids.turned_heads import lay_down, set_upright_again
from parsers.page.side_boxes import find_side_boxes
from planhouse.geometry import Box
from planhouse.page import PageGeometry, Word
from planhouse.table import PageTable

LEAST_SCORE = 0.5
"""A grid below this is prose, a chart or a letterhead."""


def find_tables(
    page: PageGeometry, taken: frozenset[int] = frozenset(), opinion: SecondOpinion | None = None
) -> tuple[PageTable, ...]:
    """The tables of a page, in reading order.

    Args:
        page: everything drawn on the page.
        taken: numbers of words that are page furniture and stay out.
        opinion: asked where our own score is low; only for pages that are not turned.

    Returns:
        Tables whose cells name their words; words in no cell remain for prose.
    """
    words = [w for w in page.words if w.number not in taken and w.text.strip()]
    if not words:
        return ()
    marks = draw_tiles(build_marks(page.rules, words, page.fills), page.fills, words)
    search = _Search(words, marks, page)
    search.run()
    search.believe_tags(page)
    if opinion is not None and search.is_doubtful(page):
        search.weigh(opinion, page)
    tables = [
        attach_tags(build_table(page, f.grid, f.score, f.signals, f.method), page.tables)
        for f in search.found
    ]
    return tuple(sorted(tables, key=lambda t: (_box(t).top, _box(t).x0)))


def _box(table: PageTable) -> Box:
    """The table's box."""
    assert table.place.box is not None  # noqa: S101
    return table.place.box


@dataclass(slots=True)
class _Found:
    """A grid with its score."""

    grid: Grid
    score: float
    signals: dict[str, float]
    method: Literal["camelot", "tagged"] | None = None


class _Search:
    """The search of one page: regions proposed, grids built, each word in at most one of them."""

    def __init__(self, words: list[Word], marks: Marks, page: PageGeometry) -> None:
        self.flat = [w for w in words if w.upright]
        self.sideways = [w for w in words if not w.upright]
        self.marks = marks
        self.width = page.width
        self.fills = page.fills
        self.boxes = find_side_boxes(page.fills, words)
        self.lines = build_lines(self.flat, marks.verticals)
        laid = lay_down(self.sideways, self.lines, marks.verticals)
        if laid:
            self.lines = build_lines([*self.flat, *laid], marks.verticals)
        self.found: list[_Found] = []
        self.used: set[int] = set()
        self.refused: list[_Found] = []
        self.drawn: list[Box] = []
        """Boxes of regions that are drawn grids or have rows ruled off, into which no other table grows."""

    def run(self) -> None:
        """Crossing rules first, then rules across, then alignment alone."""
        ruled, loose = find_ruled_regions(self.marks, self.lines, self.width)
        ruled = adopt_heads(join_regions(ruled, self.lines), loose, self.lines)
        self.drawn = [r.box for r in ruled if not _may_grow(r) or r.is_parted]
        for region in sorted(ruled, key=lambda r: -r.box.area):
            self._try(region, self.lines)
        left = self._left()
        for region in sorted(find_banded_regions(loose, left), key=lambda r: -r.box.width):
            self._try(region, left)
        left = self._left()
        for region in find_stream_regions(left):
            self._try(region, left)

    def believe_tags(self, page: PageGeometry) -> None:
        """Grids of tags that the print bears out, where nothing or only an unsure grid was found."""
        by_number = {w.number: w for w in self.flat}
        for tagged in page.tables:
            grid = build_tagged_grid(tagged, by_number)
            if grid is None:
                continue
            over = [f for f in self.found if _overlaps(f.grid, grid.region)]
            sure = [f for f in over if f.score >= TAGS.least_score or f.signals["drawn"] > 0]
            if any(not _refines(grid, f.grid) for f in sure):
                continue
            score, signals = score_grid(grid, is_printed=False)
            own = {w.number for w in grid.words()}
            if score < LEAST_SCORE or any({w.number for w in f.grid.words()} - own for f in over):
                continue
            for found in over:
                self.found.remove(found)
            self._keep(_Found(grid, max(score, TAGS.least_score), signals, "tagged"))

    def is_doubtful(self, page: PageGeometry) -> bool:
        """Whether a grid was refused that nearly passed, or a picture may hold the rules."""
        near = any(
            f.score >= OPINION.doubtful
            and len(f.grid.cells) >= OPINION.least_cells
            and not is_other_kind(f.signals)
            for f in self.refused
        )
        if near or self.found or not is_pictured(page):
            return near
        return sum(len(line.segments) > 2 for line in self.lines) >= OPINION.least_lines

    def weigh(self, opinion: SecondOpinion, page: PageGeometry) -> None:
        """Take the second opinion's grids where they score better than what was refused."""
        for region in opinion.find_regions(page):
            inside = lines_in(self.lines, region.box, self.used)
            if not inside or any(_overlaps(f.grid, region) for f in self.found):
                continue
            doubted = [f for f in self.refused if _overlaps(f.grid, region)]
            grid = build_grid(region, inside)
            if grid is None or any(is_other_kind(f.signals) for f in doubted):
                continue
            score, signals = score_grid(grid, is_printed=False)
            ours = max((f.score for f in doubted), default=0.0)
            if score >= LEAST_SCORE and score >= ours + OPINION.margin:
                self._keep(_Found(grid, score, signals, "camelot"))
                opinion.won += 1

    def _left(self) -> list[Line]:
        return _lines_without(self.lines, self.used)

    def _try(self, region: Region, lines: list[Line]) -> None:
        """Build the region's grid and keep it where it is likely a table."""
        inside = lines_in(lines, region.box, self.used)
        if not inside or any(_overlaps(f.grid, region) for f in self.found):
            return
        if region.source == "bands" or (region.is_stacked and _may_grow(region)):
            region.horizontals += find_inner_rules(region, self.marks.horizontals)
        grid = build_grid(region, inside)
        if grid is not None and _may_grow(region):
            placed = [line for row in grid.rows for line in row.lines]
            free = [line for line in _lines_without(lines, self.used) if not self._is_drawn_round(line)]
            box = extend_region(region, grid.boundaries, placed, free)
            if box != region.box:
                region.box = box
                region.horizontals += find_inner_rules(region, self.marks.horizontals)
                grid = build_grid(region, lines_in(lines, box, self.used))
        if grid is None or self._stands_in_boxes(grid):
            return
        score, signals = score_grid(grid)
        found = _Found(grid, score, signals)
        if score < LEAST_SCORE and is_left_behind(grid, self.lines, self.fills):
            self._keep(replace(found, score=LEAST_SCORE))
        elif score < LEAST_SCORE:
            self.refused.append(found)
        else:
            self._keep(found)

    def _stands_in_boxes(self, grid: Grid) -> bool:
        """Whether aligned words are texts in boxes side by side, with several columns of the grid in each."""
        if grid.region.source != "stream" or not self.boxes:
            return False
        held: dict[int, set[int]] = {}
        for cell in grid.cells:
            for word in (w for p in cell.pieces for w in p.segment.words):
                at = next((i for i, b in enumerate(self.boxes) if b.contains(word.box, 1.0)), None)
                if at is None:
                    return False
                held.setdefault(at, set()).add(cell.col)
        return len(held) > 1 and all(len(columns) > 1 for columns in held.values())

    def _is_drawn_round(self, line: Line) -> bool:
        """Whether a line stands in a drawn grid."""
        return any(b.top < line.mid_y < b.bottom and b.x0 < line.x1 and line.x0 < b.x1 for b in self.drawn)

    def _keep(self, found: _Found) -> None:
        if found.grid.region.verticals:
            own = self.used.union(w.number for w in found.grid.words())
            add_sideways(found.grid, [w for w in self.sideways if w.number not in own])
        set_upright_again(found.grid, self.sideways)
        self.found.append(found)
        self.used.update(w.number for w in found.grid.words())


def _refines(tagged: Grid, own: Grid) -> bool:
    """Whether the tags tell rows apart that our grid ran together.

    They do where they give the same columns, nearly all its words, and more rows.
    """
    if tagged.n_cols != own.n_cols or len(tagged.rows) <= len(own.rows):
        return False
    mine = {w.number for w in own.words()}
    shared = mine & {w.number for w in tagged.words()}
    return len(shared) >= TAGS.agreed * len(mine)


def _overlaps(grid: Grid, region: Region) -> bool:
    """Whether a kept grid stands in the region already."""
    box = Box(grid.boundaries[0].x, grid.rows[0].top, grid.boundaries[-1].x, grid.rows[-1].bottom)
    shared = box.overlap_area(region.box)
    return shared > 0.15 * min(box.area, region.box.area)


def _may_grow(region: Region) -> bool:
    """Whether the region may go on beyond its strokes: it is not a drawn grid."""
    return region.source != "ruled" or not any(v.is_line for v in region.verticals)


def lines_in(lines: list[Line], box: Box, used: set[int]) -> list[Line]:
    """Lines within a box, only the segments whose middle lies inside and is not used."""
    found = []
    for line in lines:
        if line.bottom < box.top - 4 or line.top > box.bottom + 4:
            continue
        inside = [
            s
            for s in line.segments
            if box.x0 - 2 <= s.mid_x <= box.x1 + 2
            and box.top - 1 <= s.mid_y <= box.bottom + 1
            and s.words[0].number not in used
        ]
        if inside:
            found.append(Line(inside))
    return found


def _lines_without(lines: list[Line], used: set[int]) -> list[Line]:
    """Lines without the words already in a grid."""
    if not used:
        return lines
    found = []
    for line in lines:
        left = [s for s in line.segments if s.words[0].number not in used]
        if left:
            found.append(Line(left))
    return found
