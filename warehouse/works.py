"""Which plan as a work a document is an edition of: partnership and series, years left out."""

from __future__ import annotations

import re

from planhouse.ids import fold_text, stable_id
from planhouse.records import Document

YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?\b")
"""A year, or a range such as 2021-2025 or 2022/23."""
EDITION_WORDS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr
    jun jul aug sept sep oct nov dec version draft final revised refresh refreshed update updated edition v1
    v2 v3""".split()  # noqa: SIM905 -- one word a line is no easier to read
)
"""Words that tell one edition from another and not one plan from another."""
MOST_NAME = 300
"""Characters of a work's name; a longer title is a paragraph mistaken for one."""


def find_work(document: Document) -> tuple[str, str, str]:
    """The work a document is an edition of.

    Two documents are editions of one work when partnership and title are equal once years, months and
    words such as "draft" are left out. A document that tells neither is known by its file's name.

    Returns:
        Work id, a name for people, and what it was told by: ``title``, ``partnership`` or ``file name``.
    """
    title = document.title.text if document.title else ""
    partnership = document.partnership.text if document.partnership else ""
    series = fold_series(title)
    if series:
        body = fold_series(partnership)
        key = series if body in series else f"{body} {series}"
        name = title if fold_text(partnership) in fold_text(title) else f"{partnership}: {title}"
        return stable_id("w", key), name[:MOST_NAME], "title"
    if fold_series(partnership):
        return stable_id("w", fold_series(partnership)), partnership[:MOST_NAME], "partnership"
    stem = document.source_file.rsplit(".", 1)[0]
    return stable_id("w", fold_series(stem) or fold_text(stem) or document.sha256), stem, "file name"


def fold_series(text: str) -> str:
    """A title for comparison: folded, without years and words that only tell editions apart."""
    words = fold_text(YEARS.sub(" ", text.replace("_", " "))).split()
    return " ".join(w for w in words if w not in EDITION_WORDS and not w.isdigit())
