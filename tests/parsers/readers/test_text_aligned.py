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
