"""Tables: as printed on one page, and as meant over all their pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from planhouse.geometry import Place
from planhouse.page import Block

Origin = Literal["printed", "inherited"]
TableKind = Literal["actions", "statistics", "promises", "contents", "list", "unknown"]


BETWEEN_LEVELS = " / "
"""Between the headers of a column that stand over one another, where they are one line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a page table. Blank cells are kept: that a cell is blank is known, not assumed."""

    row: int
    """Row of its upper left slot in the page table, from 0."""
    col: int
    """Column of its upper left slot, from 0."""
    text: str
    """Reading order; lines of a paragraph joined, paragraphs and bullets separated by newlines.
    A bullet begins with its mark as printed ("• ", "► ", "– "); a text export's sign is "• "."""
    place: Place
    words: tuple[int, ...] = ()
    """Numbers of its words within the page, in reading order."""
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    """Marked as a header by the source itself (a TH tag, a markdown header line)."""
    bold: bool = False
    """Every word is printed bold."""
    filled: str = ""
    """Colour of the shading behind it as ``rrggbb``; empty where there is none."""
    tag: str | None = None
    """Id of the structure element it was made from; equal on two pages for one cell over a break."""
    open_top: bool = False
    """No rule closes it above although the table is ruled: cut off at the break."""
    open_bottom: bool = False
    """No rule closes it below although the table is ruled."""
    size: float = 0.0
    """Commonest font size of its words in points; 0 in a text export."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as printed on one page. Slots that no cell covers do not exist."""

    page: int | None
    """Page number from 1; None in a text export."""
    cells: tuple[Cell, ...]
    """In order of row, then column."""
    n_rows: int
    n_cols: int
    place: Place
    method: Literal["ruled", "stream", "mixed", "tagged", "camelot", "cards", "pipe", "tab", "aligned"] = (
        "ruled"
    )
    score: float = 1.0
    """How sure the finder is that this is a table with these cells, 0 to 1."""
    header_rows: int | None = None
    """Rows from the top believed to be column headers; None where the finder has no opinion."""
    caption: Block | None = None
    """Caption attached by place, above or below."""
    column_edges: tuple[float, ...] = ()
    """x of the column boundaries in points, ``n_cols + 1`` values; empty in a text export."""
    row_tags: tuple[str | None, ...] = ()
    """Id of the TR each row was made from; the same id on two pages is one row over the break."""
    ruled_rows: tuple[bool, ...] = ()
    """For each row whether a rule runs along its upper side; empty where the finder does not tell."""
    label_rows: tuple[int, ...] = ()
    """Rows that only print the column headers again: the labels of the second card, the third..."""
    column_keys: tuple[str, ...] = ()
    """What a column of cards is on every page: its folded label, ``#number`` or ``#title``; empty for
    other tables, whose columns are known by their place."""
    tag: str | None = None
    """Id of the Table element it was made from."""
    at_top: bool = False
    """Nothing but furniture stands above it on its page (or chunk of a text export)."""
    at_bottom: bool = False
    """Nothing but furniture stands below it on its page (or chunk)."""
    signals: dict[str, float] = field(default_factory=dict)
    """Evidence behind ``score`` by name."""
    last_page: int | None = None
    """Page of its right columns, where two facing pages were joined to one table; None elsewhere."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One printed piece of a value and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class LogicalCell:
    """A cell of a logical table: whole, however many pages it was printed on."""

    text: str
    fragments: tuple[Fragment, ...] = ()
    """The printed pieces in order; for an inherited cell those of the cell it inherits from."""
    origin: Origin = "printed"
    """``inherited``: a spanning cell above holds for this row; it is not printed here again."""
    inherited_by: str = ""
    """The rule that inherited it: ``span`` (the source says the cell spans), ``group`` (blank under a
    grouping column), ``blank`` (blank beside rows that share it: likely, and put to review),
    ``across`` (the row is one text over all columns that it does not share with the row above)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a logical table."""

    header: tuple[str, ...]
    """Header path from the outermost spanning header to the column's own; empty where none is printed."""
    role: str | None = None
    """Role from the vocabulary (``activity``, ``who``...); None where the wording is not known."""
    fragments: tuple[Fragment, ...] = ()

    @property
    def label(self) -> str:
        """The header path as one line."""
        return BETWEEN_LEVELS.join(h for h in self.header if h)


@dataclass(frozen=True, slots=True)
class LogicalRow:
    """A row of a logical table."""

    cells: tuple[LogicalCell, ...]
    """One per column."""
    section: str | None = None
    """Text of the band above it, if any."""
    section_fragments: tuple[Fragment, ...] = ()

    @property
    def pages(self) -> tuple[int, int] | None:
        """First and last page its own (printed) cells stand on; None in a text export."""
        numbers = [
            f.place.page
            for c in self.cells
            if c.origin == "printed"
            for f in c.fragments
            if f.place.page is not None
        ]
        return (min(numbers), max(numbers)) if numbers else None


@dataclass(frozen=True, slots=True)
class Join:
    """A decision whether two printed pieces are one: taken or refused, with its evidence."""

    kind: Literal["table", "row"]
    above: Place
    below: Place
    joined: bool
    score: float
    """Probability-like figure that they are one, 0 to 1; near 0.5 is a doubt."""
    signals: dict[str, float]
    """Named evidence; positive speaks for joining, negative against."""
    alternative: str
    """What the other reading would have been, in words."""
    above_text: str = ""
    below_text: str = ""
    """The first words on either side of the break, for a person who reviews it."""


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A table as meant: its pages joined, its broken rows whole, its repeated headers dropped."""

    number: int
    """Position among the logical tables of the document, from 1."""
    columns: tuple[Column, ...]
    rows: tuple[LogicalRow, ...]
    caption: str | None = None
    caption_fragments: tuple[Fragment, ...] = ()
    kind: TableKind = "unknown"
    header_fragments: tuple[Fragment, ...] = ()
    """Header cells as printed, the repeated ones included."""
    band_fragments: tuple[Fragment, ...] = ()
    """Bands and an inner title as printed, those above no row included."""
    joins: tuple[Join, ...] = ()
    pieces: tuple[PageTable, ...] = ()
    """The page tables it was stitched from."""
    notes: tuple[Fragment, ...] = ()
    """Footnotes attached to it, mark included."""
    heading: str | None = None
    """The nearest heading above it in the document."""
    introduction: str | None = None
    """The sentence above it that tells of when its figures are, where no label nor its caption does."""

    @property
    def pages(self) -> tuple[int, int] | None:
        """First and last page; None in a text export."""
        numbers = [p.page for p in self.pieces if p.page is not None]
        return (min(numbers), max(numbers)) if numbers else None
