"""The same reading for anybody's spreadsheet: rows in, rows with added columns out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from normalise.agencies import AgencyReader
from normalise.areas import parse_areas
from normalise.bodies import Resolver
from normalise.dates import parse_period, parse_periods
from normalise.frame import PlanContext, frame_from_columns
from normalise.named import Named
from normalise.quantities import parse_quantities
from normalise.register import Register, load_register
from planhouse.derived import Judgement, Period

Row = dict[str, str]
RAW_COLUMNS = ("raw", "mention_raw")
"""Columns that may hold the printed text; the first that is present counts."""


def _raw(row: Mapping[str, str]) -> str:
    return next((row[c] or "" for c in RAW_COLUMNS if c in row), "")


def _frame(row: Mapping[str, str]) -> PlanContext:
    columns = ("plan_area", "plan_year", "plan_period", "document_context")
    frame = frame_from_columns(*(row.get(c) or "" for c in columns))
    printed = row.get("document_date") or ""
    return replace(frame, as_of=parse_period(printed, frame).end) if printed else frame


def normalise_agencies(rows: Iterable[Mapping[str, str]], register: Register | None = None) -> list[Row]:
    """Rows with agency, agency_id, code, role, judgement and score; every input column is kept.

    Of a cell with several names the values are joined by semicolons in printed order; the judgement is the
    least sure of them and the score the least.
    """
    known = register or load_register()

    @lru_cache(maxsize=4096)
    def reader(columns: tuple[str, ...]) -> AgencyReader:
        return AgencyReader(Resolver(known, frame_from_columns(*columns)))

    out = []
    for row in rows:
        key = tuple(row.get(c) or "" for c in ("plan_area", "plan_year", "plan_period", "document_context"))
        out.append(dict(row) | _columns(reader(key).read_cell(_raw(row)), known))
    return out


_SURENESS: tuple[Judgement, ...] = ("accepted", "rejected", "unsure", "not_looked_at")


def _overall(judgements: Iterable[Judgement]) -> Judgement:
    """Of a cell: unsure where any name is, else accepted where any is ("and others" undoes nothing)."""
    held = set(judgements)
    return next(j for j in ("not_looked_at", "unsure", "accepted", "rejected") if j in held)


def _columns(named: tuple[Named, ...], register: Register) -> Row:
    """The added columns for the names of one cell."""
    accepted = [n for n in named if n.choice.is_accepted]
    ids = list(dict.fromkeys(i for n in accepted for i in n.choice.agency_ids))
    judgements = [n.choice.judgement for n in named] or ["rejected"]
    counted = [n for n in named if n.choice.judgement != "rejected"]
    roles = [n.role for n in counted]
    return {
        "agency": "; ".join(register.name_of(i) for i in ids),
        "agency_id": "; ".join(ids),
        "code": "; ".join(c for c in (register.by_id[i].code for i in ids if i in register.by_id) if c),
        "role": "; ".join(roles if len(set(roles)) > 1 else roles[:1]),
        "judgement": _overall(judgements),
        "score": f"{min((n.choice.score for n in counted), default=0.0):.2f}",
    }


def normalise_dates(rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """Rows with type, start, end, precision, recurrence, rule, inferred, unsure and alternative.

    They are of the main period of the wording; ``others`` names further ones as ISO dates.
    """
    return [dict(row) | _period_columns(parse_periods(_raw(row), _frame(row))) for row in rows]


def _period_columns(periods: tuple[Period, ...]) -> Row:
    main = periods[0]
    return {
        "type": main.type,
        "start": str(main.start or ""),
        "end": str(main.end or ""),
        "precision": main.precision,
        "recurrence": main.recurrence,
        "rule": main.rule,
        "inferred": "yes" if main.inferred else "",
        "unsure": "yes" if main.unsure else "",
        "alternative": main.alternative,
        "others": "; ".join(f"{p.start or ''}/{p.end or ''}" for p in periods[1:]),
    }


def normalise_quantities(rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """Rows with value, unit, qualifier, kind, direction and flags of the first quantity.

    ``others`` holds the values of further quantities of the same wording.
    """
    out = []
    for row in rows:
        first, *others = parse_quantities(_raw(row))
        columns = {
            "value": _number(first.value),
            "unit": first.unit or "",
            "qualifier": first.qualifier,
            "kind": first.kind,
            "direction": first.direction,
            "flags": "; ".join(first.flags),
            "rule": first.rule,
            "others": "; ".join(_number(q.value) for q in others),
        }
        out.append(dict(row) | columns)
    return out


def _number(value: Decimal | None) -> str:
    """A value in plain digits without idle zeros."""
    return "" if value is None else f"{value.normalize():f}"


def normalise_areas(rows: Iterable[Mapping[str, str]], register: Register | None = None) -> list[Row]:
    """Rows with gss_code, area_name, judgement and rule; of several areas joined by semicolons."""
    out = []
    for row in rows:
        areas = parse_areas(_raw(row), _frame(row), register)
        columns = {
            "gss_code": "; ".join(a.gss_code for a in areas if a.gss_code),
            "area_name": "; ".join(a.name for a in areas),
            "judgement": max((a.judgement for a in areas), key=_SURENESS.index),
            "rule": "; ".join(dict.fromkeys(a.rule for a in areas)),
        }
        out.append(dict(row) | columns)
    return out


KINDS: dict[str, Callable[[Iterable[Mapping[str, str]]], list[Row]]] = {
    "agencies": normalise_agencies,
    "dates": normalise_dates,
    "quantities": normalise_quantities,
    "areas": normalise_areas,
}
"""What can be read in a spreadsheet, by the name the command takes."""


def normalise_rows(kind: str, rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """Rows with the columns of a kind added; raises KeyError for a kind that is not in ``KINDS``."""
    return KINDS[kind](rows)
