"""Printed cell text -> figures, or an issue: what a cell of a statistics table says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.remembered import remembered
from planhouse.figures import Figure, find_quantities, join_range
from planhouse.geometry import Place
from planhouse.issues import Issue, raise_issue

_SIGNS: dict[str, str] = (
    dict.fromkeys(("-", "–", "—", "−", "--", "·", "•"), "dash")
    | dict.fromkeys(
        ("n/a", "na", "n.a.", "n.a", "n/k", "..", "...", "…", ":", "not available", "not applicable",
         "no data", "not known", "unknown", "tbc", "tbd", "to be confirmed", "not recorded", "n/r",
         "z", "[z]"),
        "not_available",
    )
    | dict.fromkeys(("*", "**", "***", "c", "x", "[c]", "[x]", "suppressed", "†", "#"), "suppressed")
)  # fmt: skip
"""Signs that stand for a figure which is not printed, and what they say."""

_NIL = {"nil", "zero", "none"}
_MARKS = re.compile(
    r"(?:\s?(?:\*+|[†‡§#]+|[¹²³⁰⁴-⁹]+|\[(?:note\s)?\w{1,6}\]|\((?:note\s)?(?:[a-z]|i{1,3})\)))+$", re.I
)
_LEADING_MARKS = re.compile(r"^(?:\*+|[†‡§#]+)(?=\s?[\d£(+\-–−])")
_LETTER_MARKS = {"r": "revised", "p": "provisional", "e": "estimated", "b": "break_in_series"}
_LETTER_MARK = re.compile(r"(?<=[\d%])\s?(?:([rpeb])|\(([rpeb])\)|\[([rpeb])\])$")
_ARROWS = re.compile(r"[▲▼△▽↑↓↔→←⬆⬇]")
_DATE = re.compile(r"^\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}$|^\d{1,2}:\d\d(?:\s?[ap]m)?$")
_DIGIT = re.compile(r"\d")
_SIGN_APART = re.compile(r"^([+\-–−])\s(?=£?[\d.][\d,.]*\s?(?:%|[km]|bn)?$)")
"""A sign set apart from the only figure of a cell: "- 120"."""
_RANGE = re.compile(r"[£€$]?\d[\d,.]*%?(?:[-–—]|\s(?:[-–—]|to)\s)[£€$]?\d[\d,.]*\s?%?", re.I)
"""Two ends of a range and nothing else; a dash with a blank before it alone is a sign: "12 -15%"."""
_THOUSANDS = re.compile(r"[£€$]?\s?[‘'’`]?000['’]?s?")
"""A unit that looks like a figure: "£000"."""
_CONNECTORS = re.compile(
    r"(?<![a-z])(?:and|to|or|of|n|no|from|by|a|pa|p\.a|each|years?|days?|hours?|hrs?|mins?|minutes?|months?|weeks?)"
    r"(?![a-z])",
    re.I,
)
_KNOWN_GLUED = {
    "m": "m", "km": "km", "ha": "ha", "kg": "kg", "mph": "mph", "hrs": "hours", "hr": "hours", "h": "hours",
    "mins": "minutes", "min": "minutes", "kwh": "kWh", "mwh": "MWh", "pp": "percentage points", "p": "pence",
    "ppt": "percentage points", "sqm": "m2", "m2": "m2", "t": "t", "x": "times",
}  # fmt: skip
"""Letters that may stand on a figure's digits, and the unit they say."""

_TIMES = {
    word: unit
    for unit, words in {
        "seconds": "seconds second secs sec", "minutes": "minutes minute mins min",
        "hours": "hours hour hrs hr",
        "days": "days day", "weeks": "weeks week wks", "months": "months month", "years": "years year yrs",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Words behind the only figure of a cell that say in what a time is told: "10 mins"."""


@dataclass(frozen=True, slots=True)
class CellFigure:
    """One figure of a cell."""

    value: Decimal | None
    """None for a sign that stands for a figure which is not printed."""
    raw: str
    """The figure's own wording within the cell."""
    unit: str | None
    flags: tuple[str, ...] = ()
    """As in ``Statistic.flags``: comparator, ``footnote:*``, ``suppressed``, ``several_in_cell``..."""
    places: int = 0
    """Decimals printed."""

    @property
    def signed(self) -> bool:
        """Whether a plus or minus is printed."""
        return "signed" in self.flags


def parse_cell(text: str, place: Place | None = None) -> tuple[CellFigure, ...] | Issue:
    """The figures of a cell.

    Args:
        text: The cell as printed.
        place: Where it stands, for the issue.

    Returns:
        No figure for a blank cell, one or several otherwise; an issue where the text is neither a
        figure nor a known sign.
    """
    stripped = " ".join(text.split())
    if not stripped:
        return ()
    figures = _read_cell(stripped)
    if figures is not None:
        return figures
    return raise_issue("NUMBER_UNREAD", f"no figure could be read from {stripped[:60]!r}", place)


_SHORT_YEARS = re.compile(r"(\d\d)/(\d\d)\*?")
_LONGEST = 400
"""Characters of the longest cell that may hold figures and nothing else."""


@remembered
def _read_cell(stripped: str) -> tuple[CellFigure, ...] | None:
    """The figures of a filled cell; None where it is neither figure nor sign."""
    if len(stripped) > _LONGEST:
        return None
    sign = _read_sign(stripped)
    if sign:
        return (sign,)
    if _THOUSANDS.fullmatch(stripped):
        return None
    body, marks = split_marks(stripped)
    if not _DATE.match(body):
        figures = _find_in_cell(body)
        if figures is not None:
            more = tuple(f"footnote:{m}" for m in marks)
            return tuple(CellFigure(f.value, f.raw, f.unit, f.flags + more, f.places) for f in figures)
    return None


def is_figure(text: str) -> bool:
    """Whether a cell holds figures or a sign for one and nothing else."""
    return bool(_read_cell(" ".join(text.split())))


def has_digits(text: str) -> bool:
    """Whether a cell prints a figure proper, not only a sign that stands for one."""
    return any(f.value is not None for f in _read_cell(" ".join(text.split())) or ())


def are_short_years(text: str) -> bool:
    """Whether a text is a financial year without its century: "06/07", "99/00"."""
    pair = _SHORT_YEARS.fullmatch(text)
    return pair is not None and (int(pair[1]) + 1) % 100 == int(pair[2])


def split_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """A figure or label without its footnote marks, and the marks: ("3733", ("*",))."""
    marks: list[str] = []
    body = text.strip()
    lead = _LEADING_MARKS.match(body)
    if lead:
        marks.append(lead.group())
        body = body[lead.end() :].strip()
    trail = _MARKS.search(body)
    if trail and trail.start() > 0 and not _is_negative_in_brackets(body):
        marks.extend(re.findall(r"\*+|[†‡§#]+|[¹²³⁰⁴-⁹]+|\[[^]]*\]|\([^)]*\)", trail.group()))
        body = body[: trail.start()].strip()
    return body, tuple(marks)


def _is_negative_in_brackets(text: str) -> bool:
    return re.fullmatch(r"\([£€$]?\s?[\d.,]+%?\)", text) is not None


def _read_sign(text: str) -> CellFigure | None:
    folded = text.casefold()
    if folded in _NIL:
        return CellFigure(Decimal(0), text, None, ("nil",))
    if folded in _SIGNS:
        return CellFigure(None, text, None, (_SIGNS[folded],))
    body, marks = split_marks(text)
    if marks and body.casefold() in _SIGNS:
        return CellFigure(None, text, None, (_SIGNS[body.casefold()], *(f"footnote:{m}" for m in marks)))
    return None


def _find_in_cell(body: str) -> tuple[CellFigure, ...] | None:
    if not _DIGIT.search(body):
        return None  # a number in words is a label more often than a figure
    flags: list[str] = []
    letter = _LETTER_MARK.search(body)
    if letter:
        flags.append(_LETTER_MARKS[next(g for g in letter.groups() if g)])
        body = body[: letter.start()]
    arrow = _ARROWS.search(body)
    body = _ARROWS.sub(" ", body).strip()
    if arrow and arrow.group() in "▲△↑⬆":
        flags.append("increase")
    elif arrow and arrow.group() in "▼▽↓⬇":
        flags.append("decrease")
    body = _SIGN_APART.sub(r"\1", body)
    if re.fullmatch(r"[+\-−]?£?\d{1,3}(?: \d{3})+(?:\.\d+)?%?", body):
        body = body.replace(" ", "")  # thousands parted by blanks, nothing else in the cell
    found = find_quantities(body)
    if not found or not _is_only_figures(body, found) or all("in_words" in f.flags for f in found):
        return None
    found = _join_range(body, found)
    figures = [_build_cell_figure(f, body, len(found)) for f in found]
    if len(figures) > 1:
        flags.append("several_in_cell")
    more = tuple(flags)
    return tuple(CellFigure(f.value, f.raw, f.unit, f.flags + more, f.places) for f in figures)


def _join_range(body: str, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The lower end of a cell that holds a range and nothing else, flagged with the upper: "28-40"."""
    if len(found) != 2 or not _RANGE.fullmatch(body):
        return found
    first, second = found
    if first.value >= abs(second.value) or first.unit not in (None, second.unit):
        return found
    return (join_range(first, second, body),)


def _is_only_figures(body: str, found: tuple[Figure, ...]) -> bool:
    rest = list(body)
    for figure in found:
        glued = next((f.partition(":")[2] for f in figure.flags if f.startswith("glued:")), "")
        if glued and glued.casefold() not in _KNOWN_GLUED:
            return False
        rest[figure.start : figure.end] = " " * (figure.end - figure.start)
    left = _CONNECTORS.sub(" ", "".join(rest))
    return not re.search(r"[A-Za-z]", left)


def _build_cell_figure(figure: Figure, body: str, count: int) -> CellFigure:
    value, unit = figure.value, figure.unit
    flags = tuple(f for f in figure.flags if not f.startswith("glued:"))
    glued = next((f.partition(":")[2] for f in figure.flags if f.startswith("glued:")), "")
    if glued:
        unit = _KNOWN_GLUED[glued.casefold()]
    if count == 1 and body.startswith("(") and body.rstrip("%").endswith(")"):
        value, flags = -value, (*flags, "brackets")
    if unit is None and count == 1:
        unit = _TIMES.get(body[figure.end :].strip().casefold().rstrip("."))
    if unit is None and body[figure.end :].lstrip(") ").startswith("%") and count == 1:
        unit = "%"
    return CellFigure(value, figure.raw, unit, flags, figure.places)
