"""When: printed wording of time becomes periods, and says how sure it is."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dates import parse_period, parse_periods
from normalise.frame import PlanContext, frame_from_columns
from planhouse.derived import Period

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "dates.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
)
NO_FRAME = PlanContext()


def row_of(period: Period) -> dict[str, str]:
    return {
        "type": period.type,
        "start": str(period.start or ""),
        "end": str(period.end or ""),
        "precision": period.precision,
        "recurrence": period.recurrence,
        "unsure": "yes" if period.unsure else "",
    }


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["half"] == "tune"], ids=lambda c: f"{c['class']}: {c['raw']}"
)
def test_case_is_read_as_the_table_says(case: dict[str, str]) -> None:
    got = row_of(parse_period(case["raw"], frame_from_columns(plan_period=case["plan_period"])))
    assert {k: case[k] for k in got} == got


def test_held_out_cases_are_read_exactly_in_at_least_ninety_seven_of_a_hundred() -> None:
    cases = [c for c in CASES if c["half"] == "held_out"]
    exact = sum(
        all(case[k] == v for k, v in row_of(
            parse_period(case["raw"], frame_from_columns(plan_period=case["plan_period"]))
        ).items())
        for case in cases
    )  # fmt: skip
    assert exact / len(cases) >= 0.97


def test_several_dates_of_a_cell_are_all_read() -> None:
    periods = parse_periods("March 2022; September 2022 and January 2023", NO_FRAME)
    assert [dt.date(2022, 3, 1), dt.date(2022, 9, 1), dt.date(2023, 1, 1)] == [p.start for p in periods]


def test_review_date_stands_beside_ongoing_work() -> None:
    main, review = parse_periods("Ongoing (review March 2022)", NO_FRAME)
    assert (main.type, main.start) == ("ongoing", None)
    assert dt.date(2022, 3, 31) == review.end


def test_year_from_the_plan_is_marked_inferred_and_a_printed_one_is_not() -> None:
    frame = frame_from_columns(plan_period="2021/22")
    assert parse_period("by end of March", frame).inferred
    assert not parse_period("by end of March 2022", frame).inferred


def test_month_of_a_plan_of_several_years_names_the_other_year() -> None:
    period = parse_period("October", frame_from_columns(plan_period="2021-2025"))
    assert (period.unsure, period.alternative) == (True, "2022-10-01/2022-10-31")


def test_unread_wording_says_so() -> None:
    period = parse_period("See partnership website", NO_FRAME)
    assert (period.type, period.rule) == ("none", "unread")


MONTHS = ["January", "Feb", "MARCH", "apr", "May", "June", "Jul", "August", "Sept", "Oct", "nov", "December"]


@given(st.integers(1, 12), st.integers(2000, 2049), st.sampled_from(["{} {}", "{}, {}", "by {} {}", "{}-{}"]))
def test_any_month_and_year_is_read(month: int, year: int, form: str) -> None:
    period = parse_period(form.format(MONTHS[month - 1], year), NO_FRAME)
    assert period.end is not None
    assert (year, month) == (period.end.year, period.end.month)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 31)))
def test_any_day_is_read_day_first(day: dt.date) -> None:
    for form in ("%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%A %d %b %Y"):
        assert day == parse_period(day.strftime(form), NO_FRAME).start


@given(st.integers(2000, 2058))
def test_any_financial_year_runs_from_april_to_march(year: int) -> None:
    period = parse_period(f"{year}/{(year + 1) % 100:02d}", NO_FRAME)
    assert (dt.date(year, 4, 1), dt.date(year + 1, 3, 31)) == (period.start, period.end)


WORDS = st.sampled_from(
    [
        *("by", "from", "to", "-", "/", "and", "end of", "mid", "early", "March", "June", "2021", "2022/23"),
        *("21-22", "Q1", "quarter 3", "31", "1st", "autumn", "ongoing", "annually", "every 6 months", "x"),
        *("within", "year 2", "TBC", "financial", "(review),", "01/04/2021", "per", "12", "Winter 2020"),
    ]
)


@given(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=40))
def test_never_raises_never_empty_never_ends_before_it_starts(raw: str) -> None:
    for frame in (
        NO_FRAME,
        frame_from_columns(plan_period="2021-2025"),
        frame_from_columns(plan_year="2022"),
    ):
        periods = parse_periods(raw, frame)
        assert periods
        for period in periods:
            assert period.raw == raw
            assert period.rule
            assert period.start is None or period.end is None or period.start <= period.end


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_a_period_written_out_again_is_the_same_period(raw: str) -> None:
    period = parse_period(raw, NO_FRAME)
    if period.start and period.end:
        again = parse_period(f"{period.start} to {period.end}", NO_FRAME)
        assert (period.start, period.end) == (again.start, again.end)


@pytest.mark.parametrize(
    ("raw", "type_", "recurrence"),
    [
        ("Half-termly", "recurring", "every half term"),
        ("Every school holiday", "recurring", "school holidays"),
        ("Each review", "recurring", "every review"),
        ("As cases arise", "recurring", "as required"),
        ("In force", "ongoing", ""),
        ("Not yet fixed", "tbc", ""),
    ],
)
def test_terms_holidays_and_occasions_recur(raw: str, type_: str, recurrence: str) -> None:
    period = parse_period(raw, NO_FRAME)
    assert (period.type, period.recurrence) == (type_, recurrence)
