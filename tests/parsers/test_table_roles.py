"""Which label of a table says what is measured, which sorts it, and which is its period."""

from __future__ import annotations

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
