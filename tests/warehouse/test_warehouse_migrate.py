"""Older warehouses: migrated whole, or left as they were with the reason."""

import json
from pathlib import Path

import duckdb
import made_plans as b
import pytest

from planhouse.errors import SchemaMismatchError, WarehouseError
from warehouse import migrate as migration
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.migrate import find_differences, migrate
from warehouse.reading import build_reading
from warehouse.schema import BY_NAME, SCHEMA_VERSION, TABLES
from warehouse.verify import verify

CASES = Path(__file__).parent / "cases"
PUBLISHED = sorted(CASES.glob("schema_*.sql"))
"""Tables as programs of earlier commits made them, taken from git history."""
SINCE_VERSION_4 = ("plan_kind", "plan_subject")
"""Columns that are filled when a document is read again."""


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A warehouse of version 0, which lacked a column and had one more."""
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        load_plan(connection, b.plan())
        for (view,) in connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall():
            connection.execute(f"DROP VIEW {view}")
        connection.execute("ALTER TABLE dim_location DROP COLUMN first_seen")
        connection.execute("ALTER TABLE dim_location ADD COLUMN colour VARCHAR")
        connection.execute("UPDATE run_schema SET version = 0, fingerprint = 'old'")
    steps = {
        0: (
            "ALTER TABLE dim_location DROP COLUMN colour",
            "ALTER TABLE dim_location ADD COLUMN first_seen TIMESTAMP DEFAULT '2026-01-01'",
        ),
        1: (),
        2: (),
        3: (),
    }
    monkeypatch.setattr(migration, "MIGRATIONS", steps)
    return path


def test_an_old_warehouse_is_refused_until_migrated_and_then_read(old):
    with pytest.raises(SchemaMismatchError, match="planhouse migrate"):
        connect(old)
    assert migrate(old) == (0, SCHEMA_VERSION)
    with connect(old, read_only=True) as connection:
        assert connection.execute("SELECT year(first_seen) FROM dim_location").fetchall() == [(2026,)]
        assert find_differences(connection) == []


def test_the_file_as_it_was_stays_beside_it(old):
    migrate(old)
    assert (old.parent / "w.v0.duckdb").is_file()


def test_a_migration_that_fails_or_leaves_another_schema_changes_nothing(old, monkeypatch):
    before = old.read_bytes()
    for statements, words in [
        (("ALTER TABLE nowhere DROP COLUMN x",), "not migrated"),
        ((), "dim_location.first_seen missing"),
        (
            (
                "ALTER TABLE dim_location DROP COLUMN colour",
                "ALTER TABLE dim_location ADD COLUMN first_seen TIMESTAMP",
                "ALTER TABLE dim_location DROP COLUMN file_name",
                "ALTER TABLE dim_location ADD COLUMN file_name VARCHAR",
            ),
            "dim_location has its columns in another order",
        ),
    ]:
        monkeypatch.setattr(migration, "MIGRATIONS", {0: statements, 1: (), 2: (), 3: ()})
        with pytest.raises(WarehouseError, match=words):
            migrate(old)
        with pytest.raises(SchemaMismatchError, match="version 0"):
            connect(old)
    assert len(before) == old.stat().st_size


def test_a_version_without_a_way_here_is_refused(old, monkeypatch):
    monkeypatch.setattr(migration, "MIGRATIONS", {})
    with pytest.raises(SchemaMismatchError, match="new file"):
        migrate(old)


def test_a_current_warehouse_needs_nothing(tmp_path):
    path = tmp_path / "w.duckdb"
    connect(path).close()
    assert migrate(path) == (SCHEMA_VERSION, SCHEMA_VERSION)
    assert [p.name for p in tmp_path.iterdir()] == ["w.duckdb"]


def test_what_is_no_warehouse_is_refused(tmp_path):
    import duckdb

    with pytest.raises(WarehouseError, match="no such"):
        migrate(tmp_path / "none.duckdb")
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with pytest.raises(SchemaMismatchError, match="not a planhouse warehouse"):
        migrate(tmp_path / "other.duckdb")


def fill(connection, reading):
    """A reading's rows in tables of an older schema, whose columns are all known today."""
    # What others name goes first: its keys are constraints from version 2 on.
    for name, rows in sorted(reading.tables.items(), key=lambda t: not t[0].startswith("dim_")):
        here = [
            c
            for (c,) in connection.execute(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [name]
            ).fetchall()
        ]
        for row in rows if here else ():
            values = dict(zip(BY_NAME[name].names, row, strict=True))
            given = [
                json.loads(values[c.name]) if c.is_packed and values[c.name] is not None else values[c.name]
                for c in BY_NAME[name].columns
                if c.name in here
            ]
            names = ", ".join(f'"{c.name}"' for c in BY_NAME[name].columns if c.name in here)
            marks = ", ".join("?" for _ in given)
            connection.execute(f"INSERT INTO {name} ({names}) VALUES ({marks})", given)


@pytest.mark.parametrize("schema", PUBLISHED, ids=lambda p: p.stem)
def test_a_warehouse_of_each_earlier_program_is_migrated_with_all_it_holds(tmp_path, schema):
    path = tmp_path / "w.duckdb"
    version = int(schema.stem.split("_")[1])
    plan = b.plan("one", issues=(b.doubt(),))
    reading = build_reading(plan)
    with duckdb.connect(str(path)) as connection:
        connection.execute(schema.read_text(encoding="utf-8"))
        fill(connection, reading)
        moment = "2026-01-01 10:00"
        connection.execute(
            "INSERT INTO run_reading VALUES (?, ?, '0.1', 'hash', ?, ?, NULL)",
            [reading.document_id, reading.sha256, moment, moment],
        )
        connection.execute("INSERT INTO run_schema VALUES (?, 'old', NULL, ?)", [version, moment])
    with pytest.raises(SchemaMismatchError, match="planhouse migrate"):
        connect(path)
    assert migrate(path) == (version, SCHEMA_VERSION)
    with connect(path) as connection, connect(":memory:") as fresh:
        assert [p for p in verify(connection) if not p.holds] == []
        load_plan(fresh, plan)
        had_checks = "fact_check" in schema.read_text(encoding="utf-8")
        for table in TABLES:
            if table.name.startswith("run_") or table.name == "dim_location":
                continue
            if table.name == "fact_check" and not had_checks:
                continue
            known = ", ".join(f'"{c}"' for c in table.names if c not in SINCE_VERSION_4)
            sql = f"SELECT {known} FROM {table.name}"
            rows = [sorted(c.execute(sql).fetchall(), key=repr) for c in (connection, fresh)]
            assert rows[0] == rows[1], table.name
        assert load_plan(connection, plan, program="0.2").outcome == "replaced"
        changes = connection.execute("SELECT field FROM change").fetchall()
        assert len([f for (f,) in changes if f not in SINCE_VERSION_4]) == (0 if had_checks else 1)
