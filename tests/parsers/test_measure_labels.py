"""Which label measures, which sorts, and in what its figures are told: small tables, a rule each."""

from __future__ import annotations

import pytest

from parsers.kinds.figure_share import is_money_list
from parsers.kinds.statistics import build_statistics
from parsers.numbers import parse_cell
from parsers.read import read_plan
from planhouse.records import Statistic
from tests.parsers.stat_cases import build_table, read_fact


def facts(text: str, caption: str | None = None, headers: int = 1) -> dict[str, Statistic]:
    """The figures of a table by their printed text."""
    found, _ = build_statistics(build_table(text, caption, headers), "d-1")
    return {f.raw.text: f for f in found}


def test_a_column_of_another_measure_beside_quarters() -> None:
    rows = "Type|Apr-Jun|Jul-Sep|Oct-Dec|Arrests\nDisorder|312|366|251|141\nShop theft|161|150|198|169"
    found = facts(rows, "CCTV incidents by type, 2012/13")
    assert (found["141"].measure, found["141"].category) == ("Arrests", "Disorder")
    assert (found["312"].measure, found["312"].period_raw) == ("CCTV incidents by type", "Apr-Jun 2012/13")


def test_rows_of_a_list_of_facts_measure_things_of_their_own() -> None:
    found = facts(
        "Cameras|41\nIncidents logged|3,606\nStaffed hours per week|126\nCost|£182k", "CCTV, 2012/13", 0
    )
    assert [f.measure for f in found.values()] == [
        "Cameras",
        "Incidents logged",
        "Staffed hours per week",
        "Cost",
    ]
    assert [f.unit for f in found.values()] == ["count", "count", "hours", "GBP"]


def test_rows_under_a_header_of_sorts_are_categories() -> None:
    found = facts("Band|2016/17|2017/18\nA|£143.01|£145.87\nB|£166.84|£170.18", "Council tax")
    assert {(f.measure, f.category) for f in found.values()} == {("Council tax", "A"), ("Council tax", "B")}


def test_a_rank_has_no_unit_and_is_of_the_place_it_names() -> None:
    rows = "Robbery (per 1,000 population)|1.3|1.7|6\nArson (per 1,000 population)|0.4|0.3|12"
    found = facts(
        f"|Merton|Family average|Merton's rank (of 15)\n{rows}", "Crime rates in Merton and the family group"
    )
    assert (found["6"].kind, found["6"].unit, found["6"].area) == ("rank", None, "Merton")
    assert (found["1.7"].kind, found["1.7"].area) == ("rate", "Family")


def test_a_change_is_of_the_one_measure_beside_it_and_keeps_its_own_period() -> None:
    rows = "Abbey|402|58.1|+12.6%\nPark|311|47.6|-3.4%"
    found = facts(
        f"Ward|Incidents|Per 1,000 residents|% change on previous year\n{rows}",
        "The ten wards with the most noise in 2015 were:",
    )
    assert (found["+12.6%"].measure, found["+12.6%"].period_raw) == ("Incidents", None)
    assert (found["402"].period_raw, found["58.1"].kind) == ("2015", "rate")


def test_a_unit_printed_once_over_the_middle_column_is_of_all() -> None:
    found = facts(
        "|2016/17|£'000 2017/18|Change\nOfficers|60,410|61,085|675\nStaff|3,940|3,610|(330)", "Budget"
    )
    assert {f.unit for f in found.values()} == {"GBP"}
    assert (found["60,410"].value, found["(330)"].value) == (60_410_000, -330_000)


def test_the_average_of_years_is_a_count_and_leaves_the_years_counts() -> None:
    rows = "Violence|412.4|398|371|81.2\nTheft|8120.2|7433|7012|38.9"
    found = facts(f"Group|5 year average|2012/13|2013/14|Detection rate\n{rows}", "Crimes recorded")
    assert [found[t].unit for t in ("412.4", "398", "7012", "81.2")] == ["count", "count", "count", "%"]


def test_an_aim_over_figures_is_no_change() -> None:
    found = facts("Target|2010/11|2011/12\nIncrease public confidence|51%|53%\nReduce robbery|388|361")
    assert {f.kind for f in found.values()} == {"share", "level"}


def test_ages_are_labels_and_close_with_a_total() -> None:
    rows = "Age|Male|Female\n10-14|12|4\n15|18|5\n16|21|6\n17|24|7\nTotal|75|22"
    found = facts(rows, "Young people in the justice system by age and gender, 2022/23")
    assert read_fact(found["75"])["category"] == "Total / Male"
    assert "15" not in found


@pytest.mark.parametrize("text, unit", [("10 mins", "minutes"), ("4 hours", "hours"), ("41 days", "days")])
def test_a_time_in_a_cell_has_its_unit(text: str, unit: str) -> None:
    read = parse_cell(text)
    assert isinstance(read, tuple)
    assert read[0].unit == unit


FUND = "Project|Lead|Amount\nStudent nights|Students' Union|£6,500\nLicences|Council|£4,200\nTOTAL||£10,700"


def test_a_short_list_of_sums_is_statistics_though_headed_as_actions() -> None:
    assert is_money_list(build_table(FUND, headers=1))
    text = "Our Plan 2016\n\nLocality Fund 2016/17\n\n" + FUND.replace("|", "\t") + "\n\nThat is all.\n"
    extract = read_plan(text.encode(), "plan.txt")
    assert [s.value for s in extract.statistics] == [6500, 4200, 10700]
    assert extract.actions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Action|Lead|Cost\nInstall gates|Council|£500\nRun a campaign|Police|£200\nHold a day|Police|£100",
        "Project|Lead|By when|Cost\nGates|Council|2021|£500\nCampaign|Police|2022|£200\nDay|Police|2022|£100",
    ],
)
def test_a_plan_with_costs_is_none(text: str) -> None:
    table = read_plan(("A Plan\n\n" + text.replace("|", "\t") + "\n").encode(), "plan.txt").tables[0]
    assert not is_money_list(table)
