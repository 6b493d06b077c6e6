"""Answers that are cut say so, empty ones say why, and values are checked before they reach SQL."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from ingest.cli import planhouse
from ingest.hits import cut_snippet, render_hits
from ingest.questions import read_parameters
from planhouse.errors import PlanhouseError, QueryError, SettingsError
from tests.ingest.test_answers import PLANS
from warehouse.query import Result


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """Two sample plans, loaded."""
    path = tmp_path_factory.mktemp("limits") / "w.duckdb"
    texts = [
        PLANS / n / "source.txt" for n in ("newport-action-plan-2024-25", "calderdale-assessment-2022-23")
    ]
    done = CliRunner().invoke(planhouse, ["ingest", *map(str, texts), "-q", "--warehouse", str(path)])
    assert done.exit_code == 0
    return path


@pytest.fixture
def run(warehouse, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PLANHOUSE_HISTORY", "off")

    def run(*arguments):
        done = CliRunner().invoke(planhouse, [*arguments, "--warehouse", str(warehouse)])
        if isinstance(done.exception, PlanhouseError):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done

    return run


def test_a_cut_answer_says_how_much_there_is_and_how_to_see_it(run):
    last = run("ask", "figures-of", "--words", "crime", "--limit", "2").stdout.splitlines()[-1]
    shown, _, rest = last.strip("()").partition(" of ")
    total = int(rest.split()[0].replace(",", ""))
    assert (shown, total > 2, "--limit 0 for all" in last) == ("2", True, True)
    every = run("ask", "figures-of", "--words", "crime", "--limit", "0").stdout.splitlines()[-1]
    assert every == f"({total} rows)"


def test_an_answer_that_is_whole_does_not_speak_of_limits(run):
    assert "(2 rows)" in run("ask", "plans").stdout
    assert "--limit" not in run("ask", "plans", "--limit", "2").output


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_formats_for_programs_hold_all_rows_unless_a_limit_is_asked_for(run, form):
    def rows(done):
        if form == "csv":
            return len(list(csv.DictReader(io.StringIO(done.stdout))))
        return len(json.loads(done.stdout)) if form == "json" else len(done.stdout.splitlines())

    whole = run("ask", "figures-of", "--words", "crime", "--format", form)
    every = run("ask", "figures-of", "--words", "crime", "--format", form, "--limit", "0")
    cut = run("ask", "figures-of", "--words", "crime", "--format", form, "--limit", "2")
    assert (rows(whole), rows(cut)) == (rows(every), 2)
    assert (whole.stderr, "2 of " in cut.stderr) == ("", True)


def test_a_search_is_limited_alike(run):
    assert "(1 of " in run("search", "crime", "--limit", "1").stdout
    assert " of " not in run("search", "crime", "--limit", "0").stdout.splitlines()[-1]


def test_a_hit_is_shown_where_it_stands_and_marked_within_80_columns(run):
    lines = run("search", "street", "pastor").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("«Street» «Pastors»" in line or "«street» «pastors»" in line for line in lines)
    assert "Newport" in lines[0]
    assert lines[0].split()[0].startswith(("a-", "d-"))


def test_a_table_of_hits_fits_and_rows_hold_the_whole_text_and_the_title(run):
    hits = json.loads(run("search", "street", "pastors", "--format", "json").stdout)
    assert {"kind", "id", "source_file", "section", "page", "line_first", "score", "text", "title"} <= set(
        hits[0]
    )


def hit(text):
    columns = ("kind", "id", "title", "source_file", "page", "line_first", "text")
    return Result(columns, ("VARCHAR",) * 7, (("action", "a-1", "A plan", "a.pdf", 3, None, text),))


def test_a_long_text_is_cut_around_the_hit():
    text = "no " * 200 + "we prevent Burglary here " + "yes " * 200
    shown = render_hits(hit(text), "burglar", 80, has_colour=False)
    assert "«Burglary»" in shown
    assert len(shown) < 450
    assert shown.splitlines()[0] == "a-1  action, A plan, page 3"
    assert shown.count("…") == 2


@pytest.mark.parametrize("words", ["cafe", "café", "CAFE"])
def test_a_hit_is_marked_whatever_its_case_and_accents(words):
    assert "«Café»s" not in render_hits(hit("Six Cafés"), words, 80, has_colour=False)
    assert "«Cafés»" in render_hits(hit("Six Cafés"), words, 80, has_colour=False)


def test_on_a_terminal_the_mark_is_a_colour():
    assert "\x1b[1;31mbikes\x1b[0m" in render_hits(hit("Mark bikes"), "bike", 80, has_colour=True)


def test_a_snippet_is_where_most_of_the_words_are():
    import re

    text = "alpha " + "x " * 300 + "alpha beta " + "y " * 300
    assert "alpha beta" in cut_snippet(text, re.compile("alpha|beta"))


EMPTY = [
    (("plans", "--area", "Atlantis"), "No document has 'Atlantis'"),
    (("plans", "--area", "Newprt"), "Near it: Safer Newport"),
    (("actions-of", "--agency", "Newport Cty Council"), "Newport City Council"),
    (("trend", "--words", "needs"), "No figure of the kind has 'needs'"),
    (("due-by", "--date", "1999-01-01"), "The first action falls due on"),
    (("stitched-rows", "--area", "calderdale"), "Nothing of the kind"),
]


@pytest.mark.parametrize(("asked", "hint"), EMPTY)
def test_an_empty_answer_says_why_beside_the_answer(run, asked, hint):
    done = run("ask", *asked)
    assert hint in done.stderr
    assert "(0 rows)" in done.stdout


def test_figures_of_a_document_whose_title_has_the_words_are_pointed_to(run):
    """A report on knives whose tables say Offences only."""
    hint = run("ask", "trend", "--words", "assessment").stderr
    command = next(line for line in hint.splitlines() if "planhouse ask trend --area" in line)
    assert command.endswith("--words ''")


def test_a_question_narrowed_too_far_says_what_is_there_without_the_area(run):
    hint = run("ask", "actions-of", "--agency", "Newport City Council", "--area", "calderdale").stderr
    assert "Without --area calderdale there are rows" in hint


def test_an_empty_search_names_the_word_that_is_missing_and_like_ones(run):
    hint = run("search", "street", "pastrs").stderr
    assert "Nothing has 'pastrs'. Near it: pastors" in hint


def test_an_empty_search_for_words_that_are_all_there_counts_them(run):
    hint = run("search", "pastors", "calderdale").stderr
    assert "no text holds them all" in hint
    assert "pastors 1" in hint or "pastors 2" in hint or "pastors 3" in hint


@pytest.mark.parametrize("day", ["tomorrow", "2021-09", "2021-02-30", "31/12/2021"])
def test_a_date_is_checked_before_it_reaches_the_database(run, day):
    with pytest.raises(QueryError, match=r"--date .* is no date: give a day as YYYY-MM-DD"):
        run("ask", "due-by", "--date", day)


def test_a_value_of_several_words_needs_no_quotation_marks(run):
    assert read_parameters(["--words", "domestic", "abuse", "--area", "Newport"]) == {
        "words": "domestic abuse",
        "area": "Newport",
    }
    assert read_parameters(["area=West", "Oxfordshire"]) == {"area": "West Oxfordshire"}
    assert read_parameters(["--words", ""]) == {"words": ""}
    assert read_parameters(["--words", "a=b", "c=d"]) == {"words": "a=b", "c": "d"}
    one = run("ask", "figures-of", "--words", "recorded", "crime", "--format", "csv").stdout
    assert one == run("ask", "figures-of", "--words", "recorded crime", "--format", "csv").stdout


@pytest.mark.parametrize("words", [["--area", "--words", "x"], ["x", "--area", "y"], ["--area", "y", "-z"]])
def test_a_name_without_a_value_is_still_refused(words):
    with pytest.raises(SettingsError, match="--NAME VALUE"):
        read_parameters(words)


def test_an_agency_is_found_as_it_is_printed(run):
    """TVP finds what prints TVP, though it is read as Thames Valley Police."""
    sql = (
        "SELECT raw FROM mention WHERE \"where\" = 'who' AND NOT contains(lower(agency), lower(raw)) LIMIT 1"
    )
    printed = json.loads(run("sql", sql, "--format", "json").stdout)[0]["raw"]
    assert json.loads(run("ask", "actions-of", "--agency", printed, "--format", "json").stdout)
