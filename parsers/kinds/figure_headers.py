"""Which rows of a table are headers or a title standing among its rows.

Years as headers look like figures, and a header may be printed again in mid-table: a row is told by
itself and by what stands above and below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

from parsers.kinds.labels import caption_number, parse_label
from parsers.kinds.period_words import is_period
from parsers.kinds.unit_labels import PER, read_unit_words
from parsers.numbers import has_digits, is_figure

RANGE = re.compile(
    r"(?:aged?\s+)?\d{1,3}\s?(?:[-–]|to)\s?\d{1,3}|\d{1,3}\s?\+|(?:under|over|below|<|>|up to)\s?\d{1,3}s?"
    r"|\d{1,3} and (?:over|under|above)|\d{1,2}[.:]?\d\d\s?(?:[-–]|to|until)\s?\d{1,2}[.:]?\d\d",
    re.I,
)
"""Ranges as labels: ages, sizes, bands, hours of the day."""
_AGE = re.compile(r"\d{1,2}")
"""One age among ranges of them: "10-12", "13-14", "17"."""
BARE_YEAR = re.compile(r"(?:19|20)\d\d\*?")
_NEVER = -1


class _Rows:
    """The texts of a table's rows, and how far down its figures go: each cell is looked at once."""

    def __init__(self, texts: list[list[str]]) -> None:
        self.texts = texts

    @cached_property
    def first_digits(self) -> dict[int, int]:
        """Column -> its first row with a figure."""
        first: dict[int, int] = {}
        for i, row in enumerate(self.texts):
            for c, text in enumerate(row):
                if c not in first and has_digits(text):
                    first[c] = i
        return first

    @cached_property
    def last_digits(self) -> dict[int, int]:
        """Column -> its last row with a figure."""
        return self._find_last(has_digits)

    @cached_property
    def last_other(self) -> dict[int, int]:
        """Column -> its last row that is filled, and with no year or other period."""
        return self._find_last(lambda t: not BARE_YEAR.fullmatch(t) and not is_period(t))

    def _find_last(self, is_wanted: Callable[[str], bool]) -> dict[int, int]:
        last: dict[int, int] = {}
        for i in range(len(self.texts) - 1, -1, -1):
            for c, text in enumerate(self.texts[i]):
                if c not in last and text and is_wanted(text):
                    last[c] = i
        return last


def find_header_rows(texts: list[list[str]], has_known: bool) -> tuple[set[int], int | None]:
    """Find header rows among a table's rows.

    Args:
        texts: The cells of each row, blanks single.
        has_known: Whether a header was found for the table already.

    Returns:
        Positions of header rows, and of a title row; None where there is none.
    """
    rows = _Rows(texts)
    headers: set[int] = set()
    title: int | None = None
    seen_any = seen_body = False
    for i, row in enumerate(texts):
        if not any(row):
            continue
        if not seen_any and _is_title(i, rows, has_known):
            title = i
        elif _is_header(i, rows, seen_body, has_known):
            headers.add(i)
        else:
            seen_body = True
        seen_any = True
    return headers, title


def _is_title(i: int, rows: _Rows, has_known: bool) -> bool:
    """Whether the first filled row is one text over all columns, above a header."""
    row = rows.texts[i]
    filled = [t for t in row if t]
    if len(filled) > 1 and all(caption_number(t) for t in filled):
        return True  # the captions of tables side by side
    if len(row) < 2 or len(set(filled)) != 1 or is_figure(filled[0]) or is_period(filled[0]):
        return False
    if read_unit_words(filled[0]) or (len(filled) == 1 and not row[0] and len(row) < 4):
        return False
    if has_known:
        return False
    below = next((j for j in range(i + 1, len(rows.texts)) if any(rows.texts[j])), None)
    return below is not None and _is_header(below, rows, False, False)


def _is_header(i: int, rows: _Rows, seen_body: bool, has_known: bool) -> bool:
    """Whether a row heads columns; columns numbered from 1 are headed by their numbers."""
    row = rows.texts[i]
    rest = [(c, t) for c, t in enumerate(row) if t and c > 0]
    if rest and not seen_body and _is_unit_row(row, rest):
        return True
    if not row[0] and is_numbering([t for _, t in rest]) and i + 1 < len(rows.texts):
        return True
    if not rest or not any(last > i for last in rows.last_digits.values()):
        return False
    if all(_is_period_header(t) for _, t in rest):
        # columns topped by years hold figures that are no years
        heads_others = any(rows.last_other.get(c, _NEVER) > i for c, _ in rest)
        return heads_others and (not seen_body or len(rest) > 1)
    if not seen_body and _is_ranges(i, rest, rows):
        return True
    if any(has_digits(t) and not _is_period_header(t) for _, t in rest):
        return False
    if seen_body:
        return _is_repeated_header(i, rest, rows)
    if has_known:
        return all(read_unit_words(t) or is_period(t) or t.casefold() == "total" for _, t in rest)
    if row[0] and all(is_figure(t) for _, t in rest):
        return False  # a first row with signs for missing figures only ("n/a")
    named = [c for c, t in enumerate(row) if t]
    return any(rows.last_digits.get(c, _NEVER) > i for c in named) or not row[0] or len(rest) > 1


def _is_ranges(i: int, rest: list[tuple[int, str]], rows: _Rows) -> bool:
    """Whether a row of ages or of hours, and words beside them, heads columns of other figures."""
    ranges = [c for c, t in rest if RANGE.fullmatch(t)]
    spans = sum(not t.startswith(("<", ">")) for _, t in rest if RANGE.fullmatch(t))
    ages = {c for c, t in rest if _AGE.fullmatch(t)} if spans > 2 or _go_on(rest) else set()
    if len(ranges) < 2 or any(has_digits(t) for c, t in rest if c not in ages and c not in ranges):
        return False
    below = [row[c] for row in rows.texts[i + 1 :] for c in ranges if c < len(row) and row[c]]
    return bool(below) and not any(RANGE.fullmatch(t) for t in below)


def _go_on(rest: list[tuple[int, str]]) -> bool:
    """Whether single ages go on where ranges end, without a gap: "10-12", "13-14", "15", "16"."""
    steps = [
        [int(n) for n in re.findall(r"\d+", t)] for _, t in rest if RANGE.fullmatch(t) or _AGE.fullmatch(t)
    ]
    return len(steps) > 2 and all(a and b and b[0] == a[-1] + 1 for a, b in pairwise(steps))


def _is_unit_row(row: list[str], rest: list[tuple[int, str]]) -> bool:
    """Whether a row under the headers only says in what they are counted: "£000", "No.", "%"."""
    if row[0] and not read_unit_words(row[0]):
        return False
    return all(read_unit_words(t) and not has_digits(t) for _, t in rest)


def _is_period_header(text: str) -> bool:
    """Whether a header is a period, its unit aside: "2019", "2014-15 £", "2025 per 1,000 population"."""
    label = parse_label(text)
    if label.kind == "rate" and label.period and PER.fullmatch(label.core):
        return True
    return bool(BARE_YEAR.fullmatch(text)) or is_period(text) or label.sort == "period"


def _is_repeated_header(i: int, rest: list[tuple[int, str]], rows: _Rows) -> bool:
    """In mid-table: words over at least two columns that hold figures above."""
    return sum(1 for c, t in rest if not is_figure(t) and rows.first_digits.get(c, i) < i) >= 2


def is_numbering(filled: list[str]) -> bool:
    """Whether the texts are 1, 2, 3 and so on: numbers that count rows or columns."""
    numbers = [int(t.rstrip(".")) for t in filled if re.fullmatch(r"\d+\.?", t)]
    return len(numbers) == len(filled) > 2 and numbers == list(range(1, len(numbers) + 1))
