"""Hyphens that a program put where it broke a word over two lines, told by a sign of their own.

Browsers break words with U+2010 where the text has none and print the hyphens that were typed as "-":
"Part\u2010" / "nership" beside "part-" / "time". In a document where U+2010 stands at the ends of lines only,
and "-" inside words, it belongs to no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from planhouse.content import PageContent
from planhouse.page import Block, Word
from planhouse.table import PageTable

_TYPED = re.compile(r"[^\W\d_]-[^\W\d_]")
_INSIDE = re.compile(r"\w\u2010\w")
_BREAK = re.compile(r"(?<=[^\W\d_])\u2010(?=[^\W\d_])")


def close_break_hyphens(contents: tuple[PageContent, ...]) -> tuple[PageContent, ...]:
    """The pages with the words that U+2010 breaks written whole, in cells and blocks.

    Words and their boxes stay as printed.
    """
    if not _breaks_words(w for content in contents for w in content.words):
        return contents
    return tuple(replace(c, items=tuple(_close(i) for i in c.items)) for c in contents)


def _breaks_words(words: Iterable[Word]) -> bool:
    """Whether U+2010 only ends words of the document, and another sign is its hyphen."""
    has_break = has_typed = False
    for word in words:
        if _INSIDE.search(word.text):
            return False
        has_break = has_break or word.text.endswith("\u2010")
        has_typed = has_typed or _TYPED.search(word.text) is not None
    return has_break and has_typed


def _close(item: Block | PageTable) -> Block | PageTable:
    if isinstance(item, Block):
        return replace(item, text=_BREAK.sub("", item.text)) if "\u2010" in item.text else item
    if not any("\u2010" in c.text for c in item.cells):
        return item
    cells = (replace(c, text=_BREAK.sub("", c.text)) if "\u2010" in c.text else c for c in item.cells)
    return replace(item, cells=tuple(cells))
