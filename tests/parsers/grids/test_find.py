"""What is a table on a page, and what is in its cells."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.grids.find import find_tables
from planhouse.geometry import Box
from planhouse.page import Fill, PageGeometry, Rule, Word
from tests.builders import grid, page, rule, texts, word, words_of

XS = (12, 120, 230, 340, 450)
AREAS = (
    ("Oxford", "14490", "15964"),
    ("Witney", "120", "131"),
    ("Didcot", "9", "7"),
    ("Bicester", "88", "90"),
)


def lines_at(rows: list[tuple[float, tuple[str, ...]]], xs: tuple[float, ...] = XS) -> list[Word]:
    """Words of rows of cells, each cell's text from its column's x on."""
    return [w for y, row in rows for x, text in zip(xs, row, strict=False) for w in words_of(text, x, y)]


def figures() -> list[Word]:
    rows = [(12.0, ("Area", "2020", "2021"))]
    rows += [(42.0 + 14 * i, row) for i, row in enumerate(AREAS)]
    return lines_at(rows)


def edge_of(fill: Fill) -> list[Rule]:
    """The edges of a fill as a reader gives them."""
    b = fill.box
    sides = (
        Box(b.x0, b.top, b.x1, b.top),
        Box(b.x0, b.bottom, b.x1, b.bottom),
        Box(b.x0, b.top, b.x0, b.bottom),
        Box(b.x1, b.top, b.x1, b.bottom),
    )
    return [Rule(side, "edge") for side in sides]


def test_a_ruled_grid_is_a_table_with_its_cells() -> None:
    words = words_of("Need", 12, 12) + words_of("Activity", 112, 12)
    words += (
        words_of("Drugs are sold", 12, 42) + words_of("near schools", 12, 54) + words_of("Patrols", 112, 42)
    )
    (found,) = find_tables(page(words, grid([10, 110, 210], [10, 40, 70])))
    assert texts(found) == [["Need", "Activity"], ["Drugs are sold near schools", "Patrols"]]
    assert found.method == "ruled"
    assert found.column_edges == (10, 110, 210)


def test_rules_across_alone_make_columns_from_the_gaps() -> None:
    (found,) = find_tables(page(figures(), [rule(10, y, 360, y) for y in (10, 30, 98)]))
    assert texts(found) == [["Area", "2020", "2021"], *map(list, AREAS)]
    assert found.header_rows == 1


def test_aligned_figures_without_any_rule_are_a_table() -> None:
    (found,) = find_tables(page(figures()))
    assert texts(found)[1:] == [list(row) for row in AREAS]
    assert found.method == "stream"


def test_a_cell_of_several_lines_stays_one_cell_without_rules() -> None:
    rows: list[tuple[float, tuple[str, ...]]] = [(10, ("Ref", "Action", "Progress so far", "Lead", "When"))]
    for i in range(3):
        y = 28.0 + 46 * i
        rows.append((y, (f"1.{i}", "Patrols near the", "Officers were seen", "TVP", "Ongoing")))
        rows.append((y + 12, ("", "schools and in", "by everyone who", "", "")))
        rows.append((y + 24, ("", "the parks", "lives there", "", "")))
    words = lines_at([(y, tuple(t or "" for t in row)) for y, row in rows])
    (found,) = find_tables(page([w for w in words if w.text]))
    assert found.n_rows == 4
    assert texts(found)[1][:3] == [
        "1.0",
        "Patrols near the schools and in the parks",
        "Officers were seen by everyone who lives there",
    ]


def test_a_slot_no_rule_parts_from_its_neighbour_is_one_spanning_cell() -> None:
    words = words_of("Priority One", 12, 12) + words_of("Need", 12, 42) + words_of("Activity", 112, 42)
    rules = [rule(10, y, 210, y) for y in (10, 40, 70)]
    rules += [rule(10, 10, 10, 70), rule(210, 10, 210, 70), rule(110, 40, 110, 70)]
    (found,) = find_tables(page(words, rules))
    assert [(c.row, c.col, c.colspan) for c in found.cells] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]


def test_a_cell_cut_at_the_page_end_is_open_below() -> None:
    words = words_of("Need", 12, 12) + words_of("Activity", 112, 12) + words_of("it goes on", 112, 42)
    rules = [rule(10, 10, 210, 10), rule(10, 40, 210, 40)]
    rules += [rule(x, 10, x, 70) for x in (10, 110, 210)]
    (found,) = find_tables(page(words, rules))
    assert [c.open_bottom for c in found.cells if c.row == 1] == [True, True]
    assert not any(c.open_top for c in found.cells if c.row == 0)


def test_shaded_stripes_and_the_unshaded_rows_between_are_one_table() -> None:
    fills = [
        Fill(Box(x0, y, x1, y + 20), "d9e2f3")
        for y in (10, 50, 90)
        for x0, x1 in ((10, 110), (110, 210), (210, 310))
    ]
    rows = [(14.0 + 20 * i, ("one", "two", "three")) for i in range(5)]
    words = lines_at(rows, (14, 114, 214))
    (found,) = find_tables(page(words, [e for f in fills for e in edge_of(f)], fills))
    assert (found.n_rows, found.n_cols) == (5, 3)


def table_under_a_shaded_head(rows: int) -> tuple[list[Word], list[Rule], list[Fill], float]:
    """Words, rules, fills and end of a table of three columns: a shaded header, a rule under each row."""
    words = [w for x, t in ((54, "District"), (154, "2020"), (254, "2021")) for w in words_of(t, x, 101)]
    for row in range(rows):
        y = 121 + 20 * row
        for x, text in ((54, f"Ward {row}"), (154, f"{row + 3}10"), (254, f"{row + 4}20")):
            words += words_of(text, x, y)
    fills = [Fill(Box(x, 98, x + 100, 114), "0.8") for x in (50, 150, 250)]
    rules = [rule(x, 135 + 20 * row, x + 100, 135 + 20 * row) for row in range(rows) for x in (50, 150, 250)]
    return words, [*rules, *(e for f in fills for e in edge_of(f))], fills, 121 + 20 * rows


@pytest.mark.parametrize(("size", "wide"), [(15.0, 350.0), (10.0, 450.0)])
def test_a_table_ends_before_the_heading_and_the_drawn_grid_below_it(size: float, wide: float) -> None:
    """A larger line is no section; and no table grows into another's rules, whatever the line between."""
    words, rules, fills, y = table_under_a_shaded_head(9)
    words += words_of("Contact", 54, y, size=size)
    xs, ys = (50, 150, 250, wide), [y + 20 + 20 * n for n in range(4)]
    body = (("Measure", "Unit", "2021"), ("Calls", "Number", "410"), ("Waits", "%", "12"))
    words += lines_at([(ys[row] + 4, cells) for row, cells in enumerate(body)], (54, 154, 254))
    first, second = find_tables(page(words, [*rules, *grid(xs, ys)], fills))
    assert (first.n_rows, second.n_rows, second.n_cols) == (10, 3, 3)


def test_words_already_taken_stay_out() -> None:
    made = page(figures(), [rule(10, y, 360, y) for y in (10, 30, 98)])
    first = made.words[0].number
    assert all(first not in c.words for t in find_tables(made, frozenset({first})) for c in t.cells)


def test_sideways_words_stand_in_the_drawn_cell_around_them() -> None:
    upright = words_of("Policy", 12, 82) + words_of("yes", 112, 82)
    side = Word(0, "Age", word("Age", 150, 30).place, "Sans", 10, upright=False)
    (found,) = find_tables(page([*upright, side], grid([10, 110, 210], [10, 80, 100])))
    assert texts(found) == [["", "Age"], ["Policy", "yes"]]


def test_prose_is_no_table() -> None:
    words = []
    for i in range(12):
        words += words_of("The partnership will work with everyone to make the town safer", 50, 60 + 12 * i)
    assert find_tables(page(words)) == ()


def test_two_columns_of_prose_are_no_table() -> None:
    words = []
    for i in range(20):
        words += words_of("the partnership works with everyone here to make it", 40, 60 + 12 * i)
        words += words_of("safer and it asks people what they want from us all", 310, 60 + 12 * i)
    assert find_tables(page(words)) == ()


def test_bulleted_lists_are_no_tables() -> None:
    words = []
    for i in range(8):
        words += [word("•", 40, 60 + 14 * i)]
        words += words_of("more patrols in the town", 60, 60 + 14 * i)
    assert find_tables(page(words)) == ()


def test_contents_pages_are_no_tables() -> None:
    words = []
    for i, number in enumerate((3, 5, 9, 14, 20, 31, 40)):
        words += words_of("What we want to do about it", 40, 60 + 14 * i)
        words += words_of(str(number), 500, 60 + 14 * i)
    assert find_tables(page(words)) == ()


def test_a_list_of_tables_is_no_table() -> None:
    words = []
    for i, number in enumerate((2, 4, 4, 9)):
        words += words_of(f"Table {'ABCD'[i]} – What we want to do about it", 40, 60 + 14 * i)
        words += words_of(str(number), 500, 60 + 14 * i)
    assert find_tables(page(words)) == ()


def test_a_shaded_band_at_which_drawn_columns_end_is_a_row_of_its_own() -> None:
    """The cell below the band spans two rows, and no line is drawn between it and the band."""
    rules = [rule(40, 80, 340, 80), rule(140, 120, 340, 120), rule(40, 160, 340, 160)]
    rules += [rule(40, 20, 340, 20), rule(40, 50, 340, 50)]
    rules += [rule(x, a, x, b) for x in (40, 140, 240, 340) for a, b in ((20, 50), (80, 160))]
    band = Fill(Box(40, 50, 340, 80), "76923c")
    rules = [r for r in rules if r.box.top != 80 or not r.is_horizontal] + edge_of(band)
    words = words_of("Roads", 45, 30) + words_of("1", 145, 30) + words_of("May", 245, 30)
    words += words_of("PRIORITY FOUR", 45, 60) + words_of("Fires", 45, 95)
    words += (
        words_of("2", 145, 95)
        + words_of("June", 245, 95)
        + words_of("3", 145, 135)
        + words_of("July", 245, 135)
    )
    (found,) = find_tables(page(words, rules, [band]))
    assert texts(found) == [
        ["Roads", "1", "May"],
        ["PRIORITY FOUR", "", ""],
        ["Fires", "2", "June"],
        ["", "3", "July"],
    ]


def test_a_box_round_prose_is_no_table() -> None:
    words = []
    for i in range(8):
        words += words_of("The partnership will work with everyone to make it safer", 50, 60 + 12 * i)
    assert find_tables(page(words, grid([40, 560], [50, 170]))) == ()


def test_an_axis_of_even_steps_is_no_table() -> None:
    words = []
    for i, value in enumerate(range(450, 50, -50)):
        words += words_of(str(value), 40, 60 + 14 * i)
        words += words_of("spread", 200, 60 + 14 * i) if i in (1, 2, 3) else []
    assert find_tables(page(words)) == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-0.6, 0.6), min_size=14, max_size=14))
def test_rules_a_hair_off_their_place_change_nothing(jitter: list[float]) -> None:
    words = figures()
    xs, ys = (10, 110, 220, 330), (10, 36, 54, 68, 82, 98)
    rules = [rule(xs[0], y + d, xs[-1], y + d) for y, d in zip(ys, jitter, strict=False)]
    rules += [rule(x + d, ys[0], x + d, ys[-1]) for x, d in zip(xs, jitter[6:], strict=False)]
    (found,) = find_tables(page(words, rules))
    assert texts(found) == [["Area", "2020", "2021"], *map(list, AREAS)]


PLACES = st.tuples(st.floats(0, 560), st.floats(0, 760), st.text("abc12•.", min_size=1, max_size=8))
STROKES = st.tuples(st.floats(0, 600), st.floats(0, 800), st.floats(0, 300), st.booleans())


@settings(max_examples=120, deadline=None)
@given(st.lists(PLACES, max_size=40), st.lists(STROKES, max_size=14))
def test_every_word_is_in_one_cell_at_most_and_cells_never_overlap(
    places: list[tuple[float, float, str]], strokes: list[tuple[float, float, float, bool]]
) -> None:
    rules = [rule(x, y, x + n, y) if flat else rule(x, y, x, y + n) for x, y, n, flat in strokes]
    made: PageGeometry = page([word(t, x, y) for x, y, t in places], rules)
    taken = [n for t in find_tables(made) for c in t.cells for n in c.words]
    assert len(taken) == len(set(taken))
    for found in find_tables(made):
        slots = [
            (r, c)
            for cell in found.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.col, cell.col + cell.colspan)
        ]
        assert len(slots) == len(set(slots))
        assert max(r for r, _ in slots) < found.n_rows
        assert max(c for _, c in slots) < found.n_cols
        assert len(found.column_edges) == found.n_cols + 1
        assert 0 <= found.score <= 1


def test_a_source_line_inside_the_frame_is_no_row() -> None:
    words = words_of("Need", 12, 12) + words_of("Activity", 112, 12)
    words += words_of("Drugs", 12, 42) + words_of("Patrols", 112, 42) + words_of("Source: the survey", 12, 72)
    rules = [rule(10, y, 210, y) for y in (10, 40, 70, 90)]
    rules += [rule(10, 10, 10, 90), rule(210, 10, 210, 90), rule(110, 10, 110, 70)]
    (found,) = find_tables(page(words, rules))
    assert texts(found) == [["Need", "Activity"], ["Drugs", "Patrols"]]


def test_figures_centred_beside_a_label_of_two_lines_are_one_row() -> None:
    words = words_of("Area", 12, 10) + words_of("2020", 200, 10) + words_of("2021", 300, 10)
    for i, (name, a, b) in enumerate(AREAS):
        y = 40.0 + 28 * i
        words += words_of(f"{name} and the", 12, y) + words_of("villages", 12, y + 11)
        words += words_of(a, 200, y + 5.5) + words_of(b, 300, y + 5.5)
    (found,) = find_tables(page(words))
    assert texts(found)[1:] == [[f"{name} and the villages", a, b] for name, a, b in AREAS]


def test_a_list_mark_off_its_line_still_begins_it() -> None:
    words = words_of("Need", 12, 12) + words_of("Activity", 112, 12) + words_of("Drugs", 12, 42)
    for y, text in ((42, "more lights"), (54, "new locks")):
        words += [word("•", 112, y - 4), *words_of(text, 124, y)]
    (found,) = find_tables(page(words, grid([10, 110, 210], [10, 36, 70])))
    assert texts(found)[1] == ["Drugs", "• more lights\n• new locks"]


def test_a_cell_centred_beside_rows_that_other_rules_part_spans_them() -> None:
    """Rules that leave a column out are short because its cells span, not because it is undrawn."""
    xs, ys = [10.0, 60.0, 160.0, 400.0], [10.0, 40.0, 70.0, 100.0, 130.0, 160.0, 190.0, 220.0]
    whole = (10.0, 40.0, 130.0, 220.0)
    rules = [rule(x, ys[0], x, ys[-1]) for x in xs]
    for y in ys:
        rules += [rule(10, y, 400, y)] if y in whole else [rule(10, y, 60, y), rule(160, y, 400, y)]
    words = words_of("Ref", 12, 20) + words_of("Priority", 62, 20) + words_of("Action", 162, 20)
    for n, y in enumerate(ys[1:-1], start=1):
        words += words_of(f"SV{n}", 12, y + 5) + words_of("Begin the work", 162, y + 5)
    words += words_of("Data, evidence", 62, 74) + words_of("and evaluation", 62, 86)
    words += words_of("Support for", 62, 164) + words_of("families", 62, 176)
    (found,) = find_tables(page(words, rules))
    held = [(c.row, c.rowspan, c.text) for c in found.cells if c.col == 1]
    assert held == [
        (0, 1, "Priority"),
        (1, 3, "Data, evidence and evaluation"),
        (4, 3, "Support for families"),
    ]


def test_headers_in_the_middle_of_two_rows_stay_two_though_shading_draws_no_rule_between() -> None:
    rules = [rule(10, 50, 410, 50), rule(10, 80, 410, 80), rule(10, 110, 410, 110)]
    rules += [rule(x, 50, x, 110) for x in (10, 90)] + [rule(x, 10, x, 110) for x in (200, 410)]
    rules += [rule(10, 10, 410, 10), rule(200, 30, 410, 30), rule(300, 30, 300, 110)]
    words = words_of("Aim", 30, 25.5, bold=True) + words_of("Action", 120, 25.5, bold=True)
    words += words_of("Accountability", 265, 15, bold=True)
    words += words_of("Lead", 240, 35, bold=True) + words_of("Support", 330, 35, bold=True)
    for y in (60, 90):
        words += words_of("Streets", 14, y) + words_of("Patrol the park", 94, y)
        words += words_of("Police", 204, y) + words_of("Wardens", 304, y)
    (found,) = find_tables(page(words, rules))
    heads = [(c.text, c.colspan) for c in found.cells if c.row < 2 and c.text]
    assert ("Aim", 1) in heads
    assert ("Action", 1) in heads


def headers_at_foot(top: float, colours: tuple[str, ...] = ("103050",) * 4) -> tuple[list[Word], list[Fill]]:
    """A strip of four shaded header cells."""
    xs = (40.0, 140.0, 300.0, 400.0, 500.0)
    fills = [
        Fill(Box(a, top, b, top + 20), c) for (a, b), c in zip(itertools.pairwise(xs), colours, strict=True)
    ]
    labels = ("Setting", "Action", "Lead", "Measure")
    return [
        w for x, t in zip(xs, labels, strict=False) for w in words_of(t, x + 4, top + 5, bold=True)
    ], fills


def test_a_shaded_header_at_the_foot_of_a_page_is_the_head_of_the_table_overleaf() -> None:
    words, fills = headers_at_foot(700)
    (found,) = find_tables(page(words, [r for f in fills for r in edge_of(f)], fills))
    assert texts(found) == [["Setting", "Action", "Lead", "Measure"]]


def test_a_shaded_strip_with_text_below_is_no_table() -> None:
    words, fills = headers_at_foot(600)
    words += words_of("We are committed to safer streets for everybody who lives or works here.", 40, 700)
    assert not find_tables(page(words, [r for f in fills for r in edge_of(f)], fills))


def test_a_legend_at_the_foot_of_a_page_is_no_table() -> None:
    words, fills = headers_at_foot(700, ("00aa00", "ffaa00", "dd0000", "3366cc"))
    assert not find_tables(page(words, [r for f in fills for r in edge_of(f)], fills))
