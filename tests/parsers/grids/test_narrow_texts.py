"""Narrow columns of text without rules: level lines are one row; items and headings are told apart."""

from parsers.grids.find import find_tables
from tests.builders import page, texts, words_of
from tests.parsers.grids.test_norules import header_of, rows_of

XS = (50.0, 230.0, 350.0, 450.0)
HEADS = ("Step", "Who", "When", "How we know")
ROWS = [
    (
        ("Bring together what", "the council knows of", "homes at risk of harm", "so that one visit does"),
        ("Fire service", "and police with", "the health", "board and others"),
        ("First visits", "in autumn", "and all of", "them in spring"),
        ("Number of", "joint visits", "and people", "who need none"),
    ),
    (("Teach every driver", "to see the signs"), ("Police",), ("May 2018",), ("Drivers", "taught")),
]


def _heads(top: float) -> list:
    return [w for x, t in zip(XS, HEADS, strict=True) for w in words_of(t, x, top, size=8.0, bold=True)]


def test_lines_filled_in_every_column_are_one_row_where_they_go_on_in_lower_case():
    body, _ = rows_of(ROWS[:1], XS, 122, pitch=13.0)
    (found,) = find_tables(page([*_heads(100), *body]))
    assert [row[0] for row in texts(found)] == ["Step", " ".join(ROWS[0][0])]


def test_an_item_of_the_first_column_goes_on_with_its_cell():
    body, end = rows_of(ROWS, XS, 122, pitch=13.0)
    body += words_of("– a card for the box", XS[0], end - 4)
    body += words_of("– a number to ring", XS[0], end + 14)
    more, _ = rows_of([(("Keep banks informed",), ("Council",), ("June 2018",), ("Losses",))], XS, end + 40)
    (found,) = find_tables(page([*header_of(HEADS, XS, 100), *body, *more]))
    assert [row[1] for row in texts(found)][-2:] == ["Police", "Council"]


def test_headers_in_bold_under_a_lone_bold_line_begin_another_table():
    first, end = rows_of([*ROWS, *ROWS[1:]], XS, 122, pitch=13.0)
    heading = words_of("Carried over from before", XS[0], end + 6, bold=True)
    second, _ = rows_of([*ROWS, *ROWS[1:]], XS, end + 46, pitch=13.0)
    words = [*header_of(HEADS, XS, 100), *first, *heading, *header_of(HEADS, XS, end + 24), *second]
    found = find_tables(page(words))
    assert [texts(t)[0] for t in found] == [list(HEADS), list(HEADS)]
    assert not any("Carried" in c.text for t in found for c in t.cells)
