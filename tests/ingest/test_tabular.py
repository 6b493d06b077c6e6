"""Rows as text: nothing is cut off, every form can be read back."""

import csv
import datetime as dt
import io
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ingest.tabular import render_csv, render_json, render_markdown, render_table

COLUMNS = ["who", "n", "when"]
ROWS = [["TVP", Decimal("12"), dt.date(2021, 3, 31)], ["WODC\nAll", Decimal("1.5"), None]]


def test_table_aligns_numbers_right_and_keeps_line_breaks():
    assert render_table(COLUMNS, ROWS).splitlines() == [
        "who     n  when",
        "----  ---  ----------",
        "TVP    12  2021-03-31",
        "WODC  1.5",
        "All",
    ]


def test_json_has_numbers_dates_and_nulls():
    assert json.loads(render_json(COLUMNS, ROWS)) == [
        {"who": "TVP", "n": 12, "when": "2021-03-31"},
        {"who": "WODC\nAll", "n": 1.5, "when": None},
    ]


def test_markdown_keeps_one_line_a_row():
    text = render_markdown(["a|b"], [["x\ny|z"]])
    assert text == "| a\\|b |\n|---|\n| x<br>y\\|z |"


def test_no_rows_is_a_header():
    assert render_table(["a"], []) == "a\n-"
    assert render_csv(["a"], []) == "a"
    assert render_json(["a"], []) == "[]"


def test_escape_sequences_do_not_reach_the_terminal():
    assert "\x1b" not in render_table(["a"], [["\x1b[31mred"]])


@given(st.lists(st.lists(st.text(alphabet="ab \n,\"'é", max_size=20), min_size=2, max_size=2), max_size=5))
def test_csv_reads_back(rows):
    back = list(csv.reader(io.StringIO(render_csv(["a", "b"], rows) + "\n")))
    assert back == [["a", "b"], *rows]


@given(st.lists(st.text(alphabet="abc de", max_size=300), min_size=1, max_size=4))
def test_table_cuts_nothing_off(cells):
    text = render_table([f"c{i}" for i in range(len(cells))], [cells], 60)
    letters = "".join(sorted("".join(cells).replace(" ", "")))
    body = "".join(text.splitlines()[2:])
    assert "".join(sorted(body.replace(" ", ""))) == letters
