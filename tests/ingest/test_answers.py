"""Questions, searches, comparisons and exports on the command line."""

import json
from pathlib import Path

import pytest

from ingest.cli import main

PLANS = Path(__file__).parent.parent.parent / "fixtures/plans"


def run(*arguments, capsys):
    """Exit code, output and errors of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return exit_.value.code, out, err


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """Two sample plans, loaded."""
    path = tmp_path_factory.mktemp("answers") / "w.duckdb"
    texts = [
        PLANS / n / "source.txt" for n in ("newport-action-plan-2024-25", "calderdale-assessment-2022-23")
    ]
    with pytest.raises(SystemExit):
        main(["ingest", *map(str, texts), "-q", "--warehouse", str(path)])
    return path


def test_questions_are_listed_and_answered(warehouse, capsys):
    code, out, _ = run("ask", "--format", "json", capsys=capsys)
    names = [q["name"] for q in json.loads(out)]
    assert (code, "who-leads-most" in names) == (0, True)
    code, out, _ = run("ask", "plans", "--format", "json", "--warehouse", warehouse, capsys=capsys)
    assert (code, len(json.loads(out))) == (0, 2)


def test_question_with_a_parameter(warehouse, capsys):
    code, out, _ = run(
        "ask", "actions-of", "agency=Newport City Council", "--warehouse", warehouse, capsys=capsys
    )
    assert (code, "street pastors" in " ".join(out.split())) == (0, True)


@pytest.mark.parametrize("wrong", [["no-such"], ["plans", "colour"], ["plans", "colour=red"]])
def test_wrong_questions_are_code_2(warehouse, wrong, capsys):
    code, out, err = run("ask", *wrong, "--warehouse", warehouse, capsys=capsys)
    assert (code, out) == (2, "")
    assert err.startswith("planhouse: ")


def test_search_finds_words(warehouse, capsys):
    found = ("search", "street", "pastors", "--warehouse", warehouse, "--format", "json")
    code, out, _ = run(*found, capsys=capsys)
    assert code == 0
    assert all("pastors" in r["text"] for r in json.loads(out))


def test_contradictions_are_listed(warehouse, capsys):
    code, out, _ = run("checks", "--warehouse", warehouse, "--format", "json", capsys=capsys)
    assert code == 0
    assert {"verdict", "printed", "recomputed"} <= set(json.loads(out)[0])


def test_action_is_traced_to_its_lines(warehouse, capsys):
    question = "SELECT action_id FROM action LIMIT 1"
    _, out, _ = run("sql", question, "--format", "json", "--warehouse", warehouse, capsys=capsys)
    code, out, _ = run("trace", json.loads(out)[0]["action_id"], "--warehouse", warehouse, capsys=capsys)
    assert (code, "source.txt" in out) == (0, True)


def test_two_documents_are_compared(warehouse, tmp_path, capsys):
    pair = ("newport", "calderdale", "--warehouse", warehouse)
    assert run("diff", *pair, capsys=capsys)[0] == 0
    assert run("diff", *pair, "--html", tmp_path / "d.html", capsys=capsys)[0] == 0
    assert "<html" in (tmp_path / "d.html").read_text()


def test_rows_and_a_page_of_one_comparison_can_be_had_at_once(warehouse, tmp_path, capsys):
    pair = ("newport", "calderdale", "--warehouse", warehouse, "--html", tmp_path / "d.html")
    code, out, err = run("diff", *pair, "--format", "csv", capsys=capsys)
    assert (code, out.startswith("kind,change,"), "d.html: written" in err) == (0, True, True)
    assert "<html" in (tmp_path / "d.html").read_text()
    assert run("diff", *pair, capsys=capsys)[1] == ""
    assert run("diff", *pair, "--format", "text", capsys=capsys)[1].startswith("old: ")


@pytest.mark.parametrize("form", ["table", "csv"])
def test_checks_name_the_plan_and_not_only_its_file(warehouse, form, capsys):
    """Twenty plans may all be called source.pdf."""
    out = run("checks", "--all", "--warehouse", warehouse, "--format", form, capsys=capsys)[1]
    assert "Calderdale" in " ".join(out.split())
    assert ("source.txt" in out) == (form == "csv")


@pytest.mark.parametrize("question", ["contradictions", "doubtful-joins", "changed-readings"])
def test_questions_about_readings_name_the_plan(question):
    from warehouse.questions import find_question

    assert "coalesce(d.title, d.source_file) AS document" in find_question(question).sql


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "datapackage", "lake"])
def test_views_are_exported(warehouse, tmp_path, form, capsys):
    code, out, _ = run("export", tmp_path / "out", "--format", form, "--warehouse", warehouse, capsys=capsys)
    assert code == 0
    assert all(Path(line).exists() for line in out.splitlines())


def test_snapshot_can_be_asked(warehouse, tmp_path, capsys):
    copy = tmp_path / "copy.duckdb"
    assert run("snapshot", copy, "--warehouse", warehouse, capsys=capsys)[0] == 0
    assert run("sql", "SELECT 1", "--warehouse", copy, capsys=capsys)[0] == 0
