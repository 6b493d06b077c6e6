"""A plan as rows of the warehouse's tables: plain tuples in the order of the columns.

Nothing here touches a database, so that what would be loaded can be compared with what is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from planhouse.geometry import Place
from planhouse.plan import NormalisedPlan
from planhouse.records import Action, Document, Statistic, Value
from planhouse.table import Fragment
from warehouse.series import find_kind
from warehouse.works import find_work

Row = tuple[object, ...]
Span = tuple[int | None, int | None, int | None, int | None]

NUMBER_STEP = Decimal("0.000001")
"""Smallest step of the figures' column, ``DECIMAL(28,6)``."""
NUMBER_LIMIT = Decimal(10) ** 22
"""Figures of this size and above do not fit that column."""
ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
NO_PLACE: Row = (None,) * 7


class PlanRows:
    """The rows of one plan by table; grows while they are built."""

    def __init__(self, document_id: str) -> None:
        """No rows yet."""
        self.document_id = document_id
        self._fragments: list[Row] = []
        self.tables: dict[str, list[Row]] = {"lineage_fragment": self._fragments}
        self._seen: dict[str, int] = {}
        self._places: dict[int, Row] = {}

    def add(self, table: str, *values: object) -> None:
        """One row of ``table``, its values in the order of the columns; lists are packed as JSON."""
        if list in map(type, values):
            values = tuple(ENCODE(v) if type(v) is list else v for v in values)
        self.tables.setdefault(table, []).append(values)

    def unique(self, subject_id: str) -> str:
        """The id, or with ``~2``, ``~3``... where it was met before: no record is lost to a twin."""
        count = self._seen[subject_id] = self._seen.get(subject_id, 0) + 1
        return subject_id if count == 1 else f"{subject_id}~{count}"

    def add_fragments(
        self,
        subject_id: str,
        field: str,
        fragments: Sequence[Fragment],
        origin: str = "printed",
        rule: str = "",
    ) -> None:
        """The printed pieces of one field of a record."""
        document_id, places, add = self.document_id, self._places, self._fragments.append
        rule_or_none = rule or None
        for ordinal, fragment in enumerate(fragments, 1):
            place = fragment.place
            # Worked out once for a place that a cell and its record share.
            columns = places.get(id(place))
            if columns is None:
                columns = places[id(place)] = place_columns(place)
            add((document_id, subject_id, field, ordinal, fragment.text, origin, rule_or_none, *columns))

    def add_value(self, subject_id: str, field: str, value: Value | None) -> str | None:
        """The printed pieces of a value; returns its text."""
        if value is None:
            return None
        self.add_fragments(subject_id, field, value.fragments, value.origin, value.inherited_by)
        return value.text


def as_map(values: Mapping[str, object]) -> str:
    """Names and values as a JSON object: what a MAP column is loaded from (``warehouse.append``)."""
    return ENCODE(dict(values)) if values else "{}"


def place_columns(place: Place | None) -> Row:
    """Page, box (to a tenth of a point) and lines of a place."""
    if place is None:
        return NO_PLACE
    box, lines = place.box, place.lines
    if box is None:
        return (place.page, None, None, None, None, *(lines or (None, None)))
    corners = round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)
    return (place.page, *corners, *(lines or (None, None)))


def span_columns(places: Iterable[Place]) -> Span:
    """First and last page, first and last line of what is printed in several places."""
    first_page = last_page = first_line = last_line = None
    for place in places:
        page, lines = place.page, place.lines
        if page is not None:
            first_page = page if first_page is None or page < first_page else first_page
            last_page = page if last_page is None or page > last_page else last_page
        if lines is not None:
            first, last = lines
            first_line = first if first_line is None or first < first_line else first_line
            last_line = last if last_line is None or last > last_line else last_line
    return first_page, last_page, first_line, last_line


def _span(*values: Value | None) -> Span:
    return span_columns([f.place for v in values if v is not None for f in v.fragments])


def add_document(rows: PlanRows, plan: NormalisedPlan, status: str) -> None:
    """The document, its work and the words' ledger."""
    document, ledger = plan.extract.document, plan.extract.ledger
    work_id, name, rule = find_work(document)
    rows.add("dim_work", work_id, name, rule)
    texts = {
        field: rows.add_value(document.document_id, field, getattr(document, field))
        for field in ("title", "partnership", "period", "publication")
    }
    rows.add(
        "dim_document",
        document.document_id,
        work_id,
        document.sha256,
        document.source_file,
        document.media_type,
        document.pages,
        texts["title"],
        texts["partnership"],
        texts["period"],
        document.period_start_year,
        document.period_end_year,
        *_document_period(plan, document),
        texts["publication"],
        _first_day(plan, document, "publication"),
        status,
        ledger.words,
        as_map(ledger.placed),
        list(ledger.lost),
        list(ledger.doubled),
        list(ledger.unread_pages),
        ledger.is_balanced,
        *(word or None for word in find_kind(plan.extract)),
    )


def _document_period(
    plan: NormalisedPlan, document: Document
) -> tuple[dt.date | None, dt.date | None, str | None]:
    """The plan's period: derived where a rule read its wording, else whole years as named."""
    for derived in plan.periods:
        if derived.subject_id == document.document_id and derived.field == "period":
            period = derived.period
            if period.start is not None or period.end is not None:
                return period.start, period.end, period.rule or None
    first, last = document.period_start_year, document.period_end_year
    start = dt.date(first, 1, 1) if first and 0 < first < 10000 else None
    end = dt.date(last, 12, 31) if last and 0 < last < 10000 else None
    return start, end, "years" if start or end else None


def _first_day(plan: NormalisedPlan, document: Document, field: str) -> dt.date | None:
    for derived in plan.periods:
        if derived.subject_id == document.document_id and derived.field == field:
            return derived.period.start
    return None


def add_records(rows: PlanRows, plan: NormalisedPlan) -> None:
    """Priorities, actions, figures, promises, members and definitions."""
    extract, document_id = plan.extract, rows.document_id
    for priority in extract.priorities:
        subject = rows.unique(priority.priority_id)
        text = rows.add_value(subject, "text", priority.text)
        rows.add(
            "fact_priority",
            subject,
            document_id,
            priority.number,
            text,
            priority.section,
            priority.attributed_to,
            *_span(priority.text),
        )
    for action in extract.actions:
        _add_action(rows, action)
    measures = {m.subject_id: m.measure_id for m in plan.measures}
    for statistic in extract.statistics:
        _add_figure(rows, statistic, measures)
    _add_checks(rows, plan)
    for ordinal, promise in enumerate(extract.promises, 1):
        subject = rows.unique(promise.promise_id)
        text = rows.add_value(subject, "text", promise.text)
        section, lead_in = promise.section, promise.lead_in
        rows.add(
            "fact_promise", subject, document_id, ordinal, promise.kind, section, text, lead_in,
            promise.attributed_to, *_span(promise.text),
        )  # fmt: skip
    for ordinal, member in enumerate(extract.members, 1):
        subject = f"{document_id}/m{ordinal}"
        text = rows.add_value(subject, "text", member.text)
        rows.add("fact_member", subject, document_id, ordinal, text, member.heading, *_span(member.text))
    for ordinal, definition in enumerate(extract.definitions, 1):
        subject = f"{document_id}/a{ordinal}"
        pieces = (definition.fragment,) if definition.fragment else ()
        rows.add_fragments(subject, "expansion", pieces)
        span = span_columns(f.place for f in pieces)
        rows.add("fact_definition", subject, document_id, definition.acronym, definition.expansion, *span)


def _add_action(rows: PlanRows, action: Action) -> None:
    subject = rows.unique(action.action_id)
    section = rows.add_value(subject, "section", action.section)
    texts = {field: rows.add_value(subject, field, getattr(action, field)) for field in action.FIELDS}
    other = {header: rows.add_value(subject, header, value) for header, value in action.other.items()}
    printed = [v for v in action.values.values() if v.origin == "printed"]
    rows.add(
        "fact_action",
        subject,
        rows.document_id,
        action.table,
        action.row,
        section,
        *(texts[field] for field in action.FIELDS),
        list(action.inherited),
        as_map(other),
        *_span(*printed),
    )


def _add_figure(rows: PlanRows, statistic: Statistic, measures: dict[str, str]) -> None:
    subject = rows.unique(statistic.statistic_id)
    caption = rows.add_value(subject, "caption", statistic.caption)
    raw = rows.add_value(subject, "raw", statistic.raw)
    sentence = rows.add_value(subject, "sentence", statistic.sentence)
    value, flags = fit_number(statistic.value, statistic.flags)
    rows.add(
        "fact_figure",
        subject,
        rows.document_id,
        statistic.table,
        statistic.row,
        statistic.column,
        caption,
        list(statistic.row_path),
        list(statistic.column_path),
        statistic.measure,
        measures.get(statistic.statistic_id),
        statistic.area,
        statistic.category,
        statistic.period_raw,
        value,
        statistic.unit,
        statistic.kind,
        raw,
        list(flags),
        statistic.in_prose,
        sentence,
        statistic.duplicate_of,
        *_span(statistic.raw),
    )


def _add_checks(rows: PlanRows, plan: NormalisedPlan) -> None:
    for check in plan.extract.checks:
        recomputed = None if check.recomputed is None else float(check.recomputed)
        rows.add(
            "fact_check", rows.unique(check.check_id), rows.document_id, check.kind, check.verdict,
            check.message, check.table, check.subject_id, list(check.statistic_ids),
            fit_number(check.printed, ())[0], recomputed, check.base, *place_columns(check.place),
        )  # fmt: skip


def fit_number(value: Decimal | None, flags: tuple[str, ...]) -> tuple[Decimal | None, tuple[str, ...]]:
    """The value as the figures' column holds it; what does not fit is said in a flag, never cut off.

    Returns:
        The value, null where it is too large for the column (``out_of_range``), and the flags, with
        ``rounded`` where it has more than six decimals.
    """
    if value is None:
        return None, flags
    if not value.is_finite() or abs(value) >= NUMBER_LIMIT:
        return None, (*flags, "out_of_range")
    stored = value.quantize(NUMBER_STEP)
    return stored, flags if stored == value else (*flags, "rounded")
