"""Page tables become logical tables: what goes on, what stays apart, what is inherited."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.stitch.continuity import join_text, score_reading
from parsers.stitch.rows import OpenCell, decide_span
from parsers.stitch.stitch import stitch_tables
from parsers.vocabulary import load_vocabulary
from planhouse.content import PageContent
from planhouse.geometry import Box, Place
from planhouse.page import Block
from tests.builders import table
from tests.parsers.stitch.printed import HEADER, chunk, document, prose, rows_of

VOCABULARY = load_vocabulary()


def stitch(*items):
    return stitch_tables(document(*items), VOCABULARY)


def full(n, **cells):
    """A row with every column filled."""
    row = {
        "Issue": f"Issue {n}",
        "Need": f"People need help number {n} in this place.",
        "Activity": f"Work number {n} is done with everybody who lives here.",
        "Outcomes": f"Life is better in way {n}.",
        "When": "March 2022",
        "Who": "Council",
    }
    return [{**row, **cells}[h] for h in HEADER]


def test_rows_cut_in_any_columns_become_one():
    cut = full(2, Activity="Work with doctors to raise", Outcomes="Doctors will")
    tail = ["", "", "awareness of abuse.", "know more.", "", ""]
    tables, joins, _ = stitch(chunk(full(1), cut, header=HEADER), chunk(tail, full(3), at=9))
    assert len(tables) == 1
    assert rows_of(tables[0])[1] == full(
        2, Activity="Work with doctors to raise awareness of abuse.", Outcomes="Doctors will know more."
    )
    assert len(tables[0].rows) == 3
    assert [(j.kind, j.joined) for j in joins] == [("table", True), ("row", True)]


def test_a_tail_in_the_first_column_joins_it():
    cut = full(2, Issue="Older people and those")
    tail = ["with dementia", "", "", "", "", ""]
    tables, *_ = stitch(chunk(full(1), cut, header=HEADER), chunk(tail, full(3), at=9))
    assert rows_of(tables[0])[1][0] == "Older people and those with dementia"


def test_a_row_over_three_pages():
    cut = full(2, Activity="Work with doctors to raise", Need="Doctors are the first whom people")
    middle = ["", "tell, and they do not", "awareness of abuse and", "", "", ""]
    tail = ["", "know what to do.", "of help.", "", "", ""]
    tables, *_ = stitch(chunk(full(1), cut, header=HEADER), chunk(middle, at=9), chunk(tail, full(3), at=19))
    assert len(tables[0].rows) == 3
    assert (
        rows_of(tables[0])[1][1] == "Doctors are the first whom people tell, and they do not know what to do."
    )
    assert rows_of(tables[0])[1][2] == "Work with doctors to raise awareness of abuse and of help."


def test_a_spanning_cell_runs_on_beside_a_new_row():
    """The need goes on over the page, the activity beside it is another."""
    first = full(1, Need="Burglary has fallen in the last year, but it is")
    second = ["", "expected to rise.", "Start a watch scheme.", "Neighbours talk.", "June 2022", "Police"]
    tables, *_ = stitch(chunk(first, header=HEADER), chunk(second, at=9))
    rows = rows_of(tables[0])
    need = "Burglary has fallen in the last year, but it is expected to rise."
    assert [r[1] for r in rows] == [need, need]
    assert [r[2] for r in rows] == [first[2], "Start a watch scheme."]
    origins = [[c.origin for c in r.cells][:2] for r in tables[0].rows]
    assert origins == [["printed", "printed"], ["inherited", "inherited"]]


def test_text_that_ended_a_page_ago_does_not_go_on():
    """A column blank in the middle piece has ended: the text below begins another row."""
    first = full(1, Activity="Awareness raising", Outcomes="Residents know whom to ask and")
    middle = ["", "", "", "are visited within three days", "", ""]
    below = ["", "", "Neighbourhood Watch", "Neighbours tell each other what they see.", "", ""]
    tables, *_ = stitch(chunk(full(0), first, header=HEADER), chunk(middle, at=9), chunk(below, at=19))
    assert [r[2] for r in rows_of(tables[0])] == [full(0)[2], "Awareness raising", "Neighbourhood Watch"]


def test_a_repeated_header_is_dropped_and_kept_as_printed():
    tables, *_ = stitch(chunk(full(1), header=HEADER), chunk(full(2), header=HEADER, at=9))
    assert rows_of(tables[0]) == [full(1), full(2)]
    assert [f.text for f in tables[0].header_fragments] == list(HEADER) * 2


def test_a_header_of_unknown_wording_is_known_by_repetition():
    header = ("Plan", "Key message", "Links")
    one = ["National plan", "It sets the aims for the whole country and every council.", "Aim 1"]
    two = ["County plan", "It says how the county will reach the aims of the nation.", "Aim 2"]
    tables, *_ = stitch(chunk(header, one), chunk(header, two, at=9))
    assert rows_of(tables[0]) == [one, two]
    assert [c.label for c in tables[0].columns] == list(header)


def test_bands_name_the_section_of_the_rows_below():
    band = ["Priority Two - Communities", "", "", "", "", ""]
    tables, *_ = stitch(chunk(full(1), band, full(2), header=HEADER), chunk(full(3), at=9))
    assert [r.section for r in tables[0].rows] == [None, band[0], band[0]]
    assert rows_of(tables[0]) == [full(1), full(2), full(3)]


def test_a_group_does_not_reach_over_a_band():
    band = ["Priority Two - Communities", "", "", "", "", ""]
    below = full(2)
    below[0] = below[1] = ""
    tables, *_ = stitch(chunk(full(1), band, below, header=HEADER))
    assert rows_of(tables[0])[1][:2] == ["", ""]


def test_tables_that_only_look_alike_stay_apart():
    """A heading, a caption or prose between them, though header and columns are the same."""
    for between in (prose("Action plan: drugs", "heading"), prose("Table 2: Drugs", "caption")):
        tables, *_ = stitch(chunk(full(1), header=HEADER), between, chunk(full(2), header=HEADER, at=9))
        assert len(tables) == 2


def test_a_caption_below_a_table_is_not_that_of_the_next():
    below = prose("Figure 6: How the budget is spent", "caption")
    first = replace(chunk(full(1), header=HEADER), caption=below)
    other = chunk(["Officers", "12", "14"], header=("Staff", "2020", "2021"), at=9)
    tables, *_ = stitch(first, below, prose("Workforce", "heading"), other)
    assert [t.caption for t in tables] == ["Figure 6: How the budget is spent", None]


def test_a_caption_that_says_continued_joins():
    between = prose("Table 1 (continued): Actions", "caption")
    tables, *_ = stitch(chunk(full(1), header=HEADER), between, chunk(full(2), header=HEADER, at=9))
    assert len(tables) == 1


def test_another_header_makes_another_table():
    other = chunk(["Oxford", "12", "14"], header=("Area", "2020", "2021"), at=9)
    tables, *_ = stitch(chunk(full(1), header=HEADER), other)
    assert [len(t.columns) for t in tables] == [6, 3]


def test_a_body_printed_twice_is_not_one_table_of_double_length():
    rows = [["Oxford", "24", "10"], ["County", "90", "26"]]
    first = chunk(*rows, header=("", "Victims", "Offenders"), method="tab")
    tables, *_ = stitch(first, chunk(*rows, at=9, method="tab"))
    assert [len(t.rows) for t in tables] == [2, 2]


def test_a_row_that_stands_one_column_to_the_left_is_moved_and_said():
    left = [
        "",
        "Walk round the town every night with volunteers.",
        "Streets are quiet.",
        "Ongoing",
        "Police",
        "",
    ]
    tables, _, issues = stitch(chunk(full(1), left, full(2), header=HEADER))
    assert rows_of(tables[0])[1][2:] == [left[1], "Streets are quiet.", "Ongoing", "Police"]
    assert [i.code for i in issues] == ["ROW_SHIFTED"]


def test_a_doubtful_join_is_put_to_review():
    cut = full(2, Activity="Community forums", Outcomes="", When="")
    below = ["", "", "Support for repeat victims of burglary", "", "", ""]
    _, joins, issues = stitch(chunk(full(1), full(3), full(4), cut, header=HEADER), chunk(below, at=9))
    row = next(j for j in joins if j.kind == "row")
    assert 0.2 < row.score < 0.8
    assert "JOIN_UNSURE" in [i.code for i in issues]
    assert row.alternative


def test_every_join_names_its_signals():
    cut = full(2, Activity="Work with doctors to raise")
    _, joins, _ = stitch(chunk(full(1), cut, header=HEADER), chunk(["", "", "awareness.", "", "", ""], at=9))
    row = next(j for j in joins if j.kind == "row")
    assert "activity:lower" in row.signals
    assert "when:blank_below" in row.signals


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("a multi-agency", "approach", "a multi-agency approach"),
        ("preven-", "tion of crime", "prevention of crime"),
        ("TVP/", "Trading Standards", "TVP/Trading Standards"),
        ("It works.", "Measure: visits", "It works.\nMeasure: visits"),
        ("These are:", "• forums", "These are:\n• forums"),
        ("", "alone", "alone"),
    ],
)
def test_pieces_are_joined_as_a_person_would_type_them(above, below, joined):
    assert join_text(above, below) == joined


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("raise levels", "of awareness"),
        ("WODC,", "TVP"),
        ("partners e.g.", "the forum"),
        ("inter-", "national"),
    ],
)
def test_text_that_reads_on(above, below):
    assert score_reading(above, below)[0] > 0


@pytest.mark.parametrize(("above", "below"), [("It is done.", "Another begins"), ("Forums", "Watch")])
def test_text_that_begins_anew(above, below):
    assert score_reading(above, below)[0] < 0


WORDS = st.lists(
    st.sampled_from(["people", "street", "night", "help", "council", "young", "home", "drugs", "letter"]),
    min_size=6,
    max_size=14,
)


@st.composite
def broken_tables(draw):
    """A table of actions, and the same cut after some rows and through others, in any columns."""
    whole = []
    for n in range(draw(st.integers(2, 6))):
        texts = [" ".join(draw(WORDS)).capitalize() + "." for _ in range(3)]
        whole.append([f"Issue {n}", texts[0], texts[1], texts[2], "March 2022", "Council"])
    pages, page = [], []
    for row in whole:
        columns = [c for c in (1, 2, 3) if draw(st.booleans())]
        if draw(st.booleans()) and columns:
            head, tail = list(row), [""] * 6
            for c in columns:
                words = row[c].split()
                at = draw(st.integers(2, len(words) - 2))
                head[c], tail[c] = " ".join(words[:at]), " ".join(words[at:])
            pages.append([*page, head])
            page = [tail]
        else:
            page.append(row)
            if draw(st.booleans()):
                pages.append(page)
                page = []
    return whole, [p for p in [*pages, page] if p], draw(st.booleans())


@settings(max_examples=150, deadline=None)
@given(broken_tables())
def test_stitching_a_split_table_gives_the_table(case):
    whole, pages, repeats = case
    chunks = [
        chunk(*rows, header=HEADER if repeats or n == 0 else None, at=1 + 100 * n)
        for n, rows in enumerate(pages)
    ]
    tables, *_ = stitch(*chunks)
    assert len(tables) == 1
    assert rows_of(tables[0]) == whole


def test_a_row_without_a_rule_above_it_goes_on_where_rules_part_the_rows():
    """A browser draws no rule where a row is cut: a page inside one tall row holds text only."""
    cut = full(5, Need="The need is long and")
    first = replace(chunk(*[full(n) for n in range(1, 5)], cut, header=HEADER), ruled_rows=(True,) * 6)
    below = chunk(
        ["", "goes on over", "", "", "", ""], ["", "More of it stands here.", "", "", "", ""], full(6), at=20
    )
    below = replace(below, ruled_rows=(False, False, True))
    tables, *_ = stitch(first, below)
    assert [r[0] for r in rows_of(tables[0])] == [f"Issue {n}" for n in range(1, 7)]
    assert rows_of(tables[0])[4][1] == "The need is long and goes on over More of it stands here."


def test_a_bold_header_left_alone_at_the_foot_of_a_page_heads_the_rows_overleaf():
    header, rows = ("Stage of work", "Old plan"), (["Draft", "May"], ["Final", "June"])
    alone = chunk(header, method="ruled")
    bold = tuple(replace(c, bold=True) for c in alone.cells)
    foot = replace(alone, cells=bold, at_bottom=True)
    tables, *_ = stitch(foot, chunk(*rows, at=9, method="ruled"))
    assert [c.label for c in tables[0].columns] == list(header)
    assert rows_of(tables[0]) == list(rows)


def test_a_bold_row_carried_over_alone_is_no_header():
    alone = chunk(("Total", "both"), method="ruled")
    bold = tuple(replace(c, bold=True) for c in alone.cells)
    tables, *_ = stitch(replace(alone, cells=bold, at_top=True, at_bottom=True))
    assert [c.label for c in tables[0].columns] == ["", ""]


def test_short_words_under_a_repeated_header_in_bold_end_the_row_of_the_page_before():
    """Under a header that spans, "in 2009" would pass for the second line of it; but it is plain."""
    heads = [["Issue", "Work", "Delivery", ""], ["", "", "Lead", "Time"]]

    def piece(number, *rows):
        made = table([*heads, *rows], number=number, header_rows=2)
        cells = [c for c in made.cells if (c.row, c.col) != (0, 3)]
        cells = [replace(c, colspan=2 if (c.row, c.col) == (0, 2) else 1, bold=c.row < 2) for c in cells]
        return replace(made, cells=tuple(cells), at_bottom=number == 1, at_top=number == 2)

    first = piece(1, ["Speed", "Mend the bends with", "Council", "Begun in 2008, ended"])
    second = piece(
        2, ["", "better grip", "", "in 2009"], ["Drink", "Visit sixth forms", "Police", "May 2008"]
    )
    tables, *_ = stitch_tables((PageContent(1, (first,), ()), PageContent(2, (second,), ())), VOCABULARY)
    assert [r[1:] for r in rows_of(tables[0])] == [
        ["Mend the bends with better grip", "Council", "Begun in 2008, ended in 2009"],
        ["Visit sixth forms", "Police", "May 2008"],
    ]


def _updates(number, rows, *, foot=False):
    """A drawn table in which a text in the second column alone reaches over the last; references span."""
    made = table([["No.", "Action", "Who", "When"], *rows], number=number, header_rows=1)
    cells = []
    for cell in made.cells:
        texts = ["No.", "Action", "Who", "When"] if cell.row == 0 else rows[cell.row - 1]
        is_update = cell.row > 0 and not texts[2]
        shares = cell.row > 0 and cell.col == 0 and cell.row < len(rows) and not rows[cell.row][2]
        if is_update and (cell.col > 1 or (cell.col == 0 and cell.row > 1)):
            continue
        is_last = foot and cell.row == len(rows) and cell.col == 0
        cells.append(
            replace(
                cell,
                colspan=3 if is_update and cell.col == 1 else 1,
                rowspan=2 if shares else 1,
                bold=cell.row == 0,
                open_bottom=is_last,
            )
        )
    return replace(made, cells=tuple(cells), method="ruled", at_bottom=foot, at_top=not foot)


def test_a_remark_over_several_columns_is_a_row_of_the_reference_it_stands_beside():
    """It is no band although it reaches over all columns but one, and holds in each of them."""
    rows = [
        ["1.1", "Hold ten meetings", "Council", "June"],
        ["", "Update: four were held.", "", ""],
        ["1.2", "Open the form", "Police", "May"],
        ["", "Update: it is open.", "", ""],
    ]
    tables, *_ = stitch_tables((PageContent(1, (_updates(1, rows),), ()),), VOCABULARY)
    assert rows_of(tables[0])[1] == ["1.1", *["Update: four were held."] * 3]
    assert rows_of(tables[0])[3] == ["1.2", *["Update: it is open."] * 3]
    assert [c.inherited_by for c in tables[0].rows[1].cells] == ["span", "", "across", "across"]
    assert {r.section for r in tables[0].rows} == {None}


def test_a_remark_over_the_page_is_a_row_and_its_reference_goes_on_where_its_cell_was_left_open():
    first = _updates(
        1, [["1.1", "Hold ten", "Council", "June"], ["1.2", "Visit", "Police", "May"]], foot=True
    )
    second = _updates(2, [["", "Update: no visits were allowed.", "", ""], ["1.3", "Train", "Towns", "July"]])
    tables, joins, _ = stitch_tables(
        (PageContent(1, (first,), ()), PageContent(2, (second,), ())), VOCABULARY
    )
    assert rows_of(tables[0])[2] == ["1.2", *["Update: no visits were allowed."] * 3]
    assert "spans_filled" in joins[-1].signals


def test_a_margin_beside_a_table_stands_not_between_it_and_the_next_page():
    rows = [["Action", "Who"], ["Light the park", "Council"]]
    first = replace(table(rows, number=1, header_rows=1), at_bottom=True)
    second = replace(table([rows[0], ["Train staff", "Police"]], number=2, header_rows=1), at_top=True)
    margin = Block("heading", "Why it matters", Place(1, Box(210, 5, 300, 15)), ())
    pages = (PageContent(1, (first, margin), ()), PageContent(2, (second,), ()))
    tables, *_ = stitch_tables(pages, VOCABULARY)
    assert [rows_of(t) for t in tables] == [[["Light the park", "Council"], ["Train staff", "Police"]]]


def test_figures_under_figures_are_another_row():
    head = ("Source of funding", "2022/23 (£)", "2023/24 (£)", "Planned for")
    one = chunk(
        ("Police grant", "36,000", "36,000", "Officer post for objectives 1 to 4 of the plan"),
        (
            "District Council",
            "12,500",
            "14,000",
            "Signs and cameras that can be moved to where they are needed",
        ),
        ("Clarion Futures", "5,000", "7,500", "Youth work on the streets and in the parks"),
        header=head,
    )
    two = chunk(("Total", "53,500", "57,500", ""), header=head, at=20)
    ((found,), *_) = stitch(one, two)
    assert [r[:3] for r in rows_of(found)][-2:] == [
        ["Clarion Futures", "5,000", "7,500"],
        ["Total", "53,500", "57,500"],
    ]


def test_the_tail_of_a_row_below_a_stacked_header_is_no_third_line_of_it():
    """The header cells beside a spanning one reach down to its labels: their columns are headed."""
    labels = ("No.", "Action", "2022/23", "")
    spans = {(0, 0): 2, (0, 1): 2}
    below = ("", "", "Quarter 1", "Quarter 2")

    def piece(*rows, at):
        made = chunk(labels, below, *rows, at=at, spans=spans)
        wide = tuple(
            replace(c, colspan=2 if c.text == "2022/23" else 1, bold=c.row < 2)
            for c in made.cells
            if not (c.row == 0 and c.col == 3)
        )
        return replace(made, cells=wide, header_rows=2)

    one = piece(
        ("B1", "Inspect all buildings.", "✓", ""),
        ("B2", "Recruit six apprentices.\n• Mentors named", "", "✓"),
        at=1,
    )
    two = piece(("", "• Study leave protected", "", ""), ("B3", "Reduce signals.", "✓", "✓"), at=20)
    ((found,), *_) = stitch(one, two)
    assert [r[1] for r in rows_of(found)] == [
        "Inspect all buildings.",
        "Recruit six apprentices.\n• Mentors named\n• Study leave protected",
        "Reduce signals.",
    ]


def test_a_cell_that_begins_as_the_spanning_one_above_begins_is_another():
    above = OpenCell("To increase the safety of victims and of their children", 0)
    for text, joined in (("To make employers aware", False), ("and those who support them", True)):
        cell = chunk((text, "x")).cells[0]
        assert decide_span(above, cell, is_full=False, in_group=True, is_short=False).joined is joined


def spreadsheet(size):
    """A title and a line under it inside the table's frame, the title of this size."""
    blank = [""] * (len(HEADER) - 1)
    made = table([["Improvement plan", *blank], ["Inspected in May", *blank], list(HEADER), full(1)])
    return replace(
        made,
        method="ruled",
        cells=tuple(replace(c, size=size if c.row == 0 else 8.0, bold=c.row != 3) for c in made.cells),
    )


def test_a_title_and_the_line_under_it_inside_the_frame_are_no_rows():
    ((found,), *_) = stitch_tables((PageContent(1, (spreadsheet(12.0),), ()),), VOCABULARY)
    assert rows_of(found) == [full(1)]
    assert found.caption == "Improvement plan"
    assert [c.label for c in found.columns] == list(HEADER)
    assert {f.text for f in found.band_fragments} == {"Improvement plan", "Inspected in May"}


def test_lines_no_larger_than_the_headers_are_no_title():
    tables, *_ = stitch_tables((PageContent(1, (spreadsheet(8.0),), ()),), VOCABULARY)
    assert all(t.caption is None for t in tables)
