"""The same reading for anybody's spreadsheet: rows in, rows with added columns out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from normalise.agencies import AgencyReader, Named
from normalise.bodies import Resolver
from normalise.frame import PlanContext, frame_from_columns
from normalise.register import Register, load_register
from planhouse.derived import Judgement

Row = dict[str, str]
RAW_COLUMNS = ("raw", "mention_raw")
"""Columns that may hold the printed text; the first that is present counts."""


def _raw(row: Mapping[str, str]) -> str:
    return next((row[c] or "" for c in RAW_COLUMNS if c in row), "")


def _frame(row: Mapping[str, str]) -> PlanContext:
    columns = ("plan_area", "plan_year", "plan_period", "document_context")
    return frame_from_columns(*(row.get(c) or "" for c in columns))


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


def _columns(named: tuple[Named, ...], register: Register) -> Row:
    """The added columns for the names of one cell."""
    accepted = [n for n in named if n.choice.is_accepted]
    ids = list(dict.fromkeys(i for n in accepted for i in n.choice.agency_ids))
    judgements = [n.choice.judgement for n in named] or ["rejected"]
    roles = [n.role for n in named]
    return {
        "agency": "; ".join(register.name_of(i) for i in ids),
        "agency_id": "; ".join(ids),
        "code": "; ".join(c for c in (register.by_id[i].code for i in ids if i in register.by_id) if c),
        "role": "; ".join(roles if len(set(roles)) > 1 else roles[:1]),
        "judgement": max(judgements, key=_SURENESS.index),
        "score": f"{min((n.choice.score for n in named), default=0.0):.2f}",
    }


KINDS: dict[str, Callable[[Iterable[Mapping[str, str]]], list[Row]]] = {"agencies": normalise_agencies}
"""What can be read in a spreadsheet, by the name the command takes."""


def normalise_rows(kind: str, rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """Rows with the columns of a kind added; raises KeyError for a kind that is not in ``KINDS``."""
    return KINDS[kind](rows)
