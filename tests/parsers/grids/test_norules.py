"""Tables that no rule draws: headers, numbers, spanning cells and ends are told by print and place."""

import pytest

from parsers.grids.find import find_tables
from planhouse.geometry import Box
from planhouse.page import Fill, Word
from planhouse.table import PageTable
from tests.builders import page, texts, words_of
from tests.parsers.grids.test_find import edge_of

Cell = tuple[str, ...]
"""The printed lines of a cell."""
PITCH = 12.0


def rows_of(
    rows: list[tuple[Cell, ...]],
    xs: tuple[float, ...],
    top: float,
    *,
    pitch: float = PITCH,
    gap: float = 10.0,
) -> tuple[list[Word], float]:
    """Words of rows whose cells begin level, ``gap`` points apart; and where the next row would begin."""
    out: list[Word] = []
    for row in rows:
        for x, cell in zip(xs, row, strict=True):
            for n, text in enumerate(cell):
                out += words_of(text, x, top + pitch * n)
        top += pitch * max(len(cell) for cell in row) + gap
    return out, top


def header_of(labels: tuple[str, ...], xs: tuple[float, ...], top: float) -> list[Word]:
    return [w for x, text in zip(xs, labels, strict=True) for w in words_of(text, x, top, bold=True)]


def lines_of(text: str, x: float, tops: list[float]) -> list[Word]:
    """One cell whose lines, parted by "/", stand at the given heights."""
    return [w for y, part in zip(tops, text.split(" / "), strict=True) for w in words_of(part, x, y)]


def spans(table: PageTable, column: int) -> list[tuple[int, int, str]]:
    """Row, rows spanned and text of the cells of a column that hold words."""
    return [(c.row, c.rowspan, c.text) for c in table.cells if c.col == column and c.text]


ACTIONS: list[tuple[Cell, ...]] = [
    (("1.1",), ("Visit campsites and", "surf schools"), ("Fewer admissions",), ("Health",), ("May",)),
    (("1.2",), ("Share the data of", "casualty rooms"), ("Monthly feed",), ("Police",), ("June",)),
    (("1.3",), ("Support street", "drinking projects"), ("Six projects",), ("Towns",), ("July",)),
    (("1.4",), ("Train harbour", "staff to ask"), ("200 trained",), ("Colleges",), ("March",)),
    (("1.5",), ("Review the policy", "of licences"), ("Policy adopted",), ("Council",), ("April",)),
]
XS = (50.0, 80.0, 200.0, 310.0, 400.0)
HEADER = ("", "What we will do", "Difference", "Lead", "By")


def action_table(top: float) -> tuple[list[Word], float]:
    body, end = rows_of(ACTIONS, XS, top + 22)
    return header_of(HEADER[1:], XS[1:], top) + body, end


def test_rows_numbered_by_their_section_are_no_axis() -> None:
    words, _ = action_table(60)
    (found,) = find_tables(page(words))
    assert texts(found)[0] == list(HEADER)
    assert [row[0] for row in texts(found)[1:]] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert found.header_rows == 1


def test_a_larger_line_between_two_tables_is_the_heading_of_the_second() -> None:
    """Close enough to be two lone lines inside one table, were it not for the heading's size."""
    words, end = action_table(60)
    words += words_of("Domestic abuse", 50, end + 4, size=14, bold=True)
    words += words_of("Victims wait before they ask.", 50, end + 24)
    more, _ = action_table(end + 42)
    first, second = find_tables(page(words + more))
    assert (first.n_rows, second.n_rows) == (6, 6)
    assert texts(second)[0] == list(HEADER)


def test_a_label_longer_than_its_row_ends_on_the_line_below() -> None:
    xs = (50.0, 205.0, 300.0)
    rows: list[tuple[Cell, ...]] = [
        (("Commissioner grant",), ("£487,000",), ("Drug work",)),
        (("Public health grant",), ("£3,900",), ("Treatment",)),
        (("Partner contributions",), ("£122,500",), ("Analysts",)),
        (("Troubled Families (Together", "for Families)"), ("£211,750",), ("Key workers",)),
    ]
    body, _ = rows_of(rows, xs, 82)
    (found,) = find_tables(page(header_of(("Fund", "Amount", "Used for"), xs, 60) + body))
    assert texts(found)[-1] == ["Troubled Families (Together for Families)", "£211,750", "Key workers"]


def test_bold_headers_over_the_first_unshaded_row_are_a_row_of_their_own() -> None:
    """Stripes begin with the second row, so that headers and first row share the strip above."""
    xs = (50.0, 250.0, 350.0)
    labels = ("Recorded crimes", "Violence", "Anti-social incidents", "Repeat cases")
    words = header_of(("Measure", "2013", "2014"), xs, 52)
    for n, label in enumerate(labels):
        words += [
            w
            for x, t in zip(xs, (label, f"{n}7.2", f"{n}5.9"), strict=True)
            for w in words_of(t, x, 72 + 20 * n)
        ]
    fills = [
        Fill(Box(a, top, b, top + 20), "e0eef0")
        for top in (87.0, 127.0)
        for a, b in ((45.0, 245.0), (245.0, 345.0), (345.0, 445.0))
    ]
    rules = [edge for fill in fills for edge in edge_of(fill)]
    (found,) = find_tables(page(words, rules, fills))
    assert texts(found)[:2] == [["Measure", "2013", "2014"], ["Recorded crimes", "07.2", "05.9"]]


PLAN_XS = (50.0, 160.0, 330.0, 440.0)
PLAN: list[tuple[Cell, ...]] = [
    ((), ("Agree an offer that", "runs at weekends"), ("Courts have a choice",), ("Court team",)),
    ((), ("Begin planning in the", "first week"), ("No child in a hotel",), ("Leaving care",)),
    ((), ("Review each remand", "within a month"), ("Lessons reach the Board",), ("Quality officer",)),
    ((), ("Audit twenty records", "each quarter"), ("Disproportion falls",), ("Chief inspector",)),
    ((), ("Recruit volunteers", "from Thetford"), ("Panels look like us",), ("Co-ordinator",)),
]
PLAN_HEADER = ("Priority", "We will", "So that", "Owner")


def plan(first_column: list[Word]) -> PageTable:
    body, _ = rows_of(PLAN, PLAN_XS, 80)
    (found,) = find_tables(page(header_of(PLAN_HEADER, PLAN_XS, 58) + body + first_column))
    return found


def test_text_that_runs_on_beside_a_later_row_is_one_cell() -> None:
    """The rows begin at 80, 114, 148, 182 and 216; the last line of the first cell stands at 119."""
    cells = lines_of("Keep our / children / out of / custody", 50, [80, 93, 106, 119])
    cells += lines_of("Fairness", 50, [182])
    found = plan(cells)
    assert spans(found, 0) == [
        (0, 1, "Priority"),
        (1, 3, "Keep our children out of custody"),
        (4, 2, "Fairness"),
    ]
    assert texts(found)[1][1] == "Agree an offer that runs at weekends"


def test_a_text_that_ends_before_the_next_row_spans_nothing_by_itself() -> None:
    cells = lines_of("Custody", 50, [80]) + lines_of("Fairness", 50, [182])
    assert [(row, down) for row, down, _ in spans(plan(cells), 0)] == [(0, 1), (1, 1), (4, 1)]


def test_a_sentence_cut_at_the_rows_is_one_cell() -> None:
    """A producer that knows no spanning cells puts the rest of the text into the row below."""
    cells = lines_of("Raise awareness / of violence,", 50, [80, 92])
    cells += lines_of("of domestic / abuse", 50, [114, 126]) + lines_of("Early help", 50, [182])
    found = plan(cells)
    assert [(row, down) for row, down, _ in spans(found, 0)] == [(0, 1), (1, 3), (4, 2)]


def test_marks_one_above_another_are_no_sentence() -> None:
    """A rating "A" over "G" is two ratings, though "a" is a word that wants more."""
    ratings = [w for n, t in enumerate(("A", "G", "A")) for w in words_of(t, 50, 80 + 34 * n)]
    assert [down for _, down, _ in spans(plan(ratings), 0)] == [1, 1, 1, 1]


def test_figures_centred_beside_their_labels_never_span() -> None:
    xs = (50.0, 250.0, 320.0)
    words = header_of(("Measure", "2013", "2014"), xs, 60)
    for n in range(5):
        words += words_of("Between areas in", 50, 80 + 24 * n) + words_of("poor health", 50, 92 + 24 * n)
        words += words_of(f"0.{n}62", 250, 86 + 24 * n) + words_of(f"0.{n}71", 320, 86 + 24 * n)
    (found,) = find_tables(page(words))
    assert all(c.rowspan == 1 for c in found.cells)


def test_numbers_hung_out_under_a_header_of_both_are_no_column() -> None:
    xs = (72.0, 190.0, 340.0, 450.0)
    body, _ = rows_of([(("Prevention", "first"), *row[1:]) for row in PLAN], xs, 80)
    numbers = [w for n in range(len(PLAN)) for w in words_of(f"{n + 1}.", 50, 80 + 34 * n)]
    words = header_of(("Priority", *PLAN_HEADER[1:]), (50.0, *xs[1:]), 58) + body + numbers
    (found,) = find_tables(page(words))
    assert texts(found)[0] == list(PLAN_HEADER)
    assert texts(found)[1][0] == "1. Prevention first"


def test_numbers_with_a_header_of_their_own_are_a_column() -> None:
    xs = (50.0, 90.0, 210.0, 330.0)
    body, _ = rows_of([((f"{n + 1}.",), *row[1:]) for n, row in enumerate(PLAN)], xs, 80)
    (found,) = find_tables(page(header_of(("No.", *PLAN_HEADER[1:]), xs, 58) + body))
    assert [row[0] for row in texts(found)] == ["No.", "1.", "2.", "3.", "4.", "5."]


def test_a_text_centred_beside_a_block_of_rows_is_one_cell() -> None:
    """Blocks of rows 1 to 3 (80 to 170) and 4 to 5 (182 to 238), their texts half-way down beside them."""
    cells = lines_of("Keep our / children", 50, [114, 126]) + lines_of("Fairness", 50, [205])
    found = plan(cells)
    assert spans(found, 0) == [(0, 1, "Priority"), (1, 3, "Keep our children"), (4, 2, "Fairness")]


def test_labels_level_with_their_rows_are_no_centred_text() -> None:
    labels = [w for n in (0, 1, 2, 3, 4) for w in words_of(f"Label {'abcde'[n]}", 50, 80 + 34 * n)]
    assert all(down == 1 for _, down, _ in spans(plan(labels), 0))


def test_a_text_that_is_centred_beside_no_rows_is_left_where_it_stands() -> None:
    cells = lines_of("Custody", 50, [99]) + lines_of("Fairness", 50, [205])
    assert all(down == 1 for _, down, _ in spans(plan(cells), 0))


def test_bold_headers_stand_further_from_unshaded_rows_than_rows_do() -> None:
    """The first row has no stripe, and its cells more room above them than lines of a table have."""
    body, _ = rows_of([(("Group",), *row[1:]) for row in PLAN], PLAN_XS, 80)
    tops = (107.0, 175.0)
    fills = [Fill(Box(45, t, 520, t + 34), "e0eef0") for t in tops]
    rules = [edge for fill in fills for edge in edge_of(fill)]
    (found,) = find_tables(page(header_of(PLAN_HEADER, PLAN_XS, 50) + body, rules, fills))
    assert texts(found)[0] == list(PLAN_HEADER)


LONG = (
    "Review the nine reporting",
    "centres. Close those that",
    "took no report in two years",
    "unless they can say why that",
    "should change; retrain the",
    "staff of the rest; and open",
    "new ones at the Asian Centre",
    "and at a day service.",
)


def test_a_first_cell_far_longer_than_its_row_does_not_end_the_table() -> None:
    xs = (50.0, 230.0, 330.0, 420.0)
    rows: list[tuple[Cell, ...]] = [
        (
            ("Write and share a set of six", "lesson plans."),
            ("County Council",),
            ("Sept 2017",),
            ("Schools",),
        ),
        (("Hold an annual event.",), ("City Council",), ("Oct 2017",), ("200 people",)),
        (LONG, ("Safety Team",), ("June 2017",), ("Reports",)),
        (("Produce a guide.",), ("My Choice",), ("Dec 2017",), ("Guide printed",)),
        (("Train all front-line staff.",), ("Human Resources",), ("March 2019",), ("400 staff",)),
    ]
    body, _ = rows_of(rows, xs, 122)
    (found,) = find_tables(page(header_of(("What", "Who", "When", "Measure"), xs, 100) + body))
    assert found.n_rows == 6
    assert texts(found)[3] == [" ".join(LONG), "Safety Team", "June 2017", "Reports"]


@pytest.mark.parametrize("column", [1, 3])
def test_nor_does_a_long_cell_of_wide_lines_in_another_column(column: int) -> None:
    """Lines of eight words look like prose wherever they stand."""
    xs = (50.0, 90.0, 330.0, 390.0)
    long = tuple(f"if it is so we can do it by {n} too" for n in ("one", "two", "six", "ten", "now", "May"))
    rows: list[tuple[Cell, ...]] = [
        tuple((f"{label}{n}",) for label in ("Ref ", "Hold an event ", "Day ", "Seen ")) for n in "abcde"
    ]
    rows[2] = tuple(long if c == column else cell for c, cell in enumerate(rows[2]))
    body, _ = rows_of(rows, xs, 122)
    (found,) = find_tables(page(header_of(("Ref", "What", "When", "Measure"), xs, 100) + body))
    assert found.n_rows == 6
    assert texts(found)[3][column] == " ".join(long)


def test_a_first_cell_that_reads_on_begins_no_row_beside_paragraphs_of_the_others() -> None:
    xs = (50.0, 230.0, 330.0, 420.0)
    body, end = rows_of(
        [
            (
                ("Write and share a set of six", "lesson plans."),
                ("County Council",),
                ("Sept 2017",),
                ("Schools",),
            ),
            (("Hold an annual event.",), ("City Council",), ("Oct 2017",), ("200 people",)),
        ],
        xs,
        122,
    )
    body += lines_of(
        "Review all reporting centres / of the county. Close all those that / took no report",
        50,
        [end, end + 12, end + 24],
    )
    body += lines_of("Safety Team / of Oxford / Thames Police", 230, [end, end + 12, end + 25])
    body += lines_of("Review: June / 2017 / Opening: May", 330, [end, end + 12, end + 25])
    body += words_of("Reports", 420, end)
    (found,) = find_tables(page(header_of(("What", "Who", "When", "Measure"), xs, 100) + body))
    assert found.n_rows == 4


def test_prose_below_the_first_column_of_a_table_is_no_cell_of_it() -> None:
    xs = (50.0, 230.0, 330.0, 420.0)
    rows: list[tuple[Cell, ...]] = [
        ((f"Hold event {n}.",), ("City Council",), ("Oct 2017",), ("200 people",)) for n in "abcd"
    ]
    body, end = rows_of(rows, xs, 122)
    for n, text in enumerate(LONG):
        body += words_of(text, 50, end + 12 * n)
    (found,) = find_tables(page(header_of(("What", "Who", "When", "Measure"), xs, 100) + body))
    assert found.n_rows == 5
    assert "Review" not in " ".join(c.text for c in found.cells)


def test_lists_beside_one_another_are_one_row() -> None:
    xs = (50.0, 230.0, 420.0)
    rows: list[tuple[Cell, ...]] = [
        (("Chair: Inspector",), ("Chair: Director",), ("Chair: Head",)),
        (
            ("• Graffiti removed", "• Behaviour contracts", "• Diversion in summer"),
            ("• Test purchasing", "• Brief interventions", "• Taxi marshals"),
            ("• PACT meetings", "• Packs for the old", "• Letting people know"),
        ),
    ]
    body, _ = rows_of(rows, xs, 122, gap=6)
    (found,) = find_tables(page(header_of(("Damage", "Alcohol", "Feeling safe"), xs, 100) + body))
    assert found.n_rows == 3
    assert texts(found)[2][0] == "• Graffiti removed\n• Behaviour contracts\n• Diversion in summer"
