"""Which page tables make one logical table: segments gathered into groups, columns mapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.card_keys import merge_keys
from parsers.stitch.headers import find_repeated_headers
from parsers.stitch.segments import Above, Segment, find_segments
from parsers.stitch.slots import fold_row
from parsers.stitch.tables import decide_table, match_edges
from parsers.vocabulary import Vocabulary
from planhouse.content import PageContent
from planhouse.page import Block
from planhouse.table import Cell, Join, PageTable

RECORDED = 0.02
"""Refused table joins with a lower score are not recorded: nobody would have joined them."""
CAPTION_REACH = 3
"""Blocks above a table within which its caption may stand."""


@dataclass(slots=True)
class Group:
    """Segments of page tables that make one logical table."""

    segments: list[Segment] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    above: tuple[Block, ...] = ()
    """Blocks between the table before and this one."""
    below: list[Block] = field(default_factory=list)
    """Blocks after its last piece, up to the next table."""
    heading: str | None = None

    @property
    def pieces(self) -> tuple[PageTable, ...]:
        """Its page tables in order, each once."""
        found: list[PageTable] = []
        for segment in self.segments:
            if not found or found[-1] is not segment.table:
                found.append(segment.table)
        return tuple(found)

    @property
    def header(self) -> tuple[tuple[str, ...], ...]:
        """Folded header rows of the first segment that has any."""
        first = next((s.header for s in self.segments if s.header), ())
        return tuple(fold_row(r) for r in first)


def build_groups(contents: tuple[PageContent, ...], vocabulary: Vocabulary) -> tuple[list[Group], list[Join]]:
    """Gather the page tables of a document into groups.

    Returns:
        The groups in order, and the table joins that were considered and refused.
    """
    groups: list[Group] = []
    refused: list[Join] = []
    repeated = find_repeated_headers(tuple(t for c in contents for t in c.tables))
    for table, between, heading in _walk(contents):
        current = groups[-1] if groups else None
        own: Block | None = None  # a caption below the table before, which is not that of this one
        if current:
            current.below = list(between)
            own = current.segments[-1].table.caption
        for segment in find_segments(table, vocabulary, _look_above(current, table, between, repeated)):
            joined, join = _decide(current, segment, between, vocabulary)
            if join and not joined:
                refused.append(join)
            if joined and current:
                current.segments.append(segment)
                if join:
                    current.joins.append(join)
            else:
                above = tuple(b for b in between if b is not own) if segment.is_first else ()
                current = Group([segment], above=above, heading=heading)
                groups.append(current)
    if groups:
        groups[-1].below = _trailing(contents)
    return groups, refused


def _look_above(
    current: Group | None,
    table: PageTable,
    between: tuple[Block, ...],
    repeated: frozenset[tuple[str, ...]],
) -> Above:
    if current is None:
        return Above(repeated)
    return Above(
        repeated.union(current.header),
        _stands_under(current, table, between),
        any(s.bands for s in current.segments),
    )


def _stands_under(current: Group, table: PageTable, between: tuple[Block, ...]) -> bool:
    """Whether a page table stands directly under a group, its columns being the same."""
    above = current.segments[-1].table
    if any(b.kind != "footnote" for b in between) or table.caption is not None:
        return False
    if above.column_edges and table.column_edges:
        over_page = table.page != above.page
        return over_page and match_edges(above.column_edges, table.column_edges) >= 0.5
    return above.n_cols == table.n_cols


def _walk(contents: tuple[PageContent, ...]) -> Iterator[tuple[PageTable, tuple[Block, ...], str | None]]:
    """Each page table with the blocks since the one before and the nearest heading above.

    A block in the margin beside a table is neither between it and one on the next page nor above that.
    """
    between: list[Block] = []
    last: PageTable | None = None
    heading: str | None = None
    for content in contents:
        for item in content.items:
            if isinstance(item, PageTable):
                if last is not None and last.page != item.page:
                    between = [b for b in between if not _is_beside(b, last)]
                heading = next((b.text for b in reversed(between) if b.kind == "heading"), heading)
                yield item, tuple(between), heading
                between, last = [], item
            elif item.kind not in ("furniture", "hidden"):
                between.append(item)


def _is_beside(block: Block, table: PageTable) -> bool:
    """Whether a block of a PDF's page stands left or right of a table, no higher and no lower."""
    a, b = block.place.box, table.place.box
    if a is None or b is None or table.page is None or block.place.page != table.page:
        return False
    return b.top <= a.mid_y <= b.bottom and (a.x1 <= b.x0 or a.x0 >= b.x1)


def _trailing(contents: tuple[PageContent, ...]) -> list[Block]:
    found: list[Block] = []
    for content in contents:
        for item in content.items:
            if isinstance(item, PageTable):
                found = []
            elif item.kind not in ("furniture", "hidden"):
                found.append(item)
    return found


def _decide(
    current: Group | None, segment: Segment, between: tuple[Block, ...], vocabulary: Vocabulary
) -> tuple[bool, Join | None]:
    """Whether a segment goes on with the current group, and the join to record."""
    if current is None:
        return False, None
    if not segment.is_first:
        # In mid-table only another header makes another table.
        header = tuple(fold_row(r) for r in segment.header)
        return not header or header == current.header or bool(set(header) & set(current.header)), None
    above = current.segments[-1].table
    alone = bool(current.header) and not any(s.rows for s in current.segments)
    decision = decide_table(above, current.header, segment, between, current.heading, vocabulary, alone)
    if not decision.joined and decision.score < RECORDED:
        return False, None
    join = Join(
        "table",
        above.place,
        segment.table.place,
        decision.joined,
        decision.score,
        decision.signals,
        "two tables" if decision.joined else "one table over the break",
        first_words(current.segments[-1].rows[-1].filled if current.segments[-1].rows else ()),
        first_words(segment.rows[0].filled if segment.rows else ()),
    )
    return decision.joined, join


def first_words(cells: tuple[Cell, ...] | list[Cell], most: int = 60) -> str:
    """The beginning of some cells' text, for a person who reviews a join."""
    text = " | ".join(" ".join(c.text.split()) for c in cells)
    return text if len(text) <= most else text[: most - 1] + "…"


def map_columns(group: Group) -> tuple[int, dict[int, tuple[int, ...]]]:
    """Logical column of each column of each piece.

    Returns:
        The number of logical columns, and for each piece (by position) the logical column of each of
        its columns. Cards map by their labels. Pieces with as many columns map one to one; others by
        the overlap of their edges, or from the left where there are none.
    """
    pieces = group.pieces
    if all(p.column_keys for p in pieces):
        keys = merge_keys(p.column_keys for p in pieces)
        return len(keys), {k: tuple(keys.index(c) for c in p.column_keys) for k, p in enumerate(pieces)}
    base = _find_base(group, pieces)
    mapping = {}
    for position, piece in enumerate(pieces):
        if piece.n_cols == base.n_cols:
            mapping[position] = tuple(range(base.n_cols))
        elif piece.column_edges and base.column_edges:
            mapping[position] = _map_by_edges(piece, base)
        else:
            mapping[position] = tuple(min(c, base.n_cols - 1) for c in range(piece.n_cols))
    return base.n_cols, mapping


def _find_base(group: Group, pieces: tuple[PageTable, ...]) -> PageTable:
    """The piece whose columns are the table's: with a header if any, else the commonest count."""
    headed = [s.table for s in group.segments if s.header]
    pool = headed or list(pieces)
    counts = [p.n_cols for p in pool]
    common = max(set(counts), key=lambda n: (counts.count(n), n))
    return next(p for p in pool if p.n_cols == common)


def _map_by_edges(piece: PageTable, base: PageTable) -> tuple[int, ...]:
    shift = base.column_edges[0] - piece.column_edges[0] if piece.n_cols == base.n_cols else 0.0
    mapped = []
    for col in range(piece.n_cols):
        x0, x1 = piece.column_edges[col] + shift, piece.column_edges[col + 1] + shift
        overlaps = [
            min(x1, base.column_edges[b + 1]) - max(x0, base.column_edges[b]) for b in range(base.n_cols)
        ]
        mapped.append(max(range(base.n_cols), key=lambda b: overlaps[b]))
    return tuple(mapped)
