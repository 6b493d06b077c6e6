"""Tables with rules between their columns only: rows begin level, stacked headers where rules begin."""

from parsers.grids.find import find_tables
from planhouse.geometry import Box
from planhouse.page import Fill, Word
from tests.builders import page, rule, texts, words_of
from tests.parsers.grids.test_find import edge_of
from tests.parsers.grids.test_norules import rows_of

XS = (50.0, 150.0, 190.0, 330.0, 430.0, 540.0)
ROWS = [
    (("People feel", "safe in town"), ("1.1",), ("Hold meetings in", "each locality"), ("Police",), ("May",)),
    ((), ("1.2",), ("Renew the order",), ("Council", "legal team"), ("June",)),
    (
        ("Visitors enjoy", "the evening"),
        ("1.3",),
        ("Ask each pub to", "sign the charter"),
        ("Pubs",),
        ("July",),
    ),
]


def _read(body: list[Word], bottom: float) -> list[list[str]]:
    """The texts of a table with a shaded header of two lines and rules between columns from it down."""
    words = words_of("Delivery", 360.0, 104, bold=True)
    for x, text in zip(XS, ("Objective", "Ref", "Action", "Lead", "When"), strict=False):
        words += words_of(text, x + 4, 124, bold=True)
    fill = Fill(Box(XS[0], 100, XS[-1], 140), "1f6f6b")
    lows = {150.0: 100.0, 190.0: 100.0, 330.0: 120.0, 430.0: 120.0}
    rules = [rule(x, low, x, bottom) for x, low in lows.items()]
    (found,) = find_tables(page([*words, *body], [*rules, *edge_of(fill)], [fill]))
    return texts(found)


def test_rows_begin_where_most_columns_begin_anew_and_headers_reach_between_the_rules_at_their_height():
    body, end = rows_of(ROWS, tuple(x + 4 for x in XS[:-1]), 146, gap=14.0)
    assert _read(body, end) == [
        ["Objective", "Ref", "Delivery", "", ""],
        ["", "", "Action", "Lead", "When"],
        ["People feel safe in town", "1.1", "Hold meetings in each locality", "Police", "May"],
        ["", "1.2", "Renew the order", "Council legal team", "June"],
        ["Visitors enjoy the evening", "1.3", "Ask each pub to sign the charter", "Pubs", "July"],
    ]


def test_paragraphs_of_one_cell_make_no_row():
    """Two columns have a second paragraph, and they begin level; the others have one."""
    body, end = rows_of(ROWS[:1], tuple(x + 4 for x in XS[:-1]), 146, gap=14.0)
    more, end = rows_of(
        [((), (), ("Door staff train",), ("Health",), ())], tuple(x + 4 for x in XS[:-1]), end
    )
    found = _read([*body, *more], end)
    assert found[-1][1:] == [
        "1.1",
        "Hold meetings in each locality\nDoor staff train",
        "Police\nHealth",
        "May",
    ]


def test_white_space_beside_a_longer_cell_makes_no_row():
    """Three columns have a second paragraph level, and the activity runs on beside them."""
    long = (
        ("",),
        ("1.1",),
        ("Hold meetings in", "each locality and", "report to all"),
        ("Police",),
        ("May",),
    )
    body, end = rows_of([long], tuple(x + 4 for x in XS[:-1]), 146)
    body += [w for x, t in ((334.0, "Health"), (434.0, "June")) for w in words_of(t, x, 146 + 24)]
    assert len(_read(body, end)) == 3
