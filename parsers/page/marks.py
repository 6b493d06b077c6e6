"""Signs that begin the items of a list, and how a list is read without them."""

from __future__ import annotations

import re

LIST_MARKS = "•▪●■□◦‣⁃∙·➢➤➔❖♦◆◇◻►▶▸❑❒"
"""Signs that mean nothing but that an item begins. Ticks and crosses are none: they say something."""
_ITEM = re.compile(rf"^(?:[{LIST_MARKS}] ?|[-–—*] (?=\S))", re.M)
_ROUND = re.compile(r"^o (?=\S)", re.M)
"""Word's second sign; alone it may be a word of Welsh."""


def holds_items(text: str) -> bool:
    """Whether a line of the text is an item of a list; "o" begins one only where two lines have it."""
    return _ITEM.search(text) is not None or len(_ROUND.findall(text)) > 1


def with_plain_marks(text: str) -> str:
    """The text with every item's sign made "• ", for rules that read words and not signs."""
    return _ITEM.sub("• ", text)
