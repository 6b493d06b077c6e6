"""A table over a left and a right page: told by rows that begin level, under other headers."""

from dataclasses import replace

from parsers.stitch.stitch import stitch_tables
from parsers.vocabulary import load_vocabulary
from planhouse.content import PageContent
from planhouse.geometry import Box, Place
from planhouse.page import Block
from planhouse.table import PageTable
from tests.builders import table

LEFT = (("Objective", "Action"), ("Safer roads", "Paint the crossings"), ("Fewer fires", "Fit alarms"))
RIGHT = (("Lead", "By when"), ("Council", "June 2019"), ("Fire service", "May 2020"))
LATER = (("Warm homes", "Visit the old"), ("Clean air", "Count the cars"), ("Calm nights", "Walk the town"))
WHO = (("Council", "July 2020"), ("University", "March 2021"), ("Police", "Weekly"))
HEIGHTS = (20.0, 30.0, 60.0)


def drawn(rows, page: int, heights=HEIGHTS, *, header_rows: int | None = 1, top: float = 100.0) -> PageTable:
    """A page table whose rows have these heights in points, all of the page but its furniture."""
    made = table(rows, number=page, header_rows=header_rows)
    tops = [top + sum(heights[:r]) for r in range(len(rows) + 1)]
    cells = tuple(
        replace(
            c,
            place=Place(page, Box(100.0 * c.col, tops[c.row], 100.0 * c.col + 100, tops[c.row + 1])),
            bold=header_rows is not None and c.row < header_rows,
        )
        for c in made.cells
    )
    place = Place(page, Box(0, tops[0], 200, tops[-1]))
    return replace(made, cells=cells, place=place, at_top=True, at_bottom=True)


def read(*items_by_page):
    contents = tuple(
        PageContent(n, items if isinstance(items, tuple) else (items,), ())
        for n, items in enumerate(items_by_page, start=2)
    )
    return stitch_tables(contents, load_vocabulary())


def rows_of(found):
    return [tuple(c.text for c in r.cells) for r in found.rows]


def test_columns_on_the_right_page_complete_the_rows_of_the_left() -> None:
    (found,), joins, issues = read(drawn(LEFT, 2), drawn(RIGHT, 3))
    assert [c.label for c in found.columns] == ["Objective", "Action", "Lead", "By when"]
    assert rows_of(found) == [(*a, *b) for a, b in zip(LEFT[1:], RIGHT[1:], strict=True)]
    assert found.pages == (2, 3)
    assert [p.page for p in found.pieces] == [2, 3]
    assert [(j.kind, j.joined) for j in joins] == [("table", True)]
    assert [i.code for i in issues] == ["JOIN_UNSURE"]


def test_tables_of_the_same_labels_on_two_pages_are_no_halves() -> None:
    other = [("Objective", "Cost"), *((a, "£5") for a, *_ in LEFT[1:])]
    tables, _, _ = read(drawn(LEFT, 2), drawn(other, 3))
    assert len(tables) == 2


def test_a_right_page_may_stand_a_little_higher() -> None:
    (_,), *_ = read(drawn(LEFT, 2), drawn(RIGHT, 3, top=98.5))


def test_rows_that_begin_elsewhere_are_another_table() -> None:
    tables, *_ = read(drawn(LEFT, 2), drawn(RIGHT, 3, (20.0, 60.0, 30.0)))
    assert len(tables) == 2


def test_rows_of_one_height_tell_nothing() -> None:
    even = (20.0, 20.0, 20.0)
    tables, *_ = read(drawn(LEFT, 2, even), drawn(RIGHT, 3, even))
    assert len(tables) == 2


def test_a_right_page_under_its_own_heading_is_another_table() -> None:
    heading = Block("heading", "Who does what", Place(3, Box(0, 60, 200, 80)), ())
    tables, *_ = read(drawn(LEFT, 2), (heading, drawn(RIGHT, 3)))
    assert len(tables) == 2


def test_a_header_in_common_is_that_of_a_table_which_goes_on() -> None:
    again = (LEFT[0], *RIGHT[1:])
    (found,), *_ = read(drawn(LEFT, 2), drawn(again, 3))
    assert rows_of(found) == [*LEFT[1:], *RIGHT[1:]]


def test_a_spread_goes_on_over_the_next_without_headers() -> None:
    later = (drawn(LATER, 4, header_rows=None), drawn(WHO, 5, header_rows=None))
    (found,), *_ = read(drawn(LEFT, 2), drawn(RIGHT, 3), *later)
    assert rows_of(found)[2:] == [(*a, *b) for a, b in zip(LATER, WHO, strict=True)]
    assert found.pages == (2, 5)


def test_two_spreads_under_two_headings_stay_two_tables() -> None:
    first, second = (
        (
            Block("heading", f"Theme {p}", Place(p, Box(0, 60, 200, 80)), ()),
            replace(drawn(LEFT, p), at_top=False),
        )
        for p in (2, 4)
    )
    tables, *_ = read(first, drawn(RIGHT, 3), second, drawn(RIGHT, 5))
    assert [t.pages for t in tables] == [(2, 3), (4, 5)]


def sheets(*, heights=HEIGHTS, later=(20.0, 50.0), header_rows: int | None = 1):
    """Two pages of left columns and then two of right ones, as a spreadsheet prints them down first."""
    left, right = (LEFT[0], LATER[0]), (RIGHT[0], WHO[0])
    return (
        drawn(LEFT, 2),
        drawn(left, 3, later, header_rows=header_rows),
        drawn(RIGHT, 4, heights),
        drawn(right, 5, later, header_rows=header_rows),
    )


def test_sheets_of_right_columns_behind_all_of_the_left_complete_their_rows() -> None:
    (found,), joins, issues = read(*sheets())
    assert [c.label for c in found.columns] == ["Objective", "Action", "Lead", "By when"]
    rows = [*zip(LEFT[1:], RIGHT[1:], strict=True), (LATER[0], WHO[0])]
    assert rows_of(found) == [(*a, *b) for a, b in rows]
    assert sorted(p.page for p in found.pieces) == [2, 3, 4, 5]
    assert [j.joined for j in joins if j.kind == "table"] == [True, True, True]
    assert [i.message for i in issues if "page 2, 4; page 3, 5" in i.message]


def test_sheets_are_believed_only_where_every_page_has_its_half() -> None:
    tables, *_ = read(*sheets(heights=(20.0, 60.0, 30.0)))
    assert len(tables) == 2


def test_a_third_run_of_sheets_has_the_last_columns() -> None:
    notes = (("Cost", "Notes"), ("Nil", "None"), ("£4", "Late"))
    third = (drawn(notes, 6), drawn((notes[0], ("£9", "Early")), 7, (20.0, 50.0)))
    (found,), *_ = read(*sheets(), *third)
    assert [c.label for c in found.columns][4:] == ["Cost", "Notes"]
    assert rows_of(found)[2] == (*LATER[0], *WHO[0], "£9", "Early")
    assert sorted(p.page for p in found.pieces) == [2, 3, 4, 5, 6, 7]
