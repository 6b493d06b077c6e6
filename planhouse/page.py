"""What stands on one page: words, rules and fills (a PDF's geometry), and blocks of prose.

``PageGeometry`` is the seam behind which a PDF reader can be exchanged. Words are numbered from 0
within their page in the order the reader gives them, and blocks and cells list the numbers of the
words they took: the ledger proves from those lists that every printed word ended in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from planhouse.geometry import Box, Place

BlockKind = Literal[
    "heading", "paragraph", "bullet", "caption", "footnote", "furniture", "contents", "hidden"
]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of printed characters without white space."""

    number: int
    """Position among the words of its page, from 0."""
    text: str
    """As a person would type it: ligatures and soft hyphens resolved, letter-spacing closed."""
    place: Place
    """Box (PDF) or line (text export)."""
    font: str = ""
    """Font name without its subset prefix; empty in a text export and of a bullet that is drawn."""
    size: float = 0.0
    """Font size in points as displayed; 0 in a text export."""
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    """Raised and smaller than its line: footnote marks. Its digits are written raised ("¹") in ``text``."""
    upright: bool = True
    """False for text that runs up or down the displayed page."""
    edges: tuple[float, ...] = ()
    """x of each character's left edge and the last one's right edge: ``len(text) + 1`` values where
    characters map one to one, else empty. A word crossed by a rule is split with them. Where text runs
    down or up the page they are values of y, growing or falling in reading direction."""
    tag: str | None = None
    """Id of the innermost element of the PDF's own structure tree that holds the word."""
    colour: str = ""
    """Fill colour as ``rrggbb``; empty where unknown. White text on a fill marks headers."""

    @property
    def box(self) -> Box:
        """The word's box; raises ValueError in a text export, where there is none."""
        if self.place.box is None:
            raise ValueError(f"word {self.text!r} has no box: it comes from a text export")
        return self.place.box


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line, drawn as a line or a thin filled rectangle, or the edge of a filled area."""

    box: Box
    """Its extent; one side is nearly zero."""
    kind: Literal["line", "edge"] = "line"
    """``line`` is drawn; ``edge`` is only the border of a fill and weaker evidence."""
    width: float = 0.0
    """Stroke width in points."""

    @property
    def is_horizontal(self) -> bool:
        """Whether it runs across the page."""
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area larger than a rule: cell shading, zebra stripes, a header band."""

    box: Box
    colour: str
    """``rrggbb``."""


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A TH or TD of the PDF's structure tree, with the words it holds on this page."""

    tag: str
    """Element id, unique in the document; the same on each page the element is printed on."""
    is_header: bool
    row_span: int
    column_span: int
    words: tuple[int, ...]
    """Numbers of its words on this page; empty where it is blank here."""


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A TR of the structure tree as far as it is printed on this page."""

    tag: str
    cells: tuple[TaggedCell, ...]
    """All cells of the TR in order, also those with no word on this page."""


@dataclass(frozen=True, slots=True)
class TaggedTable:
    """A Table of the structure tree as far as it is printed on this page."""

    tag: str
    rows: tuple[TaggedRow, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """Printed matter left out on purpose, and why; listed in the ledger."""

    text: str
    reason: Literal["overprint", "link_target", "markup", "image_reference", "clipped", "invisible"]
    place: Place
    words: tuple[int, ...] = ()
    """Numbers of the words dropped, where they had been numbered."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Everything drawn on one page of a PDF that tables and prose are built from."""

    number: int
    """Page number from 1."""
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Box, ...] = ()
    """Boxes of raster images, clipped to the page."""
    tables: tuple[TaggedTable, ...] = ()
    """Tables of the structure tree on this page; empty in an untagged file."""
    drops: tuple[Drop, ...] = ()
    """Characters or words the reader left out, with the reason (overprinted duplicates)."""
    headings: dict[str, int] = field(default_factory=dict)
    """Tag of an H1..H6 element on this page -> level."""
    frames: tuple[Box, ...] = ()
    """Boxes with rounded corners whose outline is drawn; their sides are not among ``rules``."""

    @property
    def is_image_only(self) -> bool:
        """Whether the page shows pictures but no readable word: a scan nobody has read."""
        return not self.words and bool(self.images)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of prose or page furniture."""

    kind: BlockKind
    text: str
    """Lines joined as a person would type them; no bullet mark."""
    place: Place
    words: tuple[int, ...]
    """Numbers of its words within the page, in reading order."""
    level: int = 0
    """Heading level from 1, or depth of a nested bullet from 1; 0 elsewhere."""
    marker: str = ""
    """The printed bullet or number ("•", "3.", "a)"), or a footnote's mark ("*", "1")."""
    bold: bool = False
    """Whether the whole block is printed bold."""
