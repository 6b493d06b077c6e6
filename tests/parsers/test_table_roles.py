"""Which label of a table says what is measured, which sorts it, and which is its period."""

from __future__ import annotations

import pytest

from parsers.kinds.statistics import build_statistics
from planhouse.records import Statistic
from tests.parsers.stat_cases import build_table


def facts_of(table: str, caption: str | None = None) -> dict[str, Statistic]:
    """The figures of a table by their printed text."""
    return {f.raw.text: f for f in build_statistics(build_table(table, caption=caption), "d-1")[0]}


def test_a_priority_in_words_groups_the_measures_beside_it() -> None:
    rows = (
        "Priority|Measure|2009/10\nDomestic abuse|Repeat cases|24%\n"
        "|Reports|3,912\nAlcohol|Violent crimes|611"
    )
    found = facts_of(rows, "Proposed measures")
    assert [(f.measure, f.category) for f in found.values()] == [
        ("Repeat cases", "Domestic abuse"),
        ("Reports", "Domestic abuse"),
        ("Violent crimes", "Alcohol"),
    ]


def test_a_number_of_a_priority_says_nothing_of_its_figures() -> None:
    found = facts_of("Priority|Measure|2009/10\n1|Repeat cases|24\n2|Reports|3,912\n3|Violent crimes|611")
    assert {f.category for f in found.values()} == {None}


def test_a_named_rate_beside_years_is_a_measure_of_its_own() -> None:
    rows = "Crime|2013|2014|Detection rate (%) 2014\nRobbery|31|24|79.2\nRape|44|58|62.1"
    found = facts_of(rows, "Crimes recorded")
    assert (found["79.2"].measure, found["79.2"].category) == ("Detection rate", "Robbery")
    assert (found["31"].measure, found["31"].category) == ("Crimes recorded", "Robbery")


def test_columns_that_part_what_the_caption_counts_are_measures() -> None:
    rows = "Type|Suspensions|Permanent\nPrimary|401|3\nSecondary|2,818|48\nRate per 100 pupils|8.2|0.13"
    found = facts_of(rows, "Suspensions and permanent exclusions by type of school")
    assert (found["401"].measure, found["401"].category) == ("Suspensions", "Primary")
    assert (found["48"].measure, found["48"].category) == ("Permanent", "Secondary")
    assert (found["8.2"].measure, found["8.2"].unit, found["8.2"].kind) == ("Suspensions", "per 100", "rate")


def test_stages_are_sorts_of_what_the_caption_counts() -> None:
    rows = "Year|Commissioned|Published|Open at 31 March\n2021/22|1|0|2\n2022/23|4|5|3"
    found = facts_of(rows, "Domestic homicide reviews")
    assert (found["1"].measure, found["1"].category) == ("Domestic homicide reviews", "Commissioned")
    assert (found["3"].category, found["3"].period_raw) == ("Open", "2022/23")


def test_years_right_of_figures_are_the_labels_of_a_second_table() -> None:
    rows = (
        "Substance|2022/23|2023/24|Year|Published\nOpiate|502|517|2021/22|10\n"
        "Alcohol|361|420|2022/23|11\nCrack|44|49|2023/24|12"
    )
    found = facts_of(rows, "Table 4: Adults in treatment Table 5: Homicide reviews")
    assert (found["502"].measure, found["502"].category, found["502"].period_raw) == (
        "Adults in treatment",
        "Opiate",
        "2022/23",
    )
    assert (found["11"].caption.text if found["11"].caption else "") == "Table 5: Homicide reviews"
    assert found["11"].period_raw == "2022/23"


def test_a_total_of_a_year_beside_its_quarters_is_the_year() -> None:
    found = facts_of("|Q1|Q2|2009/10 Total\nCases|61|74|135\nRepeat cases|12|17|29", "MARAC cases 2009/10")
    assert (found["135"].period_raw, found["135"].category) == ("2009/10", None)
    assert "total" in found["135"].flags


def test_answers_under_the_beginning_of_their_sentence_are_sorts() -> None:
    rows = (
        "The council in my area ...|Kirkby|Whole district|Rank in group of 9\n"
        "listens to people|41|44|6th\nkeeps its promises|38|40|7th"
    )
    found = facts_of(rows, "Trust in the council, 2014 (% who agree)")
    assert (found["41"].area, found["41"].category) == ("Kirkby", "listens to people")
    assert (found["41"].measure, found["41"].unit, found["41"].kind) == ("Trust in the council", "%", "share")
    assert (found["6th"].kind, found["6th"].area, found["6th"].unit) == ("rank", None, None)


def test_a_question_over_answers_gives_shares_of_each_area() -> None:
    rows = "Area|A lot|A little|Base\nLouth|12|30|205\nHorncastle|9|41|118"
    found = facts_of(rows, "How much do you worry about burglary? (%)")
    assert (found["12"].kind, found["12"].category, found["12"].area) == ("share", "A lot", "Louth")
    assert (found["205"].unit, found["205"].measure) == ("count", "Base")


def test_rows_alike_under_each_town_are_sorts_and_the_towns_areas() -> None:
    rows = (
        "|2018|2019\nLouth\nNoise|14|19\nLitter|96|84\nHorncastle\nNoise|9|7\nLitter|51|62\n"
        "Rest of the district\nNoise|11|10\nLitter|58|54\nAll complaints|239|236"
    )
    found = facts_of(rows, "Complaints by town")
    assert (found["14"].area, found["14"].category) == ("Louth", "Noise")
    assert (found["11"].area, found["11"].measure) == ("Rest of the district", "Complaints by town")
    assert (found["239"].area, found["239"].category) == (None, "All complaints")


def test_codes_of_indicators_are_no_figures() -> None:
    rows = (
        "BVPI|Description|Actual 2004/05|Target 2005/06|Unitary average\n"
        "126|Burglaries per 1,000 households|7.8|7.5|13.1\n127b|Robberies per 1,000 people|0.3|0.4|1.1"
    )
    found = facts_of(rows, "Best value indicators")
    assert set(found) == {"7.8", "7.5", "13.1", "0.3", "0.4", "1.1"}
    assert (found["7.8"].measure, found["7.8"].unit) == ("Burglaries", "per 1,000")
    assert (found["7.5"].kind, found["7.5"].period_raw) == ("target", "2005/06")
    assert found["13.1"].area is not None


def test_codes_without_a_header_leave_the_words_beside_them_the_label() -> None:
    rows = "|Indicator|2009/10\nNI 15|Serious violence|24\nNI 16|Serious theft|391"
    assert facts_of(rows)["24"].measure == "Serious violence"


def test_what_was_done_by_sort_is_counted_and_its_cost_measured_apart() -> None:
    rows = "Land|2007|2008\nHighway|611|566\nFootpath|173|162\nOther|39|44\nCost of clearing (£)|8,216|9,905"
    found = facts_of(rows, "Heaps removed, by land")
    assert (found["611"].category, found["611"].measure) == ("Highway", "Heaps removed, by land")
    assert (found["8,216"].measure, found["8,216"].unit) == ("Cost of clearing", "GBP")


def test_a_target_beside_areas_is_none() -> None:
    rows = "|2016|2017\nTorfaen|57.3|63.6\nNewport|57.2|61.4\nNational target|58|60"
    found = facts_of(rows, "Waste recycled (%)")
    assert (found["58"].kind, found["58"].area) == ("target", None)


def test_a_part_of_what_areas_have_is_a_sort() -> None:
    rows = (
        "Date|Crewe|Cheshire East|Of which with children\n30 June 2023|38|73|29\n30 September 2023|44|83|35"
    )
    found = facts_of(rows, "Households in hostels")
    assert (found["29"].measure, found["29"].category) == ("Households in hostels", "with children")


def test_headers_end_the_clause_that_the_one_over_them_begins() -> None:
    rows = "Quarter|% of tenants who|\n|feel safe|trust us\nQ1 2024/25|78|52\nQ2 2024/25|79|57"
    found = facts_of(rows, "What tenants say")
    assert (found["78"].measure, found["78"].category, found["78"].kind) == ("feel safe", None, "share")


def test_several_years_beside_years_sort_what_the_caption_counts() -> None:
    rows = "|2021|2022|2023|Three years\nBarnsley|1|2|0|3\nDoncaster|3|1|5|9"
    found = facts_of(rows, "Homicides by district")
    assert (found["9"].measure, found["9"].category) == ("Homicides by district", "Three years")


def test_shares_in_a_column_of_brackets_are_not_negative() -> None:
    rows = "Group|2019/20||2020/21|\nAsian|11|(12%)|14|(15%)\nBlack|38|(42%)|33|(35%)"
    found = facts_of(rows, "Entrants by group")
    assert (found["(42%)"].value, found["(42%)"].kind, found["(42%)"].category) == (42, "share", "Black")
    assert found["(42%)"].period_raw == "2019/20"


def test_a_change_in_brackets_stays_negative() -> None:
    found = facts_of("Area|2019|2020|Change (%)\nBath|50|44|(12%)\nHull|40|38|(5%)", "Offences")
    assert (found["(12%)"].value, found["(12%)"].kind) == (-12, "change_pct")


def test_one_age_among_ranges_of_them_heads_a_column() -> None:
    rows = "Disposal|10-12|13-14|15-16|17|Total\nReprimand|29|48|33|14|124\nWarning|11|26|31|17|85"
    found = facts_of(rows, "Young people by disposal and age")
    assert found["14"].category == "Reprimand / 17"


def test_a_year_and_what_its_rate_is_of_heads_a_column() -> None:
    rows = "District|2023|2024|2024 per 1,000 people\nLeeds|1,190|1,133|1.26\nBradford|842|801|1.33"
    found = facts_of(rows, "Knife crime by district")
    assert (found["1.26"].kind, found["1.26"].period_raw) == ("rate", "2024")


def test_a_note_on_the_rounding_of_percentages_gives_no_unit() -> None:
    table = build_table(
        "Substance|Men|Women\nAlcohol|402|231\nHeroin|118|47",
        caption="Referrals by substance",
        notes=("Percentages may not add to 100 because of rounding.",),
    )
    assert {f.unit for f in build_statistics(table, "d-1")[0]} == {"count"}


def test_stations_are_areas_where_a_known_place_is_among_them() -> None:
    found = facts_of(
        "Station|2010/11|2011/12\nLoftus|88|84\nGuisborough|97|96\nSkelton|91|89", "Availability %"
    )
    assert (found["91"].area, found["91"].category) == ("Skelton", None)
    found = facts_of("Sector|2010/11|2011/12\nPublic|88|84\nVoluntary|97|96\nPrivate|91|89", "Volunteers")
    assert found["91"].area is None


def test_the_same_areas_under_sorts_of_crime_are_areas() -> None:
    rows = "|2012|2013\nBurglary||\nEast Hill|18|17\nBath|74|69\nArson||\nEast Hill|8|9\nBath|4|3"
    found = facts_of(rows, "Recorded crime by sector")
    assert (found["18"].area, found["18"].measure) == ("East Hill", "Burglary")


def test_a_place_before_the_label_beside_it_is_the_area_of_its_figures() -> None:
    rows = "Year|Offences per 1,000|London offences per 1,000\n2021|13.4|10.8\n2022|13.6|10.9"
    found = facts_of(rows, "Domestic abuse recorded in Croydon")
    assert (found["13.4"].area, found["13.4"].measure) == ("Croydon", "Offences")
    assert (found["10.8"].area, found["10.8"].measure) == ("London", "Offences")


def test_a_part_of_a_town_at_a_captions_end_is_its_area() -> None:
    found = facts_of("Type|2016|2017\nBegging|44|29\nAssault|61|57", "Calls from the Fishgate PSPO area")
    assert {f.area for f in found.values()} == {"Fishgate PSPO area"}


def test_a_period_amid_a_caption_is_that_of_its_figures() -> None:
    for caption, period in (
        ("Crimes per 1,000 population 2003-04 (burglary: per 1,000 households)", "2003-04"),
        ("Revenue budget monitoring 2023/24 at month 6", "2023/24"),
        ("Progress of the Safer Homes Plan 2019 by quarter", None),
    ):
        found = facts_of("|Burglary|Robbery\nBath|18.1|1.2\nHull|19.4|2.2", caption)
        assert {f.period_raw for f in found.values()} == {period}


def test_variations_that_are_counted_are_no_change() -> None:
    found = facts_of("Quarter|New licences|Variations|Reviews\nQ1|9|14|1\nQ2|11|8|2", "Applications received")
    assert found["14"].kind == "level"


def test_limits_are_of_the_figure_between_them() -> None:
    rows = (
        "|Estimate|Lower 95% limit|Upper 95% limit|Rate per 1,000\n"
        "Opiates|3,040|2,811|3,362|16.1\nCrack|1,386|1,102|1,697|7.3"
    )
    found = facts_of(rows, "Problem drug users")
    assert (found["2,811"].unit, found["3,362"].kind, found["16.1"].kind) == ("count", "level", "rate")
    rows = "|Deaths|Rate per 100,000|Lower CI|Upper CI\nBath|21|10.1|8.2|12.9\nHull|44|16.0|13.5|18.8"
    found = facts_of(rows, "Deaths from drugs")
    assert (found["8.2"].unit, found["12.9"].kind) == ("per 100,000", "rate")


def test_a_range_is_its_lower_end_with_the_upper_beside_it() -> None:
    found = facts_of(
        "Measure|Cases|SafeLives recommended\nRepeat cases (%)|31|28-40\nHeard (%)|61|50 to 70", "MARAC"
    )
    assert (found["28-40"].value, found["28-40"].flags, found["28-40"].kind) == (
        28,
        ("range_to:40",),
        "target",
    )
    assert found["50 to 70"].flags == ("range_to:70",)


def test_a_share_of_a_target_is_no_target() -> None:
    found = facts_of(
        "District|Target|Done|% of target\nBath|5,400|5,521|102.2%\nHull|900|810|90.0%", "Checks"
    )
    assert (found["5,400"].kind, found["102.2%"].kind) == ("target", "share")


def test_a_rate_in_per_cent_is_one_expression_and_not_two() -> None:
    found = facts_of("Force|Robbery|Rape\nKent|11.2|8.1\nEssex|9.8|6.9", "Charge rate (%), 2024")
    assert (found["11.2"].unit, found["11.2"].kind) == ("%", "rate")


def test_what_stands_beside_the_rest_of_a_whole_is_a_part_of_it() -> None:
    found = facts_of("Offence|Impact area|Rest of city\nRobbery|41|162\nRape|18|73", "Recorded crime")
    assert (found["41"].area, found["162"].area, found["41"].category) == (
        "Impact area",
        "Rest of city",
        "Robbery",
    )


def test_a_situation_is_no_area_under_a_header_of_areas() -> None:
    found = facts_of(
        "Place|2017|2018\nAt home alone|91|90\nIn the town centre|46|41", "Residents who feel safe (%)"
    )
    assert {f.area for f in found.values()} == {None}


def test_what_serves_a_reduction_is_no_change() -> None:
    found = facts_of(
        "|2013/14|2014/15\nCrime reduction grants|5.2|6.1\nEstates|4.1|4.4", "Revenue budget (£m)"
    )
    assert found["5.2"].kind == "level"


def test_places_that_a_caption_leaves_out_are_not_its_area() -> None:
    found = facts_of(
        "Year|Killed|Hurt\n2016|48|811\n2017|41|902", "Casualties in Essex (without Southend and Thurrock)"
    )
    assert {f.area for f in found.values()} == {"Essex"}


def test_a_time_before_or_after_an_event_is_a_period() -> None:
    found = facts_of(
        "Scheme|Accidents in 3 years before|Accidents in 3 years after\nBridge|14|3\nHill|9|2", "Schemes"
    )
    assert (found["14"].period_raw, found["3"].period_raw) == ("3 years before", "3 years after")


def test_the_year_of_a_law_is_no_period() -> None:
    rows = "Type|2012/13\nLicensing Act 2003|\nNew licences|61\nGambling Act 2005|\nBetting shops|4"
    found = facts_of(rows, "Applications received")
    assert (found["61"].period_raw, found["61"].category) == ("2012/13", "Licensing Act 2003 / New licences")


def test_number_and_share_in_brackets_are_a_pair() -> None:
    found = facts_of(
        "Source|2017/18\nPolice|612 (41%)\nSelf|388 (26%)", "Referrals by source: number and (%)"
    )
    assert (found["612 (41%)"].kind, found["612 (41%)"].unit) == ("share", "%")  # the second of the cell
    facts = build_statistics(
        build_table("Source|2017/18\nPolice|612 (41%)", caption="Referrals: number and (%)"), "d-1"
    )[0]
    assert [(f.value, f.kind) for f in facts] == [(612, "level"), (41, "share")]


def test_a_place_that_prints_a_hyphen_keeps_it() -> None:
    found = facts_of("Ward|2014|2015\nKinross-shire|17|21\nStrathmore|9|8", "Deliberate fires by ward")
    assert {f.area for f in found.values()} == {"Kinross-shire", "Strathmore"}


def test_time_lost_is_told_by_each() -> None:
    found = facts_of(
        "Measure|2014/15\nDays lost to sickness per FTE|9.1\nCrimes per licensed premises|2.1", "Scores"
    )
    assert (found["9.1"].unit, found["2.1"].unit, found["2.1"].kind) == (
        "days per FTE",
        "per licensed premises",
        "rate",
    )


def test_a_variation_beside_licences_is_an_application() -> None:
    rows = "Type|2009/10|2010/11\nNew premises licence|61|58\nVariation|22|19\nChange of DPS|131|140"
    found = facts_of(rows, "Applications dealt with")
    assert (found["22"].kind, found["22"].period_raw, found["131"].kind) == ("level", "2009/10", "level")
    found = facts_of("|Budget|Variation\nStaff|61|-3\nEstates|58|+4", "Revenue (£000)")
    assert found["-3"].kind == "change_abs"


@pytest.mark.parametrize("cell", ["12 -15%", "45 -52", "5-6k", "9-10m"])
def test_a_signed_or_scaled_second_figure_ends_no_range(cell: str) -> None:
    (fact, *more) = build_statistics(build_table(f"|2021/22\nBath|{cell}\nHull|{cell}"), "d-1")[0]
    assert more
    assert not any(f.startswith("range_to") for f in fact.flags)


def test_limits_are_both_of_one_figure() -> None:
    rows = "|Feel safe (%)|Lower CI|Upper CI|Crime rate per 1,000|Lower CI|Upper CI\nBath|62|58|66|60.5|59|64"
    facts = build_statistics(build_table(rows, caption="Wards"), "d-1")[0]
    assert [f.unit for f in facts] == ["%"] * 3 + ["per 1,000"] * 3


def test_kinds_of_places_beside_a_rest_and_words_that_are_places_are_no_areas() -> None:
    rows = "Type|2021|2022\nPubs|9|8\nTakeaways|4|5\nRest of the town|3|2"
    assert {f.area for f in facts_of(rows, "Assaults").values()} == {None}
    rows = "Sector|2021|2022\nRetail|91|90\nBath|46|41\nHealth|12|14"
    assert {f.area for f in facts_of(rows, "Jobs").values()} <= {None, "Bath"}
    rows = "Year|Tests|Reading tests\n2021|91|90\n2022|46|41"
    assert {f.area for f in facts_of(rows, "Pupils").values()} == {None}
