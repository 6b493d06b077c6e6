"""Wordings that stand around tables and not in them: captions, sources, notes."""

from __future__ import annotations

import re

_CAPTION = re.compile(
    r"^(table|figure|fig\.|exhibit|chart|box|map|appendix)\s*[a-z]{0,2}[-–.]?\d|^appendix [a-z0-9]\b"
    r"|^(table|figure|chart|map)\s+[a-z]\s*[:.–—-](\s|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^(sources?\b|notes?\b|abbreviations?\b|key:|[*†‡§¹²³]|\(\*\))", re.IGNORECASE)


_SOURCE = re.compile(r"^(sources?|notes?)\s*:", re.IGNORECASE)


def is_source(text: str) -> bool:
    """Whether the text is a source line or note by its first word, which is printed under a table."""
    return bool(_SOURCE.match(text))


def is_caption(text: str) -> bool:
    """Whether the text begins as the caption of a table or figure does."""
    return bool(_CAPTION.match(text))


def is_note(text: str) -> bool:
    """Whether the text begins as a source line or a note under a table does."""
    return bool(_NOTE.match(text))
