"""Tables that nothing but blanks aligns: what is a table, and what stands in its cells."""

from __future__ import annotations

from parsers.readers.text import read_text


def rows_of(text: str) -> list[list[list[str]]]:
    """The tables of a text as rows of cells, blank cells included."""
    (page,) = read_text(text.encode())
    found = []
    for table in page.tables:
        rows = [["" for _ in range(table.n_cols)] for _ in range(table.n_rows)]
        for cell in table.cells:
            rows[cell.row][cell.col] = cell.text
        found.append(rows)
    return found


TWO = """\
Type of incident            2007/08  2008/09   Target  Met?
                                              2009/10
Accidental fires                141      128      125  Y
Deliberate fires                163      131      120  N

What this means

Measures for the plan
Priority         Measure                   Baseline 2009/10  Target 2011/12
Domestic abuse   Repeat cases                           24%             27%
                 Incidents reported                   3,912           4,000
Alcohol          Violent crimes                         611             580
                 Admissions per 100,000               1,480           1,450
"""


def test_a_header_below_lone_lines_begins_another_table() -> None:
    first, second = rows_of(TWO)
    assert first[-1] == ["Deliberate fires", "163", "131", "120", "N"]
    assert second[0] == ["Priority", "Measure", "Baseline 2009/10", "Target 2011/12"]
    assert second[2] == ["", "Incidents reported", "3,912", "4,000"]


TALL = """\
Indicator                  Period       Southampton   South East
First time entrants   Jan 21 – Dec 21           214          118
(rate per 100,000)    Jan 22 – Dec 22           189          121
Reoffences per        Apr 19 – Mar 20          4.02         3.55
reoffender            Apr 20 – Mar 21          3.44         3.48
"""


def test_a_label_that_goes_on_beside_the_next_period_is_one() -> None:
    ((_, *body),) = rows_of(TALL)
    assert [row[0] for row in body] == [
        "First time entrants (rate per 100,000)",
        "",
        "Reoffences per reoffender",
        "",
    ]


def test_a_row_in_small_letters_among_rows_of_their_own_stays_one() -> None:
    ((_, *body),) = rows_of(
        TALL.replace("Reoffences per ", "Reoffences     ").replace("reoffender", "Other     ")
    )
    assert [row[0] for row in body] == [
        "First time entrants",
        "(rate per 100,000)",
        "Reoffences",
        "Other",
    ]


def test_figures_of_two_widths_under_one_header_are_one_column() -> None:
    text = (
        "Crime           2014/15    2015/16      Change      % change\n"
        "Violence            912      1,006             94      10.3%\n"
        "Robbery           1,088      1,391       303           27.8%\n"
        "Burglary            604        533             71     -11.8%\n"
    )
    ((header, *body),) = rows_of(text)
    assert header == ["Crime", "2014/15", "2015/16", "Change", "% change"]
    assert [row[3] for row in body] == ["94", "303", "71"]


def test_a_priority_printed_half_way_down_stands_in_the_first_row_of_its_group() -> None:
    text = (
        "Priority          Measure                 2009/10   2011/12\n"
        "                  Repeat cases                24%       27%\n"
        "Domestic abuse    Incidents                 3,912     4,000\n"
        "                  Detections                38.1%       40%\n"
        "                  Violent crimes              611       580\n"
        "Alcohol           Admissions                1,500     1,480\n"
        "                  Premises                     22        30\n"
    )
    ((_, *body),) = rows_of(text)
    assert [row[0] for row in body] == ["Domestic abuse", "", "", "Alcohol", "", ""]


def test_years_below_their_months_end_a_header() -> None:
    text = (
        "                  Apr 20 – Mar    Apr 21 – Mar         %\n"
        "Offence                                           change\n"
        "                       21              22\n"
        "Violence              1,038           1,247         20.1\n"
        "Drugs                   402             371         -7.7\n"
    )
    ((header, *body),) = rows_of(text)
    assert header == ["Offence", "Apr 20 – Mar 21", "Apr 21 – Mar 22", "% change"]
    assert len(body) == 2


def test_a_header_said_twice_with_one_blank_between_is_two() -> None:
    text = (
        "                12 months to Mar 12 months to Mar                12 months to Dec\n"
        "Stage                 2015             2016                            2016\n"
        "Ease of contact                 93.1                     92.4            91.8\n"
        "Actions taken                   80.9                     79.2            77.7\n"
    )
    ((header, *_),) = rows_of(text)
    assert header == ["Stage", "12 months to Mar 2015", "12 months to Mar 2016", "12 months to Dec 2016"]


def test_a_line_in_the_middle_over_a_whole_table_is_no_header() -> None:
    text = (
        "                Complaints of disorder by area, April to September 2014\n"
        "Area                        Noise        Disturbance        Dispute        Total\n"
        "Dunfermline                   611                402            188        1,201\n"
        "Kirkcaldy                     702                560            231        1,493\n"
    )
    ((header, *_),) = rows_of(text)
    assert header == ["Area", "Noise", "Disturbance", "Dispute", "Total"]


def test_words_one_blank_from_the_label_are_cut_where_their_column_begins() -> None:
    text = (
        "Project                             Lead                     Amount\n"
        "Street support                      Students' Union          £6,500\n"
        "Target hardening, and vulnerable on Police and Rangers       £3,000\n"
        "Outreach and work                   The Bridge               £7,850\n"
        "Cycle marking                       Police                   £1,950\n"
    )
    ((_, *body),) = rows_of(text)
    assert body[1] == ["Target hardening, and vulnerable on", "Police and Rangers", "£3,000"]


def test_a_named_list_of_figures_is_a_table_and_a_contents_list_is_none() -> None:
    facts = (
        "CCTV in numbers, 2012/13\n"
        "Public space cameras                41\n"
        "Incidents logged                 3,606\n"
        "Arrests                            498\n"
        "Cost to the Council              £182k\n"
    )
    contents = (
        "In this plan\n"
        "Foreword                             3\n"
        "Our borough                          4\n"
        "Priorities                           9\n"
        "How to reach us                     12\n"
    )
    assert [len(rows) for rows in rows_of(facts)] == [4]
    assert rows_of(contents) == []


SHARES = """\
Age group        2019/20    2020/21
Under 18        11 (12%)   14 (15%)
18 to 24        38 (42%)   33 (35%)
Over 60           9 (9%)    8 (11%)
Not known             <5         <5
All                   91         93
"""


def test_a_share_in_brackets_stays_with_its_count() -> None:
    ((_, *body),) = rows_of(SHARES)
    assert body[1] == ["18 to 24", "38 (42%)", "33 (35%)"]
    assert body[4] == ["All", "91", "93"]


SPANNED = """\
Borough                 2023/24                2024/25
                  People    New to the   People    New to the
                           streets (%)            streets (%)
Camden               903            44      941            46
Westminster        2,102            51    2,371            52
"""


def test_years_stand_over_columns_headed_half_way_down() -> None:
    ((years, heads, *_),) = rows_of(SPANNED)
    assert years[1::2] == ["2023/24", "2024/25"]
    assert heads[1:] == ["People", "New to the streets (%)"] * 2


DAYS = """\
Type                          31 March   31 March      Change
                                  2023       2024   2023 to 2024
Hostels                            301        296             -5
Council stock                       44         52             +8
"""


def test_years_under_days_and_under_changes_end_their_headers() -> None:
    ((heads, *body),) = rows_of(DAYS)
    assert heads == ["Type", "31 March 2023", "31 March 2024", "Change 2023 to 2024"]
    assert len(body) == 2


AVERAGES = """\
Severity                  1994-98    2009    2010     % change     Target
                          average                 2009 to 2010       2010
Killed                         68      44      38       -13.6%        –
Serious                       812     541     502        -7.2%      528
"""


def test_a_year_below_words_ends_its_header_beside_words_that_do() -> None:
    ((heads, *body),) = rows_of(AVERAGES)
    assert heads[1:] == ["1994-98 average", "2009", "2010", "% change 2009 to 2010", "Target 2010"]
    assert len(body) == 2
