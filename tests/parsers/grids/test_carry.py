"""Columns carried over the page: what alone would be prose is a piece of the table above."""

from dataclasses import replace

from parsers.grids.carry import carry_columns, settle_edges
from parsers.grids.find import find_tables
from planhouse.geometry import Box
from planhouse.page import Fill, Rule, Word
from tests.builders import page, rule, table, texts, words_of

EDGES = (10.0, 110.0, 210.0, 310.0, 410.0)
ABOVE = replace(table([["a", "b", "c", "d"]] * 3), column_edges=EDGES, at_bottom=True)


def carried(words, rules=(), above=ABOVE, fills=()):
    """Tables of a page under the columns of the page before."""
    geometry = page(words, list(rules), fills, number=2)
    return carry_columns(geometry, find_tables(geometry), frozenset(), above)


def test_a_tail_in_one_closed_column_is_a_row_of_the_table():
    words = words_of("and how they are", 112, 20) + words_of("addressed.", 112, 32)
    (found,) = carried(words, [rule(10, 14, 410, 14), rule(10, 48, 410, 48)])
    assert found.n_cols == 4
    assert texts(found)[0][1] == "and how they are addressed."


def test_prose_across_the_columns_is_no_table():
    words = words_of("This paragraph runs over the whole width of the page and crosses every edge.", 12, 20)
    assert carried(words) == ()


def test_a_heading_at_the_margin_is_no_table():
    assert carried(words_of("Appendix", 12, 20)) == ()


def test_nothing_is_carried_where_no_table_ends_the_page_before():
    words = words_of("and how they are", 112, 20)
    assert carried(words, [rule(10, 14, 410, 14), rule(10, 48, 410, 48)], above=None) == ()


def test_edges_without_rules_settle_left_of_their_columns_text():
    """Half-way between two columns an edge moves with the text; where the column begins does not."""
    words = words_of("x", 12, 20) + words_of("y", 60, 20)
    numbered = [replace(w, number=n) for n, w in enumerate(words)]
    found = replace(table([["x", "y"]]), method="stream", column_edges=(10.0, 30.0, 90.0))
    cells = tuple(replace(c, words=(n,)) for n, c in enumerate(found.cells))
    settled = settle_edges(replace(found, cells=cells), numbered)
    assert settled.column_edges == (10.0, 58.5, 90.0)
    ruled = replace(found, method="ruled")
    assert settle_edges(ruled, numbered) is ruled


def test_a_row_that_fills_every_column_at_one_distance_from_its_edge_is_one_of_the_table():
    """The last row of a striped table may be unshaded, and alone on its page."""
    words = words_of("4d Quality", 16, 20) + words_of("Two carers", 116, 20)
    words += words_of("Head", 216, 20) + words_of("No remand", 316, 20) + words_of("for want", 316, 32)
    (found,) = carried(words)
    assert texts(found) == [["4d Quality", "Two carers", "Head", "No remand for want"]]


def test_words_that_stand_here_and_there_between_the_edges_are_no_row():
    words = words_of("Leeds", 16, 20) + words_of("May", 140, 20)
    words += words_of("Head", 212, 20) + words_of("Page", 380, 20)
    assert carried(words) == ()


WIDE = tuple(10.0 + 60 * c for c in range(8))
TICKS = replace(table([[*"abcdefg"]] * 3), column_edges=WIDE, at_bottom=True, method="mixed")


def ticked(top: float, *columns: int) -> list[Word]:
    """A row with words in these columns, each as far from its edge as the others; one text has two lines."""
    first = [w for c in columns for w in words_of(f"v{c}", WIDE[c] + 2, top)]
    return first + words_of("and on", WIDE[1] + 2, top + 12)


def test_a_row_with_blanks_that_begins_many_columns_is_one_of_the_table() -> None:
    (found,) = carried(ticked(20, 0, 1, 2, 5, 6), above=TICKS)
    assert texts(found) == [["v0", "v1 and on", "v2", "", "", "v5", "v6"]]
    assert carried(ticked(20, 0, 2, 5), above=TICKS) == ()


def test_such_a_row_may_stand_far_below_the_one_before() -> None:
    (found,) = carried(ticked(20, 0, 1, 2, 5, 6) + ticked(96, 0, 1, 4, 5, 6), above=TICKS)
    assert found.n_rows == 2


def test_tables_of_fewer_columns_above_and_below_a_bar_are_one_under_those_of_the_page_before() -> None:
    bar = Fill(Box(WIDE[0], 146, WIDE[-1], 174), "a9d08e")
    edges = [Rule(Box(WIDE[0], y, WIDE[-1], y), "edge") for y in (146.0, 174.0)]
    words = [w for top in (20, 60, 100) for w in ticked(top, *range(7))]
    words += words_of("Safe and strong towns and villages", 12, 148)
    words += [w for top in (178, 218, 258) for w in ticked(top, 0, 1, 2, 5, 6)]
    (found,) = carried(words, edges, TICKS, [bar])
    assert (found.n_cols, found.n_rows, found.method) == (7, 7, "mixed")
    assert texts(found)[4] == ["v0", "v1 and on", "v2", "", "", "v5", "v6"]


def test_a_heading_between_two_tables_as_wide_is_no_bar() -> None:
    rules = [rule(WIDE[0], y, WIDE[-1], y) for y in (14.0, 140.0, 176.0)]
    words = [w for top in (20, 60, 100) for w in ticked(top, *range(7))]
    words += words_of("Workstream two: early help", 12, 154)
    words += [w for top in (180, 220, 260) for w in ticked(top, *range(7))]
    found = [text for t in carried(words, rules, TICKS) for row in texts(t) for text in row]
    assert not any("Workstream" in text for text in found)
