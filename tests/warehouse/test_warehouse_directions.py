"""Rises and falls: what a printed change says, beside the figure as it is printed and never over it."""

from decimal import Decimal

import made_plans as b
import pytest

from ingest.prompt import SHOWN
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.questions import ask
from warehouse.summary import render_document
from warehouse.trace import trace
from warehouse.views import read_views

PROSE = {"table": None, "row": None, "column": None, "row_path": (), "column_path": ()}


def in_prose(*flags):
    return {**PROSE, "sentence": b.value("Burglary was reduced by 23%."), "flags": flags}


def in_table(*header, row="Theft", flags=()):
    return {"column_path": header, "row_path": (row,), "flags": flags}


CASES = [
    # printed, value, how it stands there, direction, change, rule
    ("23%", "23", in_prose("decrease"), "fall", -23, "wording"),
    ("45%", "45", in_prose("about", "increase"), "rise", 45, "wording"),
    ("12%", "12", in_prose("compared_with:2014"), None, None, None),
    ("-6%", "-6", in_table("% change", flags=("signed",)), "fall", -6, "sign"),
    ("(6)", "-6", in_table("Difference"), "fall", -6, "sign"),
    ("+6%", "6", in_table("% change", flags=("signed",)), "rise", 6, "sign"),
    ("7.1%", "7.1", in_table("Offences", "% Change"), "rise", 7.1, "no sign in a table"),
    ("0.0%", "0", in_table("% change"), "unchanged", 0, "zero"),
    ("43%", "43", in_table("2017-2035 Reductions"), "fall", -43, "header"),
    ("9%", "9", in_table("PERCENT REDUCTION", "2021"), "fall", -9, "header"),
    ("5%", "5", in_table("2021", row="Reduction in emissions"), "fall", -5, "header"),
    ("5%", "5", in_table("% increase"), "rise", 5, "header"),
    ("5%", "5", in_table("% increase/decrease"), "rise", 5, "no sign in a table"),
    ("-5%", "-5", in_table("% increase/decrease", flags=("signed",)), "fall", -5, "sign"),
    # A table of crime reduction work is no table of falls: its own header says change.
    ("5%", "5", in_table("Crime reduction", "Change"), "rise", 5, "no sign in a table"),
    # A minus under "Reduction" may mean that it rose or be the way falls are printed there: not guessed.
    ("-5%", "-5", in_table("% reduction", flags=("signed",)), None, None, None),
    ("n/a", None, in_table("% change"), None, None, None),
]


@pytest.mark.parametrize(("raw", "amount", "more", "direction", "change", "rule"), CASES)
def test_a_change_has_a_direction_and_a_sign_and_says_how(raw, amount, more, direction, change, rule):
    with connect(":memory:") as connection:
        figure = b.figure(1, raw, amount, kind="change_pct").model_copy(update=more)
        load_plan(connection, b.plan("one", statistics=(figure,)))
        sql = "SELECT direction, change, direction_rule, value, raw FROM figure"
        found = connection.execute(sql).fetchone()
    signed = None if change is None else Decimal(str(change))
    assert found == (direction, signed, rule, None if amount is None else Decimal(amount), raw)


def test_a_level_has_no_direction():
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("one", statistics=(b.figure(1, "-4", "-4", kind="level"),)))
        assert connection.execute("SELECT direction, change FROM figure").fetchall() == [(None, None)]


@pytest.fixture(scope="module")
def warehouse():
    with connect(":memory:") as connection:
        changes = {"kind": "change_pct", "unit": "%"}
        load_plan(
            connection,
            b.plan(
                "one",
                statistics=(
                    b.figure(1, "23%", "23").model_copy(update={**changes, **in_prose("decrease")}),
                    b.figure(2, "48%", "48").model_copy(update={**changes, **in_prose("increase")}),
                ),
            ),
        )
        yield connection


def test_the_largest_changes_show_falls_as_falls(warehouse):
    rows = ask(warehouse, "biggest-changes").as_dicts()
    assert [(r["direction"], r["change_pct"], r["raw"]) for r in rows] == [
        ("rise", 48, "48%"),
        ("fall", -23, "23%"),
    ]


@pytest.mark.parametrize("question", ["figures-of", "figures-in-prose"])
def test_other_lists_of_figures_say_the_direction(warehouse, question):
    words = {"words": "theft"} if question == "figures-of" else {}
    rows = ask(warehouse, question, words).as_dicts()
    assert {(r["raw"], r["direction"]) for r in rows} == {("48%", "rise"), ("23%", "fall")}


def test_a_shown_document_and_a_trace_say_it_too(warehouse):
    assert "23% = 23  (%, fall)" in render_document(warehouse, "one")
    steps = trace(warehouse, "s-one-1").as_dicts()
    found = [(s["value"], s["how"]) for s in steps if s["field"] == "direction"]
    assert found == [("fall -23", "wording")]


def test_a_warehouse_whose_views_are_older_is_read_with_the_views_of_this_program(tmp_path):
    """Nothing has to be migrated before it can be asked."""
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        load_plan(connection, b.plan("one"))
        connection.execute("CREATE OR REPLACE VIEW figure AS SELECT 1 AS figure_id")
        connection.execute("UPDATE run_schema SET views = 'old'")
    with connect(path, read_only=True) as connection:
        assert ask(connection, "biggest-changes").columns
        assert connection.execute("SELECT count(*) FROM figure").fetchone() == (2,)
        views = connection.execute(SHOWN[".views"]).fetchall()
        columns = connection.execute(SHOWN[".columns"], ["figure"]).fetchall()
    names = [name for name, _ in views]
    assert sorted(set(names)) == sorted(names) == sorted(v.name for v, _ in read_views())
    assert [(name, meaning) for name, _, meaning in columns] == [
        pair for v, _ in read_views() if v.name == "figure" for pair in v.columns
    ]
