"""What is derived from printed text: dates, agencies, areas, measures. It never replaces the text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import Field

from planhouse.records import Record

Judgement = Literal["accepted", "unsure", "rejected", "not_looked_at"]
PeriodType = Literal[
    "month", "season", "quarter", "fiscal_year", "calendar_year", "range", "ongoing", "recurring",
    "date", "tbc", "relative", "none",
]  # fmt: skip


class Period(Record):
    """A date or period read from printed wording."""

    raw: str
    type: PeriodType
    start: dt.date | None = None
    end: dt.date | None = None
    """Last day included."""
    precision: str = ""
    """``day``, ``month``, ``season``, ``quarter``, ``year``, ``range`` or empty."""
    recurrence: str = ""
    """``quarterly``, ``annually``, ``4 per year``..., empty where it happens once."""
    rule: str = ""
    """Name of the rule that read it."""
    inferred: bool = False
    """Part of it (the year) comes from the plan's period, not from the wording."""
    unsure: bool = False
    """The wording fits two periods; ``alternative`` says the other."""
    alternative: str = ""


class Quantity(Record):
    """A number with unit and qualifier read from printed wording."""

    raw: str
    value: Decimal | None = None
    unit: str | None = None
    qualifier: str = ""
    """``up_to``, ``at_least``, ``almost``, ``more_than``, ``about``, or empty."""
    kind: str = "level"
    direction: str = ""
    """``increase``, ``decrease`` or empty."""
    flags: tuple[str, ...] = ()
    rule: str = ""


class Area(Record):
    """A place name led to an official area."""

    raw: str
    name: str
    gss_code: str | None = None
    """Official code valid in the plan's period; None for a place without one."""
    judgement: Judgement = "accepted"
    rule: str = ""


class Candidate(Record):
    """A body of the register that a mention might mean."""

    agency_id: str
    name: str
    score: float
    features: dict[str, float] = Field(default_factory=dict)
    """Readable evidence by name, each 0 to 1."""


class Mention(Record):
    """One name of an agency as printed, and what it was resolved to."""

    mention_id: str
    raw: str
    """The part of the cell that names one agency, as printed."""
    where: str
    """``who`` and other action fields, ``member``, ``prose``."""
    subject_id: str
    """Id of the action, or of the document for a member list."""
    role: Literal["lead", "partner", "all_partners", "member", "unstated"] = "unstated"
    department: str | None = None
    """Printed department under the body: "Adult Social Care"."""
    agency_ids: tuple[str, ...] = ()
    """Accepted bodies (several for "South and Vale"); ``ALL_PARTNERS`` and ``GENERIC:role`` are ids."""
    agency: str = ""
    """Official names, semicolon-separated; the title of a role, "All partners"."""
    code: str = ""
    """Official code where there is exactly one body with one."""
    judgement: Judgement = "not_looked_at"
    score: float = 0.0
    margin: float = 0.0
    """Distance to the runner-up."""
    rule: str = ""
    """What decided: ``document_acronym``, ``register_name``, ``alias``, ``area_context``, ``fuzzy``,
    ``override``..."""
    candidates: tuple[Candidate, ...] = ()


class DerivedPeriod(Record):
    """A period derived for a field of a record."""

    subject_id: str
    field: str
    """``when``, ``period``..."""
    period: Period


class DerivedArea(Record):
    """An area derived for a record."""

    subject_id: str
    area: Area


class DerivedMeasure(Record):
    """A controlled measure id for a statistic's printed wording."""

    subject_id: str
    measure_id: str
    """Id of the vocabulary in ``normalise/data``."""
    rule: str = ""


class DerivedTheme(Record):
    """A theme of an action and the words that led there."""

    subject_id: str
    theme_id: str
    words: tuple[str, ...] = ()
