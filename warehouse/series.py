"""Whether two works of one partnership are one series: its plan, then the next one under another title.

Public functions: ``find_kind`` (what a document calls itself, told while it is read) and ``weigh_pair`` (two
documents, with evidence). Nothing here touches a database. Evidence adds up as log-odds, as it does for
joins (docs/decisions/0006, 0019).
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from itertools import islice

from planhouse.content import PageContent
from planhouse.ids import fold_text
from planhouse.plan import PlanExtract
from warehouse.works import EDITION_WORDS, fold_series

KINDS = {
    "plan": "plan plans programme cynllun",
    "strategy": "strategy strategies strategaeth",
    "agreement": "agreement",
    "assessment": "assessment audit appraisal",
    "report": "report review summary update bulletin newsletter",
    "statement": "statement policy charter",
    "scheme": "scheme schedule list register",
}
"""Kind of a document -> words of titles that say so; the last one of a title counts."""
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}
SORTS = frozenset(
    """action delivery rolling annual strategic partnership business implementation improvement joint local
    our the of for and a in to year yearly three four five document introduction""".split()  # noqa: SIM905 -- one word a line is no easier to read
)
"""Words beside the kind that do not say what it is about."""
MOST_BLOCKS = 400
"""Blocks from the start among which the heading that prints the period is looked for."""
MOST_HEADING = 200
"""Characters of such a heading."""

SAME_PARTNERSHIP = -1.0
"""Log-odds before anything else is known: a partnership publishes more than one series."""
LINKED, DOUBTFUL = 0.8, 0.4
"""Scores from which two documents are editions of one series, and from which a person should look."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What tells whether a document belongs to a series."""

    document_id: str
    work_id: str
    start: dt.date | None
    end: dt.date | None
    kind: str
    subject: str

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """Older before newer; those of unknown period first."""
        return self.start or dt.date.min, self.end or self.start or dt.date.min, self.document_id


def find_kind(extract: PlanExtract) -> tuple[str, str]:
    """Kind and subject of a document: by its title, else by the heading that prints its period.

    Returns:
        A name of ``KINDS`` and the words of the title that say what it is about beside the partnership's
        own; both empty where nothing tells.
    """
    document = extract.document
    partnership = document.partnership.text if document.partnership else ""
    title = document.title.text if document.title else ""
    kind, subject = _read_title(title, partnership)
    if kind or document.period is None:
        return kind, subject
    period = fold_text(document.period.text)
    for text in islice(_headings(extract.contents), MOST_BLOCKS):
        if f" {period} " in f" {fold_text(text)} ":
            kind, subject = _read_title(text, partnership)
            if kind:
                return kind, subject
    return "", subject


def _headings(contents: tuple[PageContent, ...]) -> list[str]:
    blocks = [b for page in contents for b in page.blocks if b.kind == "heading"]
    return [b.text for b in blocks if len(b.text) <= MOST_HEADING]


def _read_title(title: str, partnership: str) -> tuple[str, str]:
    """The kind a title names, and its other words without those of the partnership and of editions."""
    words = fold_series(title).split()
    kind = next((KIND_OF[w] for w in reversed(words) if w in KIND_OF), "")
    own = fold_text(partnership).split()
    initials = {"".join(w[0] for w in own), "".join(w[0] for w in own if w not in SORTS)}
    known = {*own, *initials, *EDITION_WORDS, *SORTS, *KIND_OF}
    return kind, " ".join(sorted({w for w in words if w not in known}))


def weigh_pair(first: Edition, second: Edition) -> tuple[float, dict[str, float]]:
    """How likely two documents of one partnership are editions of one series, and what speaks for it.

    Returns:
        The score, 0 to 1, and the evidence by name in log-odds; negative speaks against.
    """
    older, newer = sorted((first, second), key=lambda e: e.order)
    signals = {"same_partnership": SAME_PARTNERSHIP}
    if older.kind and newer.kind:
        signals["kind"] = 2.0 if older.kind == newer.kind else -4.0
    signals["subject"] = _weigh_subjects(set(older.subject.split()), set(newer.subject.split()))
    signals |= _weigh_periods(older, newer)
    return 1 / (1 + math.exp(-sum(signals.values()))), signals


def _weigh_subjects(older: set[str], newer: set[str]) -> float:
    if older == newer:
        return 1.0
    return 0.0 if len(older & newer) * 2 >= len(older | newer) else -3.0


def _weigh_periods(older: Edition, newer: Edition) -> dict[str, float]:
    """The next edition begins later and ends later; one of the same time is another document."""
    if older.start is None or newer.start is None or older.end is None or newer.end is None:
        return {"period_unknown": -1.0}
    if newer.start == older.start or newer.end <= older.end:
        return {"same_time": -3.0}
    days = [(e.end - e.start).days + 1 for e in (older, newer) if e.end and e.start]
    found = {"follows": 1.0}
    if max(days) >= 3 * min(days):
        found["other_length"] = -0.5
    if (newer.start - older.end).days > max(days):
        found["long_gap"] = -0.5
    return found
