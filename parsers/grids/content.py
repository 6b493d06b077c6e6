"""Pages of geometry to pages of content: furniture, tables, and blocks from the rest, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.grids.camelot import SecondOpinion
from parsers.grids.cards import NO_CARDS, CardsAbove, PageCards, find_cards, with_labels
from parsers.grids.carry import carry_columns, settle_edges
from parsers.grids.find import find_tables
from parsers.page.blocks import PageStyle, build_blocks, find_page_pitch
from parsers.page.furniture import EdgeRow, find_furniture
from parsers.page.lines import Line, build_lines, order_pieces
from parsers.page.side_boxes import find_side_boxes
from parsers.page.turned import find_turn, turn_items, turn_page
from planhouse.content import PageContent
from planhouse.geometry import Box, Place, union_boxes
from planhouse.page import Block, PageGeometry, Word
from planhouse.table import PageTable

Item = Block | PageTable
CAPTION_ABOVE = 3.0
"""A caption stands at most so many of its font sizes above its table..."""
CAPTION_BELOW = 2.0
"""... or below it, where nothing above claims the table."""
NOTE_BELOW = 24.0
"""Points between a table and the notes under it."""
NOTE_MARKS = frozenset({"*", "**", "***", "†", "‡", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"})
_NOTE_WORD = re.compile(r"^(notes?|sources?|key)\s*\d*\s*[:.]", re.IGNORECASE)


def build_pages(
    pages: Iterable[PageGeometry],
    caption_starts: tuple[str, ...] = ("table", "figure", "chart", "diagram", "graph", "map", "box"),
    contents_headings: frozenset[str] = frozenset({"contents", "table of contents"}),
    opinion: SecondOpinion | None = None,
) -> Iterator[PageContent]:
    """Content of each page in order, a few pages behind the geometry.

    Args:
        pages: the geometry of consecutive pages.
        caption_starts: lower-case words that captions begin with.
        contents_headings: lower-case headings of a table of contents.
        opinion: asked about pages where no table is sure.

    Yields:
        One content a page; every word of the page is in one block or one cell.
    """
    sizes: Counter[float] = Counter()
    above: PageTable | None = None
    cards_above: CardsAbove | None = None
    for page, furniture, labels, beside in with_labels(find_furniture(_count_sizes(pages, sizes))):
        body = sizes.most_common(1)[0][0] if sizes else 10.0
        style = PageStyle(page.number, page.height, body, page.headings, caption_starts, contents_headings)
        cards = find_cards(page, labels, beside, cards_above)
        content = build_page(page, furniture, style, above, opinion, cards)
        last = next((t for t in content.tables if t.at_bottom), None)
        above = settle_edges(last, content.words) if last is not None else None
        cards_above = (
            CardsAbove(last, cards.column) if last is not None and last.column_keys and cards.column else None
        )
        yield content


def _count_sizes(pages: Iterable[PageGeometry], sizes: Counter[float]) -> Iterator[PageGeometry]:
    """Pass pages on, counting the characters of each font size on the way."""
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
        yield page


def build_page(
    page: PageGeometry,
    furniture: Sequence[EdgeRow],
    style: PageStyle,
    above: PageTable | None = None,
    opinion: SecondOpinion | None = None,
    cards: PageCards = NO_CARDS,
) -> PageContent:
    """Content of one page whose furniture is known; one printed sideways is read turned.

    ``above`` is the table that ends the page before; ``opinion`` is asked where no table is sure;
    ``cards`` are what was found of cards on it.
    """
    turn = find_turn(page)
    if turn is None:
        return _build_page(page, furniture, style, above, opinion, cards)
    view = turn_page(page, turn)
    content = _build_page(view, furniture, replace(style, height=view.height), None)
    return replace(
        content,
        items=turn_items(content.items, turn.back()),
        words=page.words,
        drops=page.drops,
        width=page.width,
        height=page.height,
    )


def _build_page(
    page: PageGeometry,
    furniture: Sequence[EdgeRow],
    style: PageStyle,
    above: PageTable | None,
    opinion: SecondOpinion | None = None,
    cards: PageCards = NO_CARDS,
) -> PageContent:
    by_number = {w.number: w for w in page.words}
    margins = [_furniture_block(row, by_number, page.number) for row in furniture]
    taken = frozenset(n for row in furniture for n in row.words)
    free = taken | cards.words
    tables = (*carry_columns(page, find_tables(page, free, opinion), free, above), *cards.tables)
    used = taken.union(n for t in tables for c in t.cells for n in c.words)
    left = [w for w in page.words if w.number not in used]
    boxes = [
        b for b in find_side_boxes(page.fills, left) if all(_box(t).overlap_area(b) <= 0 for t in tables)
    ]
    items = _order_items(left, tables, _pictures(page), style, boxes)
    items = _attach_captions(_mark_edges(_find_notes(items)))
    heads = [b for b in margins if _box(b).top < page.height / 2]
    feet = [b for b in margins if _box(b).top >= page.height / 2]
    return PageContent(
        page.number,
        (*heads, *items, *feet),
        page.words,
        page.drops,
        page.width,
        page.height,
        page.is_image_only,
    )


def _furniture_block(row: EdgeRow, by_number: dict[int, Word], page: int) -> Block:
    box = union_boxes(by_number[n].box for n in row.words)
    return Block("furniture", row.text, Place(page, box), row.words)


def _pictures(page: PageGeometry) -> list[Box]:
    """Images that prose runs beside; backgrounds and ornaments are none."""
    return [b for b in page.images if min(b.width, b.height) > 40 and b.area < 0.5 * page.width * page.height]


def _order_items(
    words: Sequence[Word],
    tables: Sequence[PageTable],
    pictures: Sequence[Box],
    style: PageStyle,
    side_boxes: Sequence[Box] = (),
) -> list[Item]:
    """Blocks and tables in reading order, a box's text in one place; sideways text comes last."""
    upright = [w for w in words if w.upright]
    boxed = [[w for w in upright if b.contains(w.box, 1.0)] for b in side_boxes]
    within = {w.number for own in boxed for w in own}
    lines = build_lines(w for w in upright if w.number not in within)
    wholes: list[tuple[Item, ...]] = [(t,) for t in tables]
    wholes += [tuple(_order_items(own, (), (), style)) for own in boxed]
    others = [_box(t) for t in tables] + list(side_boxes) + list(pictures)
    boxes = [ln.box for ln in lines] + others
    sizes = [ln.size for ln in lines] + [style.body] * len(others)
    counts = [len(ln.words) for ln in lines] + [0] * len(others)
    parts: list[list[Line] | tuple[Item, ...]] = []
    for flow in order_pieces(boxes, sizes, counts):
        pending: list[Line] = []
        for index in flow:
            if index < len(lines):
                _append_line(pending, lines[index])
                continue
            parts.append(pending)
            pending = []
            parts += wholes[index - len(lines) : index - len(lines) + 1]
        parts.append(pending)
    pitch = find_page_pitch(p for p in parts if isinstance(p, list))
    items: list[Item] = []
    for part in parts:
        items += build_blocks(part, style, pitch) if isinstance(part, list) else part
    return items + _sideways_blocks([w for w in words if not w.upright], style.number)


def _append_line(pending: list[Line], line: Line) -> None:
    """Add a line, or make one line of two pieces that stand side by side in the same flow."""
    above = pending[-1] if pending else None
    if above is not None and above.box.x1 < line.box.x0:
        low = min(above.box.height, line.box.height)
        if above.box.overlap_y(line.box) > 0.6 * low:
            pending[-1] = Line([*above.words, *line.words])
            return
    pending.append(line)


def _sideways_blocks(words: Sequence[Word], page: int) -> list[Item]:
    """Text that runs up, down or aslant, a block for each run of it in printing order."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _is_beside(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [
        Block(
            "paragraph",
            " ".join(w.text for w in run),
            Place(page, union_boxes(w.box for w in run)),
            tuple(w.number for w in run),
        )
        for run in runs
    ]


def _is_beside(one: Word, other: Word) -> bool:
    """Whether two sideways words follow one another on a line that runs up or down."""
    near = 1.5 * max(one.size, 4.0)
    a, b = one.box, other.box
    gap = max(a.top, b.top) - min(a.bottom, b.bottom)
    return a.overlap_x(b) > 0.5 * min(a.width, b.width) and gap < near


def _find_notes(items: list[Item]) -> list[Item]:
    """Blocks close below a table that begin with a note's mark or with "Source:" made its footnotes."""
    found: list[Item] = []
    table: Box | None = None
    for item in items:
        if not isinstance(item, Block):
            table = _box(item)
        elif table is not None and -4 <= _box(item).top - table.bottom <= NOTE_BELOW:
            note = _as_note(item)
            table = table.union(_box(item)) if note is not None else None
            item = note or item
        else:
            table = None
        found.append(item)
    return found


def _as_note(block: Block) -> Block | None:
    """The block as a footnote of the table above it; None where it is no note."""
    if block.kind not in ("bullet", "paragraph", "footnote"):
        return None
    if block.marker in NOTE_MARKS or block.kind == "footnote" or _NOTE_WORD.match(block.text):
        return replace(block, kind="footnote", level=0)
    first, _, rest = block.text.partition(" ")
    if first in NOTE_MARKS and not block.marker:
        return replace(block, kind="footnote", level=0, marker=first, text=rest)
    return None


def _mark_edges(items: list[Item]) -> list[Item]:
    """Tables told whether anything but furniture and footnotes stands above or below them."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Block):
            found.append(item)
            continue
        box = _box(item)
        others = [i for i in items if i is not item]
        above = any(_box(i).mid_y < box.top for i in others)
        below = any(
            _box(i).mid_y > box.bottom for i in others if not (isinstance(i, Block) and i.kind == "footnote")
        )
        found.append(replace(item, at_top=not above, at_bottom=not below))
    return found


def _attach_captions(items: list[Item]) -> list[Item]:
    """Tables with the caption that stands close above them, or else close below."""
    captions = [i for i in items if isinstance(i, Block) and i.kind == "caption"]
    if not captions:
        return items
    tables = [i for i in items if isinstance(i, PageTable)]
    chosen: dict[int, Block] = {}
    free = list(captions)
    for reach, is_above in ((CAPTION_ABOVE, True), (CAPTION_BELOW, False)):
        for table in tables:
            if id(table) in chosen:
                continue
            near = [c for c in free if 0 <= _apart(c, table, is_above) <= reach * 12]
            if near:
                best = min(near, key=lambda c: _apart(c, table, is_above))
                chosen[id(table)] = best
                free.remove(best)
    return [
        replace(i, caption=chosen[id(i)]) if isinstance(i, PageTable) and id(i) in chosen else i
        for i in items
    ]


def _apart(caption: Block, table: PageTable, is_above: bool) -> float:
    """Points between a caption and a table it stands above (or below); -1 where it does not."""
    c, t = _box(caption), _box(table)
    if c.overlap_x(t) <= 0:
        return -1.0
    gap = t.top - c.bottom if is_above else c.top - t.bottom
    return max(gap, 0.0) if gap > -4 else -1.0


def _box(item: Item) -> Box:
    """Box of a block or table of a PDF's page."""
    box = item.place.box
    if box is None:
        raise ValueError(f"{item.place}: an item of a PDF page has a box")
    return box
