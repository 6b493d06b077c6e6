"""What labels over and beside figures say in the company of one another: a class of wording each."""

from __future__ import annotations

import pytest

from parsers.kinds.labels import parse_label
from parsers.kinds.statistics import build_statistics
from parsers.places import is_place, strip_area_words
from planhouse.records import Statistic
from tests.parsers.stat_cases import build_table


def read(rows: str, caption: str | None = None, headers: int = 1) -> dict[str, Statistic]:
    """The figures of one table by their printed text."""
    facts = build_statistics(build_table(rows, caption, headers), "d-1")[0]
    return {f.raw.text: f for f in facts if f.value is not None}


@pytest.mark.parametrize(
    ("label", "core", "period"),
    [
        ("Offences 06/07", "Offences", "06/07"),
        ("Offences (06/07)", "Offences", "06/07"),
        ("99/00 Offences", "Offences", "99/00"),
        ("Rank 06/09", "Rank 06/09", None),
        ("Seen within 24/7 cover", "Seen within 24/7 cover", None),
        ("Baseline (2005–09 average)", "Baseline", "2005–09 average"),
        ("Killed, 2010-14 mean", "Killed", "2010-14 mean"),
        ("Baseline (average 2010-14)", "Baseline", "average 2010-14"),
        ("Average 2015–19", "", "Average 2015–19"),
        ("Change 22/23 to 23/24", "Change", "22/23 to 23/24"),
        ("Rate per 1,000 17/18", "Rate", "17/18"),
        ("2021/22 to date (Q1 to Q3)", "", "2021/22 to date (Q1 to Q3)"),
    ],
)
def test_the_period_at_a_labels_end(label: str, core: str, period: str | None) -> None:
    found = parse_label(label)
    assert (found.core, found.period) == (core, period)


def test_means_of_years_are_counts_beside_counts() -> None:
    found = read(
        "Road user|Baseline (2005–09 average)|2010|2011\nDrivers|304.2|246|229\nRiders|98.6|82|91\n",
        "Table 1: People killed or seriously injured",
    )
    assert (found["304.2"].unit, found["304.2"].period_raw) == ("count", "2005–09 average")
    assert found["304.2"].category == "Drivers"


def test_rows_chosen_by_their_rate_are_measured_by_the_caption() -> None:
    found = read(
        "Ward|Offences 06/07|Rate per 1,000 06/07|Rank 06/07\nAbbey|1,702|126.5|2\nSinfin|1,540|110.8|4\n",
        "Table 2: Recorded crime in the wards with the highest rates",
    )
    assert {f.measure for f in found.values()} == {"Recorded crime in the wards with the highest rates"}
    assert {f.period_raw for f in found.values()} == {"06/07"}


DISTRICTS = """
District|2021/22|2022/23
Districts of the county||
Burnley|61|55
Chorley|44|47
County total|105|102
Unitary authorities||
Blackpool|132|119
Blackburn with Darwen|101|96
Unitary total|233|215
Lancashire|338|317
"""


def test_kinds_of_areas_are_groups_and_no_areas() -> None:
    found = read(DISTRICTS, "Table 3: Dwelling fires by district")
    assert (found["61"].area, found["61"].category) == ("Burnley", "Districts of the county")
    assert not is_place("Districts of the county")
    assert is_place("Derwent ward")


def test_a_sum_of_a_group_is_no_area_and_the_whole_stands_outside() -> None:
    found = read(DISTRICTS, "Table 3: Dwelling fires by district")
    assert (found["105"].area, found["105"].category) == (None, "Districts of the county / County total")
    assert (found["233"].area, found["233"].category) == (None, "Unitary authorities / Unitary total")
    assert (found["338"].area, found["338"].category) == ("Lancashire", None)


def test_a_standard_beside_periods_is_a_target_without_a_period() -> None:
    found = read(
        "Indicator|Standard|2021/22|2022/23\nFirst engine (average minutes)|6.00|5.92|5.81\n"
        "Visits made (number)|20,000|14,630|21,415\n",
        "Table 4: Key performance indicators, 2022/23",
    )
    assert (found["6.00"].kind, found["6.00"].unit, found["6.00"].period_raw) == ("target", "minutes", None)
    assert found["20,000"].category is None
    assert (found["5.81"].kind, found["5.81"].period_raw) == ("level", "2022/23")


def test_a_standard_beside_high_and_medium_is_a_sort_of_risk() -> None:
    found = read(
        "Year|High|Medium|Standard\n2020/21|112|340|901\n2021/22|120|352|877\n",
        "Table 5: Victims by assessed risk",
    )
    assert (found["901"].kind, found["901"].category) == ("level", "Standard")


@pytest.mark.parametrize(
    "header",
    ["|16 to 34|35 to 54|55 and over|Total", "Day|00.00 to 05.59|06.00 to 11.59|12:00–17:59|All"],
)
def test_ages_and_hours_head_columns(header: str) -> None:
    found = read(f"{header}\nMonday|14|23|31|68\nTuesday|12|19|28|59\n", "Attendances", headers=0)
    assert sorted(f.value for f in found.values()) == [12, 14, 19, 23, 28, 31, 59, 68]
    assert all(f.unit == "count" for f in found.values())


def test_ranges_in_every_row_are_figures() -> None:
    found = read("Burglary|10-20|30-40\nRobbery|12-14|22-25\n", "Estimated offences, low and high", headers=0)
    assert len(found) == 4


def test_the_unit_of_a_change_is_its_own() -> None:
    found = read(
        "Year|Band A|Band B\n|£|£\n2017/18|144.78|168.91\n2018/19|152.76|178.22\n"
        "Increase (£)|7.98|9.31\nIncrease (%)|5.51|5.52\n",
        "Table 6: Policing part of the council tax by band",
        2,
    )
    assert (found["5.51"].kind, found["5.51"].unit) == ("change_pct", "%")
    assert (found["7.98"].kind, found["7.98"].unit) == ("change_abs", "GBP")


def test_equivalents_are_counted_in_decimals() -> None:
    found = read(
        "Authority|Tax base (Band D equivalents)|Precept £\nBreckland|43,512.2|9,970,386\n"
        "Norwich|36,166.0|8,287,077\n",
        "Table 7: Precept by billing authority 2018/19",
    )
    assert found["43,512.2"].unit == "count"
    assert parse_label("Full-time equivalents").unit == "fte"


def test_lines_of_an_account_are_categories_of_it() -> None:
    found = read(
        "|2018/19|2019/20\nBase budget|149,012|154,103\nPressures|3,344|1,240\nSavings|-2,268|-2,111\n",
        "Table 8: Medium term financial plan (£000)",
    )
    assert (found["3,344"].measure, found["3,344"].category) == ("Medium term financial plan", "Pressures")
    assert found["3,344"].value == 3_344_000


def test_the_area_of_a_caption_may_be_on_an_island() -> None:
    found = read("Offence|2004/05\nViolence|2,044\nBurglary|512\n", "Table 9 – Offences on the Isle of Wight")
    assert found["512"].area == "Isle of Wight"


def test_a_share_that_says_not_of_what_is_of_the_count_beside_it() -> None:
    found = read(
        "Year|Cases heard|Repeat cases|% repeat|% with children\n"
        "2016/17|612|141|23%|61%\n2017/18|655|170|26%|58%\n",
        "Table 10: Multi-agency risk assessment conference",
    )
    assert (found["23%"].measure, found["23%"].kind) == ("Repeat cases", "share")
    assert found["61%"].measure == "% with children"


def test_persons_alone_beside_a_rate_are_no_sort() -> None:
    found = read(
        "Area|Persons|Rate per 100,000\nWrexham|318|531.2\nFlintshire|244|437.0\n",
        "Table 11: Hospital admissions caused by alcohol, 2011/12",
    )
    assert (found["318"].category, found["318"].measure) == (None, "Hospital admissions caused by alcohol")


def test_sub_totals_in_the_words_of_their_group_are_no_areas() -> None:
    found = read(
        "District|2021/22\nRural districts|\nBreckland|61\nBroadland|44\nSub-total, rural districts|105\n"
        "Urban districts|\nNorwich|132\nGreat Yarmouth|40\nSub-total, urban districts|172\nNorfolk|277\n",
        "Table 12: Domestic abuse crimes by district",
    )
    assert (found["172"].area, found["172"].category) == (
        None,
        "Urban districts / Sub-total, urban districts",
    )
    assert (found["277"].area, found["277"].category) == ("Norfolk", None)


def test_a_rate_behind_full_groups_of_units_stands_alone() -> None:
    found = read(
        "Ethnic group|Stop searches||Arrests||Rate per 1,000 population\n|No.|%|No.|%|\n"
        "White|5,012|84.2|288|82.8|7.3\nBlack|352|5.9|31|8.9|24.8\n",
        "Table 13: Stop search by ethnic group, 2024-25",
        headers=0,
    )
    assert (found["8.9"].category, found["8.9"].unit) == ("Black / Arrests", "%")
    assert (found["24.8"].category, found["24.8"].unit) == ("Black", "per 1,000")


@pytest.mark.parametrize(
    "label",
    [
        "Premises licence – variation",
        "Minor variations",
        "Variation of licence",
        "Growth and Regeneration",
        "Applications for variation",
    ],
)
def test_a_step_of_licensing_or_a_directorate_is_no_change(label: str) -> None:
    assert parse_label(label).kind is None


@pytest.mark.parametrize(
    "label", ["Variation", "Variation (£000)", "Licence fees: variation on 2019", "Growth"]
)
def test_a_variation_of_sums_is_a_change(label: str) -> None:
    assert parse_label(label).kind == "change_abs"


def test_a_figure_against_an_average_is_a_change() -> None:
    assert parse_label("2022 against average (%)").kind == "change_pct"
    assert parse_label("Performance against target").kind != "change_abs"


@pytest.mark.parametrize(
    ("label", "area"),
    [
        ("% change Oldham", "Oldham"),
        ("% change GM", "GM"),
        ("Change in Kent", "Kent"),
        ("% change Year", None),
    ],
)
def test_a_change_may_name_its_area(label: str, area: str | None) -> None:
    assert parse_label(label).owner == area


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("FTE staff", "fte"),
        ("FTE per 100,000", "per 100,000"),
        ("Hours of unpaid work", "hours"),
        ("Working days lost", "working days"),
        ("Trust in the council (% who agree)", "%"),
    ],
)
def test_a_unit_within_a_label(label: str, unit: str) -> None:
    assert parse_label(label).unit == unit
    assert parse_label(label).core


def test_the_rest_of_an_area_keeps_its_name() -> None:
    assert strip_area_words("Rest of the district") == "Rest of the district"
    assert strip_area_words("Kent County Council") == "Kent"
