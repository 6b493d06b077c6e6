"""Which caption belongs to which body, told by what the words say about the columns.

Exports displace captions, and some tables are only introduced by a sentence ("Table 6 provides the
number of victims of CSE, FGM..."). Position proposes, the words decide, and what was decided against
position is put to review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import permutations

from parsers.kinds.caption_sentences import numbered_table, split_sentences
from parsers.kinds.figure_grid import FigureGrid, build_grid
from parsers.kinds.labels import caption_number, parse_caption, parse_label
from planhouse.content import PageContent
from planhouse.geometry import Place
from planhouse.ids import fold_text
from planhouse.issues import Issue, raise_issue
from planhouse.page import Block
from planhouse.table import Fragment, LogicalTable

_MENTION = re.compile(
    r"\bTable\s*(\d+[a-z]?)\s+(?:below\s+|above\s+|overleaf\s+)?"
    r"(?:provides|shows|gives|sets out|details|presents|summarises|illustrates|lists|contains|displays)\b"
    r".*?(?:\.(?=\s|$)|$)",
    re.S,
)
_TABLE = re.compile(r"\s*table\b", re.I)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}|[A-Z]{2,6}")
_COMMON = {
    "table",
    "number",
    "provides",
    "shows",
    "with",
    "this",
    "that",
    "total",
    "from",
    "data",
    "have",
    "been",
}


@dataclass(frozen=True, slots=True)
class CaptionTolerances:
    """When words outvote position; set on the tuning cases."""

    fit_margin: float = 0.25
    """How much better, 0 to 1, another pairing must fit by words to be taken against position."""
    most_permuted: int = 6
    """Bodies and mentions paired in one go; beyond, position alone decides."""
    neutral: float = 0.5
    """Fit of a body that has no labels of its own to compare."""


TOLERANCES = CaptionTolerances()


@dataclass(frozen=True, slots=True)
class _Mention:
    """A sentence that introduces a numbered table."""

    number: str
    text: str
    place: Place
    order: int
    """Position among the items of the document."""


def match_captions(
    tables: tuple[LogicalTable, ...], contents: tuple[PageContent, ...]
) -> tuple[tuple[LogicalTable, ...], tuple[Issue, ...]]:
    """Give tables without a printed caption the sentence that introduces them.

    Args:
        tables: The statistics tables among them are those with ``kind`` statistics.
        contents: The pages, for the sentences.

    Returns:
        The tables in the same order, captions filled in; and a CAPTION_UNSURE for each that was not
        settled by a printed caption beside the body.
    """
    mentions, orders = _find_mentions(contents)
    mentions += _find_displaced(contents, {m.number for m in mentions})
    taken = {caption_number(t.caption) for t in tables if t.caption and parse_caption(t.caption).core}
    free = [m for m in mentions if m.number not in taken]
    bare = [
        t
        for t in tables
        if t.kind == "statistics" and t.pieces and not (t.caption and parse_caption(t.caption).core)
    ]
    bodies = _Bodies()
    bare = [
        t
        for t in bare
        if not any(bodies.is_same(earlier, t) for earlier in tables if earlier.number < t.number)
        and not (t.caption and caption_number(t.caption))
    ]
    chosen: dict[int, tuple[_Mention, Issue]] = {}
    for group_tables, group_mentions in _neighbourhoods(bare, free, orders):
        chosen |= _pair(group_tables, group_mentions, orders)
    issues = tuple(issue for _, issue in chosen.values())
    return tuple(_with_caption(t, chosen) for t in tables), issues


def find_repeated_bodies(tables: tuple[LogicalTable, ...]) -> dict[int, int]:
    """Number of a statistics table -> number of the earlier one whose rows it prints again."""
    repeats: dict[int, int] = {}
    bodies = _Bodies()
    for i, table in enumerate(tables):
        for earlier in tables[:i]:
            if earlier.number not in repeats and bodies.is_same(earlier, table):
                repeats[table.number] = earlier.number
                break
    return repeats


class _Bodies:
    """The printed rows of tables, found once for each."""

    def __init__(self) -> None:
        self._rows: dict[int, list[tuple[str, ...]]] = {}

    def is_same(self, first: LogicalTable, second: LogicalTable) -> bool:
        """Whether the rows of ``second`` end ``first``, and are figures enough to tell."""
        again = self._find(second)
        if len(again) < 2 or self._find(first)[-len(again) :] != again:
            return False
        return sum(any(ch.isdigit() for ch in text) for row in again for text in row) >= 4

    def _find(self, table: LogicalTable) -> list[tuple[str, ...]]:
        if table.number not in self._rows:
            self._rows[table.number] = _body_of(table)
        return self._rows[table.number]


def _body_of(table: LogicalTable) -> list[tuple[str, ...]]:
    headers = set(build_grid(table).header_rows)
    return [
        tuple(" ".join(c.text.split()) for c in row.cells)
        for i, row in enumerate(table.rows, 1)
        if i not in headers and any(c.text.strip() for c in row.cells)
    ]


def _find_mentions(contents: tuple[PageContent, ...]) -> tuple[list[_Mention], dict[int, int]]:
    """Introducing sentences, the first of each number, and the order of every page table by identity."""
    mentions: dict[str, _Mention] = {}
    orders: dict[int, int] = {}
    order = 0
    for content in contents:
        for item in content.items:
            order += 1
            if not isinstance(item, Block):
                orders[id(item)] = order
                continue
            if item.kind == "furniture":
                continue
            said = [(m.group(1), m.group()) for m in _MENTION.finditer(item.text)]
            said += [(n, s) for s in split_sentences(item.text) if (n := numbered_table(s))]
            for number, text in said:
                found = _Mention(number, " ".join(text.split()), item.place, order)
                mentions.setdefault(number, found)
    return list(mentions.values()), orders


def _find_displaced(contents: tuple[PageContent, ...], named: set[str]) -> list[_Mention]:
    """Captions of tables that stand alone, the first of each number; those of tables are sorted out later."""
    found: dict[str, _Mention] = {}
    order = 0
    for content in contents:
        for item in content.items:
            order += 1
            if isinstance(item, Block) and item.kind == "caption" and _TABLE.match(item.text):
                number = caption_number(item.text)
                if number and number not in named:
                    found.setdefault(number, _Mention(number, item.text, item.place, order))
    return list(found.values())


def _neighbourhoods(
    bare: list[LogicalTable], free: list[_Mention], orders: dict[int, int]
) -> list[tuple[list[LogicalTable], list[_Mention]]]:
    """Bodies and mentions that may belong together: runs of them close to one another."""
    items: list[tuple[int, LogicalTable | _Mention]] = [(orders.get(id(t.pieces[0]), 0), t) for t in bare]
    items += [(m.order, m) for m in free]
    items.sort(key=lambda i: i[0])
    runs: list[list[LogicalTable | _Mention]] = []
    last = -10
    for order, item in items:
        if order - last > 4:
            runs.append([])
        runs[-1].append(item)
        last = order
    return [
        ([i for i in run if isinstance(i, LogicalTable)], [i for i in run if isinstance(i, _Mention)])
        for run in runs
    ]


def _pair(
    tables: list[LogicalTable], mentions: list[_Mention], orders: dict[int, int]
) -> dict[int, tuple[_Mention, Issue]]:
    if not tables or not mentions or max(len(tables), len(mentions)) > TOLERANCES.most_permuted:
        return {}
    count = min(len(tables), len(mentions))
    fits = {(t.number, m.number): find_fit(t, m.text) for t in tables for m in mentions}
    by_position = list(zip(tables[:count], mentions[:count], strict=True))
    best = max(
        (list(zip(ts, mentions[:count], strict=True)) for ts in permutations(tables, count)),
        key=lambda pairs: (sum(fits[t.number, m.number] for t, m in pairs), pairs == by_position),
    )
    gain = sum(fits[t.number, m.number] for t, m in best) - sum(
        fits[t.number, m.number] for t, m in by_position
    )
    pairs = best if gain >= TOLERANCES.fit_margin else by_position
    return {t.number: (m, _doubt(t, m, fits, pairs == by_position)) for t, m in pairs}


def _doubt(
    table: LogicalTable, mention: _Mention, fits: dict[tuple[int, str], float], by_place: bool
) -> Issue:
    how = "stands nearest" if by_place else "fits its columns better than the one beside it"
    return raise_issue(
        "CAPTION_UNSURE",
        f"table {table.number} has no caption of its own; 'Table {mention.number}' {how}",
        table.pieces[0].place if table.pieces else mention.place,
        fit=f"{fits[table.number, mention.number]:.2f}",
        others="; ".join(f"table {t} to 'Table {m}': {f:.2f}" for (t, m), f in fits.items()),
    )


def _with_caption(table: LogicalTable, chosen: dict[int, tuple[_Mention, Issue]]) -> LogicalTable:
    if table.number not in chosen:
        return table
    mention = chosen[table.number][0]
    return replace(table, caption=mention.text, caption_fragments=(Fragment(mention.text, mention.place),))


def find_fit(table: LogicalTable, words: str) -> float:
    """How well a caption's words fit a body's columns, 0 to 1.

    The share of columns whose header shares a word with the caption or is meant by one of its
    acronyms; a list of three and more things beside a body of one nameless column fits badly.
    """
    grid = build_grid(table)
    headers = {c.column_path for c in grid.cells}
    named = [" ".join(p) for p in headers if p and parse_label(p[-1]).sort == "other"]
    listed = len(re.findall(r",|\band\b", words.split(".")[0]))
    if not named:
        return TOLERANCES.neutral - (0.4 if listed >= 2 and _columns(grid) == 1 else 0.0)
    said = _stems(words)
    acronyms = set(re.findall(r"\b[A-Z]{2,6}\b", words))
    matched = sum(bool(_stems(h) & said) or _initials(h) in acronyms for h in named)
    return matched / len(named)


def _columns(grid: FigureGrid) -> int:
    return len(grid.figure_columns)


def _stems(text: str) -> set[str]:
    words = (fold_text(w) for w in _WORD.findall(text))
    return {w[:6] for w in words if w not in _COMMON}


def _initials(header: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Za-z]+", header) if w[0].isupper())
