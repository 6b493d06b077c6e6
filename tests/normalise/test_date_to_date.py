"""A year to date ends where the document does, never with the year."""

import datetime as dt
from dataclasses import replace

import pytest

from normalise.dates import parse_period
from normalise.frame import PlanContext
from normalise.plan import normalise_plan
from normalise.spreadsheet import normalise_dates
from parsers.read import read_plan

JUNE = replace(PlanContext(), as_of=dt.date(2015, 6, 30))


@pytest.mark.parametrize(
    ("raw", "start", "end", "unsure"),
    [
        ("FYTD 2015/16", "2015-04-01", "2015-06-30", False),
        ("2015/16 YTD", "2015-04-01", "2015-06-30", False),
        ("Financial year to date 2015/16", "2015-04-01", "2015-06-30", False),
        ("YTD 2015", "2015-01-01", "2015-06-30", False),
        ("FYTD", "2015-04-01", "2015-06-30", False),
        ("YTD", "2015-01-01", "2015-06-30", False),
        ("FYTD 2014/15", "2014-04-01", "2014-06-30", True),
        ("YTD 2014", "2014-01-01", "2014-06-30", True),
    ],
)
def test_the_end_is_inferred_from_the_date_of_the_document(raw, start, end, unsure):
    found = parse_period(raw, JUNE)
    assert (str(found.start), str(found.end), found.unsure) == (start, end, unsure)
    assert (found.inferred, found.type, found.rule) == (True, "range", "year_to_date")


def test_an_earlier_year_may_be_the_whole_one():
    assert parse_period("FYTD 2014/15", JUNE).alternative == "2014-04-01/2015-03-31"


@pytest.mark.parametrize("frame", [PlanContext(), replace(PlanContext(), as_of=dt.date(2014, 1, 1))])
def test_without_a_date_that_the_year_reaches_the_end_stays_open_with_a_doubt(frame):
    found = parse_period("FYTD 2015/16", frame)
    assert (found.start, found.end, found.unsure) == (dt.date(2015, 4, 1), None, True)
    assert found.alternative == "its end is not printed"


def test_twelve_months_to_a_date_are_no_year_to_date():
    assert parse_period("12 months to March 2015", JUNE).end == dt.date(2015, 3, 31)


def test_the_end_of_february_is_its_last_day_in_every_year():
    leap = replace(PlanContext(), as_of=dt.date(2016, 2, 29))
    assert parse_period("YTD 2015", leap).end == dt.date(2015, 2, 28)


def test_a_spreadsheet_may_tell_the_date_of_its_document():
    rows = normalise_dates([{"raw": "FYTD 2015/16", "document_date": "June 2015"}, {"raw": "FYTD 2015/16"}])
    assert [(r["end"], r["inferred"], r["unsure"]) for r in rows] == [
        ("2015-06-30", "yes", ""),
        ("", "", "yes"),
    ]


REPORT = """# Knife Crime Summary

{date}

| Borough | FYTD 2014/15 | FYTD 2015/16 |
| --- | --- | --- |
| Brent | 90 | 102 |
"""


def periods_and_doubts(date):
    plan = normalise_plan(read_plan(REPORT.format(date=date).encode(), "report.txt"))
    periods = {p.period.raw: str(p.period.end) for p in plan.periods if p.field == "period"}
    return periods, [i.message for i in plan.issues if i.code == "DATE_UNSURE"]


def test_figures_of_a_report_end_with_its_month():
    periods, doubts = periods_and_doubts("June 2015")
    assert periods == {"FYTD 2014/15": "2014-06-30", "FYTD 2015/16": "2015-06-30"}
    assert len(doubts) == 1
    assert "corresponds to the document's date" in doubts[0]


@pytest.mark.parametrize("date", ["2015", "August 2019", ""])
def test_a_report_without_such_a_date_leaves_the_end_open_and_says_so_once_a_wording(date):
    periods, doubts = periods_and_doubts(date)
    assert set(periods.values()) == {"None"}
    assert len(doubts) == 2
    assert all("its end is not printed" in d for d in doubts)
