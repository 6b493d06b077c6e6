"""Table tags are believed where the print bears them out."""

from dataclasses import replace

from parsers.grids.find import find_tables
from planhouse.page import PageGeometry, TaggedCell, TaggedRow, TaggedTable
from tests.builders import grid, page, words_of


def tagged(rows: list[list[tuple[int, ...]]], first: int = 100) -> TaggedTable:
    """A tagged table; the first row's cells are TH. Ids count from ``first``."""
    made = []
    for r, row in enumerate(rows):
        cells = tuple(TaggedCell(f"c{r}{c}", r == 0, 1, 1, words) for c, words in enumerate(row))
        made.append(TaggedRow(f"r{first + r}", cells))
    return TaggedTable("t1", tuple(made))


def ruled_page(tags: TaggedTable) -> PageGeometry:
    """Two rows of two drawn cells, a word each, with tags."""
    words = (
        words_of("Need", 12, 12)
        + words_of("Who", 112, 12)
        + words_of("Drugs", 12, 42)
        + words_of("TVP", 112, 42)
    )
    return replace(page(words, grid([10, 110, 210], [10, 40, 70])), tables=(tags,))


def test_agreeing_tags_give_their_ids_and_headers() -> None:
    (found,) = find_tables(ruled_page(tagged([[(0,), (1,)], [(2,), (3,)]])))
    assert found.tag == "t1"
    assert found.row_tags == ("t1/r100", "t1/r101")
    assert [c.is_header for c in found.cells] == [True, True, False, False]
    assert found.header_rows == 1
    assert found.signals["tags"] == 1.0


def test_tags_that_disagree_with_the_print_only_leave_a_signal() -> None:
    (found,) = find_tables(ruled_page(tagged([[(0, 2), (1,)], [(), (3,)]])))
    assert found.tag is None
    assert found.row_tags == ()
    assert found.signals["tags"] < 0.8
    assert not any(c.is_header for c in found.cells)


def test_a_row_takes_the_id_of_its_own_cells_and_not_of_one_that_spans_down_to_it() -> None:
    rows = (
        TaggedRow("r1", (TaggedCell("a", True, 1, 1, (0,)), TaggedCell("b", True, 1, 1, (1,)))),
        TaggedRow("r2", (TaggedCell("c", False, 2, 1, (2,)), TaggedCell("d", False, 1, 1, ()))),
        TaggedRow("r3", (TaggedCell("e", False, 1, 1, (3,)),)),
    )
    (found,) = find_tables(ruled_page(TaggedTable("t1", rows)))
    assert found.row_tags == ("t1/r1", "t1/r3")


def test_tags_make_the_table_where_the_print_only_bears_them_out() -> None:
    words = []
    numbers: list[list[tuple[int, ...]]] = []
    for i in range(4):
        row = []
        for x, text in ((40, "Officer"), (130, "Patrols town"), (300, "Every week now")):
            made = words_of(text, x, 60 + 30 * i)
            row.append(tuple(range(len(words), len(words) + len(made))))
            words += made
        numbers.append(row)
    plain = page(words)
    (found,) = find_tables(replace(plain, tables=(tagged(numbers),)))
    assert (found.n_rows, found.n_cols) == (4, 3)
    assert found.tag == "t1"
