"""Tables whose only lines are the joints of cells shaded one by one, and rows between stripes."""

from itertools import pairwise

from parsers.grids.find import find_tables
from planhouse.geometry import Box, Place
from planhouse.page import Fill, PageGeometry, Rule, Word
from tests.builders import page, rule, texts, word, words_of
from tests.parsers.grids.test_find import edge_of

XS = (40.0, 80.0, 240.0, 280.0, 400.0, 530.0)
DARK, PALE = "c00000", "ededed"


def shaded(top: float, bottom: float, colour: str, xs: tuple[float, ...] = XS) -> list[Fill]:
    """A row of cells shaded one by one, a hair apart."""
    return [Fill(Box(a, top, b - 0.05, bottom), colour) for a, b in pairwise(xs)]


def row(y: float, *cells: str, bold: bool = False) -> list[Word]:
    return [
        w for x, text in zip(XS, cells, strict=False) if text for w in words_of(text, x + 4, y + 3, bold=bold)
    ]


def sideways(text: str, x: float, top: float, bottom: float) -> Word:
    """A word that runs up the page."""
    box = Box(x, top, x + 10, bottom)
    return Word(0, text, Place(1, box), "Sans", 10.0, bold=True, upright=False)


def drawn(words: list[Word], fills: list[Fill], rules: list[Rule] | None = None) -> PageGeometry:
    numbered = [w for w in words if w.upright] + [w for w in words if not w.upright]
    return page(numbered, [*(rules or []), *(e for f in fills for e in edge_of(f))], fills)


def stacked_head(top: float) -> tuple[list[Word], list[Fill]]:
    """A dark header in which "Progress" stands over "Quarter 1" and "Quarter 2", and "Due" runs up."""
    words = row(top, "Ref", "Action", "", "Progress", bold=True)
    words += row(top + 35, "", "", "", "Quarter 1", "Quarter 2", bold=True)
    fills = shaded(top, top + 60, DARK, XS[:4])
    fills += [Fill(Box(XS[3], top, XS[5] - 0.05, top + 30), DARK)]
    return words, fills + shaded(top + 30.05, top + 60, DARK, XS[3:])


def body(top: float) -> tuple[list[Word], list[Fill]]:
    """Four rows, the second and fourth shaded."""
    lines = [
        ("P1", "Visit the homes of older people", "May", "Two visits", "Nine visits"),
        ("P2", "Agree how data are shared", "June", "Drafted", "Signed"),
        ("P3", "Fit alarms in each house", "July", "Three fitted", "Five fitted"),
        ("P4", "Open a third cadet unit", "May", "Premises found", "Opened"),
    ]
    words = [w for i, cells in enumerate(lines) for w in row(top + 20 * i, *cells)]
    return words, shaded(top + 20, top + 40, PALE) + shaded(top + 60, top + 80, PALE)


def test_a_header_is_stacked_where_the_joint_of_shaded_cells_begins_half_way_down() -> None:
    (head, dark), (lines, pale) = stacked_head(100), body(160)
    (found,) = find_tables(drawn(head + lines, dark + pale))
    assert texts(found)[:3] == [
        ["Ref", "Action", "", "Progress", ""],
        ["", "", "", "Quarter 1", "Quarter 2"],
        ["P1", "Visit the homes of older people", "May", "Two visits", "Nine visits"],
    ]
    assert next(c.colspan for c in found.cells if c.text == "Progress") == 2


def test_sideways_headers_stand_in_shaded_cells_and_touching_pieces_are_one_word() -> None:
    (head, dark), (lines, pale) = stacked_head(100), body(160)
    words = head + lines + [sideways("Statu", 250, 130, 156), sideways("s", 250, 124.5, 130)]
    (found,) = find_tables(drawn(words, dark + pale))
    assert next(c.col for c in found.cells if c.text == "Status") == 2


def test_no_table_grows_over_the_list_above_its_bold_headers() -> None:
    (head, dark), (lines, pale) = stacked_head(100), body(160)
    above = [w for y in (50, 64) for w in [word("➢", 44, y), *words_of("Safer homes", 90, y)]]
    above += words_of("Objective 1", 44, 84, bold=True)
    (found,) = find_tables(drawn(above + head + lines, dark + pale))
    assert texts(found)[0][0] == "Ref"


def test_an_unshaded_row_between_rules_and_stripes_is_one_of_theirs() -> None:
    """Rules under every row and every second row shaded: stripes and the rows between are one table."""
    lines, pale = body(120)
    lines += row(200, "P5", "Train the drivers of taxis", "June", "Two courses", "Three courses")
    lines += row(220, "P6", "Print the leaflet again", "July", "No", "Yes")
    pale += shaded(220, 240, PALE)
    head, dark = row(100, "Ref", "Action", "Due", "Quarter 1", "Quarter 2", bold=True), shaded(100, 120, DARK)
    rules = [rule(XS[0], y, XS[-1], y) for y in (120, 140, 160, 180, 200, 220, 240)]
    (found,) = find_tables(drawn(head + lines, dark + pale, rules))
    assert [r[0] for r in texts(found)] == ["Ref", "P1", "P2", "P3", "P4", "P5", "P6"]


def test_a_space_of_a_wide_font_at_a_column_drawn_in_other_rows_parts_no_words() -> None:
    """The last column ends with the table above; below, its words run on with spaces of 0.33 em."""
    words = row(100, "1", "Hold talks", "May", "Some news", "Green") + row(
        120, "2", "Open a door", "May", "No news", "Red"
    )
    x = 325.6
    for text in ("Programme:", "30", "courses", "in", "all"):
        words.append(word(text, x, 143.0, width=19.6 if text == "30" else None))
        x = words[-1].box.x1 + 3.3
    rules = [rule(XS[0], y, XS[-1], y) for y in (100, 120, 140, 160)]
    rules += [rule(v, 100, v, 160) for v in XS if v != XS[4]] + [rule(XS[4], 100, XS[4], 140)]
    (found,) = find_tables(page(words, rules))
    assert texts(found)[2] == ["", "", "", "Programme: 30 courses in all", ""]
