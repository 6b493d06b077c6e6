"""Questions: only reading, answers in every format, errors that help."""

import csv
import io
import json
from decimal import Decimal

import made_plans as b
import pytest

from planhouse.errors import QueryError
from planhouse.records import Priority, Promise
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.query import Result, query_file, run_query
from warehouse.render import FORMATS, render_result
from warehouse.summary import find_document, render_document, render_overview
from warehouse.trace import render_trace, trace


@pytest.fixture(scope="module")
def warehouse():
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("one", issues=(b.doubt(),)))
        load_plan(connection, b.plan("two"))
        yield connection


def test_an_answer_has_columns_types_and_rows(warehouse):
    result = run_query(warehouse, "SELECT source_file, actions FROM document ORDER BY 1")
    assert (result.columns, result.types) == (("source_file", "actions"), ("VARCHAR", "BIGINT"))
    assert result.rows == (("one.pdf", 2), ("two.pdf", 2))


def test_parameters_are_values_not_sql(warehouse):
    sql = "SELECT source_file FROM document WHERE source_file = $name"
    assert run_query(warehouse, sql, {"name": "one.pdf"}).rows == (("one.pdf",),)
    assert run_query(warehouse, sql, {"name": "' OR true --"}).rows == ()


def test_more_rows_than_asked_for_are_said_to_be_left_out(warehouse):
    result = run_query(warehouse, "SELECT * FROM range(10)", most_rows=3)
    assert (len(result.rows), result.is_cut) == (3, True)
    assert "more were left out" in render_result(result)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO dim_theme VALUES ('x')",
        "DELETE FROM fact_action",
        "SELECT 1; DROP VIEW action",
        "SET threads = 2",
        "COPY document TO '/tmp/never.csv'",
        "ATTACH ':memory:' AS other",
        "CREATE TABLE x (a INTEGER)",
    ],
)
def test_statements_that_do_more_than_read_are_refused(warehouse, sql):
    with pytest.raises(QueryError, match="only read"):
        run_query(warehouse, sql)


def test_wrong_sql_says_where_and_offers_names(warehouse):
    with pytest.raises(QueryError, match="source_file"):
        run_query(warehouse, "SELECT sourcefile FROM document")
    with pytest.raises(QueryError, match="No SQL"):
        run_query(warehouse, "  ")


def test_a_file_is_queried_by_its_path(tmp_path):
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        load_plan(connection, b.plan())
    assert query_file(path, "SELECT count(*) FROM action").rows == ((2,),)
    with pytest.raises(QueryError, match="disabled"):
        query_file(path, "SELECT * FROM read_text('/etc/hostname')")


RESULT = Result(
    ("name", "n", "tags"),
    ("VARCHAR", "DECIMAL(28,6)", "VARCHAR[]"),
    (("a|b\nc", Decimal("17.300000"), ["x", "y"]), (None, Decimal("3733.000000"), [])),
)


def test_csv_can_be_read_back():
    rows = list(csv.reader(io.StringIO(render_result(RESULT, "csv"))))
    assert rows == [["name", "n", "tags"], ["a|b\nc", "17.3", '["x", "y"]'], ["", "3733", "[]"]]


def test_json_can_be_read_back():
    expected = [{"name": "a|b\nc", "n": 17.3, "tags": ["x", "y"]}, {"name": None, "n": 3733, "tags": []}]
    assert json.loads(render_result(RESULT, "json")) == expected
    assert [json.loads(line) for line in render_result(RESULT, "jsonl").splitlines()] == expected


def test_markdown_escapes_what_would_break_its_table():
    assert render_result(RESULT, "markdown").splitlines()[2] == "| a\\|b<br>c | 17.3 | x; y |"


def test_a_table_keeps_lines_of_cells_and_aligns_numbers():
    assert render_result(RESULT).splitlines() == [
        "name  n     tags",
        "----  ----  ----",
        "a|b   17.3  x; y",
        "c",
        "      3733",
        "(2 rows)",
    ]


def test_a_narrow_table_wraps_and_loses_no_word():
    wide = Result(("text",), ("VARCHAR",), (("mark every bike in every village of the county",),))
    lines = render_result(wide, width=20).splitlines()
    assert all(len(line) <= 20 for line in lines)
    assert " ".join(line.strip() for line in lines[2:-1]) == wide.rows[0][0]


def test_every_format_renders_an_empty_answer(warehouse):
    empty = run_query(warehouse, "SELECT * FROM action WHERE false")
    for name in FORMATS:
        assert render_result(empty, name) is not None


def test_a_document_is_found_by_id_beginning_name_or_part(warehouse):
    full = b.document("one").document_id
    assert {find_document(warehouse, w) for w in (full, full[:8], "one.pdf", "one")} == {full}
    with pytest.raises(QueryError, match="No document"):
        find_document(warehouse, "three")
    with pytest.raises(QueryError, match="fits 2 documents"):
        find_document(warehouse, "d-")


def test_showing_a_document_tells_all_its_parts(warehouse):
    text = render_document(warehouse, "one")
    for words in (
        "Priorities (1)",
        "Mark bikes",
        "WODC/TVP",
        "3,733* = 3733",
        "We will listen.",
        "Fire Service",
    ):
        assert words in text
    assert "Q1 of which year?" in text
    assert "one.pdf" in render_overview(warehouse)


def test_more_columns_than_a_line_holds_become_a_list_per_row(warehouse):
    lines = render_result(
        run_query(warehouse, "SELECT * FROM action ORDER BY 1 LIMIT 1"), width=80
    ).splitlines()
    assert lines[0] == "[row 1]"
    assert ["activity", "Mark", "bikes"] in [line.split() for line in lines]


def test_tracing_an_action_leads_to_its_page_and_to_what_was_derived(warehouse):
    steps = trace(warehouse, "a-one-1").as_dicts()
    printed = next(s for s in steps if s["field"] == "activity")
    assert (printed["step"], printed["value"], printed["page"]) == ("printed", "Mark bikes", 1)
    assert printed["box"] == [36.0, 100.0, 180.3, 112.0]
    assert printed["sha256"] == b.document("one").sha256
    derived = [(s["step"], s["how"]) for s in steps if s["step"] in ("derived", "resolved")]
    assert derived == [("derived", "month"), ("resolved", "alias"), ("derived", None), ("derived", "words")]


def test_tracing_says_which_joins_made_a_row(warehouse):
    """A row over a page break lists the join with its signals."""
    cell = f"{b.document('one').document_id}/t1/r1/c1"
    moved = b.table().rows[0].cells[1]
    assert trace(warehouse, cell).as_dicts()[0]["value"] == moved.text


@pytest.mark.parametrize(
    "view", ["action", "figure", "promise", "priority", "mention", "member", "table_cell"]
)
def test_every_record_can_be_traced(warehouse, view):
    for (subject_id,) in warehouse.execute(
        f"SELECT columns('{view.split('_')[-1]}_id$') FROM {view}"
    ).fetchall():
        text = render_trace(warehouse, subject_id)
        assert "sha256" in text
        assert "printed" in text or "inherited" in text


def test_tracing_what_does_not_exist_says_where_ids_are(warehouse):
    with pytest.raises(QueryError, match="SELECT action_id"):
        trace(warehouse, "a-none")


def test_what_is_quoted_from_another_body_is_kept_apart_from_the_plans_own():
    """Counted without, shown with whose it is, and no change between two editions of the plan."""
    own = Priority(priority_id="r-1", number=1, text=b.value("Safer roads"))
    other = Priority(priority_id="r-2", number=2, text=b.value("More officers"), attributed_to="PCC")
    quoted = Promise(promise_id="p-1", kind="outcome", text=b.value("Less harm"), attributed_to="PCC")
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("new", priorities=(own, other), promises=(quoted,)))
        load_plan(connection, b.plan("old", priorities=(), promises=()))
        counts = "SELECT priorities, promises FROM document WHERE source_file = 'new.pdf'"
        assert connection.execute(counts).fetchall() == [(1, 0)]
        listed = "SELECT text, attributed_to FROM priority ORDER BY number"
        assert connection.execute(listed).fetchall() == [("Safer roads", None), ("More officers", "PCC")]
        text = render_document(connection, find_document(connection, "new.pdf"))
        assert "More officers (of: PCC)" in text
        assert "Less harm (of: PCC)" in text
        ids = dict(connection.execute("SELECT source_file, document_id FROM document").fetchall())
        changes = connection.execute(
            "SELECT new_id FROM edition_diff(?, ?) WHERE kind IN ('priority', 'report')",
            [ids["old.pdf"], ids["new.pdf"]],
        ).fetchall()
        assert changes == [("r-1",)]
