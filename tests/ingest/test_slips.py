"""A slip of spelling is told and leaves nothing behind: no warehouse, no folder, no refusal on record."""

import duckdb
import pytest

from ingest.cli import main
from ingest.progress import LineReporter
from ingest.settings import RunSettings
from ingest.store import open_store
from planhouse.errors import HeldError, WarehouseError
from warehouse.connection import connect
from warehouse.export import publish_snapshot

PLAN = "# Cherwell Plan 2021-2025\n\nWe will listen to every village in the district.\n"


def run(*words, capsys):
    """Exit code, output and errors of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(w) for w in words])
    out, err = capsys.readouterr()
    return exit_.value.code, out, err


@pytest.mark.parametrize("name", ["typo.pdf", "*.nothing", "empty"])
def test_what_is_not_there_makes_no_warehouse(tmp_path, capsys, name):
    (tmp_path / "empty").mkdir()
    warehouse = tmp_path / "new.duckdb"
    code, _, err = run("ingest", tmp_path / name, "--warehouse", warehouse, capsys=capsys)
    assert (code, "refused" in err) == (1, True)
    assert not warehouse.exists()


def test_a_slip_beside_a_plan_is_told_and_not_kept_on_record(tmp_path, capsys):
    plan, warehouse = tmp_path / "plan.txt", tmp_path / "w.duckdb"
    plan.write_text(PLAN)
    slip = tmp_path / "typo.pdf"
    assert run("ingest", plan, slip, "--warehouse", warehouse, capsys=capsys)[0] == 1
    with connect(warehouse, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM refusal").fetchone() == (0,)
    code, _, err = run("retry", "--warehouse", warehouse, capsys=capsys)
    assert (code, "no refused document" in err) == (2, True)


def test_retry_makes_no_warehouse(tmp_path, capsys):
    code, _, err = run("retry", "--warehouse", tmp_path / "none.duckdb", capsys=capsys)
    assert (code, "no such warehouse" in err) == (2, True)
    assert not (tmp_path / "none.duckdb").exists()


def test_the_limit_is_said_as_it_was_given(tmp_path, capsys):
    plan = tmp_path / "plan.txt"
    plan.write_bytes(b"word " * 500_000)
    warehouse = tmp_path / "w.duckdb"
    _, _, err = run("ingest", plan, "--max-file-mb", "2", "--warehouse", warehouse, capsys=capsys)
    assert "over the limit of 2 MB" in err


def test_a_snapshot_makes_no_folder_and_is_never_the_warehouse_itself(tmp_path):
    warehouse = tmp_path / "w.duckdb"
    connect(warehouse).close()
    with pytest.raises(WarehouseError, match="make it first"):
        publish_snapshot(warehouse, tmp_path / "nope" / "x.duckdb")
    assert not (tmp_path / "nope").exists()
    with pytest.raises(WarehouseError, match="the warehouse itself"):
        publish_snapshot(warehouse, tmp_path / "." / "w.duckdb")


def test_a_run_says_whom_it_waits_for_before_it_waits(tmp_path, monkeypatch, capsys):
    import sys

    message = "w.duckdb: held by python3 (process 7). DuckDB lets one process write at a time."
    tries = []

    def held(path, **how):
        tries.append(how)
        if len(tries) == 1:
            raise HeldError(message)
        return duckdb.connect(":memory:")

    monkeypatch.setattr("warehouse.connection.connect", held)
    with open_store(RunSettings(tmp_path / "w.duckdb"), LineReporter(sys.stdout, sys.stderr).waiting):
        pass
    assert capsys.readouterr().err == "waiting up to 30 seconds: w.duckdb: held by python3 (process 7)\n"
    assert tries == [{}, {"wait_seconds": 30.0}]
