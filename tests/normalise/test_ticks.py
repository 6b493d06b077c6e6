"""Ticks: a mark under a header says who takes part, or when."""

from __future__ import annotations

import pytest

from normalise.plan import normalise_plan
from parsers.read import read_plan
from planhouse.plan import NormalisedPlan
from planhouse.ticks import is_tick, split_levels

PLAN = """\
Dorset Community Safety Partnership: Action Plan 2023-2025

| No | Action | Council | Police | Probation | Complete | Q1 2023/24 | Q2 2023/24 | Lead |
|---|---|---|---|---|---|---|---|---|
| 1 | Fit locks for victims of burglary | ✓ |  | ✓ |  | ✓ |  | Safety Manager |
| 2 | Patrol the river path |  | x |  | ✓ |  | ● | Inspector |
"""


@pytest.fixture(scope="module")
def plan() -> NormalisedPlan:
    return normalise_plan(read_plan(PLAN.encode(), "plan.md"))


@pytest.mark.parametrize(
    ("text", "says_yes"),
    [("✓", True), ("x", True), ("●", True), (" ✔ ", True), ("✗", False), ("Yes, in May", False), ("", False)],
)
def test_a_tick_is_a_mark_alone(text: str, says_yes: bool) -> None:
    assert is_tick(text) is says_yes


def test_headers_over_a_column_are_told_apart() -> None:
    assert split_levels("When (2023/24) / Q2") == ("When (2023/24)", "Q2")


def named(plan: NormalisedPlan, row: int) -> dict[str, str]:
    """Header -> agency of the mentions in columns of ticks of one action."""
    action = plan.extract.actions[row]
    return {
        m.where: m.judgement for m in plan.mentions if m.subject_id == action.action_id and m.where != "who"
    }


def test_bodies_over_ticks_are_mentions_of_the_actions_ticked(plan: NormalisedPlan) -> None:
    assert set(named(plan, 0)) == {"Council", "Probation"}
    assert set(named(plan, 1)) == {"Police"}


def test_times_over_ticks_are_periods_of_the_actions_ticked(plan: NormalisedPlan) -> None:
    days = {
        (p.subject_id, p.field): (str(p.period.start), str(p.period.end))
        for p in plan.periods
        if p.field.startswith("Q")
    }
    first, second = plan.extract.actions
    assert days == {
        (first.action_id, "Q1 2023/24"): ("2023-04-01", "2023-06-30"),
        (second.action_id, "Q2 2023/24"): ("2023-07-01", "2023-09-30"),
    }


def test_a_quarter_under_its_year_is_told_with_it() -> None:
    text = PLAN.replace("Q1 2023/24", "When 2023/24 / Q1").replace("Q2 2023/24", "When 2023/24 / Q2")
    plan = normalise_plan(read_plan(text.encode(), "plan.md"))
    assert {p.period.raw for p in plan.periods if "/ Q" in p.field} == {"Q1 2023/24", "Q2 2023/24"}


def test_the_ticks_stay_as_printed_under_their_headers(plan: NormalisedPlan) -> None:
    action = plan.extract.actions[1]
    assert (action.other["Police"].text, action.other["Complete"].text, action.when) == ("x", "✓", None)


def test_words_on_how_things_stand_at_a_date_are_no_dates() -> None:
    text = (
        "Dorset Community Safety Partnership: Action Plan 2021-2024\n\n"
        "| Action | Lead | Start date | Progress to end of September 2022 |\n|---|---|---|---|\n"
        "| Fit locks | Police | May 2021 | 83% done against a target of 90% |\n"
        "| Patrol the path | Council | June 2021 | Two trainers have left |\n"
    )
    plan = normalise_plan(read_plan(text.encode(), "plan.md"))
    assert {p.period.raw for p in plan.periods if p.field not in ("period", "when")} <= {
        "May 2021",
        "June 2021",
    }


def test_headers_that_begin_as_months_or_name_laws_say_no_time_and_few_bodies_make_none_of_others() -> None:
    text = (
        "Dorset Community Safety Partnership: Action Plan 2021-2024\n\n"
        "| Action | Council | Mayor | Marketing | Care Act 2014 | Lead |\n|---|---|---|---|---|---|\n"
        "| Fit locks | x | x | x | x | Manager |\n| Patrol the path | x |  | x | x | Inspector |\n"
    )
    plan = normalise_plan(read_plan(text.encode(), "plan.md"))
    assert {p.field for p in plan.periods} <= {"period"}
    assert {m.where for m in plan.mentions} <= {"who", "Council"}
