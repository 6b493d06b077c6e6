"""What columns beside one another say of each other: limits, targets, changes, bases, comparators."""

from __future__ import annotations

import pytest

from parsers.kinds.labels import parse_caption, parse_label
from parsers.kinds.limits import is_limit
from parsers.kinds.statistics import build_statistics
from parsers.kinds.unit_labels import is_rate_unit, read_unit_words
from planhouse.records import Statistic
from tests.parsers.stat_cases import build_table


def facts_of(text: str, caption: str | None = None, heading: str | None = None) -> list[Statistic]:
    return list(build_statistics(build_table(text, caption, 0, heading=heading), "d-1")[0])


@pytest.mark.parametrize(
    "label",
    [
        "Lower 95% limit",
        "Upper CI",
        "95% CI",
        "95% confidence limits",
        "LCL",
        "UCI",
        "Upper confidence limit",
    ],
)
def test_a_limit_of_confidence_is_known_by_its_wording(label: str) -> None:
    assert is_limit(label)


@pytest.mark.parametrize("label", ["Lower Weston", "Upper tier", "Limit", "Confidence in the police"])
def test_other_limits_are_none(label: str) -> None:
    assert not is_limit(label)


def test_limits_have_unit_kind_and_measure_of_their_rate() -> None:
    facts = facts_of(
        "Area|Persons|European age-standardised rate per 100,000|Lower 95% limit|Upper 95% limit\n"
        "Merthyr Tydfil|318|531.2|473.9|593.4\nWales|11,904|368.3|361.7|375.0",
        "Table 2: Hospital admissions for conditions caused only by alcohol, 2011/12",
    )
    measure = "Hospital admissions for conditions caused only by alcohol"
    assert [(f.kind, f.unit, f.measure) for f in facts[:4]] == [
        ("level", "count", measure),
        *[("rate", "per 100,000", measure)] * 3,
    ]


def test_lower_beside_upper_are_limits_of_the_share_and_not_of_the_base() -> None:
    facts = facts_of(
        "Group|% safe|95% confidence limits||Base (n)\n||Lower|Upper|\n"
        "Male|66.0|62.2|69.8|590\nFemale|52.4|48.4|56.4|597",
        "Figure 2: Residents who feel very or fairly safe after dark, 2018",
    )
    told = [(f.kind, f.unit, f.measure) for f in facts[:4]]
    safe = "Residents who feel very or fairly safe after dark"
    assert told == [*[("share", "%", safe)] * 3, ("level", "count", "Base")]


def test_limits_in_rows_are_of_the_figure_above_them() -> None:
    facts = facts_of(
        "|2011|2012\nRate per 1,000|14.2|13.9\nLower 95% limit|13.1|12.8\nUpper 95% limit|15.3|15.0",
        "Burglaries",
    )
    assert {(f.kind, f.unit) for f in facts} == {("rate", "per 1,000")}


def test_a_bare_percentage_that_is_the_change_between_two_years_is_one() -> None:
    facts = facts_of(
        "Licence|2010/11|2011/12|%\nVehicle|184.00|193.50|5.2%\nDriver|62.50|65.00|4.0%\nOperator|141.00|148.75|5.5%",
        "Fees per licence (£)",
    )
    assert [f.kind for f in facts[:3]] == ["level", "level", "change_pct"]
    assert facts[2].period_raw is None


def test_a_bare_percentage_of_a_total_stays_a_share() -> None:
    facts = facts_of("Type|2010|2011|%\nFires|50|60|30.0\nAlarms|80|100|50.0\nOther|30|40|20.0", "Incidents")
    assert facts[2].kind == "share"


def test_a_target_is_of_what_the_column_before_it_measures() -> None:
    facts = facts_of(
        "District|% within standard|Target %|Stations\nPreston|92.1|90|2\nLancaster|88.4|90|2",
        "Response to critical incidents by district",
    )
    assert [(f.kind, f.measure, f.unit) for f in facts[:2]] == [
        ("share", "% within standard", "%"),
        ("target", "% within standard", "%"),
    ]


def test_a_question_is_measured_by_its_answers() -> None:
    facts = facts_of(
        "Answer|2016|2018\nVery safe|22|18\nFairly safe|43|41\nBase (all respondents)|1,204|1,187",
        "Figure 1: How safe do you feel after dark? (%)",
    )
    assert [(f.measure, f.category, f.unit) for f in facts[::2]] == [
        ("How safe do you feel after dark?", "Very safe", "%"),
        ("How safe do you feel after dark?", "Fairly safe", "%"),
        ("Base (all respondents)", None, "count"),
    ]


def test_bodies_named_for_a_place_are_no_areas_among_bodies() -> None:
    facts = facts_of(
        "Agency|Staffing (£)\nPlymouth City Council|318,450\nPolice|86,400\nHealth|52,800", "Contributions"
    )
    assert facts[0].area is None
    assert facts[0].category == "Plymouth City Council / Staffing"


def test_places_under_a_header_of_bodies_are_areas() -> None:
    facts = facts_of(
        "Recipient|2013-14\nBradford|668,160\nLeeds|888,320\nVictim Support|120,000", "Grants awarded, £"
    )
    assert [f.area for f in facts] == ["Bradford", "Leeds", None]


@pytest.mark.parametrize(
    "label", ["YJS family average", "Most similar force average", "Statistical neighbours"]
)
def test_what_an_area_is_set_against_is_an_area(label: str) -> None:
    facts = facts_of(f"|2022|2023\nPlymouth|171|138\n{label}|148|131\nWales|152|149", "First-time entrants")
    assert facts[2].area is not None
    assert facts[2].measure == "First-time entrants"


def test_a_period_in_the_corner_is_of_all_columns() -> None:
    facts = facts_of(
        "12 months to March 2015|Thames Valley|Most similar force average\n"
        "Complaint cases|1,388|1,204\nAppeals|98|107"
    )
    assert {f.period_raw for f in facts} == {"12 months to March 2015"}


def test_quarters_have_the_year_of_the_total_beside_them() -> None:
    facts = facts_of("Indicator|Q1|Q2|2020/21\nCases discussed|88|91|360\nChildren|120|131|490", "Referrals")
    assert [f.period_raw for f in facts[:3]] == ["Q1 2020/21", "Q2 2020/21", "2020/21"]


def test_a_target_does_not_take_the_captions_period_where_its_columns_have_others() -> None:
    facts = facts_of(
        "Measure|2013/14 year to date|2014/15 year to date|Target\n"
        "Burglary|1,311|1,178|1,285\nRobbery|41|42|40",
        "Delivery, April to December 2014",
    )
    assert [f.period_raw for f in facts[:3]] == ["2013/14 year to date", "2014/15 year to date", None]


def test_a_count_beside_a_rate_does_not_take_the_captions_unit() -> None:
    facts = facts_of(
        "Area|Deaths|ASR|LCL|UCL\nBlackpool|120|22.1|18.0|26.4\nEngland|27,410|9.8|9.7|9.9",
        "Age-standardised mortality rate per 100,000 with confidence limits",
    )
    assert [(f.kind, f.unit) for f in facts[:3]] == [
        ("level", "count"),
        ("rate", "per 100,000"),
        ("rate", "per 100,000"),
    ]


def test_net_after_the_total_of_a_group_belongs_to_no_group() -> None:
    facts = facts_of(
        "|2010/11\nExpenditure|\nPay|600\nRent|30\nTotal expenditure|630\nIncome|\nFees|(304)\nGrants|(90)\n"
        "Total income|(394)\nNet expenditure|236"
    )
    assert facts[-1].row_path == ("Net expenditure",)


@pytest.mark.parametrize(
    "words, unit",
    [
        ("average days", "days"),
        ("average seconds", "seconds"),
        ("mean, minutes", "minutes"),
        ("days per officer", "days per officer"),
    ],
)
def test_a_length_of_time_is_a_unit(words: str, unit: str) -> None:
    found = read_unit_words(words)
    assert found is not None
    assert found[0] == unit
    assert not is_rate_unit(unit)


def test_a_price_for_each_is_a_sum_of_money() -> None:
    label = parse_label("Cost of policing per resident (£)")
    assert (label.core, label.unit, label.kind) == ("Cost of policing per resident", "GBP", None)


@pytest.mark.parametrize(
    "text", ["Vacancies by rank", "Budget position at 31 March 2023", "Staff by grade and rank"]
)
def test_ranks_of_staff_and_positions_in_time_are_no_ranks(text: str) -> None:
    assert parse_caption(text).kind != "rank"


@pytest.mark.parametrize(
    "label",
    [
        "2024/25 Q1",
        "Q1 24/25",
        "2012 Jan–Jun",
        "2006/07 (Apr–Sep)",
        "2007/08 (to Dec)",
        "Q4 (Jan–Mar 2025)",
        "YE March 2023",
        "H1 2024",
        "2013 to date",
        "2014/15 year to date",
        "12 mths to Mar 2007",
        "3 year average 2010–2012",
        "Apr – Sep 06",
        "2016 (n=1,204)",
        "2012-13 (provisional)",
    ],
)
def test_a_header_that_is_nothing_but_a_period(label: str) -> None:
    assert parse_label(label).sort == "period"
