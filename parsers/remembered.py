"""Answers about short texts, kept: a table's cells and headers are asked about again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")
LONGEST = 300
"""Characters of the longest text whose answer is kept: longer ones are prose, seldom met twice, and would
fill the memory of a worker that reads many documents."""
MOST = 4096
"""Answers kept of one function: more than the different cells of all but the largest tables."""


def remembered(answer: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Keeps what a pure function says of a short text; its answers must be immutable."""
    kept = lru_cache(maxsize=MOST)(answer)

    @wraps(answer)
    def ask(text: str) -> Answer:
        return kept(text) if len(text) <= LONGEST else answer(text)

    return ask
