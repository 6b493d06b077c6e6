"""What the wording around a table gives its figures: through a text export, a class of wording each."""

from __future__ import annotations

import pytest

from parsers.kinds.labels import parse_caption, parse_label
from parsers.kinds.statistics import build_statistics
from parsers.kinds.two_figures import read_pair, without_pair
from parsers.read import read_plan
from parsers.readers.text import read_text
from planhouse.page import Block
from planhouse.records import Statistic
from tests.parsers.stat_cases import build_table


def read(table: str) -> dict[str, Statistic]:
    """The figures of one table by their printed text."""
    source = f"A Partnership\n\n1 Introduction\n\n{table}\n\nMembers are asked to note what it says.\n"
    found = read_plan(source.encode(), "case.txt").statistics
    return {s.raw.text: s for s in found if s.value is not None and not s.in_prose}


def test_a_unit_over_the_row_labels_is_of_all_columns() -> None:
    found = read(
        "Table 1: Capital programme\n£000\t2023/24\tTotal\nEstates\t6,420\t20,765\nFleet\t(850)\t-\n"
    )
    assert (found["6,420"].value, found["6,420"].unit) == (6_420_000, "GBP")
    assert found["(850)"].value == -850_000


def test_money_spent_to_date_is_no_date_and_an_area_of_spending_no_area() -> None:
    rows = "Area of spending\tLead\tAllocated £\tSpent to date £\n"
    rows += "Diversion\tNWBC\t12,000\t6,000\nSmartwater\tCSP\t8,500\t1,388\nCameras\tCSP\t700\t50\n"
    found = read(f"PCC grant 2018/19\n\n{rows}")
    assert (found["6,000"].unit, found["6,000"].area, found["6,000"].category) == (
        "GBP",
        None,
        "Diversion / Spent to date",
    )


def test_the_number_of_a_section_is_no_part_of_what_its_table_counts() -> None:
    found = read("# 5 Fly tipping\n\nMonth\t2016/17\t2017/18\nApril\t82\t96\nMay\t74\t105\n")
    assert found["82"].measure == "Fly tipping"


def test_a_unit_in_words_at_the_end_of_a_caption() -> None:
    found = read(
        "Table 2: Age of victims of crime, percentages\nYear\tUnder 18\t18-24\n2013/14\t10.1\t20.4\n"
    )
    assert (found["10.1"].unit, found["10.1"].measure) == ("%", "Age of victims of crime")


def test_a_base_under_shares_is_a_count() -> None:
    rows = "Answer\t16-34\t35-54\nSatisfied\t61\t65\nDissatisfied\t39\t35\nBase\t312\t401\n"
    found = read(f"Table 3: Satisfaction with the police (%), 2012\n{rows}")
    assert (found["61"].unit, found["61"].kind) == ("%", "share")
    assert (found["312"].unit, found["312"].kind) == ("count", "level")


def test_two_figures_of_a_cell_are_told_by_the_caption() -> None:
    rows = "Ward\t2013/14\t2014/15\nAbbey\t121 (20.9)\t104 (18.0)\n"
    source = (
        f"A Partnership\n\nTable 4: Burglary – number (and rate per 1,000 households) – by ward\n{rows}\n"
    )
    facts = [s for s in read_plan(source.encode(), "case.txt").statistics if not s.in_prose]
    assert [(str(f.value), f.unit, f.kind) for f in facts[:2]] == [
        ("121", "count", "level"),
        ("20.9", "per 1,000", "rate"),
    ]
    assert facts[0].measure == "Burglary by ward"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Number (%)", ("level", "share")),
        ("% (number)", ("share", "level")),
        ("2014/15 No. and %", ("level", "share")),
        ("n (rate per 1,000)", ("level", "rate")),
        ("Ward population, %", None),
        ("Non-crime and number", None),
    ],
)
def test_pairs_of_expressions(text: str, kinds: tuple[str, str] | None) -> None:
    pair = read_pair(text)
    assert (tuple(e.kind for e in pair) if pair else None) == kinds


def test_a_caption_loses_its_pair_only_where_it_is_parted() -> None:
    assert without_pair("Offences by ward (number and %)") == "Offences by ward"
    assert without_pair("Number and percentage of offences") == "Number and percentage of offences"


@pytest.mark.parametrize(
    ("caption", "area"),
    [
        ("Incidents reported to South Yorkshire Police in Barnsley", "Barnsley"),
        ("Abuse recorded by Devon Police, Cornwall and Isles of Scilly", "Cornwall and Isles of Scilly"),
        ("Recorded crime in Eastfield by quarter", "Eastfield"),
        ("Number of deaths in Custody", None),
        ("Crimes recorded by Essex Police", None),
    ],
)  # fmt: skip
def test_the_area_of_a_caption(caption: str, area: str | None) -> None:
    found = read(f"Table 5: {caption}\nYear\tQ1\tQ2\n2016/17\t3,512\t3,904\n2017/18\t3,380\t3,618\n")
    assert found["3,512"].area == area


def test_spanning_headers_of_an_export_reach_over_all_their_blanks() -> None:
    rows = (
        "Strand\t2017/18\t\t\t2018/19\t\t\n\tQ1\tQ2\tTotal\tQ1\tQ2\tTotal\nRace\t58\t71\t129\t66\t80\t146\n"
    )
    found = read(f"Table 6: Hate crimes by strand\n{rows}Faith\t5\t4\t9\t6\t7\t13\n")
    assert [found[t].period_raw for t in ("71", "129", "146")] == ["Q2 2017/18", "2017/18", "2018/19"]


def test_names_beside_a_whole_are_areas_and_totals_of_words_are_not() -> None:
    rows = "\tNewport\tHadley\tDawley\tTotal mapped\nBurglary dwelling\t52\t96\t101\t249\n"
    rows += "Vehicle crime\t11\t20\t17\t48\n"
    found = read(f"Table A: Recorded offences by cluster\n{rows}")
    assert (found["96"].area, found["96"].category) == ("Hadley", "Burglary dwelling")
    assert (found["249"].area, found["249"].category) == (None, "Burglary dwelling / Total mapped")


def test_sorts_under_their_own_header_are_no_areas() -> None:
    rows = "Strand\tNorth\tSouth\tForce\nRace\t120\t98\t218\nFaith\t12\t5\t17\nDisability\t4\t9\t13\n"
    found = read(f"Table 7: Victims of hate crime by strand and area, 2019/20\n{rows}")
    assert (found["120"].area, found["120"].category) == ("North", "Race")


def test_a_change_among_measures_says_what_changed() -> None:
    rows = "\t2018/19\t2019/20\nCouncil tax\t67,358\t69,100\nNet budget\t147,358\t150,000\n"
    rows += "Increase in precept (%)\t5.5\t2.0\n"
    found = read(f"Table 8: Medium term plan, £000\n{rows}")
    assert (found["5.5"].measure, found["5.5"].kind) == ("Precept", "change_pct")


def test_a_first_time_is_no_time() -> None:
    found = read(
        "Table 9: Measures\nMeasure\t2013/14\t2014/15\nFirst time entrants\t412\t268\nAverage time\t8\t7\n"
    )
    assert found["412"].unit == "count"
    assert found["8"].unit is None


HEADED = """A Partnership

1. Introduction

The panel asked for a paper.

2. Referrals to the National Referral Mechanism

Most of the adults were found at car washes.

Type of exploitation    2024/25   2025/26
                       Q1 to Q3   Q1   Q2   Q3   Q1 to Q3
Criminal                     41   15   19   17         51
Labour                       33   14    8   12         35
All referrals                74   29   27   29         86

3. Complaints

Complaints are logged.
"""


def test_numbered_lines_of_a_text_head_what_stands_below_them() -> None:
    facts = [s for s in read_plan(HEADED.encode(), "case.txt").statistics if not s.in_prose]
    assert {s.measure for s in facts} == {"Referrals to the National Referral Mechanism"}
    assert {s.category for s in facts} == {"Criminal", "Labour", "All referrals"}


def test_entries_of_a_numbered_list_are_no_headings() -> None:
    entries = "1. Burglary\n2. Robbery\n3. Theft from shops\n"
    source = f"A Partnership\n\nWe agreed three priorities.\n\n{entries}\nThey are told below.\n"
    blocks = [b for page in read_text(source.encode()) for b in page.items if isinstance(b, Block)]
    assert [b.marker for b in blocks if b.kind == "bullet"] == ["1.", "2.", "3."]


def test_a_year_in_a_text_stands_over_all_its_quarters() -> None:
    facts = [s for s in read_plan(HEADED.encode(), "case.txt").statistics if not s.in_prose]
    periods = {s.raw.text: s.column_path for s in facts}
    assert periods["51"] == ("2025/26", "Q1 to Q3")
    assert periods["41"] == ("2024/25", "Q1 to Q3")


def test_short_years_head_the_columns_of_a_text() -> None:
    rows = "\n".join(
        (
            "Station ground     06/07   07/08   Change 06/07 to 07/08",
            "                                    No.       %",
            "Alloway               81      72     -9   -11.1",
            "Prestwick            104     110     +6    +5.8",
            "Total                185     182     -3    -1.6",
        )
    )
    found = read(f"Table 1: Fires by station ground\n{rows}")
    assert (found["81"].period_raw, found["81"].area) == ("06/07", "Alloway")
    assert (found["+5.8"].period_raw, found["+5.8"].kind) == ("06/07 to 07/08", "change_pct")


def test_a_survey_named_with_its_year_is_of_that_year() -> None:
    label = parse_caption("Table 3 - Household Survey 2015: residents who agree")
    assert label.period == "2015"
    assert parse_caption("Vision 2015: homes built").period is None


def test_a_rank_before_the_labels_leaves_them_labels() -> None:
    table = build_table("Rank|Ward|Offences\n1|South|459\n2=|High Town|221\n2=|Dallow|221", headers=1)
    facts, _ = build_statistics(table, "d-1")
    assert [(str(f.value), f.kind, f.area) for f in facts if f.row == 2] == [
        ("2", "rank", "High Town"),
        ("221", "level", "High Town"),
    ]


def test_a_rate_over_the_row_labels_is_the_unit_of_its_columns() -> None:
    table = build_table("Offences per 1,000 population|Luton|Kent\nRobbery|2.5|2.6", headers=1)
    facts, _ = build_statistics(table, "d-1")
    assert {(f.kind, f.unit) for f in facts} == {("rate", "per 1,000")}


def test_what_is_counted_of_each_is_a_rate() -> None:
    table = build_table("Cohort|Reoffences per reoffender\n2019/20|3.88\n2020/21|4.02", headers=1)
    facts, _ = build_statistics(table, "d-1")
    assert {(f.kind, f.unit) for f in facts} == {("rate", "per reoffender")}


@pytest.mark.parametrize("header", ["2009 v. 1994-98", "2009 on 1994-98 average", "2019/20 over 2018/19"])
def test_two_times_set_against_each_other_are_a_change(header: str) -> None:
    label = parse_label(header)
    assert (label.kind, label.period, label.core) == ("change_abs", header, "")


def test_a_rate_of_an_age_group_is_a_unit() -> None:
    label = parse_caption("First time entrants (rate per 100,000 of the 10-17 population)")
    assert (label.core, label.unit) == ("First time entrants", "per 100,000")


def test_single_ages_that_go_on_from_ranges_head_columns() -> None:
    table = build_table("Disposal|10-12|13-14|15|16|Total\nReprimand|9|31|28|24|92\nWarning|3|12|15|19|49")
    facts, _ = build_statistics(table, "d-1")
    assert [f.category for f in facts if f.row == 2][2:4] == ["Reprimand / 15", "Reprimand / 16"]
    assert {f.row for f in facts} == {2, 3}
