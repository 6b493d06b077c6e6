"""One definition: the code's tables are the file's tables are the dictionary's tables."""

from pathlib import Path

import made_plans as b
import pytest

from warehouse.connection import connect
from warehouse.dictionary import render_dictionary
from warehouse.load import load_plan
from warehouse.schema import BY_NAME, TABLES
from warehouse.views import read_views

ROOT = Path(__file__).parent.parent.parent
FIXED = {
    "document": "document_id source_file title partnership period_start period_end media_type pages status",
    "action": "action_id source_file section issue need activity outcomes impact when_raw who_raw page_first "
    "page_last inherited other",
    "figure": "figure_id source_file caption row_label column_label measure area category period_raw value "
    "unit kind raw flags page duplicate_of in_prose sentence",
    "promise": "source_file section kind text page",
    "priority": "source_file text",
    "mention": "raw where agency role judgement score",
    "doubt": "source_file code message place severity",
    "stitch": "above below joined score signals",
}
"""Columns that people's own queries rely on."""


@pytest.fixture(scope="module")
def warehouse():
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("one", issues=(b.doubt(),)))
        load_plan(connection, b.plan("two"))
        yield connection


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_table_is_as_defined_and_explained(warehouse, table):
    found = warehouse.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [table.name],
    ).fetchall()
    assert found == [(c.name, c.comment) for c in table.columns]
    assert set(table.key) <= set(table.names)
    comment = warehouse.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table.name]
    ).fetchone()
    assert comment == (table.grain,)


@pytest.mark.parametrize("view", [v for v, _ in read_views()], ids=lambda v: v.name)
def test_every_column_of_a_view_is_explained(warehouse, view):
    found = warehouse.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [view.name],
    ).fetchall()
    assert found == list(view.columns)


@pytest.mark.parametrize("name", FIXED)
def test_a_view_keeps_the_columns_it_promised(warehouse, name):
    view = next(v for v, _ in read_views() if v.name == name)
    assert set(FIXED[name].split()) <= {column for column, _ in view.columns}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_foreign_key_lands(warehouse, table):
    for column in (c for c in table.columns if c.references):
        other, key = column.references.split(".")
        assert key in BY_NAME[other].names
        lost = warehouse.execute(
            f"SELECT {column.name} FROM {table.name} WHERE {column.name} IS NOT NULL "
            f"AND {column.name} NOT IN (SELECT {key} FROM {other})"
        ).fetchall()
        assert lost == []


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_grain_has_no_duplicates(warehouse, table):
    key = ", ".join(table.key)
    assert (
        warehouse.execute(f"SELECT {key} FROM {table.name} GROUP BY ALL HAVING count(*) > 1").fetchall() == []
    )


def test_wide_views_have_one_row_per_thing(warehouse):
    """Joins in a view neither multiply nor lose rows."""
    for view, table in {
        "document": "dim_document", "action": "fact_action", "figure": "fact_figure",
        "promise": "fact_promise",
        "priority": "fact_priority", "mention": "fact_mention", "doubt": "fact_doubt",
        "stitch": "fact_stitch",
        "table_cell": "lineage_cell", "block": "lineage_block", "figure_check": "fact_check",
        "fragment": "lineage_fragment",
    }.items():  # fmt: skip
        counts = warehouse.execute(
            f"SELECT (SELECT count(*) FROM {view}), (SELECT count(*) FROM {table})"
        ).fetchone()
        assert counts[0] == counts[1] > 0, view


def test_the_dictionary_page_is_current():
    page = ROOT / "docs" / "data_dictionary.md"
    assert page.read_text(encoding="utf-8") == render_dictionary()
