"""Opening: what is no warehouse is refused with a line that says what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from planhouse.errors import SchemaMismatchError, WarehouseError
from warehouse.connection import connect, open_for_questions

ROOT = Path(__file__).parent.parent.parent
HOLD = """
import sys
from warehouse.connection import connect
connection = connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_missing_file_names_the_command_that_makes_one(tmp_path):
    with pytest.raises(WarehouseError, match="planhouse ingest"):
        connect(tmp_path / "none.duckdb", read_only=True)
    assert not (tmp_path / "none.duckdb").exists()


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("no database " * 1000)
    with pytest.raises(WarehouseError, match="cannot be opened as a DuckDB file"):
        connect(path)
    assert path.read_text() == "no database " * 1000


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(WarehouseError, match=str(tmp_path)):
        connect(tmp_path)


def test_another_database_is_left_alone(tmp_path):
    import duckdb

    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    with pytest.raises(SchemaMismatchError, match="not a planhouse warehouse"):
        connect(path)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("accounts",)]


@pytest.mark.parametrize(("version", "words"), [(99, "Upgrade planhouse"), (0, "planhouse migrate")])
def test_another_schema_version_is_refused_with_what_to_do(tmp_path, version, words):
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        connection.execute("UPDATE run_schema SET version = ?", [version])
    with pytest.raises(SchemaMismatchError, match=words):
        connect(path, read_only=True)


def test_views_of_an_older_program_are_remade_when_the_file_is_opened_for_writing(tmp_path):
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        connection.execute("DROP VIEW priority")
        connection.execute("UPDATE run_schema SET views = 'old'")
    with connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM priority").fetchone() == (0,)


def test_a_second_writer_is_told_who_holds_the_file(tmp_path):
    path = tmp_path / "w.duckdb"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(WarehouseError, match=f"process {holder.pid}"):
            connect(path)
        with pytest.raises(WarehouseError, match="snapshot"):
            connect(path, read_only=True, wait_seconds=0.3)
    finally:
        holder.communicate()
    connect(path).close()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/passwd'",
        "SET enable_external_access = true",
        "COPY (SELECT 1) TO '/tmp/never.csv'",
        "ATTACH '/tmp/never.duckdb' AS never",
        "INSERT INTO dim_theme VALUES ('x')",
        "CREATE TABLE x (a INTEGER)",
        "DROP VIEW action",
    ],
)
def test_a_connection_for_questions_can_neither_write_nor_read_beside(tmp_path, statement):
    import duckdb

    path = tmp_path / "w.duckdb"
    connect(path).close()
    with open_for_questions(path) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement).fetchall()


def test_the_package_gives_a_connection_and_imports_no_database_before():
    script = """
import sys, warehouse, warehouse.reading
assert "duckdb" not in sys.modules
with warehouse.connect(":memory:") as connection:
    assert connection.execute("SELECT count(*) FROM action").fetchone() == (0,)
assert not hasattr(warehouse, "nothing_of_the_kind")
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_answers_are_data_frames_where_pandas_is_there(tmp_path):
    pytest.importorskip("pandas")
    import warehouse

    warehouse.connect(tmp_path / "w.duckdb").close()
    with warehouse.connect(tmp_path / "w.duckdb", read_only=True) as connection:
        frame = connection.execute("SELECT action_id, activity FROM action").df()
    assert list(frame.columns) == ["action_id", "activity"]
