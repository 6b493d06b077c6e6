"""What the columns of a table usually hold: learnt from its rows before any are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from parsers.stitch.slots import Row, is_figure

ATOMIC_LENGTH = 28
"""Characters: the median cell of a when, who or figure column is shorter; of a prose column longer."""

PROSE_ROLES = ("need", "activity", "outcomes", "measures", "impact")
"""Columns that hold prose however short the cells of one plan are."""
NUMBERED_SHARE = 0.8
FEWEST_NUMBERED = 3
"""Filled cells from which a habit of numbering is believed."""
_STYLES = {
    "number": re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.):]?(?:\s|$)"),
    "letter": re.compile(r"\(?[a-z][.):](?:\s|$)"),
    "reference": re.compile(r"[A-Z]{1,4}[- ]?\d{1,3}(?:\.\d{1,3})*[.):]?(?:\s|$)"),
}
_LISTED = re.compile(r"\(?(\d{1,2}|[b-z])[.)]\s")

_WHEN = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter|q[1-4]|quarterly|annual(?:ly)?|"
    r"monthly|weekly|daily|ongoing|on-going|continuous|tbc|tba|year \d|(?:19|20)\d\d|"
    r"immediate(?:ly)?|termly|short term|medium term|long term)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Usual contents of a table's columns."""

    labels: tuple[str, ...]
    """Header label or role of each column, for the names of signals."""
    roles: tuple[str | None, ...]
    fill: tuple[float, ...]
    """Share of rows whose own cell holds text, 0 to 1."""
    atomic: frozenset[int]
    """Columns of short values: dates, names, figures."""
    key: int | None
    """The column that makes a row one action: by role, else the fullest prose column."""
    groups: tuple[int, ...]
    """Columns left of the key whose cells may span rows: references of single rows are not among them."""
    numbered: Mapping[int, str]
    """Column -> how its cells nearly all begin: ``number`` ("2)", "4.1"), ``letter`` ("b.") or
    ``reference`` ("EV3"). Other columns are not in it."""
    figures: float
    """Share of filled cells, first column apart, that are figures."""

    def name(self, col: int) -> str:
        """What to call a column in a signal: its role, header or number."""
        return self.roles[col] or self.labels[col] or f"column {col + 1}"


def build_profile(
    rows: list[dict[int, str]], labels: tuple[str, ...], roles: tuple[str | None, ...]
) -> Profile:
    """Profile of logical columns from the own texts of all rows (column -> text, blanks left out)."""
    n = len(labels)
    total = max(1, len(rows))
    texts = [[r[c] for r in rows if r.get(c)] for c in range(n)]
    fill = tuple(len(t) / total for t in texts)
    lengths = [median(len(t) for t in ts) if ts else 0.0 for ts in texts]
    atomic = frozenset(
        c for c in range(n) if texts[c] and roles[c] not in PROSE_ROLES and _is_short(roles[c], lengths[c])
    )
    figures = [is_figure(t) for ts in texts[1:] for t in ts]
    share = sum(figures) / len(figures) if figures else 0.0
    numbered = {c: style for c in range(n) if (style := _numbering(texts[c]))}
    key = _find_key(roles, fill, lengths, atomic)
    single = {c for c in range(n) if roles[c] == "reference" or (c in numbered and c in atomic)}
    groups = tuple(c for c in range(key or 0) if c not in single)
    return Profile(labels, roles, fill, atomic, key, groups, numbered, share)


def _is_short(role: str | None, length: float) -> bool:
    return role in ("when", "who") or length <= ATOMIC_LENGTH


def _numbering(texts: list[str]) -> str | None:
    """The way of numbering that nearly all cells of a column share; None where there is none."""
    styles = Counter(numbering_style(t) for t in texts)
    style, hits = styles.most_common(1)[0] if styles else (None, 0)
    return style if len(texts) >= FEWEST_NUMBERED and hits >= NUMBERED_SHARE * len(texts) else None


def numbering_style(text: str) -> str | None:
    """``number``, ``letter`` or ``reference`` where a cell begins with one of its own; else None."""
    for style, pattern in _STYLES.items():
        if pattern.match(text):
            return style
    return None


def goes_on_counting(above: str, below: str) -> bool:
    """Whether a list inside the cell above goes on below: "f. ..." above and "g. ..." below."""
    match = _LISTED.match(below)
    if match is None or (len(match[1]) != 1 and not match[1].isdigit()):
        return False
    mark = match[1]
    before = str(int(mark) - 1) if mark.isdigit() else chr(ord(mark) - 1)
    inner = re.search(rf"(?:\n|\s){re.escape(before)}[.)]\s", above)
    return inner is not None


def _find_key(
    roles: tuple[str | None, ...], fill: tuple[float, ...], lengths: list[float], atomic: frozenset[int]
) -> int | None:
    if "activity" in roles:
        return roles.index("activity")
    prose = [c for c in range(len(fill)) if c not in atomic and fill[c]]
    return max(prose, key=lambda c: (round(fill[c], 1), lengths[c])) if prose else None


def is_when(text: str) -> bool:
    """Whether a short text reads as a date, period or recurrence."""
    return len(text) <= 60 and _WHEN.search(text) is not None


def find_shift(row: Row, columns: tuple[int, ...], profile: Profile) -> int:
    """By how many columns a row stands to the left (+1) or right (-1) of where it belongs; 0 for none.

    Only where a date stands outside the when column, that column holds none, and moving the row
    puts it right without pushing text out of the table.
    """
    if "when" not in profile.roles:
        return 0
    when = profile.roles.index("when")
    own = {columns[c.col]: c.text for c in row.filled}
    if len(own) < 3 or is_when(own.get(when, "")):
        return 0
    for shift in (1, -1):
        moved = {col + shift: text for col, text in own.items()}
        inside = all(0 <= col < len(profile.labels) for col in moved)
        if inside and is_when(moved.get(when, "")) and _fits(moved, profile):
            return shift
    return 0


def _fits(moved: dict[int, str], profile: Profile) -> bool:
    """Whether the moved row fills the key column and leaves short columns short."""
    if profile.key is not None and profile.key not in moved:
        return False
    return all(len(text) <= 4 * ATOMIC_LENGTH for col, text in moved.items() if col in profile.atomic)
