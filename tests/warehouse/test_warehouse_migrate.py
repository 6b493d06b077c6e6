"""Older warehouses: migrated whole, or left as they were with the reason."""

import made_plans as b
import pytest

from planhouse.errors import SchemaMismatchError, WarehouseError
from warehouse import migrate as migration
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.migrate import find_differences, migrate
from warehouse.schema import SCHEMA_VERSION


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
        connection.execute("ALTER TABLE dim_agency DROP COLUMN kind")
        connection.execute("ALTER TABLE dim_agency ADD COLUMN colour VARCHAR")
        connection.execute("UPDATE run_schema SET version = 0, fingerprint = 'old'")
    steps = {
        0: (
            "ALTER TABLE dim_agency DROP COLUMN colour",
            "ALTER TABLE dim_agency ADD COLUMN kind VARCHAR DEFAULT 'body'",
        )
    }
    monkeypatch.setattr(migration, "MIGRATIONS", steps)
    return path


def test_an_old_warehouse_is_refused_until_migrated_and_then_read(old):
    with pytest.raises(SchemaMismatchError, match="planhouse migrate"):
        connect(old)
    assert migrate(old) == (0, SCHEMA_VERSION)
    with connect(old, read_only=True) as connection:
        assert connection.execute("SELECT agency, kind FROM agency_workload").fetchall() == [
            ("Thames Valley Police", "body")
        ]
        assert find_differences(connection) == []


def test_the_file_as_it_was_stays_beside_it(old):
    migrate(old)
    assert (old.parent / "w.v0.duckdb").is_file()


def test_a_migration_that_fails_or_leaves_another_schema_changes_nothing(old, monkeypatch):
    before = old.read_bytes()
    for statements, words in [
        (("ALTER TABLE nowhere DROP COLUMN x",), "not migrated"),
        ((), "dim_agency.kind missing"),
    ]:
        monkeypatch.setattr(migration, "MIGRATIONS", {0: statements})
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
