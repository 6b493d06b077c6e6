"""The lines above and below a table that name it and give its unit."""

from __future__ import annotations

import pytest

from parsers.kinds.labels import parse_caption
from parsers.kinds.statistics import build_statistics
from parsers.read import read_plan
from planhouse.records import Statistic
from tests.parsers.stat_cases import build_table


def read_tables(text: str) -> list[Statistic]:
    extract = read_plan(text.encode(), "report.txt")
    return [s for s in extract.statistics if not s.in_prose]


HEAD = "Safer Borough Partnership\n\nWhat we know\n\nThe picture is much as it was last year.\n\n"
ROWS = "\t2011/12\t2012/13\nFly tips\t611\t702\nGraffiti\t340\t281\n"


def test_a_sentence_ending_with_a_colon_names_the_table_below_it() -> None:
    facts = read_tables(f"{HEAD}3.1 Reports that were made to the contact centre were as follows:\n{ROWS}")
    assert {f.measure for f in facts} == {"Reports that were made to the contact centre"}


def test_a_short_line_that_counts_names_the_table_below_it() -> None:
    facts = read_tables(f"{HEAD}Calls to the contact centre\n{ROWS}")
    assert {f.measure for f in facts} == {"Calls to the contact centre"}


def test_a_sentence_that_says_where_the_table_is_names_it_too() -> None:
    said = "Calls have gone up. Calls that were made to the contact centre are shown below."
    facts = read_tables(f"{HEAD}{said}\n{ROWS}")
    assert {f.measure for f in facts} == {"Calls that were made to the contact centre"}


def test_a_sentence_that_names_nothing_leaves_the_heading_its_measure() -> None:
    text = f"{HEAD}\nReports of litter\n\nWe have put them together as is shown below.\n{ROWS}"
    assert {f.measure for f in read_tables(text)} == {"Reports of litter"}


def test_a_caption_right_below_a_table_of_a_text_is_its_own() -> None:
    below = "Figure 7: Contributions to the budget 2023/24 (£)\n"
    rows = "Agency\tStaff\tBuildings\nPolice\t10\t12\nHealth\t30\t31\n"
    facts = read_tables(f"{HEAD}{rows}{below}\nMembers should note this.\n")
    told = {(f.measure, f.unit, f.period_raw) for f in facts}
    assert told == {("Contributions to the budget", "GBP", "2023/24")}


def test_a_caption_between_two_tables_is_that_of_the_table_it_touches() -> None:
    other = "Ward\tBins\nAbbey\t61\nCastle\t70\nPriory\t34\n"
    text = f"{HEAD}{ROWS}Figure 1: Fly tips and the like\n\n{other}Figure 2: Litter and the like\n"
    captions = dict.fromkeys(f.caption.text for f in read_tables(text) if f.caption)
    assert list(captions) == ["Figure 1: Fly tips and the like", "Figure 2: Litter and the like"]


def test_a_line_of_prose_does_not() -> None:
    facts = read_tables(f"{HEAD}Members asked for the reports of the contact centre to be shown.\n\n{ROWS}")
    assert {f.measure for f in facts} == {"Fly tips", "Graffiti"}


def test_a_note_below_says_in_what_the_figures_are_given() -> None:
    rows = "Stage\t2015\t2016\nFirst contact\t93.1\t92.4\nFollow up\t76.4\t73.0\n"
    text = f"{HEAD}Victim satisfaction\n\n{rows}\nPer cent of victims of burglary who were satisfied.\n"
    assert {(f.unit, f.kind) for f in read_tables(text)} == {("%", "share")}


@pytest.mark.parametrize(
    "caption, core, period",
    [
        ("3.1 Calls in 2013 were as follows:", "Calls", "2013"),
        ("The grants that were paid in 2014/15 are set out below.", "The grants that were paid", "2014/15"),
        ("In 2018/19 we took the following calls:", "calls", "2018/19"),
        ("The table below shows the number of fires by month in 2013:", "number of fires by month", "2013"),
        ("Recorded crime in 2015/16 by ward", "Recorded crime by ward", "2015/16"),
        ("2.0 Licensing activity", "Licensing activity", None),
        ("Public confidence in 2010 was measured", "Public confidence in 2010 was measured", None),
    ],
)
def test_a_caption_is_what_it_counts_and_when(caption: str, core: str, period: str | None) -> None:
    label = parse_caption(caption)
    assert (label.core, label.period) == (core, period)


def test_a_caption_of_figures_and_targets_is_no_target() -> None:
    assert parse_caption("Comparator crimes: baseline and target").kind is None
    assert parse_caption("Targets for 2012/13").kind == "target"


ANSWERS = "Area\tVery safe\tFairly safe\nLouth\t12\t40\nAlford\t9\t44\n"


def test_a_question_names_the_answers_below_it_and_the_survey_their_time() -> None:
    said = "Our survey of spring 2014 went to 900 homes.\n\nHow safe do you feel at home after dark? (%)\n"
    facts = read_tables(f"{HEAD}{said}{ANSWERS}")
    assert {(f.measure, f.kind) for f in facts} == {("How safe do you feel at home after dark?", "share")}
    assert {f.period_raw for f in facts} == {"spring 2014"}


def test_a_long_line_that_sorts_names_the_table_below_it() -> None:
    line = (
        "Calls to the contact centre of the council and its partners, by the thing that the caller spoke of"
    )
    facts = read_tables(f"{HEAD}{line}\n{ROWS}")
    assert {f.caption.text for f in facts if f.caption} == {line}


def test_a_line_below_that_sorts_by_what_heads_the_rows_names_a_table() -> None:
    rows = "Ward\t2011\t2012\nAbbey\t61\t70\nCastle\t70\t34\n"
    facts = read_tables(f"{HEAD}{rows}\nFly tips cleared by ward and year\n\nMembers should note this.\n")
    assert {f.caption.text for f in facts if f.caption} == {"Fly tips cleared by ward and year"}


def test_a_unit_amid_the_words_of_a_caption() -> None:
    label = parse_caption("Table 2: The mean in the air, in µg/m3, 2018")
    assert (label.core, label.unit) == ("The mean in the air", "µg/m3")


def test_a_source_in_brackets_leaves_no_open_bracket() -> None:
    assert parse_caption("Children of all groups (Census 2021)").core == "Children of all groups"


def test_one_numbered_line_right_above_a_table_heads_it() -> None:
    facts = read_tables(f"Borough of Newtown\n\n3. Permits in force\n\n{ROWS.replace('Graffiti', 'Trees')}")
    assert {f.measure for f in facts} <= {"Permits in force", "Fly tips", "Trees"}
    rows = "Ward\t2011/12\t2012/13\nAbbey\t611\t702\nCastle\t340\t281\n"
    assert {f.measure for f in read_tables(f"Borough of Newtown\n\n3. Permits\n\n{rows}")} == {"Permits"}


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Calls to the centre in autumn 2008", "autumn 2008"),
        ("Calls during 2011", "2011"),
        ("What we heard in 2011", "2011"),
        ("C2 Calls, April 2022 to March 2023", "April 2022 to March 2023"),
        ("Crime strategy 2016–2021", None),
        ("Priorities for 2011", None),
        ("Vision 2030", None),
        ("The 2011 Census", None),
        ("The Partnership was founded in 1998 and has five themes:", None),
        ("Calls in 2011 and in 2012", None),
    ],
)
def test_the_one_time_of_a_heading_is_that_of_a_table_that_names_none(
    heading: str, period: str | None
) -> None:
    table = build_table(
        "Ward|Day|Night\nAbbey|61|70\nCastle|70|34", "Table 2: Calls by ward", 1, heading=heading
    )
    facts, _ = build_statistics(table, "d-1")
    assert {f.period_raw for f in facts} == {period}
    assert all(("period_from:heading" in f.flags) is (period is not None) for f in facts)


def test_a_heading_s_time_is_not_that_of_changes_targets_and_tables_that_name_years() -> None:
    rows = "Ward|Calls|Change|Target\nAbbey|61|-3|70\nCastle|70|+4|80"
    table = build_table(rows, "Calls by ward", heading="Our work in 2011")
    assert [f.period_raw for f in build_statistics(table, "d-1")[0]] == ["2011", None, None] * 2
    rows = "Ward|2009|2010|Homes\nAbbey|61|64|700\nCastle|70|66|810"
    table = build_table(rows, "Calls by ward", heading="Our work in 2011")
    assert [f.period_raw for f in build_statistics(table, "d-1")[0]] == ["2009", "2010", None] * 2


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("Cannabis came first. The next table covers people who began in 2008/09.", True),
        ("Table 2 gives the number of calls in 2008/09.", True),
        ("Table 3 gives the number of calls in 2008/09.", False),
        ("The centre opened in 2008/09.", False),
        ("Deaths remain below the figure for 2008/09.", False),
        ("The targets shown below must be met by 2008/09.", False),
        ("The table below shows the wards, a fall on 2008/09.", False),
        ("The table below compares 2007/08 with 2008/09.", False),
    ],
)
def test_the_sentence_that_points_to_a_table_tells_its_time(paragraph: str, told: bool) -> None:
    table = build_table(
        "Ward|Day|Night\nAbbey|61|70\nCastle|70|34", "Table 2: Calls by ward", 1, before=paragraph
    )
    facts, _ = build_statistics(table, "d-1")
    assert {f.period_raw for f in facts} == {"2008/09" if told else None}
    assert all(("period_from:text" in f.flags) is told for f in facts)


def test_a_time_told_from_here_takes_no_year_beside_it() -> None:
    rows = "Ward|Last year|This year\nAbbey|61|70\nCastle|70|34"
    table = build_table(rows, "Calls by ward", heading="Position in 2021")
    assert [f.period_raw for f in build_statistics(table, "d-1")[0]] == ["Last year", "This year"] * 2


def test_quarters_are_of_the_year_that_the_heading_tells() -> None:
    table = build_table("Ward|Q1|Q2\nAbbey|61|70\nCastle|70|34", "Calls", heading="Our work in 2011/12")
    assert [f.period_raw for f in build_statistics(table, "d-1")[0]] == ["Q1 2011/12", "Q2 2011/12"] * 2


def test_a_unit_in_brackets_makes_a_title_no_sentence() -> None:
    line = (
        "First time entrants to youth justice in all of the area (rate per 100,000 of the 10-17 population)"
    )
    rows = "Area\t2019/20\t2020/21\nYork\t1,128\t894\nKent\t1,009\t858\n"
    facts = read_tables(f"{HEAD}{line}\n{rows}")
    assert {(f.kind, f.unit) for f in facts if f.area == "York"} == {("rate", "per 100,000")}
