"""A document shown: figures with what they are of, in the order of the page; counts that agree."""

import made_plans as b
import pytest

from planhouse.issues import raise_issue
from planhouse.page import Place
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.render import fold_lines
from warehouse.summary import render_document, render_overview

PROSE = {"table": None, "row": None, "column": None, "row_path": (), "column_path": ()}


def in_prose(number, raw, sentence, **more):
    given = {**PROSE, "sentence": b.value(sentence), "measure": None, **more}
    return b.figure(number, raw, raw).model_copy(update=given)


DETENTIONS = (
    "Section 136 detentions rose from 294 to 426 in Oxfordshire and from 33 to 52 in West Oxfordshire."
)


@pytest.fixture(scope="module")
def shown():
    what = {"measure": "detentions", "period_raw": "2018"}
    statistics = (
        in_prose(9, "294", DETENTIONS, area="Oxfordshire", **what),
        in_prose(3, "426", DETENTIONS, area="Oxfordshire", **what),
        in_prose(7, "33", DETENTIONS, area="West Oxfordshire", **what),
        in_prose(1, "0.78", "England: 0.78 " + "and many other words that nobody wants in a label " * 4),
        b.figure(5, "12", "12", area="Witney", period_raw="2021"),
    )
    issues = (b.doubt(), raise_issue("FIGURES_LEFT_OUT", "7 are none"), b.doubt())
    line = raise_issue("DATE_UNSURE", "which?", Place(None, None, (89, 89)), raw="x")
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("one", statistics=statistics, issues=(*issues, line)))
        yield render_document(connection, "one")


def test_figures_say_area_and_period(shown):
    assert "  detentions, Oxfordshire, 2018: 294  (count)" in shown
    assert "  detentions, West Oxfordshire, 2018: 33  (count)" in shown


def test_what_the_labels_of_a_table_say_is_not_said_twice(shown):
    assert "  Theft | 2021, Witney: 12  (count)" in shown


def test_figures_of_sentences_stand_as_they_are_printed(shown):
    assert [shown.index(f": {n}  (") for n in ("294", "426", "33", "0.78")] == sorted(
        shown.index(f": {n}  (") for n in ("294", "426", "33", "0.78")
    )


def test_a_sentence_that_names_no_measure_is_cut_to_what_stands_around_the_figure(shown):
    (line,) = [line for line in shown.splitlines() if ": 0.78  (" in line]
    assert line.startswith("  “England: 0.78 and many")
    assert "…”" in line
    assert len(line) < 100


def test_no_brackets_without_anything_in_them(shown):
    assert "()" not in shown


def test_head_and_list_count_the_same_doubts(shown):
    assert "3 doubts" in shown
    assert "Doubts (3, and 1 note)" in shown


def test_places_of_doubts_begin_with_the_place(shown):
    assert "(line 89)" in shown
    assert "( " not in shown


def test_the_overview_fits_a_terminal_and_breaks_no_id():
    with connect(":memory:") as connection:
        for name in ("one", "two"):
            load_plan(connection, b.plan(name))
        for width in (80, 100, 140):
            lines = render_overview(connection, width).splitlines()
            assert max(map(len, lines)) <= width
            assert any(b.document("one").document_id in line for line in lines)
            assert not lines[0].startswith("[row")
        assert "Community Safety" in render_overview(connection, 80)
        assert "one.pdf" in render_overview(connection, 140)


def test_long_lines_are_folded_under_their_own_indentation():
    text = "* one two three four\n    five six seven eight nine\n\nshort"
    assert fold_lines(text, 16) == "\n".join(
        ["* one two three", "  four", "    five six", "      seven", "      eight nine", "", "short"]
    )
    assert fold_lines(text, None) == text
