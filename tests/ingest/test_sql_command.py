"""``planhouse sql`` and ``ask``: formats, files, history, the prompt; parameters as options."""

import json

import duckdb
import pytest
from click.testing import CliRunner

from ingest.cli import planhouse
from ingest.history import read_history, remember
from ingest.prompt import run_prompt
from ingest.questions import read_parameters
from planhouse.errors import PlanhouseError, QueryError, SettingsError
from tests.ingest.misbehaviour import plan_of
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.questions import read_questions


@pytest.fixture
def warehouse(tmp_path):
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        load_plan(connection, plan_of("We light the paths", "one.txt"))
    return path


@pytest.fixture
def history(tmp_path, monkeypatch):
    path = tmp_path / "state" / "history.jsonl"
    monkeypatch.setenv("PLANHOUSE_HISTORY", str(path))
    return path


def run(*arguments):
    done = CliRunner().invoke(planhouse, [str(a) for a in arguments])
    if isinstance(done.exception, PlanhouseError):
        raise done.exception
    return done


def test_parquet_keeps_types_lists_and_maps(warehouse, tmp_path):
    out = tmp_path / "out.parquet"
    sql = "SELECT source_file, words, [1, 2] AS numbers, MAP {'a': 1} AS m FROM document -- all of them"
    assert "1 row" in run("sql", sql, "--format", "parquet", "--output", out, "--warehouse", warehouse).output
    found = duckdb.execute(f"FROM '{out}'")
    assert [d[0] for d in found.description] == ["source_file", "words", "numbers", "m"]
    assert found.fetchall() == [("one.txt", 4, [1, 2], {"a": 1})]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{other}')",
        "SELECT 1) TO '{other}' (FORMAT csv); --",
        "SELECT 1; SELECT 2",
        "COPY document TO '{other}'",
    ],
)
def test_parquet_of_a_statement_touches_no_other_file(warehouse, tmp_path, sql):
    out, other = tmp_path / "out.parquet", tmp_path / "other.csv"
    other.write_text("secret")
    with pytest.raises(QueryError):
        run("sql", sql.format(other=other), "--format", "parquet", "--output", out, "--warehouse", warehouse)
    assert other.read_text() == "secret"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.csv", "w.duckdb"]


def test_parquet_needs_a_file_and_a_folder_for_it(warehouse, tmp_path):
    with pytest.raises(SettingsError, match="--output"):
        run("sql", "SELECT 1", "--format", "parquet", "--warehouse", warehouse)
    with pytest.raises(QueryError, match="no such folder"):
        out = tmp_path / "none" / "x.parquet"
        run("sql", "SELECT 1", "--format", "parquet", "--output", out, "--warehouse", warehouse)


def test_any_format_can_be_written_to_a_file(warehouse, tmp_path):
    out = tmp_path / "out.json"
    sql = "SELECT source_file FROM document"
    run("sql", sql, "--format", "json", "--output", out, "--warehouse", warehouse)
    assert json.loads(out.read_text()) == [{"source_file": "one.txt"}]


def test_statements_are_remembered_and_listed(warehouse, history):
    for sql in ("SELECT 1", "SELECT 1", "SELECT 2 AS b"):
        run("sql", sql, "--warehouse", warehouse)
    assert [a.sql for a in read_history()] == ["SELECT 1", "SELECT 2 AS b"]
    listed = run("sql", "--history", "--format", "jsonl").output.splitlines()
    assert [json.loads(line)["statement"] for line in listed] == ["SELECT 1", "SELECT 2 AS b"]
    assert history.stat().st_mode & 0o077 == 0


def test_no_history_where_none_is_wanted_or_possible(warehouse, history, monkeypatch):
    monkeypatch.setenv("PLANHOUSE_HISTORY", "off")
    remember("SELECT 1", warehouse)
    assert read_history() == []
    monkeypatch.setenv("PLANHOUSE_HISTORY", "/proc/none/history")
    remember("SELECT 1", warehouse)
    assert read_history() == []
    monkeypatch.setenv("PLANHOUSE_HISTORY", str(history))
    history.parent.mkdir()
    history.write_bytes(b'not json\n{"sql": 1}\n\xff\n')
    remember("SELECT 3", warehouse)
    assert [a.sql for a in read_history()] == ["SELECT 3"]


def prompt(lines, warehouse="w.duckdb"):
    """What the prompt asked and what it wrote, for lines typed."""
    left, asked, written = iter(lines), [], []

    def read_line(_):
        line = next(left, None)
        if line is None:
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line

    def ask(sql, form, parameters):
        asked.append((sql, form, *parameters))
        if "wrong" in sql:
            raise QueryError("no such thing")

    run_prompt(warehouse, "table", ask, read_line, written.append)
    return asked, written


def test_a_statement_ends_with_a_semicolon_or_an_empty_line(history):
    asked, _ = prompt(["SELECT 1", "FROM x;", "", "SELECT 2", "  ", "SELECT 3"])
    assert [a[0] for a in asked] == ["SELECT 1\nFROM x;", "SELECT 2"]
    assert [a.sql for a in read_history()] == ["SELECT 1\nFROM x;", "SELECT 2"]


def test_the_prompt_goes_on_after_an_error_and_after_ctrl_c(history):
    asked, written = prompt(["wrong;", "half of", "^C", "SELECT 1;"])
    assert [a[0] for a in asked] == ["wrong;", "SELECT 1;"]
    assert "planhouse: no such thing" in written


def test_dot_commands_explain_and_change_the_format(history):
    asked, written = prompt(
        [".format csv", "SELECT 1;", ".columns action", ".nonsense", ".quit", "SELECT 2;"]
    )
    assert asked[0] == ("SELECT 1;", "csv")
    assert asked[1][-1] == "action"
    assert len(asked) == 2
    assert any(".quit" in line for line in written)


@pytest.mark.parametrize(
    "words",
    [
        ["--area", "West Oxfordshire", "--since=2021"],
        ["area=West Oxfordshire", "--since", "2021"],
        ["--area=West Oxfordshire", "since=2021"],
    ],
)
def test_parameters_are_options_or_pairs(words):
    assert read_parameters(words) == {"area": "West Oxfordshire", "since": "2021"}


@pytest.mark.parametrize("words", [["--area"], ["Oxfordshire"], ["-x", "1"]])
def test_a_parameter_without_name_or_value_is_refused(words):
    with pytest.raises(SettingsError, match="--NAME VALUE"):
        read_parameters(words)


def test_a_question_takes_its_parameters_beside_the_usual_options(warehouse):
    done = run("ask", "plans", "--format", "csv", "--warehouse", warehouse)
    assert done.exit_code == 0
    with pytest.raises(QueryError, match="no parameter colour"):
        run("ask", "who-leads-most", "--colour", "red", "--warehouse", warehouse)


def test_the_sql_of_a_question_runs_as_it_is(warehouse):
    for question in read_questions():
        done = run("sql", run("ask", question.name, "--sql").output, "--warehouse", warehouse)
        assert done.exit_code == 0, question.name
