"""Where the formats meet: a page as blocks and page tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from planhouse.page import Block, Drop, Word
from planhouse.table import PageTable


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page (or, in a text export, the whole file) as blocks and page tables in reading order."""

    number: int | None
    """Page number from 1; None for a text export."""
    items: tuple[Block | PageTable, ...]
    words: tuple[Word, ...]
    """Every word of the page: what the ledger counts against."""
    drops: tuple[Drop, ...] = ()
    width: float = 0.0
    height: float = 0.0
    """Page size in points; 0 for a text export."""
    unread: bool = False
    """The page is only an image: nothing on it was read."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks alone, in reading order."""
        return tuple(i for i in self.items if isinstance(i, Block))

    @property
    def tables(self) -> tuple[PageTable, ...]:
        """The page tables alone, in reading order."""
        return tuple(i for i in self.items if not isinstance(i, Block))
