"""Checks told by whole lines of a table: which rows are sums, and between which figures changes lie."""

from __future__ import annotations

from parsers.kinds.statistics import build_statistics
from parsers.sums import find_table_checks
from tests.parsers.stat_cases import build_table


def failing(text: str, caption: str = "Revenue budget", headers: int = 1) -> list[tuple[str, str]]:
    """(kind, printed) of every failing check of a table."""
    facts, _ = build_statistics(build_table(text, caption, headers), "d-1")
    return [(c.kind, f"{c.printed:f}") for c in find_table_checks(facts) if c.verdict == "fails"]


def test_a_net_row_is_the_sum_of_gross_and_income_where_other_columns_say_so() -> None:
    rows = "|2015/16|2016/17|2017/18\nStaff|600|610|640\nCars|90|95|85\nGross cost|690|705|725"
    good = f"{rows}\nGrants|(50)|(55)|(60)\nFees|(30)|(35)|(40)\nNet cost|610|615|625"
    assert failing(good) == []
    assert failing(good.replace("615", "651")) == [("total", "651")]


def test_the_whole_area_is_judged_though_its_label_names_no_total() -> None:
    rows = "Area|2013/14|2014/15|Change\nOxfordshire|418|400|-18\nReading|372|366|-6\nSlough|377|366|-11\n"
    assert failing(rows + "Thames Valley|1,167|1,132|-35") == []
    assert failing(rows + "Thames Valley|1,167|1,123|-35") == [("total", "1123")]


def test_a_total_of_more_than_is_shown_does_not_fail() -> None:
    assert failing("|2014|2015\nRobbery|52|61\nBurglary|604|533\nTotal recorded crime|8,240|8,913") == []


def test_a_sub_total_is_judged_by_its_other_columns() -> None:
    rows = "|2009|2010|2011\nPay|612|598|541\nRent|14|15|12\nTotal expenditure|626|613|553\n"
    assert failing(rows) == []
    assert failing(rows.replace("553", "535")) == [("total", "535")]
    assert failing(rows.replace("553", "563")) == [("total", "563")]


def test_several_totals_off_by_one_are_rounded_and_one_alone_fails() -> None:
    right = "Homes|1 bed|2 bed|3 bed|Total\nRent|147|187|148|482\nShared|271|228|225|724\nSale|40|50|60|150"
    one = right.replace("482", "483")
    assert failing(right, "Homes needed") == []
    assert failing(one, "Homes needed") == [("total", "483")]
    assert failing(one.replace("724", "725"), "Homes needed") == []
    assert failing(one.replace("724", "742"), "Homes needed") == [("total", "483"), ("total", "742")]


def test_a_change_lies_between_figures_of_one_unit() -> None:
    rows = "Abbey|402|58.1|+12.6%\nPark|311|47.6|-3.4%"
    text = f"Ward|Incidents|Per 1,000 residents|% change on previous year\n{rows}"
    assert failing(text, "Wards with the most incidents in 2015") == []


def test_changes_most_of_which_do_not_come_out_lie_between_other_figures() -> None:
    text = (
        "Band|2016/17|2017/18|Increase per year|Increase per week\n"
        "A|£143.01|£145.87|£2.86|£0.06\nB|£166.84|£170.18|£3.34|£0.06\nC|£190.68|£194.49|£3.81|£0.07"
    )
    assert failing(text, "Police element of the council tax") == []


def test_what_fails_for_a_misprinted_part_is_no_second_error() -> None:
    rows = "Police|400|62|462\nProbation|472|50|552\nHealth|80|6|86\nTotal|952|118|1,070"
    text = f"Agency|Cash|In kind|Total\n{rows}"
    assert failing(text, "Contributions") == [("total", "552")]
