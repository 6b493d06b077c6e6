"""Which plain lines of a text export are headings.

An export without markdown headings prints them as short lines. Structure tells them from list
entries: a heading is followed by what it heads, and a run of short lines is a list. The one line in
such a run after which the list starts anew heads the second list (seen in membership appendices).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from planhouse.ids import fold_text
from planhouse.page import Block
from planhouse.table import PageTable

LONGEST_HEADING = 110
LONGEST_CAPITALS = 160
"""Characters; chapter titles in running capitals reach about 120."""
MOST_WORDS = 10
"""Words, numbers and dashes apart; a longer line is a sentence that lost its full stop. Lines in
capitals may be longer."""
SHORTEST_LIST = 3
"""So many short lines in a row, none in capitals, are entries of a list rather than headings."""
ENOUGH_MARKED = 3
"""An export with so many markdown headings marks all of them; plain lines are then prose."""

_ENDS_SENTENCE = re.compile(r"[.;,!]$")
_NUMBER = re.compile(r"(\d{1,2})[.)]?")
_ADDRESS = re.compile(r"www\.|https?:|@")

Item = Block | PageTable


def find_headings(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The same items with plain heading lines made headings."""
    marked = sum(1 for i in items if isinstance(i, Block) and i.kind == "heading")
    if marked >= ENOUGH_MARKED:
        return items
    found = list(items)
    for index in _numbered_headings(items):
        block = items[index]
        if isinstance(block, Block):
            text = f"{block.marker} {block.text}"
            found[index] = replace(block, kind="heading", level=2, marker="", text=text)
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and is_short_line(items[end]):
            end += 1
        for index in _headings_of_run(items, at, end):
            block = items[index]
            if isinstance(block, Block):
                found[index] = replace(block, kind="heading", level=_level(block))
        at = max(end, at + 1)
    return tuple(found)


def _numbered_headings(items: tuple[Item, ...]) -> list[int]:
    """Short lines numbered upwards through a page, each alone with what it heads below it.

    A number may be missing: what circulates is often an extract. One alone heads a table right below it.
    """
    found: list[int] = []
    for index, item in enumerate(items[:-1]):
        beside = [_number_of(i) for i in (items[index - 1] if index else None, items[index + 1])]
        if isinstance(item, Block) and _number_of(item) is not None and beside == [None, None]:
            if not is_short_line(replace(item, kind="paragraph")):
                return []
            found.append(index)
    numbers = [_number_of(items[i]) for i in found]
    rises = all(a is not None and b is not None and a < b for a, b in pairwise(numbers))
    heads_table = len(found) == 1 and isinstance(items[found[0] + 1], PageTable)
    return found if (len(found) > 1 and rises) or heads_table else []


def _number_of(item: Item | None) -> int | None:
    """The number before a numbered line."""
    if not isinstance(item, Block) or item.kind != "bullet":
        return None
    marker = _NUMBER.fullmatch(item.marker)
    return int(marker[1]) if marker else None


def is_short_line(item: Item) -> bool:
    """Whether the item is a paragraph that could be a heading by its form alone."""
    if not isinstance(item, Block) or item.kind != "paragraph":
        return False
    text = item.text
    if _is_capitals(text):
        return len(text) <= LONGEST_CAPITALS and not _ADDRESS.search(text)
    return (
        0 < len(text) <= LONGEST_HEADING
        and sum(w[0].isalpha() for w in text.split()) <= MOST_WORDS
        and not _ENDS_SENTENCE.search(text)
        and not _ADDRESS.search(text)
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'‘“")
    )


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _headings_of_run(items: tuple[Item, ...], start: int, end: int) -> list[int]:
    texts = [i.text if isinstance(i, Block) else "" for i in items[start:end]]
    capitals = {start + k for k, t in enumerate(texts) if _is_capitals(t)}
    plain = [i for i in range(start, end) if i not in capitals]
    followed = end < len(items)
    if len(plain) < SHORTEST_LIST:
        return sorted(capitals | {i for i in plain if followed or i < end - 1})
    colons = {i for i in plain if texts[i - start].endswith(":")}
    after = items[end] if followed else None
    last = {end - 1} if isinstance(after, Block) and after.kind == "paragraph" else set()
    if isinstance(after, PageTable) and not _is_next_line(items[end - 2], items[end - 1]):
        last |= {end - 1} if _is_next_line(items[end - 1], after) else set()  # it names the table
    return sorted(capitals | colons | last | _restarts(texts, start))


def _is_next_line(above: Item, item: Item) -> bool:
    """Whether an item begins on the source line right below another."""
    lines = above.place.lines, item.place.lines
    return lines[0] is not None and lines[1] is not None and lines[0][1] + 1 == lines[1][0]


def _restarts(texts: list[str], start: int) -> set[int]:
    """Entries before which a list ended and after which it begins again with the same entry."""
    folded = [fold_text(t) for t in texts]
    # The first entry of the run, or the one below a line that introduces it.
    firsts = {t for t in folded[:2] if t}
    return {
        start + k - 1 for k in range(2, len(folded)) if folded[k] in firsts and folded[k - 1] not in firsts
    }


def _level(block: Block) -> int:
    if _is_capitals(block.text):
        return 1
    return 3 if block.text.endswith(":") or block.bold else 2
