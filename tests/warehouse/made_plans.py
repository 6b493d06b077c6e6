"""Hand-made plans: small ones in one line each, with all that the schema can hold."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

from planhouse.checks import Check
from planhouse.content import PageContent
from planhouse.derived import (
    Area,
    Candidate,
    DerivedArea,
    DerivedMeasure,
    DerivedPeriod,
    DerivedTheme,
    Mention,
    Period,
)
from planhouse.geometry import Box, Place
from planhouse.issues import Issue, raise_issue
from planhouse.page import Block, Drop
from planhouse.plan import Ledger, NormalisedPlan, PlanExtract
from planhouse.records import (
    Action,
    Definition,
    Document,
    Member,
    Priority,
    Promise,
    Statistic,
    Value,
)
from planhouse.table import (
    Column,
    Fragment,
    Join,
    LogicalCell,
    LogicalRow,
    LogicalTable,
    PageTable,
)


def place(page: int = 1, top: float = 100.0) -> Place:
    return Place(page, Box(36.04, top, 180.26, top + 12))


def value(text: str, page: int = 1, top: float = 100.0, origin: str = "printed") -> Value:
    rule = "span" if origin == "inherited" else ""
    return Value(
        text=text,
        fragments=(Fragment(text, place(page, top)),),
        origin=origin,
        inherited_by=rule,
    )


def action(
    number: int, activity: str, who: str = "Police", when: str = "March 2022", of: str = "one", **more: object
) -> Action:
    fields = {"issue": value("Burglary", origin="inherited" if number > 1 else "printed")} | more
    return Action(
        action_id=f"a-{of}-{number}",
        table=1,
        row=number,
        section=value("Priority One"),
        activity=value(activity, page=number),
        when=value(when, page=number),
        who=value(who, page=number),
        **fields,
    )


def figure(number: int, raw: str, amount: str | None, of: str = "one", **more: object) -> Statistic:
    return Statistic(
        statistic_id=f"s-{of}-{number}",
        table=2,
        row=number,
        column=1,
        row_path=("Theft",),
        column_path=("2021",),
        measure="Theft",
        value=None if amount is None else Decimal(amount),
        unit="count",
        raw=value(raw, page=2),
        **more,
    )


def mention(
    number: int, subject: str, raw: str = "TVP", role: str = "lead", of: str = "one", **more: object
) -> Mention:
    given = {
        "agency_ids": ("police-tv",),
        "agency": "Thames Valley Police",
        "judgement": "accepted",
        "score": 0.98,
        "rule": "alias",
        "candidates": (Candidate(agency_id="police-tv", name="Thames Valley Police", score=0.98),),
    }
    return Mention(
        mention_id=f"m-{of}-{number}", raw=raw, where="who", subject_id=subject, role=role, **given | more
    )


def table(number: int = 1, rows: tuple[tuple[str, ...], ...] = (("Burglary", "Mark bikes"),)) -> LogicalTable:
    columns = tuple(Column((h,), h.lower(), (Fragment(h, place()),)) for h in ("Issue", "Activity"))
    body = tuple(
        LogicalRow(
            tuple(LogicalCell(t, (Fragment(t, place(1, 120.0 + 20 * n)),)) for t in row), "Priority One"
        )
        for n, row in enumerate(rows)
    )
    join = Join(
        "row", place(1, 700), place(2, 60), True, 0.91, {"open_bottom": 1.0}, "two rows", "Mark", "bikes"
    )
    piece = PageTable(1, (), len(rows) + 1, 2, place())
    return LogicalTable(
        number, columns, body, caption="Actions", kind="actions", joins=(join,), pieces=(piece,)
    )


def document(content: str = "one", **more: object) -> Document:
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    given = {
        "document_id": f"d-{sha256[:12]}",
        "sha256": sha256,
        "source_file": f"{content}.pdf",
        "media_type": "application/pdf",
        "pages": 2,
        "title": value("Community Safety Plan 2021-2025"),
        "partnership": value("Westshire Community Safety Partnership"),
        "period": value("2021-2025"),
        "period_start_year": 2021,
        "period_end_year": 2025,
    }
    return Document(**given | more)


def extract(content: str = "one", **more: object) -> PlanExtract:
    blocks = (
        Block("heading", "Our plan", place(1, 40), (0, 1), level=1),
        Block("paragraph", "We keep people safe.", place(1, 60), (2, 3, 4, 5)),
    )
    given = {
        "document": document(content),
        "contents": (PageContent(1, blocks, ()),),
        "tables": (table(),),
        "priorities": (Priority(priority_id=f"r-{content}-1", number=1, text=value("Reduce burglary")),),
        "actions": (
            action(1, "Mark bikes", of=content),
            action(2, "Visit victims", who="WODC/TVP", of=content),
        ),
        "statistics": (
            figure(1, "3,733*", "3733", content, flags=("footnote:*",)),
            figure(2, "-", None, content, flags=("suppressed",)),
        ),
        "promises": (
            Promise(
                promise_id=f"p-{content}-1", kind="action", section="Our plan", text=value("We will listen.")
            ),
        ),
        "members": (Member(text=value("Fire Service"), heading="Members"),),
        "definitions": (Definition(acronym="TVP", expansion="Thames Valley Police"),),
        "checks": (
            Check(
                check_id=f"c-{content}-1",
                kind="difference",
                table=2,
                subject_id=f"s-{content}-1",
                statistic_ids=(f"s-{content}-1", f"s-{content}-2"),
                printed=Decimal(3733),
                recomputed=Decimal(3700),
                verdict="fails",
                place=place(2),
                message="4000 - 300 = 3700, not 3733",
            ),
        ),
        "joins": table().joins,
        "ledger": Ledger(words=9, placed={"cell": 8, "dropped": 1}, drops=(Drop("x", "overprint", place()),)),
    }
    return PlanExtract(**given | more)


def plan(content: str = "one", issues: tuple[Issue, ...] = (), **more: object) -> NormalisedPlan:
    march = Period(
        raw="March 2022", type="month", start=dt.date(2022, 3, 1), end=dt.date(2022, 3, 31), rule="month"
    )
    return NormalisedPlan(
        extract=extract(content, **more),
        mentions=(
            mention(1, f"a-{content}-1", of=content),
            mention(
                2, f"a-{content}-2", "WODC", "partner", content, agency_ids=(), agency="", judgement="unsure"
            ),
        ),
        periods=(DerivedPeriod(subject_id=f"a-{content}-1", field="when", period=march),),
        areas=(
            DerivedArea(
                subject_id=f"a-{content}-1", area=Area(raw="Witney", name="Witney", gss_code="E04012345")
            ),
        ),
        measures=(DerivedMeasure(subject_id=f"s-{content}-1", measure_id="theft"),),
        themes=(DerivedTheme(subject_id=f"a-{content}-1", theme_id="acquisitive-crime", words=("bikes",)),),
        issues=issues,
    )


def doubt() -> Issue:
    return raise_issue("DATE_UNSURE", "Q1 of which year?", place(2), raw="Q1")
