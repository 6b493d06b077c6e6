from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.kinds.statistics import build_statistics
from parsers.sums import check_failures, find_table_checks, judge
from planhouse.checks import Check
from tests.parsers.stat_cases import build_table


def checks_of(text: str, caption: str = "Recorded offences") -> list[Check]:
    facts, _ = build_statistics(build_table(text, caption=caption), "d-1")
    return list(find_table_checks(facts))


def verdicts(text: str, caption: str = "Recorded offences") -> list[tuple[str, str, str | None]]:
    return [(c.kind, c.verdict, c.base) for c in checks_of(text, caption)]


def test_a_change_on_the_first_figure_holds() -> None:
    table = "|2020|2021|Difference|\n|||n|%\nOxford|200|220|20|10.00\nBanbury|100|90|-10|-10.00"
    assert verdicts(table) == [("difference", "holds", None), ("percentage_change", "holds", "first")] * 2


def test_a_percentage_on_the_later_figure_fails_and_says_its_base() -> None:
    (check,) = checks_of("|2020|2021|% change\nOxford|1917|1768|-8.43")
    assert (check.verdict, check.base) == ("fails", "last")
    assert check.recomputed is not None
    assert round(check.recomputed, 2) == Decimal("-7.77")
    (issue,) = check_failures([check])
    assert issue.code == "SUM_FAILS"


def test_a_percentage_cut_off_rather_than_rounded_is_told() -> None:
    assert verdicts("|2020|2021|% change\nOxford|41973|46597|11.01") == [
        ("percentage_change", "truncated", "first")
    ]


def test_a_percentage_rounded_up_holds_within_rounding() -> None:
    assert verdicts("|2020|2021|% change\nOxford|157050|171119|8.96") == [
        ("percentage_change", "rounding", "first")
    ]


def test_no_percentage_on_a_base_of_nothing() -> None:
    assert verdicts("|2020|2021|% change\nOxford|0|5|100") == [("percentage_change", "cannot_judge", None)]


def test_totals_of_rows_and_columns() -> None:
    table = "|Community|Personal|Total\nCalls|3|4|7\nVisits|1|1|3\nTotal|4|5|10"
    assert [v for _, v, _ in verdicts(table)] == ["holds", "fails", "holds", "holds", "holds", "fails"]


def test_a_total_leaves_out_the_rows_with_a_dash() -> None:
    table = "|2015 £|2016 £\nYouth|10|20\nPartnerships|30|40\n- North|10|15\n- South|20|25\nTOTAL|40|60"
    found = verdicts(table)
    assert found == [("subtotal", "holds", None)] * 2 + [("total", "holds", None)] * 2


def test_a_breakdown_without_dashes_is_found_by_its_sums() -> None:
    table = "|2015 £|2016 £\nYouth|10|20\nAbuse|30|45\nCoordinator|10|15\nTraining|20|30\nTOTAL|40|65"
    assert ("total", "holds", None) in verdicts(table)
    assert all(v == "holds" for _, v, _ in verdicts(table))


def test_a_missing_part_cannot_be_judged() -> None:
    assert verdicts("|2019\nRace|4\nFaith|5\nOther|*\nTotal|12") == [("total", "cannot_judge", None)]


def test_a_total_with_a_suppressed_part_cannot_be_judged() -> None:
    table = "|2020|2021|2022\nPrimary|<5|6|7\nSecondary|48|63|71\nTotal|51|69|78"
    assert [v for _, v, _ in verdicts(table)] == ["cannot_judge", "holds", "holds"]


def test_quarters_are_no_parts_of_the_total_of_another_year() -> None:
    table = "|Q1|Q2|2009/10 Total|2008/09 Total\nCases|61|74|135|231\nRepeat cases|12|17|29|44"
    assert [v for _, v, _ in verdicts(table, "MARAC cases 2009/10")] == ["holds", "holds"]


def test_shares_that_miss_a_hundred_fail_and_rounded_ones_do_not() -> None:
    rounded = "|%\nUnder 18|33\n18-24|33\nOver 24|33"
    wrong = "|%\nUnder 18|30\n18-24|33\nOver 24|33"
    assert verdicts(rounded, "Victims by age") == [("shares", "rounding", None)]
    assert verdicts(wrong, "Victims by age") == [("shares", "fails", None)]


def test_answers_of_which_several_may_be_given_need_not_make_a_hundred() -> None:
    assert verdicts("|%\nNoise|60\nLitter|55\nDogs|30", "Concerns") == []


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_percentage_computed_and_rounded_never_fails(first: int, last: int) -> None:
    exact = Decimal(last - first) / Decimal(first) * 100
    printed = exact.quantize(Decimal("0.01"))
    assert judge(printed, exact, Decimal("0.01")) in ("holds", "rounding")


@pytest.mark.parametrize("printed", ["11.00", "11.03"])
def test_neither_rounded_nor_cut_off_fails(printed: str) -> None:
    assert judge(Decimal(printed), Decimal("11.0166"), Decimal("0.01")) == "fails"


def test_a_total_adds_what_stands_left_of_it() -> None:
    table = "|2018|2019|Total|Shortfall\nBabergh|1274|2902|4176|1191"
    assert verdicts(table, "Dwellings") == [("total", "holds", None)]


def test_a_yearly_change_beside_periods_as_rows_is_checked_against_the_row_above() -> None:
    table = "Year|Tonnes emitted|Percent reduction\n2008|1000|\n2009|990|1.0\n2010|970|2.5"
    found = [(c.kind, c.verdict) for c in checks_of(table, "Annual goals")]
    assert found == [("percentage_change", "holds"), ("percentage_change", "fails")]


def test_a_total_of_several_breakdowns_is_the_sum_of_each() -> None:
    head = "Answer|Men|Women|16 to 34|35 to 64|65 and over|All\n"
    assert verdicts(f"{head}Very safe|361|383|142|377|225|744") == [("total", "holds", None)] * 2
    assert verdicts(f"{head}Very safe|361|383|142|377|225|754") == [("total", "fails", None)]


def test_schemes_that_happen_to_make_the_total_twice_are_no_breakdowns() -> None:
    rows = "Scheme|Gates|Locks|Lights|Patrols|Total\nGrant|40|60|30|70|100"
    assert verdicts(rows, "Spending") == [("total", "fails", None)]
