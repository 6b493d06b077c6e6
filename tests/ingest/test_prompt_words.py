"""The prompt takes the words that people of other prompts type, also in the middle of a statement."""

import pytest

from tests.ingest.test_sql_command import prompt


@pytest.fixture(autouse=True)
def no_history(monkeypatch):
    monkeypatch.setenv("PLANHOUSE_HISTORY", "off")


@pytest.mark.parametrize(
    "word", ["quit", "exit", "QUIT", "quit;", "exit;", ".quit", ".exit", "\\q", ".q", "  exit "]
)
def test_a_word_to_leave_leaves(word):
    asked, _ = prompt([word, "SELECT 1;"])
    assert asked == []


@pytest.mark.parametrize("word", ["quit", ".quit", "\\q"])
def test_it_leaves_from_the_middle_of_a_statement_too(word):
    asked, _ = prompt(["SELECT", word, "1;"])
    assert asked == []


@pytest.mark.parametrize("word", ["help", "HELP", "help;", "?", "\\?", ".help", "\\h"])
def test_a_word_for_help_tells_what_there_is(word):
    asked, written = prompt([word, "SELECT 1;"])
    assert any(".views" in line for line in written)
    assert [a[0] for a in asked] == ["SELECT 1;"]


def test_a_command_in_the_middle_of_a_statement_is_carried_out_and_the_statement_goes_on():
    asked, written = prompt(["SELECT 1", ".columns action", ".help", "+ 1;"])
    assert [a[0] for a in asked][1:] == ["SELECT 1\n+ 1;"]
    assert asked[0][-1] == "action"
    assert any(".views" in line for line in written)


@pytest.mark.parametrize("word", [".views", ".tables", "\\d", "\\dt", ".tables;"])
def test_views_are_listed_by_the_names_other_prompts_have_for_it(word):
    ((sql, *_),), _ = prompt([word])
    assert "duckdb_views" in sql


@pytest.mark.parametrize("word", [".columns action", ".schema action", "\\d action", ".columns action;"])
def test_columns_are_listed_likewise(word):
    (asked,), _ = prompt([word])
    assert asked[-1] == "action"


def test_a_command_that_is_none_is_named():
    for word in (".nonsense", "\\x", ".format xml", ".columns"):
        asked, written = prompt([word])
        assert asked == []
        assert word in written[1]
        assert ".help" in written[1]


def test_a_column_of_such_a_name_can_still_be_asked_for():
    asked, _ = prompt(["SELECT help FROM x;", "FROM quit;", "SELECT a", ".replace('b', 'c') +", ".5;"])
    assert [a[0] for a in asked] == [
        "SELECT help FROM x;",
        "FROM quit;",
        "SELECT a\n.replace('b', 'c') +\n.5;",
    ]


def test_an_error_in_a_command_ends_nothing():
    asked, _ = prompt([".columns wrong", "SELECT 1;"])
    assert len(asked) == 2
