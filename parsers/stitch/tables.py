"""Does a table go on over the page? Decided between each segment and the table before it."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.stitch.rows import Decision, sigmoid
from parsers.stitch.segments import Segment
from parsers.stitch.slots import build_rows, fold_row
from parsers.vocabulary import Vocabulary
from planhouse.ids import fold_text
from planhouse.page import Block
from planhouse.table import PageTable


@dataclass(frozen=True, slots=True)
class TableWeights:
    """Log-odds of the table signals; set by hand on documents with answer keys."""

    bias: float = -0.5
    same_tag: float = 7.0
    other_tag: float = -2.0
    cards_and_rows: float = -20.0
    """Cards and a table of rows are never one."""
    same_header: float = 4.0
    no_header: float = 1.5
    """The piece below has no header of its own."""
    other_header: float = -6.0
    same_columns: float = 1.5
    """As many columns (text), or the same edges (PDF), times the share that agrees."""
    other_columns: float = -2.5
    prose_between: float = -4.0
    """Prose stands between them, for each block up to two."""
    heading_between: float = -6.0
    """A heading stands between that is not printed above the other table too."""
    caption_between: float = -7.0
    """The piece below has a caption of its own."""
    continued: float = 4.0
    """The caption or header below says "continued"."""
    page_edges: float = 2.0
    """The one ends at the foot of its page and the other begins at the head of the next."""
    not_at_edge: float = -1.5
    same_page: float = -1.2
    """Both stand on one page of a PDF: a table that goes on does so over a page, but a piece found by
    itself may have lost its head."""
    same_page_header: float = -6.0
    """Both stand on one page and the one below has a header: headers are repeated on the next page."""
    page_gap: float = -6.0
    body_again: float = -6.0
    """The piece below prints the same rows again."""
    header_alone: float = 3.5
    """The table above is a header without a row, and the piece below rows without a header."""
    total_above: float = -2.0
    """The last row above is a total."""


WEIGHTS = TableWeights()
LONGEST_CONTINUED = 90
"""Characters of a line that says "continued"; in longer prose the word means something else."""
SHARED_LABELS = 0.7
"""Share of the fewer labels that two tables of cards have in common when they are one: a label may be
missing from the one card on a page."""
EDGE_TOLERANCE = 4.0
"""Points by which a column edge may differ from page to page; cell padding is 5 points or more."""


def decide_table(
    above: PageTable,
    header: tuple[tuple[str, ...], ...],
    below: Segment,
    between: tuple[Block, ...],
    heading: str | None,
    vocabulary: Vocabulary,
    header_alone: bool = False,
    weights: TableWeights = WEIGHTS,
) -> Decision:
    """Decide whether the first segment of a page table goes on with the table above.

    Args:
        above: last page table of the table above.
        header: folded header rows of the table above.
        below: first segment of the next page table.
        between: blocks printed between the two, furniture left out.
        heading: heading the table above stands under.
        vocabulary: knows "continued".
        header_alone: the table above has header rows and no other.
        weights: log-odds of the signals.
    """
    if bool(above.column_keys) != bool(below.table.column_keys):  # cards are no rows of a table
        return Decision(False, 0.0, {"cards_and_rows": weights.cards_and_rows})
    signals = {"bias": weights.bias}
    if above.column_keys or below.table.column_keys:
        signals |= _label_signals(above, below.table, weights)
    else:
        signals |= _header_signals(header, below, weights)
        signals |= _column_signals(above, below.table, weights)
    if header_alone and not below.header:
        signals["header_alone"] = weights.header_alone
    signals |= _page_signals(above, below, weights)
    signals |= _between_signals(between, below.table, heading, vocabulary, weights)
    if above.tag and below.table.tag:
        same = above.tag == below.table.tag
        signals["same_tag" if same else "other_tag"] = weights.same_tag if same else weights.other_tag
    if not below.header and _prints_again(above, below):
        signals["body_again"] = weights.body_again
    if _ends_with_total(above):
        signals["total_above"] = weights.total_above
    total = sum(signals.values())
    return Decision(total > 0, round(sigmoid(total), 3), {k: round(v, 2) for k, v in signals.items() if v})


def _header_signals(
    header: tuple[tuple[str, ...], ...], below: Segment, weights: TableWeights
) -> dict[str, float]:
    if not below.header:
        return {"no_header": weights.no_header}
    rows = tuple(fold_row(r) for r in below.header)
    if not header:
        return {"header_below_only": weights.other_header / 2}
    mine, theirs = (" ".join(t for r in h for t in r) for h in (header, rows))
    if mine == theirs or set(rows) & set(header):
        return {"same_header": weights.same_header}
    few, many = sorted((set(mine.split()), set(theirs.split())), key=len)
    shared = len(few & many)
    # A word or two may differ ("continued"), or be cut off where the cell is too narrow for them.
    if shared >= 0.8 * len(many) or (shared == len(few) and shared >= 0.6 * len(many)):
        return {"same_header": weights.same_header * 0.75}
    return {"other_header": weights.other_header}


def _label_signals(above: PageTable, below: PageTable, weights: TableWeights) -> dict[str, float]:
    """What the labels say of two tables of which one at least is of cards: their columns are labels."""
    few, many = sorted((set(above.column_keys), set(below.column_keys)), key=len)
    if few and len(few & many) >= SHARED_LABELS * len(few):
        return {"same_labels": weights.same_header + weights.same_columns}
    return {"other_labels": weights.other_header}


def _column_signals(above: PageTable, below: PageTable, weights: TableWeights) -> dict[str, float]:
    if above.column_edges and below.column_edges:
        share = match_edges(above.column_edges, below.column_edges)
        if share >= 0.5:
            return {"same_edges": weights.same_columns * share}
        return {"other_edges": weights.other_columns * (1 - share)}
    if above.n_cols == below.n_cols:
        return {"same_columns": weights.same_columns}
    return {"other_columns": weights.other_columns}


def match_edges(above: tuple[float, ...], below: tuple[float, ...]) -> float:
    """Share of the fewer edges that stand where one of the other page stands, 0 to 1."""
    few, many = sorted((above, below), key=len)
    if not few:
        return 0.0
    offsets = {0.0, above[0] - below[0]}
    signs = 1 if few is below else -1
    best = 0
    for offset in offsets:
        hits = sum(any(abs(e + signs * offset - m) <= EDGE_TOLERANCE for m in many) for e in few)
        best = max(best, hits)
    return best / len(few)


def _page_signals(above: PageTable, segment: Segment, weights: TableWeights) -> dict[str, float]:
    below = segment.table
    if above.page is None or below.page is None:
        return {}
    gap = below.page - (above.last_page or above.page)
    if gap == 0:
        return {"same_page": weights.same_page_header if segment.header else weights.same_page}
    if gap > 1:
        return {"page_gap": weights.page_gap}
    if above.at_bottom and below.at_top:
        return {"page_edges": weights.page_edges}
    misses = (not above.at_bottom) + (not below.at_top)
    return {"not_at_edge": weights.not_at_edge * misses}


def _between_signals(
    between: tuple[Block, ...],
    below: PageTable,
    heading: str | None,
    vocabulary: Vocabulary,
    weights: TableWeights,
) -> dict[str, float]:
    captions = [b for b in between if b.kind == "caption"]
    if below.caption is not None and below.caption not in captions:
        captions.append(below.caption)
    brief = [b for b in between if len(b.text) <= LONGEST_CONTINUED]
    if any(vocabulary.is_continued(b.text) for b in (*captions, *brief)):
        return {"continued": weights.continued}
    found = {}
    if captions:
        found["caption_between"] = weights.caption_between
    prose = [b for b in between if b.kind not in ("caption", "footnote", "heading")]
    headings = [b for b in between if b.kind == "heading" and fold_text(b.text) != fold_text(heading or "")]
    if headings:
        found["heading_between"] = weights.heading_between
    if prose:
        found["prose_between"] = weights.prose_between * min(2, len(prose))
    return found


def _prints_again(above: PageTable, below: Segment) -> bool:
    printed = {fold_row(r) for r in build_rows(above)}
    again = [fold_row(r) for r in below.rows]
    return len(again) > 1 and all(r in printed for r in again)


def _ends_with_total(above: PageTable) -> bool:
    last = next((r for r in reversed(build_rows(above)) if r.filled), None)
    return last is not None and fold_text(last.text(0)).split()[:1] in (["total"], ["totals"])
