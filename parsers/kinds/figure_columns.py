"""What each column of a table of figures is for: labels, figures, units, or words about the row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.kinds.figure_headers import BARE_YEAR, RANGE, is_numbering
from parsers.kinds.labels import parse_label
from parsers.kinds.period_words import is_period, is_relative
from parsers.kinds.unit_labels import read_unit_words
from parsers.numbers import has_digits, is_figure
from parsers.places import is_area_header

_ATTRIBUTE = re.compile(
    r"\b(?:leads?|who|source|notes?|comments?|commentary|owner|responsib\w+|department|rag|status|trend|direction|"
    r"contact|description|progress|action|date|ref(?:erence)?|code|id|postcode|invoice|transaction|supplier|frequency|"
    r"vat registration|polarity)\b",
    re.I,
)
_ID_HEADER = re.compile(
    r"^(?:ref(?:erence)?\.?|no\.?|#|id|item|code|priority|line|row|transaction (?:no\.?|number)|"
    r"invoice (?:no\.?|number)|voucher.*|.*\bpriority|.*reference(?: number)?|page(?: no\.?)?|.*\bid|"
    r".*\bcode|.*postcode|transaction no.*|.*registration.*|section|policy|question|"
    r"(?:site|plot|map|policy|item|row|property|case|lot|unit|order|file) no\.?"
    r"|(?:bv|bvpi|ni|npi|pi|kpi|lpi|lai|laa|lib|psa|spi)s?(?: (?:no\.?|number|ref\.?))?"
    r"|(?:indicator|measure) (?:no\.?|number))$",
    re.I,
)
"""Headers of numbers that name a row, those of sets of indicators among them: "BVPI", "NI"."""
_CODE = re.compile(r"(?:[A-Z]{1,5}[ -]?)?\d{1,4}[a-z]?")
"""A number that names a row: "127b", "NI 15"."""
_GROUPS = re.compile(r"(?:\w+ )?(?:priority|section|policy)(?: (?:area|theme))?", re.I)
"""Headers of numbers or codes that name groups of rows where words stand below them."""
_COUNTED_ALONG = re.compile(
    r"ages?(?: ?\(?(?:of|at|in|group|band|range)\b.*)?|(?:age|year) group|(?:school )?years?|grade|"
    r"(?:council tax )?band|hour(?: of (?:the )?day)?|day|week|month|bedrooms|score|decile|quintile|"
    r"(?:number|no\.?) of (?:offences|times|previous \w+|children|bedrooms)",
    re.I,
)
"""Headers of a first column whose numbers the rows are sorted by: ages, years of school, bands."""
_FRACTION = re.compile(r"\d{1,2}\s?/\s?\d{1,2}(?:ths)?")
"""The ratio of a council tax band to band D: "6/9"."""
_PAYEE = re.compile(r"\b(?:supplier|payee|beneficiary|recipient|vendor|merchant|paid to)\b", re.I)
_UNIT_HEADER = re.compile(r"^units?(?: of measure(?:ment)?)?$", re.I)


@dataclass(frozen=True, slots=True)
class GridTolerances:
    """What share of cells makes a column one of figures or of labels; set on the tuning cases."""

    figure_share: float = 0.5
    """A column with at least this share of figures among its filled cells is a column of figures."""
    period_share: float = 0.8
    """A column with at least this share of periods (bare years count) is a column of labels."""


TOLERANCES = GridTolerances()


@dataclass(slots=True)
class Columns:
    """The role of each column."""

    blocks: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    """(label columns, figure columns) of each table standing side by side."""
    units: tuple[int, ...] = ()
    attributes: tuple[int, ...] = ()
    is_register: bool = False
    """Whether the rows are payments: money, and to whom it was paid."""


def sort_columns(body: list[list[str]], paths: list[tuple[str, ...]]) -> Columns:
    """Tell what each column is for, from its body cells and its header path."""
    count = len(paths)
    kinds = [_kind_of_column([r[c] for r in body if c < len(r)], paths[c], c) for c in range(count)]
    kinds = ["label" if k == "year" and "figure" in kinds else k for k in kinds]
    kinds = ["figure" if k == "year" else k for k in kinds]
    result = Columns()
    ranks_first = _ranks_first(body, paths)
    labels: list[int] = []
    figures: list[int] = []
    attributes: list[int] = []
    for c, kind in enumerate(kinds):
        if kind == "figure":
            figures.append(c)
        elif kind in ("label", "text") and (not figures or (figures == [0] and ranks_first)):
            labels.append(c)
        elif kind in ("label", "text"):
            if _starts_block(c, kinds, paths, labels, body):
                result.blocks.append((tuple(labels), tuple(figures)))
                labels, figures = [c], []
            else:
                attributes.append(c)
    result.blocks.append((tuple(labels), tuple(figures)))
    units = tuple(c for labels, _ in result.blocks for c in labels if _UNIT_HEADER.match(" ".join(paths[c])))
    result.units = units
    result.is_register = any(_is_register(ls, fs, paths) for ls, fs in result.blocks)
    result.blocks = [_pick_labels(ls, fs, paths, body, units, attributes) for ls, fs in result.blocks]
    result.attributes = tuple(attributes)
    return result


_RANK = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?\s?=?")
"""A place in a list, also a shared one: "2", "3=", "4th"."""


def _ranks_first(body: list[list[str]], paths: list[tuple[str, ...]]) -> bool:
    """Whether the first column ranks what the labels at its right name: "Rank | Ward | Offences"."""
    is_rank = bool(paths) and bool(paths[0]) and parse_label(paths[0][-1]).kind == "rank"
    ranks = [_RANK.fullmatch(r[0]) for r in body if r and r[0]]
    places = [int(m[1]) for m in ranks if m]
    return is_rank and len(places) == len(ranks) > 2 and places == sorted(places)


def _kind_of_column(cells: list[str], path: tuple[str, ...], column: int) -> str:
    filled = [t for t in cells if t]
    if not filled:
        return "blank"
    years = sum(1 for t in filled if _names_period(t)) / len(filled)
    under_period = bool(path) and parse_label(path[-1]).sort == "period"  # 1917 under "2020" is no year
    if column == 0 and path and is_relative(path[-1]):
        under_period = False  # "Year ending March" over 2020, 2021
    if years >= TOLERANCES.period_share and not under_period:
        return "year" if all(BARE_YEAR.fullmatch(t) for t in filled) else "label"
    if column == 0 and path and _COUNTED_ALONG.fullmatch(path[-1]):
        return "label"
    if not under_period and (column == 0 or _names_bands(filled)) and _is_label_like(filled):
        return "label"
    if all(_FRACTION.fullmatch(t) for t in filled):
        return "text"
    share = sum(1 for t in filled if is_figure(t)) / len(filled)
    if share < TOLERANCES.figure_share or not any(has_digits(t) for t in filled):
        signs_only = share == 1.0 and column > 0
        return "figure" if signs_only else "text"
    if path and _ID_HEADER.match(path[-1]) and not (read_unit_words(path[-1]) and column > 0):
        return "text"
    return "text" if column == 0 and is_numbering(filled) and not path else "figure"


def _names_period(text: str) -> bool:
    """Whether a label is a period, marks and units aside: "2023(p)"."""
    return is_period(text) or parse_label(text).sort == "period"


def _names_bands(filled: list[str]) -> bool:
    """Whether words such as "Total" close a column of ranges, which no column of figures has."""
    return any(not has_digits(t) and not is_figure(t) for t in filled)


def _is_label_like(filled: list[str]) -> bool:
    """Whether a first column of digits is labels all the same: years beside words, or ranges of ages."""
    years = [t for t in filled if is_period(t)]
    if years and not any(has_digits(t) and not is_period(t) for t in filled):
        return len(years) < len(filled)
    return sum(1 for t in filled if RANGE.fullmatch(t)) / len(filled) >= TOLERANCES.figure_share


def _starts_block(
    column: int, kinds: list[str], paths: list[tuple[str, ...]], labels: list[int], body: list[list[str]]
) -> bool:
    """Whether words right of figures are the labels of a second table beside the first."""
    if "figure" not in kinds[column + 1 :] or not labels:
        return False
    if paths[column] and any(paths[column] == paths[c] for c in labels):
        return True
    if paths[column] and _ATTRIBUTE.search(" ".join(paths[column])):
        return False
    filled = [r[column] for r in body if column < len(r) and r[column]]
    if len(filled) > 2 and len(set(filled)) == len(filled) and all(is_period(t) for t in filled):
        return True  # a series of years, which says nothing of the rows at its left
    short = all(len(t.split()) <= 8 for t in filled)
    same_right = [p for p in paths[column + 1 :] if p] and paths[column + 1] in paths[:column]
    return short and len(set(filled)) == len(filled) and (bool(same_right) or not paths[column])


def _pick_labels(
    labels: tuple[int, ...],
    figures: tuple[int, ...],
    paths: list[tuple[str, ...]],
    body: list[list[str]],
    units: tuple[int, ...],
    attributes: list[int],
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Leave out of the label columns those that only describe the row: lead, source, reference."""
    kept: list[int] = []
    register = _is_register(labels, figures, paths)
    for c in labels:
        if c in units:
            continue
        filled = [r[c] for r in body if c < len(r) and r[c]]
        header = " ".join(paths[c])
        describes = bool(header) and bool(_ATTRIBUTE.search(header) or _ID_HEADER.match(header))
        describes = describes and not (_GROUPS.fullmatch(header) and not kept and _is_worded(filled))
        describes = describes or (not kept and _are_codes(filled))
        numbering = is_numbering(filled)
        if register and (not describes or _PAYEE.search(header) or all(is_period(t) for t in filled)):
            kept.append(c)
            continue
        own = bool(kept) and not _is_nesting(kept, body) and not is_area_header(header)
        if len(labels) > 1 and (describes or numbering or (own and not all(is_period(t) for t in filled))):
            attributes.append(c)
        else:
            kept.append(c)
    worded = [
        c for c in labels if c in attributes and _is_worded([r[c] for r in body if c < len(r) and r[c]])
    ]
    if not kept and worded:  # "Description" beside nothing but codes
        kept = worded[:1]
        attributes.remove(kept[0])
    return (tuple(kept) or labels[:1]), figures


def _are_codes(filled: list[str]) -> bool:
    """Whether the cells of a column are codes, letters among them: "126", "127b", "NI 15"."""
    return (
        len(filled) > 1
        and all(_CODE.fullmatch(t) for t in filled)
        and any(re.search(r"[A-Za-z]", t) for t in filled)
        and not all(is_period(t) for t in filled)
    )


def _is_worded(filled: list[str]) -> bool:
    """Whether the cells of a column are words, not numbers or codes."""
    return bool(filled) and all(re.match(r"[A-Za-z][a-z]{2,}(?! ?\d)", t) for t in filled)


def _is_register(labels: tuple[int, ...], figures: tuple[int, ...], paths: list[tuple[str, ...]]) -> bool:
    """Whether the columns are those of a list of payments: money, and to whom it was paid."""
    money = any(paths[f] and parse_label(paths[f][-1]).unit == "GBP" for f in figures)
    return money and any(_PAYEE.search(" ".join(paths[c])) for c in labels)


def _is_nesting(kept: list[int], body: list[list[str]]) -> bool:
    """Whether the labels kept so far leave rows alike, so that a further column must tell them apart."""
    keys = [tuple(r[c] if c < len(r) else "" for c in kept) for r in body if any(r)]
    return len(set(keys)) < len(keys) or any(not any(k) for k in keys)
