"""Nothing lost: every printed word ends in exactly one place, and a check that proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from planhouse.content import PageContent
from planhouse.page import Block
from planhouse.plan import Ledger
from planhouse.table import Fragment, LogicalTable

MOST_LISTED = 50
"""Lost or doubled words listed by name; more only count."""


def build_ledger(contents: tuple[PageContent, ...], tables: tuple[LogicalTable, ...]) -> Ledger:
    """Count every word of every page against where it went, and page tables against logical ones."""
    placed: Counter[str] = Counter()
    lost: list[str] = []
    doubled: list[str] = []
    for content in contents:
        taken: Counter[int] = Counter()
        for kind, words in _destinations(content):
            placed[kind] += len(words)
            taken.update(words)
        lost += [f"{w.text} at {w.place}" for w in content.words if w.number not in taken]
        doubled += [f"{w.text} at {w.place}" for w in content.words if taken[w.number] > 1]
        lost += _lost_in_items(content)
    lost += _lost_in_tables(contents, tables)
    return Ledger(
        words=sum(len(c.words) for c in contents),
        placed=dict(placed),
        drops=tuple(d for c in contents for d in c.drops),
        lost=tuple(lost[:MOST_LISTED]),
        doubled=tuple(doubled[:MOST_LISTED]),
        unread_pages=tuple(c.number for c in contents if c.unread and c.number is not None),
    )


def _destinations(content: PageContent) -> Iterable[tuple[str, tuple[int, ...]]]:
    for item in content.items:
        if isinstance(item, Block):
            yield item.kind, item.words
        else:
            for cell in item.cells:
                yield "cell", cell.words
    for drop in content.drops:
        yield "dropped", drop.words


def letters(text: str) -> Counter[str]:
    """Letters and digits of a text with how often each occurs."""
    return Counter(c for c in text.casefold() if c.isalnum())


def _lost_in_items(content: PageContent) -> list[str]:
    """Blocks and cells whose text does not hold the letters of the words they list."""
    by_number = {w.number: w.text for w in content.words}
    problems = []
    for item in content.items:
        pieces: Iterable[tuple[str, tuple[int, ...]]]
        if isinstance(item, Block):
            pieces = [(f"{item.marker} {item.text}", item.words)]
        else:
            pieces = [(c.text, c.words) for c in item.cells]
        for text, words in pieces:
            printed = letters("".join(by_number.get(n, "") for n in words))
            if printed - letters(text):
                problems.append(f"letters of {text[:40]!r} at {item.place}")
    return problems


def _lost_in_tables(contents: tuple[PageContent, ...], tables: tuple[LogicalTable, ...]) -> list[str]:
    """Letters of the page tables that stand in no fragment of a logical table, or in two.

    Counted over all tables at once: one page table may be cut into two logical ones.
    """
    printed = letters("".join(c.text for content in contents for t in content.tables for c in t.cells))
    kept = letters("".join(f.text for table in tables for f in _fragments(table)))
    if printed == kept:
        return []
    missing, extra = printed - kept, kept - printed
    return [f"tables: {sum(missing.values())} letters lost, {sum(extra.values())} doubled"]


def _fragments(table: LogicalTable) -> Iterable[Fragment]:
    yield from table.header_fragments
    yield from table.band_fragments
    for row in table.rows:
        for cell in row.cells:
            if cell.origin == "printed":
                yield from cell.fragments
