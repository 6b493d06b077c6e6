"""Cards: blocks of the same labels are rows of one table whose columns are the labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.grids.cards import find_cards, read_labels
from parsers.grids.content import build_pages
from parsers.ledger import build_ledger
from parsers.stitch.stitch import stitch_tables
from parsers.vocabulary import load_vocabulary
from planhouse.geometry import Box
from planhouse.page import Fill, PageGeometry, Word
from planhouse.table import LogicalTable, PageTable
from tests.builders import grid, page, rule, words_of

Lines = Sequence[tuple[str, str]]
PATROL = (("Who leads:", "Police"), ("When:", "May 2023"), ("Budget:", "Nil"))
LAMPS = (("Who leads:", "Gateshead Council"), ("When:", "June 2024"), ("Budget:", "Grant"))


def _card(
    title: str, lines: Lines, y: float, x: float = 50, value: float = 100, *, right: bool = False
) -> list[Word]:
    """A title 12 points high and lines of a bold label and its value, 15 points apart."""
    words = words_of(title, x, y, size=12, bold=True) if title else []
    for row, (label, text) in enumerate(lines, start=1):
        bold = words_of(label, x, y + 15 * row, bold=True)
        shift = value - 10 - bold[-1].box.x1 if right and bold else 0
        words += words_of(label, x + shift, y + 15 * row, bold=True)
        words += words_of(text, x + value, y + 15 * row) if not right else words_of(text, value, y + 15 * row)
    return words


def _tables(found: PageGeometry, *beside: PageGeometry) -> tuple[PageTable, ...]:
    others = [read_labels(p, frozenset()) for p in beside]
    return find_cards(found, read_labels(found, frozenset()), others).tables


def _rows(table: PageTable) -> list[list[str]]:
    """Texts of the rows that are cards."""
    rows = [["" for _ in range(table.n_cols)] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows[1::2]


def _header(table: PageTable) -> list[str]:
    texts = {c.col: c.text for c in table.cells if c.row == 0}
    return [texts.get(c, "") for c in range(table.n_cols)]


def _read(*pages: PageGeometry) -> tuple[LogicalTable, ...]:
    """The tables of a document; its ledger is proved on the way."""
    contents = tuple(build_pages(pages))
    tables, _, _ = stitch_tables(contents, load_vocabulary())
    ledger = build_ledger(contents, tables)
    assert not ledger.lost and not ledger.doubled
    return tables


def _texts(table: LogicalTable) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in table.rows]


def test_two_cards_are_two_rows_under_their_labels() -> None:
    (table,) = _tables(page([*_card("Hotspot patrols", PATROL, 100), *_card("New lamps", LAMPS, 200)]))
    assert _header(table) == ["", "Who leads", "When", "Budget"]
    assert _rows(table) == [
        ["Hotspot patrols", "Police", "May 2023", "Nil"],
        ["New lamps", "Gateshead Council", "June 2024", "Grant"],
    ]


def test_labels_of_later_cards_are_cells_of_rows_that_repeat_the_header() -> None:
    (table,) = _tables(page([*_card("Hotspot patrols", PATROL, 100), *_card("New lamps", LAMPS, 200)]))
    assert table.label_rows == (2,)
    assert [c.text for c in table.cells if c.row == 2] == ["Who leads", "When", "Budget"]


def test_every_word_ends_in_one_place() -> None:
    (table,) = _read(page([*_card("Hotspot patrols", PATROL, 100), *_card("New lamps", LAMPS, 200)]))
    assert [f.text for f in table.header_fragments] == ["Who leads", "When", "Budget"] * 2


def test_cards_beside_each_other_are_read_row_by_row() -> None:
    names = ("One", "Two", "Three", "Four")
    words = [
        w for i, n in enumerate(names) for w in _card(n, PATROL, 100 + 100 * (i // 2), 50 + 250 * (i % 2))
    ]
    (table,) = _tables(page(words))
    assert [row[0] for row in _rows(table)] == list(names)


def test_a_list_of_labels_printed_once_is_prose() -> None:
    assert (
        _tables(
            page(_card("Contact", (("Address:", "Hall"), ("Telephone:", "01 234"), ("Email:", "a@b")), 100))
        )
        == ()
    )


def test_labels_whose_values_follow_where_they_end_are_prose() -> None:
    words = []
    for y in (100, 150):
        for row, (label, text) in enumerate(PATROL):
            words += words_of(label, 50, y + 15 * row, bold=True)
            words += words_of(text, words[-1].box.x1 + 2.5, y + 15 * row)
    assert _tables(page(words)) == ()


def _run_in(lines: Lines, y: float, x: float = 50) -> list[Word]:
    """Lines of a bold label with its value right behind it, 15 points apart."""
    words: list[Word] = []
    for row, (label, text) in enumerate(lines):
        words += words_of(label, x, y + 15 * row, bold=True)
        words += words_of(text, words[-1].box.x1 + 2.5, y + 15 * row)
    return words


FRAMES = (Box(40, 95, 240, 150), Box(260, 95, 460, 150))


def test_labels_whose_values_follow_where_they_end_are_cards_in_rounded_frames() -> None:
    words = [*_run_in(PATROL, 100), *_run_in(LAMPS, 100, 270)]
    (found,) = _read(replace(page(words), frames=FRAMES))
    assert [c.label for c in found.columns] == ["Who leads", "When", "Budget"]
    assert _texts(found) == [["Police", "May 2023", "Nil"], ["Gateshead Council", "June 2024", "Grant"]]


def test_frames_may_be_shaded_or_ruled() -> None:
    words = [*_run_in(PATROL, 100), *_run_in(LAMPS, 100, 270)]
    shaded = page(words, fills=[Fill(b, "eeeeee") for b in FRAMES])
    ruled = page(words, [r for b in FRAMES for r in grid((b.x0, b.x1), (b.top, b.bottom))])
    assert [len(_rows(t)) for p in (shaded, ruled) for t in _tables(p)] == [2, 2]


def test_boxes_that_touch_are_cells_and_no_cards() -> None:
    words = [*_run_in(PATROL, 100), *_run_in(LAMPS, 100, 250)]
    assert _tables(page(words, grid((40, 240, 460), (95, 150)))) == ()


def test_a_lone_frame_is_a_card_where_the_page_beside_prints_its_labels() -> None:
    lone = replace(page(_run_in(LAMPS, 100)), frames=FRAMES[:1])
    before = page([*_run_in(PATROL, 100), *_run_in(PATROL, 100, 270)])
    assert _tables(lone) == ()
    (table,) = _tables(lone, before)
    assert _rows(table) == [["Gateshead Council", "June 2024", "Grant"]]


def test_lines_below_a_value_are_of_it_though_they_begin_under_the_label() -> None:
    long = [*_run_in(PATROL[:2], 100), *_run_in((("Budget:", "Nothing at all"),), 130)]
    long += [*words_of("until the grant", 50, 142), *words_of("is paid", 50, 154)]
    frames = (Box(40, 95, 240, 170), FRAMES[1])
    (found,) = _read(replace(page([*long, *_run_in(LAMPS, 100, 270)]), frames=frames))
    assert _texts(found)[0][2] == "Nothing at all until the grant is paid"


def test_the_same_stubs_over_figures_twice_are_statistics() -> None:
    lines = (("Male", "45"), ("Female", "55"), ("All", "100"))
    assert _tables(page([*_card("Ward A", lines, 100), *_card("Ward B", lines, 200)])) == ()


def test_a_blank_value_is_a_blank_cell_and_a_missing_label_none() -> None:
    blank = (("Who leads:", "Police"), ("When:", ""), ("Budget:", "Nil"))
    (table,) = _read(
        page([*_card("One", PATROL, 100), *_card("Two", blank, 200), *_card("Three", PATROL[:2], 300)])
    )
    assert [row[1:] for row in _texts(table)] == [
        ["Police", "May 2023", "Nil"],
        ["Police", "", "Nil"],
        ["Police", "May 2023", ""],
    ]


def test_a_number_printed_apart_from_the_title_has_its_own_column() -> None:
    words = []
    for y, number, title in ((100, "D1", "Patrols"), (200, "D2", "Lamps")):
        words += words_of(number, 50, y, size=12, bold=True)
        words += _card("", PATROL, y) + words_of(title, 75, y, size=12, bold=True)
    (table,) = _read(page(words))
    assert [row[:2] for row in _texts(table)] == [["D1", "Patrols"], ["D2", "Lamps"]]
    assert [c.role for c in table.columns[:2]] == ["reference", "activity"]


def test_a_heading_between_cards_begins_another_table() -> None:
    words = [*_card("One", PATROL, 100), *words_of("Ambition 2: Victims", 50, 180, size=20, bold=True)]
    words += [*_card("Two", PATROL, 215), *_card("Three", LAMPS, 300)]
    first, second = _read(page(words))
    assert [row[0] for row in _texts(first)] == ["One"]
    assert [row[0] for row in _texts(second)] == ["Two", "Three"]
    assert second.heading == "Ambition 2: Victims"


def test_a_card_that_runs_on_over_the_page_is_one_row() -> None:
    one = page([*_card("One", PATROL, 560), *_card("Two", LAMPS[:2], 660)])
    two = page(
        [*words_of("and July 2025", 150, 50), *_card("", LAMPS[2:], 50), *_card("Three", PATROL, 120)],
        number=2,
    )
    (table,) = _read(one, two)
    assert _texts(table) == [
        ["One", "Police", "May 2023", "Nil"],
        ["Two", "Gateshead Council", "June 2024 and July 2025", "Grant"],
        ["Three", "Police", "May 2023", "Nil"],
    ]
    assert [row.pages for row in table.rows] == [(1, 1), (1, 2), (2, 2)]


def test_the_end_of_a_card_beside_a_whole_one_goes_to_the_page_before() -> None:
    one = page([
        *_card("One", PATROL, 300), *_card("Two", LAMPS, 300, x=320), *_card("Four", PATROL, 420),
        *_card("Five", LAMPS[:2], 660, x=320), *_card("Six", PATROL, 660),
    ])  # fmt: skip
    for height in (46, 50):
        ends = [*words_of("and July 2025", 420, height), *_card("", LAMPS[2:], height, x=320)]
        more = [*_card("Seven", PATROL, 150), *_card("Eight", PATROL, 150, x=320)]
        (table,) = _read(one, page([*_card("Three", PATROL, 50), *ends, *more], number=2))
        assert ["Five", "Gateshead Council", "June 2024 and July 2025", "Grant"] in _texts(table)


def test_a_label_said_twice_on_the_lines_of_a_card_loses_no_word() -> None:
    one, other = ("May 2023", "Nil"), ("June 2024", "Grant")
    words = [w for n, (when, budget) in enumerate((one, other)) for w in (
        *words_of("Patrols" if n else "Lamps", 50, 100 + 100 * n, size=12, bold=True),
        *words_of("When:", 50, 115 + 100 * n, bold=True), *words_of(when, 150, 115 + 100 * n),
        *words_of("Start:", 250, 115 + 100 * n, bold=True), *words_of("May", 300, 115 + 100 * n),
        *words_of("Who leads:", 50, 130 + 100 * n, bold=True), *words_of("Police", 150, 130 + 100 * n),
        *words_of("Start:", 250, 130 + 100 * n, bold=True), *words_of("June", 300, 130 + 100 * n),
        *words_of("Budget:", 50, 145 + 100 * n, bold=True), *words_of(budget, 150, 145 + 100 * n),
    )]  # fmt: skip
    _read(page(words))  # proves the ledger


def test_one_card_a_page_is_told_by_the_page_beside() -> None:
    one, two = page(_card("One", PATROL, 100)), page(_card("Two", LAMPS, 100), number=2)
    assert _tables(one) == ()
    assert [_rows(t) for t in _tables(one, two)] == [[["One", "Police", "May 2023", "Nil"]]]


def test_cards_without_titles_begin_with_their_first_label() -> None:
    lines = (("Action", "Patrol the park"), *PATROL)
    heading = words_of("Priority A: Streets", 50, 90, size=14, bold=True)
    one = page([*heading, *_card("", lines, 100), *_card("", lines, 180), *_card("", lines[:2], 700)])
    two = page([*_card("", lines[2:], 30), *_card("", lines, 80)], number=2)
    (table,) = _read(one, two)
    assert table.heading == "Priority A: Streets"
    assert [c.label for c in table.columns] == ["Action", "Who leads", "When", "Budget"]
    assert _texts(table) == [["Patrol the park", "Police", "May 2023", "Nil"]] * 4


def test_a_card_of_which_a_page_prints_only_the_first_label_ends_on_the_next() -> None:
    cards = [(("Action", f"Patrol {place}"), *PATROL) for place in ("the park", "streets", "quays", "Hull")]
    heading = words_of("Streets", 50, 80, size=14, bold=True)
    one = page(
        [*heading, *_card("", cards[0], 100), *_card("", cards[1], 180), *_card("", cards[2][:1], 700)]
    )
    two = page([*_card("", cards[2][1:], 30), *_card("", cards[3], 100)], number=2)
    (table,) = _read(one, two)
    assert [c.label for c in table.columns] == ["Action", "Who leads", "When", "Budget"]
    assert [row[0] for row in _texts(table)] == [
        "Patrol the park",
        "Patrol streets",
        "Patrol quays",
        "Patrol Hull",
    ]
    assert [row.pages for row in table.rows] == [(1, 1), (1, 1), (1, 2), (2, 2)]


def test_a_label_may_go_on_in_a_second_line() -> None:
    lines = (("What we will", "Patrol the park"), ("do:", "on Fridays."), *PATROL)
    (table,) = _tables(page([*_card("One", lines, 100), *_card("Two", lines, 220)]))
    assert _header(table)[:2] == ["", "What we will do"]
    assert _rows(table)[1][1] == "Patrol the park on Fridays."


def test_labels_may_be_set_to_the_right() -> None:
    lines = (("Action", "Patrol the park"), ("Responsible", "Police"), ("Deadline", "May 2023"))
    words = [
        *_card("Pledge 1", lines, 100, 50, 150, right=True),
        *_card("Pledge 2", lines, 200, 50, 150, right=True),
    ]
    (table,) = _tables(page(words))
    assert _rows(table) == [[f"Pledge {n}", "Patrol the park", "Police", "May 2023"] for n in (1, 2)]


def test_values_that_begin_above_their_label_are_told_by_the_lines_drawn_between() -> None:
    words, rules = [], []
    for y in (100, 300):
        for row, (label, text) in enumerate(PATROL):
            top = y + 40 * row
            words += words_of(label, 50, top + 15, bold=True)
            for at, part in enumerate(("First of", "three by", text)):
                words += words_of(part, 150, top + 5 + 10 * at)
            rules += [rule(45, top, 400, top), rule(45, top + 40, 400, top + 40)]
    (table,) = _tables(page(words, rules))
    assert _rows(table) == [["First of three by " + t for t in ("Police", "May 2023", "Nil")]] * 2


def test_a_counted_label_of_one_card_alone_is_a_label_where_others_repeat_their_count() -> None:
    years = (("Year 1:", "Plan"), ("Year 2:", "Build"))
    cards = [_card(t, (*PATROL, *years), 100 + 120 * i) for i, t in enumerate(("One", "Two"))]
    longer = _card("Three", (*PATROL, *years, ("Year 3:", "Open")), 340)
    (table,) = _tables(page([*cards[0], *cards[1], *longer]))
    assert _header(table)[-3:] == ["Year 1", "Year 2", "Year 3"]
    assert [row[-1] for row in _rows(table)] == ["", "", "Open"]


def test_a_label_that_counts_the_cards_is_the_number_of_its_value() -> None:
    one, two = (("Action 1:", "Patrol the park"), *PATROL), (("Action 2:", "New lamps"), *LAMPS)
    (table,) = _tables(page([*_card("", one, 100), *_card("", two, 180)]))
    assert _header(table) == ["", "", "Who leads", "When", "Budget"]
    assert [row[:2] for row in _rows(table)] == [["Action 1:", "Patrol the park"], ["Action 2:", "New lamps"]]


def test_a_text_between_title_and_first_label_is_what_is_to_be_done() -> None:
    words = []
    for y in (100, 220):
        words += words_of("Hotspot patrols", 50, y, size=12, bold=True)
        words += words_of("We will double the hours of patrol in the streets.", 50, y + 15) + _card(
            "", PATROL, y + 20
        )
    (table,) = _read(page(words))
    assert _texts(table)[1][:2] == ["Hotspot patrols", "We will double the hours of patrol in the streets."]
    assert [c.role for c in table.columns[:2]] == ["title", "activity"]


def test_a_label_that_only_a_later_page_prints_is_a_column_of_the_whole_table() -> None:
    more = (*PATROL[:2], ("Working with:", "Nexus"), PATROL[2])
    one = page([*_card("One", PATROL, 100), *_card("Two", PATROL, 700)])
    two = page([*_card("Three", more, 40), *_card("Four", more, 140)], number=2)
    (table,) = _read(one, two)
    assert [c.label for c in table.columns] == ["", "Who leads", "When", "Working with", "Budget"]
    assert [row[3] for row in _texts(table)] == ["", "", "Nexus", "Nexus"]


def test_labels_behind_a_value_on_one_line_are_labels_of_the_same_card() -> None:
    words = []
    for y, lead, when in ((100, "Police", "May"), (200, "Gateshead", "June")):
        words += _card("A title", (("What we will do:", "Patrol the park and the"), *PATROL), y, value=120)
        words += words_of("Start:", 320, y + 30, bold=True) + words_of(when, 380, y + 30)
        words += words_of("Measure:", 320, y + 45, bold=True) + words_of(lead, 380, y + 45)
    (table,) = _tables(page(words))
    assert _header(table) == ["", "What we will do", "Who leads", "Start", "When", "Measure", "Budget"]
    assert _rows(table)[1] == [
        "A title",
        "Patrol the park and the",
        "Police",
        "June",
        "May 2023",
        "Gateshead",
        "Nil",
    ]


def test_cards_with_plain_labels_are_told_by_their_colons() -> None:
    words = []
    for y in (100, 200):
        words += words_of("Hotspot patrols", 50, y, size=12, bold=True)
        for row, (label, text) in enumerate(PATROL, start=1):
            words += words_of(label, 50, y + 15 * row) + words_of(text, 150, y + 15 * row)
    (table,) = _tables(page(words))
    assert _rows(table) == [["Hotspot patrols", "Police", "May 2023", "Nil"]] * 2


def _on_bands(names: Sequence[str], label: str = "Project") -> list[Word]:
    """Cards whose first label and value are white on a band, the others dark."""
    words = []
    for y, (name, lines) in enumerate(zip(names, (PATROL, LAMPS, PATROL), strict=False)):
        band = words_of(label, 50, 85 + 100 * y, bold=True) + words_of(name, 150, 85 + 100 * y, bold=True)
        words += [replace(w, colour="ffffff") for w in band]
        words += _card("", (("What will be done", "Much"), *lines), 85 + 100 * y)
    return words


def test_a_label_of_its_own_colour_that_heads_every_card_is_a_label() -> None:
    (table,) = _read(page(_on_bands(("Safer piers", "Fire safety", "Young drivers"))))
    assert [c.label for c in table.columns] == ["Project", "What will be done", "Who leads", "When", "Budget"]
    assert [row[0] for row in _texts(table)] == ["Safer piers", "Fire safety", "Young drivers"]
    assert [c.role for c in table.columns][:3] == ["title", "activity", "who"]


def test_a_line_above_cards_that_always_says_the_same_is_no_label() -> None:
    (table,) = _tables(page(_on_bands(("Value", "Value", "Value"), "Label")))
    assert "Label" not in _header(table)


def test_a_header_over_several_cards_is_no_label_of_theirs() -> None:
    done = ("What will be done", "Little")
    words = [*_on_bands(("One",)), *_card("Two", (done, *PATROL), 200), *_card("Three", (done, *LAMPS), 300)]
    (table,) = _tables(page(words), page(_on_bands(("Four",))))
    assert "Project" not in _header(table)


def test_a_title_keeps_the_bullet_that_a_font_prints_and_loses_the_picture_before_it() -> None:
    words = [*_card("• Hotspot patrols", PATROL, 100), *_card("• New lamps", LAMPS, 200)]
    drawn = [replace(w, font="") if w.text == "•" and w.box.top > 150 else w for w in words]
    (table,) = _tables(page(drawn))
    assert [row[0] for row in _rows(table)] == ["• Hotspot patrols", "New lamps"]
