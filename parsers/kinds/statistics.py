"""LogicalTable -> Statistic: one fact per printed figure, under its row path and column path."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.kinds.axes import Axes, Part, build_axes
from parsers.kinds.bracket_shares import settle_shares
from parsers.kinds.caption_parts import TableCaption, ToldPeriod, read_captions
from parsers.kinds.figure_grid import FigureCell, FigureGrid, build_grid
from parsers.kinds.labels import Label, parse_caption, parse_label
from parsers.kinds.limits import settle_limits
from parsers.kinds.period_words import has_year, is_day, is_open_period, is_relative
from parsers.kinds.targets import settle_targets
from parsers.kinds.told_changes import settle_changes
from parsers.kinds.two_figures import read_pair
from parsers.kinds.unit_labels import is_rate_unit, read_unit_words
from parsers.numbers import CellFigure, parse_cell
from parsers.places import is_only_place
from planhouse.geometry import Place
from planhouse.ids import stable_id
from planhouse.issues import Issue, raise_issue
from planhouse.records import FigureKind, Statistic, Value
from planhouse.table import Fragment, LogicalCell, LogicalTable

_FOR_EACH = re.compile(
    r"^[A-Z]?[a-z]+(?: [a-z]+)*s "
    r"(?P<each>per (?!cent|head|capita|population|annum|year|month|week|day|hour|quarter)(?:[a-z]+ )?[a-z]+)$"
    r"|\bequivalents\)?$",
    re.I,
)
"""Counted though printed with decimals ("Band D equivalents"), or of each ("Reoffences per reoffender")."""
_POINTS = r"(?:previous|last|this|current|prior|same)\b"
_POINTING = re.compile(_POINTS, re.I)
"""A period told from where the document stands: the caption's does not complete it."""
_FROM_HERE = re.compile(rf"\b{_POINTS}|\b(?:before|after)$", re.I)
"""A period told from a document's or an event's time: it needs none beside it."""
_ONE, _MILLION = Decimal(1), Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands over all figures of a table."""

    caption: TableCaption
    axes: Axes
    heading: str | None
    is_money: bool = False
    """Whether pounds are printed in its cells, so that "12.4m" is millions and no length."""
    has_rates: bool = False
    """Whether a column of its own gives the rate that its caption names."""
    periods: frozenset[str] = frozenset()
    """Years and longer times that its columns name."""
    told: ToldPeriod | None = None
    """The period told near the table, where no label of it names a year."""
    is_register: bool = False
    """Whether it lists payments: "Contract Variation" there is what was paid for, no change."""


def build_statistics(
    table: LogicalTable, document_id: str
) -> tuple[tuple[Statistic, ...], tuple[Issue, ...]]:
    """The facts of a statistics table.

    Args:
        table: A logical table of any shape; header rows may still be among its rows.
        document_id: Of the document, part of every statistic's id.

    Returns:
        A fact for each printed figure and for each sign that stands for one, in order of row and
        column; and the doubts: cells that could not be read, footnote marks without a note.
    """
    grid = build_grid(table)
    captions = read_captions(table, grid)
    axes = _build_axes(grid, captions)
    is_money = any("£" in c.cell.text for c in grid.cells)
    periods = _periods_of(grid)
    has_rates = any(parse_label(t).kind == "rate" for c in grid.cells for t in c.column_path)
    has_years = any(c.told for c in captions) and any(
        has_year(p) or _FROM_HERE.search(p)
        for c in grid.cells
        for t in (*c.row_path, *c.column_path, *c.label_headers)
        if (p := parse_label(t).period)
    )
    facts: list[Statistic] = []
    issues: list[Issue] = []
    for figure_cell in grid.cells:
        if figure_cell.cell.origin == "inherited":
            continue  # printed once, at the cell it inherits from
        read = parse_cell(figure_cell.cell.text, place_of(figure_cell.cell))
        if isinstance(read, Issue):
            issues.append(read)
            continue
        block = figure_cell.block
        told = None if has_years else captions[block].told
        above = _Above(
            captions[block], axes[block], table.heading, is_money, has_rates, periods, told, grid.is_register
        )
        for index, figure in enumerate(read):
            cell = _told_apart(figure_cell, index, len(read))
            fact = _build_fact(table, document_id, above, cell, figure, index)
            facts.append(_as_one_of_two(fact, figure, index, len(read), above.caption))
    facts = settle_targets(settle_limits(settle_changes(settle_shares(_settle_counts(facts)))))
    issues.extend(_check_notes(table, facts))
    return tuple(facts), tuple(issues)


def _periods_of(grid: FigureGrid) -> frozenset[str]:
    """The periods with a year of their own that columns are headed by."""
    labels = (parse_label(text) for path in {c.column_path for c in grid.cells} for text in path)
    return frozenset(p.period for p in labels if p.period and has_year(p.period))


def _told_apart(cell: FigureCell, index: int, count: int) -> FigureCell:
    """The cell under its own label only, where a cell of several figures has as many labels above it."""
    labels = [t for t in cell.column_path if parse_label(t).sort in ("other", "total", "unit")]
    if count < 2 or len(labels) != count or len(labels) != len(cell.column_path):
        return cell
    return replace(cell, column_path=("",) * index + (labels[index],) + ("",) * (count - index - 1))


def _as_one_of_two(
    fact: Statistic, figure: CellFigure, index: int, count: int, caption: TableCaption
) -> Statistic:
    """The fact with what a header, a row or the caption says of the first and the second figure of a cell."""
    if figure.unit is not None or count > 2 or fact.kind in ("change_abs", "change_pct", "target"):
        return fact
    labels = [*reversed(fact.column_path), *reversed(fact.row_path)]
    if count == 1:  # one of the two left out, unless its own labels say how it is expressed
        if fact.value is None or any(parse_label(t).unit or parse_label(t).kind for t in labels):
            return fact
        labels = []
    texts = [*labels, caption.value.text if caption.value else ""]
    pair = next((p for t in texts if t and (p := read_pair(t))), None)
    if pair is None:
        return fact
    said = pair[index]
    if said.kind == "level" and figure.places:
        return fact
    return fact.model_copy(update={"unit": said.unit, "kind": said.kind})


def place_of(cell: LogicalCell) -> Place | None:
    """Where a cell is first printed."""
    return cell.fragments[0].place if cell.fragments else None


def _build_axes(grid: FigureGrid, captions: tuple[TableCaption, ...]) -> tuple[Axes, ...]:
    """The roles of labels for each table side by side, told together where they share their caption."""
    if len(set(captions)) == 1:
        return (build_axes(grid, captions[0].label),) * len(captions)
    return tuple(
        build_axes(replace(grid, cells=tuple(c for c in grid.cells if c.block == i)), caption.label)
        for i, caption in enumerate(captions)
    )


def _settle_counts(facts: list[Statistic]) -> list[Statistic]:
    """Whole numbers are no counts where the same series or column prints decimals."""
    broken: set[tuple[object, ...]] = set()
    counted: set[tuple[object, ...]] = set()
    for fact in facts:
        if _is_average_of_periods(fact):
            continue
        if fact.kind == "level" and fact.unit is None and fact.value is not None and fact.value % 1:
            broken.update(_series_of(fact))
        elif fact.unit == "count":
            counted.add(_series_of(fact)[1])
    settled = [
        f.model_copy(update={"unit": None}) if f.unit == "count" and broken & set(_series_of(f)) else f
        for f in facts
    ]
    return [
        f.model_copy(update={"unit": "count"})
        if f.unit is None and _is_average_of_periods(f) and _series_of(f)[1] in counted - broken
        else f
        for f in settled
    ]


def _is_average_of_periods(fact: Statistic) -> bool:
    """Whether a figure is the mean of years whose own are counts: "5 year average" beside "2012/13"."""
    return re.search(r"\b(?:average|avg|mean)\b", fact.period_raw or "", re.I) is not None


def _series_of(fact: Statistic) -> tuple[tuple[object, ...], ...]:
    """The column of a fact within its group, and its measure through all periods."""
    return (
        ("column", fact.column, fact.row_path[:-1], fact.kind, fact.measure),
        ("measure", fact.measure, fact.category, fact.area, fact.kind),
    )


def _build_fact(
    table: LogicalTable, document_id: str, above: _Above, cell: FigureCell, figure: CellFigure, index: int
) -> Statistic:
    caption, parts = above.caption, above.axes.parts_of(cell)
    if above.has_rates and _is_plain_count(cell, caption.label):
        label = replace(caption.label, unit=None, kind=None)
        caption = replace(caption, label=label)
    unit, scale = _find_unit(cell, figure, parts, caption.label)
    if figure.unit == "m" and (
        above.is_money or "GBP" in (caption.label.unit, *(p.label.unit for p in parts))
    ):
        unit, scale = "GBP", _MILLION
    kind = "level" if above.is_register else _find_kind(figure, parts, caption.label, unit)
    each = _rate_of_each(parts, caption.label) if unit in (None, "count") and kind == "level" else None
    if each and figure.places:
        unit, kind = each, "rate"
    if unit is None and _is_count(figure, scale, kind, parts, caption.label):
        unit = "count"
    value, flags = figure.value, figure.flags + _label_flags(parts)
    if value is not None and scale != _ONE and "scaled" not in flags:
        value, flags = value * scale, (*flags, "scaled")
    if not cell.row_path and not cell.column_path:
        flags = (*flags, "unlabelled")
    period = _find_period(parts, caption.label, cell, above.periods)
    if above.told and kind not in ("change_abs", "change_pct", "target") and is_relative(period or "Q1"):
        period, flags = (
            f"{period or ''} {above.told.period}".strip(),
            (*flags, f"period_from:{above.told.by}"),
        )
    return Statistic(
        statistic_id=stable_id("s", document_id, table.number, cell.row, cell.column, index),
        table=table.number,
        row=cell.row,
        column=cell.column,
        caption=caption.value,
        row_path=cell.row_path,
        column_path=cell.column_path,
        measure=_find_measure(parts, above),
        area=_join(parts, "area") or next((p.owner for p in parts if p.owner), None) or caption.area,
        category=_join(parts, "category"),
        period_raw=period,
        value=value,
        unit=unit,
        kind=kind,
        raw=Value(text=cell.cell.text, fragments=cell.cell.fragments),
        flags=tuple(dict.fromkeys(flags)),
    )


def _rate_of_each(parts: tuple[Part, ...], caption: Label) -> str | None:
    """Of what each a label counts: "per reoffender" of "Reoffences per reoffender"."""
    named = [p.label.core for p in parts if p.role in ("measure", "category")] or [caption.core]
    found = next((m for n in named if (m := _FOR_EACH.search(n)) and m["each"]), None)
    return found["each"].lower() if found else None


def _is_plain_count(cell: FigureCell, caption: Label) -> bool:
    """Whether a column counts what the caption gives a rate of: "Deaths" beside "Rate"."""
    labels = [parse_label(t) for t in cell.column_path]
    named = [label for label in labels if label.sort == "other"]
    return (
        caption.unit is not None
        and is_rate_unit(caption.unit)
        and any(label.is_counting for label in named)
        and all(label.kind is None and label.unit in (None, "count") for label in labels)
    )


def _find_unit(
    cell: FigureCell, figure: CellFigure, parts: tuple[Part, ...], caption: Label
) -> tuple[str | None, Decimal]:
    """Nearest wins: the cell, a unit column, its own header or label, the caption."""
    if figure.unit is None and _is_difference_of_shares(cell, parts):
        return "percentage points", _ONE
    if figure.unit is None and any(p.label.kind == "rank" for p in parts):
        return None, _ONE  # a place in a list has no unit, whatever is ranked
    own = next((p.label.scale for p in parts if p.label.scale != _ONE), None)
    stub = _unit_of_stub(cell)
    if stub is not None:
        caption = replace(caption, unit=stub.unit, scale=stub.scale)
    scale = own or caption.scale
    if figure.unit:
        nearer = (
            p.label.unit for p in reversed(parts) if (p.label.unit or "").startswith(f"{figure.unit} per")
        )
        exact_pounds = own is None and figure.places == 2  # "£141.69" in a table of thousands
        return next(nearer, figure.unit), (scale if figure.unit == "GBP" and not exact_pounds else _ONE)
    if cell.unit_words:
        found = read_unit_words(cell.unit_words)
        if found:
            return found
    units = [p.label.unit for p in reversed(parts) if p.label.unit]
    changed = [p.label.unit for p in reversed(parts) if p.label.sort == "change" and p.label.unit]
    units = changed or units  # "Increase (%)" under a column of pounds
    if units:
        exact = next((u for u in units if u != "count"), units[0])
        return exact, (own or _ONE if exact not in ("%", "count") else _ONE)
    if caption.unit and not _is_other_measure(parts):
        return caption.unit, scale
    return None, scale


def _unit_of_stub(cell: FigureCell) -> Label | None:
    """The header over the row labels where it says in what all columns are counted: "£000"."""
    for header in cell.label_headers:
        label = parse_label(header)
        is_money = label.unit in ("GBP", "EUR", "USD") or label.scale != _ONE
        is_rate = label.kind == "rate" and label.unit is not None and is_rate_unit(label.unit)
        if (
            is_money
            or is_rate
            or (
                label.sort == "unit" and label.unit not in (None, "count", "years", "months", "weeks", "days")
            )
        ):
            return label
    return None


def _is_difference_of_shares(cell: FigureCell, parts: tuple[Part, ...]) -> bool:
    """Whether a difference that prints no unit stands in a row of shares: "Variance" beside "% satisfied"."""
    changes = {p.label.kind for p in parts if p.label.sort == "change"}
    shares = [t for t in cell.row_path if parse_label(t).unit == "%" and parse_label(t).sort == "other"]
    return changes == {"change_abs"} and bool(shares) and all(p.label.unit in (None, "%") for p in parts)


def _is_other_measure(parts: tuple[Part, ...]) -> bool:
    """Whether a label gives a measure of its own, which the caption's unit need not fit."""
    return any(p.label.kind == "rank" or (p.role == "measure" and p.label.kind == "rate") for p in parts)


def _find_kind(figure: CellFigure, parts: tuple[Part, ...], caption: Label, unit: str | None) -> FigureKind:
    kinds = [p.label.kind for p in parts if p.label.kind]
    if any(k in ("change_abs", "change_pct") for k in kinds):
        return "change_pct" if unit == "%" else "change_abs"
    for kind in ("target", "rank", "rate"):
        if kind in kinds:
            return kind
    if (unit and is_rate_unit(unit)) or (caption.kind == "rate" and unit == "%"):
        return "rate"
    if caption.kind in ("change_abs", "change_pct"):
        return "change_pct" if unit == "%" else "change_abs"
    if figure.signed and figure.raw.lstrip().startswith("+"):
        return "change_pct" if unit == "%" else "change_abs"
    if unit == "%":
        return "share"
    is_state = any(p.label.is_status for p in parts)  # "Baseline" under "Partnership targets"
    return caption.kind if caption.kind in ("target", "rank") and not kinds and not is_state else "level"


def _is_count(
    figure: CellFigure, scale: Decimal, kind: FigureKind, parts: tuple[Part, ...], caption: Label
) -> bool:
    named = [p.label for p in parts if p.role == "measure"] or [caption]
    is_each = any(_FOR_EACH.search(n.core) for n in named)
    if kind in ("rank", "rate", "change_pct", "share") or (figure.places and scale == _ONE and not is_each):
        return False
    labels = [p.label for p in parts if p.role == "category"]
    return not any(n.is_uncounted for n in [*named, *labels])


def _label_flags(parts: tuple[Part, ...]) -> tuple[str, ...]:
    marks = [f"footnote:{m}" for p in parts for m in p.label.marks]
    return tuple(dict.fromkeys(marks)) + (("total",) if any(p.label.sort == "total" for p in parts) else ())


def _join(parts: tuple[Part, ...], role: str) -> str | None:
    words = [p.text for p in parts if p.role == role and p.text]
    return " / ".join(dict.fromkeys(words)) if role != "category" and words else (" / ".join(words) or None)


def _find_measure(parts: tuple[Part, ...], above: _Above) -> str | None:
    """A label's measure; for a rate or share the one measure beside it; else what the caption counts."""
    own = _join(parts, "measure")
    if own:
        return own
    caption, heading = above.caption.label, above.heading
    axes = above.axes
    if axes.shared and any(
        p.label.sort == "unit"
        or p.label.is_aspect
        or (p.label.sort == "change" and axes.shares_changes and not caption.is_counting)
        for p in parts
    ):
        return axes.shared
    if caption.core and not is_only_place(caption.core):
        return caption.core
    named = parse_caption(heading).core if heading else ""
    return named if named and not is_only_place(named) else None


def _find_period(
    parts: tuple[Part, ...], caption: Label, cell: FigureCell, beside: frozenset[str]
) -> str | None:
    """Label periods, the finer first ("Q1 2021/22"); the caption's where none is printed or a year lacks.

    A year that a stub or a caption completes is told with it: "Year ending March" over "2020".
    """
    periods = _label_periods(parts)
    if not periods:
        if any(p.label.sort == "change" for p in parts) and caption.kind is None:
            return None  # it is told of the levels beside it
        of_others = len(beside) > 1
        is_target = any(p.label.kind == "target" for p in parts)
        return None if of_others and is_target else _period_above(parts, caption, cell)
    joined = " ".join(periods)
    if _POINTING.match(joined):
        return joined
    if not any(has_year(p) for p in periods) and caption.period and not is_relative(caption.period):
        return f"{joined} {caption.period}"
    if is_relative(joined) and len(beside) == 1 and joined in cell.column_path:
        return f"{joined} {next(iter(beside))}"  # quarters beside the column of their year
    opened = next((h.strip(" :") for h in cell.label_headers if is_open_period(h)), None)
    if opened:
        return f"{opened} {joined}"
    if re.fullmatch(r"(?:19|20)\d\d", joined):
        stubs = [parse_label(h).period for h in cell.label_headers if h]
        for frame in (*stubs, caption.period):
            if frame and is_relative(frame):
                return f"{frame} {joined}"
    return joined


def _label_periods(parts: tuple[Part, ...]) -> list[str]:
    """The periods that labels name, the finer first; no day beside a year: "Open at 31 March", "2021/22"."""
    periods = [p.label.period for p in parts if p.label.period]
    if any(has_year(p) for p in periods):
        periods = [p for p in periods if not is_day(p)]
    return sorted(dict.fromkeys(periods), key=lambda p: not is_relative(p))


def _period_above(parts: tuple[Part, ...], caption: Label, cell: FigureCell) -> str | None:
    """The period over all figures of a table: in the corner above its row labels, else in its caption."""
    stubs = [parse_label(h) for h in cell.label_headers]
    corner = next((h.period for h in stubs if h.sort == "period"), None)
    if corner and is_open_period(corner):
        corner = None
    is_change = any(p.label.sort == "change" for p in parts)
    frame = corner or caption.period
    if frame and is_change and is_relative(frame):
        return None  # a part of the year for other columns
    if corner and is_relative(corner) and caption.period and not is_relative(caption.period):
        return f"{corner} {caption.period}"
    return frame


def _check_notes(table: LogicalTable, facts: list[Statistic]) -> list[Issue]:
    """A mark on a figure whose note was not found, once per mark."""
    noted = {_mark_of(n) for n in table.notes}
    seen: dict[str, Statistic] = {}
    for fact in facts:
        for flag in fact.flags:
            if flag.startswith("footnote:"):
                seen.setdefault(flag.removeprefix("footnote:"), fact)
    return [
        raise_issue(
            "FOOTNOTE_ORPHAN",
            f"mark {mark!r} at {fact.raw.text!r} has no note",
            fact.raw.fragments[0].place if fact.raw.fragments else None,
        )
        for mark, fact in seen.items()
        if mark not in noted
    ]


def _mark_of(note: Fragment) -> str:
    match = re.match(r"\s*(\*+|[†‡§#]+|[¹²³⁰⁴-⁹]+|\[[^]]*\]|\([^)]*\))", note.text)
    return match.group(1) if match else ""


def find_note(table: LogicalTable, mark: str) -> Fragment | None:
    """The footnote a mark ("*", "¹") leads to; None where it was not found."""
    return next((n for n in table.notes if _mark_of(n) == mark), None)
