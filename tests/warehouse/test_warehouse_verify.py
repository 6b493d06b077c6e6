"""Keys hold: by the database where documents share a table, by the loader and by proof elsewhere."""

import duckdb
import made_plans as b
import pytest
from click.testing import CliRunner

from ingest.cli import planhouse
from planhouse.errors import WarehouseError
from warehouse.connection import connect
from warehouse.definition import SHARED_TABLES
from warehouse.load import load_plan
from warehouse.reading import build_reading, prove_keys
from warehouse.schema import TABLES
from warehouse.verify import render_proofs, verify


@pytest.fixture
def warehouse():
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("one", issues=(b.doubt(),)))
        load_plan(connection, b.plan("two"))
        yield connection


def test_all_holds_after_loading_and_after_replacing(warehouse):
    assert [p for p in verify(warehouse) if not p.holds] == []
    actions = (b.action(1, "Mark all bikes"), b.action(2, "Visit victims"))
    assert load_plan(warehouse, b.plan("one", actions=actions, tables=())).outcome == "replaced"
    assert [p for p in verify(warehouse) if not p.holds] == []


def test_every_key_of_every_table_is_proved(warehouse):
    proved = {p.what for p in verify(warehouse)}
    for table in TABLES:
        assert f"{table.name}({', '.join(table.key)})" in proved
        for column in (c for c in table.columns if c.references):
            assert f"{table.name}.{column.name} -> {column.references}" in proved


def test_keys_of_shared_tables_are_constraints_of_the_database(warehouse):
    found = warehouse.execute(
        "SELECT table_name, constraint_column_names[1], referenced_table FROM duckdb_constraints() "
        "WHERE constraint_type = 'FOREIGN KEY'"
    ).fetchall()
    declared = [
        (t.name, c.name, c.references.split(".")[0])
        for t in TABLES for c in t.columns if c.references.split(".")[0] in SHARED_TABLES
    ]  # fmt: skip
    assert sorted(found) == sorted(declared)
    with pytest.raises(duckdb.ConstraintException):
        warehouse.execute("DELETE FROM dim_agency")


@pytest.mark.parametrize(
    ("damage", "kind", "what"),
    [
        ("DELETE FROM fact_mention", "foreign key", "bridge_mention_agency.mention_id"),
        ("DELETE FROM fact_action WHERE action_id = 'a-one-1'", "subject", "fact_mention.subject_id"),
        ("DELETE FROM lineage_fragment WHERE subject_id = 'a-one-1'", "lineage", "fact_action"),
        ("INSERT INTO lineage_block FROM lineage_block", "primary key", "lineage_block"),
        ("UPDATE lineage_fragment SET page = NULL", "lineage", "page or line"),
        ("DELETE FROM run_reading", "reading", "dim_document"),
    ],
)
def test_damage_is_found_and_named(warehouse, damage, kind, what):
    warehouse.execute(damage)
    failing = [p for p in verify(warehouse) if not p.holds]
    assert any(p.kind == kind and what in p.what and p.example for p in failing)
    assert "FAILS" in render_proofs(failing)


def test_a_reading_that_names_what_it_does_not_hold_is_refused():
    tables = dict(build_reading(b.plan()).tables)
    tables["fact_mention"] = []
    with pytest.raises(WarehouseError, match=r"one\.pdf: bridge_mention_agency\.mention_id names m-one-1"):
        prove_keys(tables, "one.pdf")


def test_the_command_says_so_by_its_exit_code(tmp_path):
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        load_plan(connection, b.plan())
    done = CliRunner().invoke(planhouse, ["verify", "--warehouse", str(path)])
    assert (done.exit_code, "FAILS" in done.output) == (0, False)
    with connect(path) as connection:
        connection.execute("DELETE FROM lineage_fragment")
    done = CliRunner().invoke(planhouse, ["verify", "--warehouse", str(path)])
    assert (done.exit_code, "FAILS" in done.output) == (1, True)
