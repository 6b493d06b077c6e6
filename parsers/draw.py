"""Pages as pictures with what was read drawn over them: for people, and for tests to look at."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from parsers.readers.pdf import open_document
from planhouse.content import PageContent
from planhouse.geometry import Box
from planhouse.page import Block
from planhouse.plan import PlanExtract
from planhouse.table import Join, PageTable

Colour = tuple[int, int, int]
BLOCK_COLOURS: dict[str, Colour] = {
    "heading": (200, 30, 30),
    "paragraph": (150, 150, 150),
    "bullet": (30, 140, 60),
    "caption": (150, 40, 170),
    "footnote": (160, 110, 30),
    "furniture": (120, 120, 120),
    "contents": (30, 140, 140),
    "hidden": (0, 0, 0),
}
"""Outline of each kind of block."""
CELL: Colour = (40, 90, 220)
HEADER: Colour = (20, 40, 120)
DROP: Colour = (230, 120, 0)
JOINED: Colour = (0, 150, 0)
APART: Colour = (210, 0, 0)


def render_page(data: bytes, number: int, scale: float = 1.5) -> bytes:
    """A page as PNG bytes.

    Args:
        data: the PDF's bytes.
        number: page number from 1.
        scale: pixels a point; 1.5 is 108 dots an inch.

    Raises:
        IndexError: there is no such page.
        SourceError: the file cannot be opened.
    """
    document = open_document(data)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(f"page {number}: the PDF has {len(document)} pages")
        return _png(_picture(document, number, scale))
    finally:
        document.close()


def draw_pages(
    data: bytes, extract: PlanExtract | Iterable[PageContent], scale: float = 1.5
) -> Iterator[tuple[int, bytes]]:
    """Each page as PNG bytes with blocks, cells, furniture, drops and joins drawn over it.

    Args:
        data: the PDF's bytes.
        extract: what was read, or the pages' content alone (then without joins).
        scale: pixels a point.

    Yields:
        Page number and picture, in the order of the content.
    """
    contents: Iterable[PageContent] = extract.contents if isinstance(extract, PlanExtract) else extract
    joins: Sequence[Join] = extract.joins if isinstance(extract, PlanExtract) else ()
    document = open_document(data)
    try:
        for content in contents:
            if content.number is None:
                continue
            picture = _picture(document, content.number, scale)
            _draw_content(picture, content, joins, scale)
            yield content.number, _png(picture)
    finally:
        document.close()


def _picture(document: Any, number: int, scale: float) -> Any:
    page = document[number - 1]
    try:
        return page.render(scale=scale).to_pil().convert("RGB")
    finally:
        page.close()


def _png(picture: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _draw_content(picture: Any, content: PageContent, joins: Sequence[Join], scale: float) -> None:
    """Draw everything known of one page over its picture."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture)
    for order, item in enumerate(content.items, 1):
        if isinstance(item, Block):
            colour = BLOCK_COLOURS.get(item.kind, (0, 0, 0))
            level = f" {item.level}" if item.level else ""
            _outline(pen, item.place.box, colour, scale, f"{order} {item.kind}{level}")
        else:
            _draw_table(pen, item, order, scale)
    for drop in content.drops:
        _outline(pen, drop.place.box, DROP, scale, drop.reason)
    for join in joins:
        _draw_join(pen, join, content.number, scale)


def _draw_table(pen: Any, table: PageTable, order: int, scale: float) -> None:
    for cell in table.cells:
        _outline(pen, cell.place.box, HEADER if cell.is_header else CELL, scale, f"{cell.row},{cell.col}")
    _outline(pen, table.place.box, CELL, scale, f"{order} {table.method} {table.score:.2f}", 3)


def _draw_join(pen: Any, join: Join, page: int | None, scale: float) -> None:
    """Mark the side of a join that lies on the page: foot of what is above, head of what is below."""
    colour = JOINED if join.joined else APART
    word = f"{join.kind} {'joined' if join.joined else 'apart'} {join.score:.2f}"
    for place, is_above in ((join.above, True), (join.below, False)):
        box = place.box
        if place.page != page or box is None:
            continue
        y = (box.bottom if is_above else box.top) * scale
        pen.line([(box.x0 * scale, y), (box.x1 * scale, y)], fill=colour, width=4)
        pen.text((box.x1 * scale - 120, y + 2), word, fill=colour)


def _outline(pen: Any, box: Box | None, colour: Colour, scale: float, label: str, width: int = 1) -> None:
    if box is None:
        return
    x0, top, x1, bottom = (v * scale for v in (box.x0, box.top, box.x1, box.bottom))
    pen.rectangle([x0, top, max(x1, x0), max(bottom, top)], outline=colour, width=width)
    pen.text((x0 + 1, top - 10 if width > 1 else top), label, fill=colour)
