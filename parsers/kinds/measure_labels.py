"""Which labels measure things of their own beside what the caption counts, told by headers and figures."""

from __future__ import annotations

import re
from collections.abc import Collection

from parsers.kinds.figure_grid import FigureGrid
from parsers.kinds.labels import COUNTING, Label, parse_label
from parsers.numbers import parse_cell

_SORTS = re.compile(
    r"(?:council tax |age |tax |property )?bands?|age(?: group| range)?s?|gender|sex|ethnic(?:ity| group)s?|"
    r"(?:\w+ )?(?:priority|theme|strand|programme)(?: area)?s?|(?:grant )?"
    r"(?:recipient|organisation|project|scheme|provider|grantee|applicant|bid|member|name|supplier|service)s?"
    r"(?: (?:and|or|/) (?:project|organisation|scheme|purpose))?"
    r"|(?:licen[cs]e|permit|land|tenure|property|vehicle|waste|fuel|road|site) types?|types? of "
    r"(?:licen[cs]e|permit|land|tenure|property|vehicle|waste|fuel|road|site)"
    r"|(?:\w+ )?(?:sites?|locations?)"
    r"|.*\w\s*(?:…|\.{3})",
    re.I,
)
"""Headers over row labels that say of which sort or whose the figures are, not what they measure.

Answers that go on with a sentence are sorts too: "The police in this area ..."."""
_SHARE_WORDS = {
    "percentage", "per", "cent", "percent", "proportion", "share", "of", "the", "who", "were", "are",
}  # fmt: skip
_ACCOUNT = re.compile(
    r"\b(?:(?:financial|revenue|capital|savings|investment|expenditure|resource) "
    r"(?:plan|strategy|summary|position|programme|forecast|statement|account)"
    r"|account|balance sheet|reserves|resources|financing|requirement)s?\b",
    re.I,
)
_STAGE = re.compile(
    r"(?:not (?:yet )?)?(?:[a-z]{3,}ed|open|pending|on-?going|live|outstanding|won|lost|new)"
    r"(?: (?:in|at|by|on|during|within)\b.*)?",
    re.I,
)
_INDICATORS = re.compile(r"\b(?:indicators|scorecard|dashboard|kpis|performance measures)$", re.I)
_NAMED_RATE = re.compile(r"(?:[a-z]+ )?(?P<name>[a-z]+) rates?", re.I)
_UMBRELLA = {
    "offence", "offense", "incident", "crime", "case", "number", "report", "people", "person", "rate",
    "percentage", "proportion", "value", "amount", "actual", "average", "mean", "median", "score", "index",
    "population", "per", "estimate", "forecast", "outturn", "budget", "response", "respondent",
}  # fmt: skip
"""Counting nouns, without their -s, that stand for whatever a caption counts."""


def heads_sorts(headers: Collection[str]) -> bool:
    """Whether all headers over row labels name sorts of what is counted: "Band", "Project"."""
    return bool(headers) and all(_SORTS.fullmatch(h) for h in headers)


def is_account(caption: Label, labels: list[Label]) -> bool:
    """Whether a caption in money names an account, whose lines are the labels: "Financial plan (£000)"."""
    is_money = caption.unit == "GBP" and all(label.unit is None for label in labels)
    return is_money and _ACCOUNT.search(caption.core) is not None


def lists_indicators(caption: Label) -> bool:
    """Whether a caption only says that measures are listed below it: "Best value indicators"."""
    return _INDICATORS.search(caption.core) is not None


def lists_facts(grid: FigureGrid) -> bool:
    """Whether a list without headers prints figures of differing units: rows of measures of their own."""
    if any(c.column_path or c.groups for c in grid.cells) or len({c.column for c in grid.cells}) != 1:
        return False
    units = set()
    for cell in grid.cells:
        read = parse_cell(cell.cell.text)
        own = read[0].unit if isinstance(read, tuple) and read else None
        units.add(own or next((u for t in cell.row_path if (u := parse_label(t).unit)), None))
    return len(units - {"count"} | ({None} if "count" in units else set())) > 1


def measures_apart(
    key: tuple[str, int], labels: dict[str, Label], areas: set[str], caption: Label
) -> set[str]:
    """Columns of another measure beside columns of periods: "Arrests" under "CCTV incidents by type".

    And rows of money under what is counted: "Cost of clearance (£)" below "Fly-tips by land type".
    """
    if key[0] == "row" and key[1] >= 0:
        return _sums_of_money(labels, areas, caption)
    periods = sum(label.sort == "period" for label in labels.values())
    if key[0] != "column" or periods < 2 or not caption.is_counting:
        return set()
    others = {
        t: label
        for t, label in labels.items()
        if label.sort == "other" and t not in areas and not label.is_aspect and not label.is_status
    }
    said = _nouns(caption.core)
    return {
        t
        for t, label in others.items()
        if len(others) * 2 <= periods
        and (
            _names_rate(label, caption)
            or (
                label.is_counting
                and label.kind is None
                and len(label.core.split()) <= 3
                and not _nouns(label.core) & (said | _UMBRELLA)
            )
        )
    }


def _sums_of_money(labels: dict[str, Label], areas: set[str], caption: Label) -> set[str]:
    """The few row labels that name money where the rest are sorts of what the caption counts by."""
    money = {
        t
        for t, label in labels.items()
        if label.unit == "GBP" and label.is_counting and label.sort == "other" and t not in areas
    }
    is_sorted = re.search(r"\bby\b", caption.core) and caption.is_counting and caption.unit is None
    return money if is_sorted and 0 < len(money) * 3 <= len(labels) else set()


def pair_shares(labels: dict[str, Label]) -> dict[str, str]:
    """Shares that leave out what they are of, and the one count beside them that says it.

    "% repeat" beside "Repeat cases" is of those; "% of cases" says itself what it is of.
    """
    counts = [label.core for label in labels.values() if label.unit in (None, "count") and label.kind is None]
    pairs = {}
    for text, label in labels.items():
        words = _words(label.core) - _SHARE_WORDS
        if label.unit != "%" or label.kind not in (None, "share") or not words or _nouns(label.core):
            continue
        beside = {c for c in counts if words < _words(c)}
        if len(beside) == 1:
            pairs[text] = beside.pop()
    return pairs


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


def _names_rate(label: Label, caption: Label) -> bool:
    """Whether a rate has a name of its own, which the caption does not say: "Detection rate"."""
    found = _NAMED_RATE.fullmatch(label.core)
    words = {w.rstrip("s") for w in re.findall(r"[a-z]+", caption.core.casefold())}
    return found is not None and label.unit == "%" and found["name"].casefold() not in words


def names_parts(labels: Collection[Label], caption: Label) -> bool:
    """Whether labels are, one each, what a caption counts: "Suspensions and exclusions by school"."""
    counted = re.split(r"\bby\b", caption.core, maxsplit=1)[0]
    parts = [set(re.findall(r"[a-z]+", p.casefold())) for p in re.split(r",|\band\b|&", counted)]
    own = [set(re.findall(r"[a-z]+", label.core.casefold())) for label in labels]
    return len(own) == len(parts) > 1 and all(any(words and words <= part for part in parts) for words in own)


def are_stages(labels: Collection[Label]) -> bool:
    """Whether labels only say how far what is counted has come: "Commissioned", "Published", "Open"."""
    return len(labels) > 1 and all(_STAGE.fullmatch(label.core) for label in labels)


def _nouns(text: str) -> set[str]:
    """The counting nouns of a text, as one thing."""
    return {m.group().casefold().rstrip("s") for m in COUNTING.finditer(text)}
