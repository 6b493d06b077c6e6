"""What is wrong is said in the words of the person who asked, with what to do next."""

import datetime as dt

import pytest

from ingest.spreadsheet import normalise_file
from normalise.plan_dates import _other_reading, _reading
from planhouse.derived import Period
from planhouse.errors import QueryError, SettingsError, WarehouseError
from tests.ingest.test_sql_command import run, warehouse  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def no_history(monkeypatch):
    monkeypatch.setenv("PLANHOUSE_HISTORY", "off")


def test_an_empty_statement_is_called_so(warehouse):  # noqa: F811
    with pytest.raises(SettingsError, match="statement is empty"):
        run("sql", "", "--warehouse", warehouse)
    with pytest.raises(SettingsError, match="not both"):
        run("sql", "SELECT 1", "--file", "x.sql", "--warehouse", warehouse)


def test_a_statement_may_come_through_a_pipe(warehouse):  # noqa: F811
    from click.testing import CliRunner

    from ingest.cli import planhouse

    asked = ["sql", "--format", "csv", "--warehouse", str(warehouse)]
    assert CliRunner().invoke(planhouse, asked, input="SELECT 7 AS n").output == "n\n7\n"
    with pytest.raises(SettingsError, match="give a statement"):
        run(*asked)


def test_every_statement_s_rows_are_printed(warehouse):  # noqa: F811
    out = run("sql", "SELECT 1 AS a; SELECT 5 AS b", "--warehouse", warehouse)
    assert out.output.split() == ["a", "-", "1", "(1", "row)", "b", "-", "5", "(1", "row)"]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_a_file_of_rows_holds_the_rows_of_one_statement(warehouse, form, tmp_path):  # noqa: F811
    two = "SELECT 1 AS a; SELECT 2 AS b"
    with pytest.raises(QueryError, match=f"--format {form} holds the rows of one statement, and 2 are given"):
        run("sql", two, "--format", form, "--warehouse", warehouse)
    with pytest.raises(QueryError, match="one statement"):
        run("sql", two, "--format", form, "--output", tmp_path / "x", "--warehouse", warehouse)
    one = run("sql", "SELECT 5 AS b;", "--format", form, "--warehouse", warehouse)
    assert "5" in one.output


@pytest.mark.parametrize("command", [["show"], ["sql", "SELECT 1"], ["search", "x"], ["checks"]])
def test_a_folder_is_no_warehouse(tmp_path, command):
    with pytest.raises(WarehouseError, match=r"a folder, not a warehouse.*--warehouse .*planhouse.duckdb"):
        run(*command, "--warehouse", tmp_path)
    with pytest.raises(WarehouseError, match="a folder"):
        run("migrate", "--warehouse", tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_a_spreadsheet_is_read_in_the_encodings_that_spreadsheets_write(tmp_path, encoding):
    path = tmp_path / "dates.csv"
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    path.write_bytes((mark + "raw\tnote\nMarch 2022\tcafé\n").encode(encoding))
    text = normalise_file("dates", path)
    assert "2022-03-01" in text
    assert "café" in text


def test_a_doubt_about_a_date_never_says_none():
    def read(**days):
        return _reading(Period(raw="x", type="date", **days))

    day = dt.date(2023, 11, 30)
    assert read(start=None, end=day) == "until 2023-11-30"
    assert read(start=day, end=None) == "from 2023-11-30"
    assert read(start=day, end=day) == "2023-11-30 to 2023-11-30"
    either = Period(raw="x", type="date", end=day, alternative="2022-12-01/2023-11-30")
    assert _other_reading(either) == "; it may also be 2022-12-01 to 2023-11-30"
    assert _other_reading(Period(raw="x", type="date", alternative="none")) == ""
