"""A lone table of labels and values is one row under its labels; other tables of two columns stay lists."""

from dataclasses import replace

import pytest

from parsers.ledger import build_ledger
from parsers.stitch.sheets import is_sheet
from parsers.stitch.stitch import stitch_tables
from parsers.vocabulary import load_vocabulary
from planhouse.content import PageContent
from planhouse.table import PageTable
from tests.builders import table

VOCABULARY = load_vocabulary()
ABOUT = (("Plan owner:", "Head of Road Safety"), ("Approved by:", "Executive"), ("Period:", "2007 to 2010"))


def labelled(rows, *, bold=True, filled="", band=False) -> PageTable:
    """A table of two columns whose labels are bold or shaded; ``band``: the first value is bold too."""
    made = table(rows)
    cells = tuple(
        replace(c, bold=bold, filled=filled) if not c.col else replace(c, bold=band and not c.row)
        for c in made.cells
    )
    return replace(made, cells=cells)


def read(*tables: PageTable):
    contents = tuple(PageContent(n, (t,), ()) for n, t in enumerate(tables, start=1))
    return contents, *stitch_tables(contents, VOCABULARY)


def test_labels_are_the_columns_of_one_row() -> None:
    contents, (found,), _, issues = read(labelled(ABOUT))
    assert [(c.label, c.role) for c in found.columns] == [
        ("Plan owner", "who"),
        ("Approved by", None),
        ("Period", "when"),
    ]
    assert [[c.text for c in r.cells] for r in found.rows] == [
        ["Head of Road Safety", "Executive", "2007 to 2010"]
    ]
    assert [i.code for i in issues] == ["LABELS_TURNED"]
    assert found.pieces == contents[0].tables
    assert not build_ledger(contents, (found,)).lost


def test_labels_may_be_shaded_and_not_bold() -> None:
    assert is_sheet(labelled(ABOUT, bold=False, filled="e2efd9"), VOCABULARY)


@pytest.mark.parametrize(
    "other",
    [
        labelled(ABOUT, bold=False),
        labelled(ABOUT[:2]),
        labelled(
            (("Cuckooing", "A home is taken"), ("County lines", "Drugs"), ("Grooming", "A child is won"))
        ),
        labelled((("Lead", "12"), ("When", "14"), ("Budget", "16"))),
        labelled((("Lead", "Police"), ("Lead", "Council"), ("When", "May"))),
        labelled((("Objective", "Action"), ("Safer roads", "Paint"), ("Fewer fires", "Visit")), band=True),
    ],
    ids=["plain labels", "two rows", "terms", "figures", "a label twice", "a header"],
)
def test_other_tables_of_two_columns_are_lists(other: PageTable) -> None:
    assert not is_sheet(other, VOCABULARY)


def test_a_list_of_things_to_do_and_one_under_headers_stay_lists() -> None:
    tasks = (("Review the budget", "By finance"), ("Agree targets", "By the police"))
    assert not is_sheet(labelled((*tasks, ("Report progress", "Each May"))), VOCABULARY)
    headed = (("Action", "Details"), ("Lead", "Who leads it"), ("Timescale", "When it is done"))
    assert not is_sheet(labelled((*headed, ("Partners", "Who helps")), band=True), VOCABULARY)


def test_a_fact_sheet_under_a_band_with_its_name_is_a_card() -> None:
    rows = (("Project", "Safer piers"), ("Lead officer", "Ann"), ("Milestones", "May"), ("Budget", "Nil"))
    _, (found,), _, _ = read(labelled(rows, band=True))
    assert [c.text for c in found.rows[0].cells] == ["Safer piers", "Ann", "May", "Nil"]


def test_a_table_that_goes_on_over_the_page_stays_a_list() -> None:
    first = replace(labelled(ABOUT), at_bottom=True)
    second = replace(labelled((*ABOUT[1:], ("Budget", "Nil"))), at_top=True, page=2)
    _, tables, _, _ = read(first, second)
    assert all(len(t.columns) == 2 for t in tables)
