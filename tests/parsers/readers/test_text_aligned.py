"""Tables of text exports aligned by blanks: what is one, what its cells are, and what stays prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.read import read_plan
from parsers.readers.text import read_text
from planhouse.table import PageTable


def tables_of(text: str) -> list[PageTable]:
    return [t for page in read_text(text.encode()) for t in page.tables]


def rows_of(table: PageTable) -> list[list[str]]:
    grid = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def test_figures_under_one_another_are_a_table_and_the_caption_stands_before_it() -> None:
    text = """
Table 2 – Licences in force
Licence            Mar 2010   Mar 2011   Change
Premises                512        506      (6)
Club premises            38         36      (2)

Members considered the trade's objections.
"""
    (table,) = tables_of(text)
    assert rows_of(table) == [
        ["Licence", "Mar 2010", "Mar 2011", "Change"],
        ["Premises", "512", "506", "(6)"],
        ["Club premises", "38", "36", "(2)"],
    ]
    assert (table.method, table.header_rows) == ("aligned", 1)
    kinds = [getattr(i, "kind", "table") for i in read_text(text.encode())[0].items]
    assert kinds == ["caption", "table", "paragraph"]


def test_blank_lines_may_part_every_row() -> None:
    (table,) = tables_of("Ward       2012    2013\n\nAbbey       412     398\n\nCastle       88      97\n")
    assert rows_of(table) == [["Ward", "2012", "2013"], ["Abbey", "412", "398"], ["Castle", "88", "97"]]


def test_a_label_of_two_lines_is_one_wherever_its_figures_stand() -> None:
    (table,) = tables_of("""
                                                2016     2018
Agree that the police and council deal
with anti-social behaviour                        41       45
Feel safe in the town centre                      52       49
after dark
Know how to report a hate crime, by
                                                  30       36
telephone or online
""")
    assert [r[0] for r in rows_of(table)[1:]] == [
        "Agree that the police and council deal with anti-social behaviour",
        "Feel safe in the town centre after dark",
        "Know how to report a hate crime, by telephone or online",
    ]


def test_a_label_alone_heads_the_rows_below() -> None:
    (table,) = tables_of("""
Service line         2010/11     2011/12
Expenditure
Employees            612,380     541,960
Income
Fees               (304,500)   (318,200)
""")
    assert [r[0] for r in rows_of(table)] == ["Service line", "Expenditure", "Employees", "Income", "Fees"]


def test_a_header_printed_over_several_columns_spans_them() -> None:
    (table,) = tables_of("""
                          2006/07                    2007/08
 Ward
                    No.     Rate per 1,000    No.       Rate per 1,000
 Brus              201               31.4     188                29.4
 Grange            166               29.6     171                30.5
""")
    spans = [(c.text, c.col, c.colspan) for c in table.cells if c.row == 0]
    assert spans == [("2006/07", 1, 2), ("2007/08", 3, 2)]
    assert rows_of(table)[1] == ["Ward", "No.", "Rate per 1,000", "No.", "Rate per 1,000"]


def test_a_header_of_several_lines_is_one_cell_of_each_column() -> None:
    (table,) = tables_of("""
                                    European age-
                                     standardised    Lower
Area                    Persons   rate per 100,000    limit
Merthyr Tydfil              318             531.2    473.9
Wales                    11,904             368.3    361.7
""")
    assert rows_of(table)[0] == [
        "Area",
        "Persons",
        "European age- standardised rate per 100,000",
        "Lower limit",
    ]


def test_units_under_a_header_are_both_of_it_however_far_it_is_printed() -> None:
    (table,) = tables_of("""
                                                  Difference 2021/22 to 2022/23
 Sex and age        2020/21     2021/22    2022/23
                                                                    n         %
 Male                    88         141        166                +25    +17.7%
 Female                 170         302        288                -14     -4.6%
""")
    assert [(c.text, c.col, c.colspan) for c in table.cells if c.row == 0] == [
        ("Difference 2021/22 to 2022/23", 4, 2)
    ]


def test_a_figure_one_blank_behind_a_long_label_is_a_cell() -> None:
    (table,) = tables_of("""
Indicator                                            2009  2010
NI 15 Serious violent crime per 1,000 population     0.52  0.48
NI 16 Serious acquisitive crime per 1,000 residents 19.95  9.87
NI 20 Assault with less serious injury               6.31  6.05
""")
    assert rows_of(table)[2] == ["NI 16 Serious acquisitive crime per 1,000 residents", "19.95", "9.87"]


def test_words_beside_the_figures_go_on_below_in_their_column() -> None:
    (table,) = tables_of("""
Measure        Target   Actual   Comment
Burglaries        300      288   On track after the summer
                                 campaign in three wards
Robberies          40       47   A series in May
""")
    assert rows_of(table)[1] == [
        "Burglaries",
        "300",
        "288",
        "On track after the summer campaign in three wards",
    ]


def test_a_drawn_rule_is_no_row() -> None:
    (table,) = tables_of(
        "Line      2010    2011\nFees        88      90\n          ----    ----\nTotal       88      90\n"
    )
    assert rows_of(table)[1:] == [["Fees", "88", "90"], ["Total", "88", "90"]]


def test_notes_and_the_next_caption_end_a_table() -> None:
    text = """
Table 1: Calls
Year     Calls   Visits
2011       412       12
2012       398       14
Source: the log of the control room  2012

Table 2: Hours
Year     Hours    Cost
2011        40     9.5
2012        44     9.9
"""
    assert [t.n_rows for t in tables_of(text)] == [3, 3]


PROSE = {
    "two columns of prose": """
The partnership has met four times in      Burglary fell by 12 per cent and robbery
the year. Its members agreed a new plan    by 8 per cent. There were 1,204 incidents
in March 2014, and the budget of £30,000   of anti-social behaviour, of which 312
was spent on three projects. In all 45     were in the town centre. The Board was
""",
    "a list of contents": """
Introduction                                    3
Our priorities                                  5
What we did last year                           8
Appendix A                                     20
""",
    "contents with dots": """
Introduction ........... 3
Priorities ............. 5
Appendix ............... 8
""",
    "addresses": """
Community Safety Team          Youth Service
Telford TF3 4NT                Wellington TF1 1LX
Tel: 01952 380000              Tel: 01952 381111
""",
    "telephone numbers": """
Name              Telephone
Police            01952 214000
Fire              01743 260200
Housing           01952 381925
""",
    "a numbered list": "1.   Reduce burglary by 5%\n2.   Reduce robbery by 10%\n3.   Hold 4 meetings\n",
    "justified lines": """
The  total  number  of  offences  in  the  district  fell  from  4,210  to  3,987
in  the  year,  which  is  a  fall  of  5.3%.   Burglary  fell  by  12  and  theft
by  34  offences.   Of  the  3,987  offences  1,204  were  of  violence,  an  increase
""",
    "dates of meetings": """
Meeting        Date              Venue
Board          12 March 2014     Town Hall
Panel          3 June 2014       Library
""",
    "the numbers of a chart": """
                        765       773
   300    579                                636
              402                                       458
        293                                                           270
""",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE.keys())
def test_what_is_no_table_of_figures_stays_prose(text: str) -> None:
    assert tables_of(text) == []
    assert read_plan(text.encode(), "x.txt").ledger.is_balanced


LABELS = st.lists(
    st.sampled_from(["Abbey", "All wards", "St Mary's and Park", "Under 18", "Town"]), min_size=3, max_size=9
)
FIGURES = st.sampled_from(["12", "1,204", "(6)", "5.2%", "£141.69", "-", "n/a", "<5", "+4", ""])


@given(LABELS, st.data())
def test_a_table_printed_with_blanks_is_read_cell_by_cell(labels: list[str], data: st.DataObject) -> None:
    """Whatever signs its cells hold, as long as its columns hold figures and no row is empty."""
    width = data.draw(st.integers(2, 6))
    body = [[label, *(data.draw(FIGURES) for _ in range(width))] for label in labels]
    for row in body:
        row[1] = row[1] if row[1] not in ("", "-", "n/a") else "7"
        row[2:] = [t or "0" for t in row[2:]]
    head = ["Area", *(f"{2010 + c}/{11 + c}" for c in range(width))]
    widths = [max(len(r[c]) for r in [head, *body]) for c in range(width + 1)]
    lines = [
        "   ".join(
            t.ljust(w) if c == 0 else t.rjust(w) for c, (t, w) in enumerate(zip(r, widths, strict=True))
        )
        for r in [head, *body]
    ]
    text = "\n".join(["Prose before it.", "", *lines, "", "Prose behind it."])
    (table,) = tables_of(text)
    assert rows_of(table) == [head, *body]
    assert read_plan(text.encode(), "x.txt").ledger.is_balanced


WORDS = st.sampled_from(
    ["Ward ", "12 ", "  ", "      ", "1,204", "2012", "\n", "\n\n", "Total", "(6)", "-", "a tail", "* ", "%"]
)


@given(st.lists(WORDS, max_size=60).map("".join))
def test_every_word_of_any_mixture_has_one_place(text: str) -> None:
    if text.strip(" \n"):
        extract = read_plan(("A plan\n" + text).encode(), "x.txt")
        assert extract.ledger.is_balanced
        assert not [i for i in extract.issues if i.code == "WORDS_LOST"]
