from dataclasses import replace

from parsers.figures import read_figures
from parsers.kinds.captions import find_fit
from planhouse.content import PageContent
from planhouse.geometry import Place
from planhouse.page import Block
from planhouse.table import LogicalTable, PageTable
from tests.parsers.stat_cases import build_table


def paragraph(text: str, line: int) -> Block:
    return Block("paragraph", text, Place(None, None, (line, line)), ())


def printed(table: LogicalTable, line: int) -> tuple[LogicalTable, PageTable]:
    piece = PageTable(None, (), 0, 0, Place(None, None, (line, line)))
    return replace(table, kind="statistics", pieces=(piece,)), piece


ONE_COLUMN = "Oxford|73\nBanbury|182"
FOUR = (
    "|Child Sexual Exploitation|Female Genital Mutilation|Forced Marriages\nOxford|24|0|10\nBanbury|90|1|26"
)
PROMISES_THREE = "Table 6 provides the number of victims of CSE, FGM and Forced Marriage."
PROMISES_ONE = "Table 7 provides the number of victims of modern slavery in 2021."


def test_displaced_captions_go_where_their_words_fit() -> None:
    first, first_piece = printed(build_table(ONE_COLUMN, number=1), 3)
    second, second_piece = printed(build_table(FOUR, number=2), 7)
    items = (paragraph(PROMISES_THREE, 1), first_piece, paragraph(PROMISES_ONE, 5), second_piece)
    found = read_figures((first, second), (PageContent(None, items, ()),), "d-1")
    assert [t.caption for t in found.tables] == [PROMISES_ONE, PROMISES_THREE]
    assert [i.code for i in found.issues] == ["CAPTION_UNSURE", "CAPTION_UNSURE", "FIGURES_LEFT_OUT"]


def test_a_printed_caption_is_never_replaced() -> None:
    table, piece = printed(build_table(FOUR, caption="Table 1: Victims"), 3)
    items = (paragraph("Table 2 shows the number of victims of CSE, FGM and Forced Marriage.", 1), piece)
    found = read_figures((table,), (PageContent(None, items, ()),), "d-1")
    assert found.tables[0].caption == "Table 1: Victims"


def test_a_body_printed_twice_points_at_its_first_printing() -> None:
    first, first_piece = printed(build_table(FOUR, caption="Table 1: Victims", number=1), 3)
    again, again_piece = printed(build_table("Oxford|24|0|10\nBanbury|90|1|26", number=2), 7)
    found = read_figures((first, again), (PageContent(None, (first_piece, again_piece), ()),), "d-1")
    once, twice = found.statistics[:6], found.statistics[6:]
    assert [s.duplicate_of for s in once] == [None] * 6
    assert [s.duplicate_of for s in twice] == [s.statistic_id for s in once]
    assert [s.category for s in twice] == [s.category for s in once]
    assert "BODY_REPEATED" in [i.code for i in found.issues]


def test_a_caption_of_many_things_fits_a_body_of_one_column_badly() -> None:
    assert find_fit(build_table(FOUR), PROMISES_THREE) == 1.0
    assert find_fit(build_table(ONE_COLUMN), PROMISES_THREE) < find_fit(build_table(ONE_COLUMN), PROMISES_ONE)


def test_a_table_most_of_whose_totals_fail_is_put_to_review() -> None:
    text = "|2019|2020|2021\nBurglary|5|6|7\nRobbery|1|2|3\nTotal|16|18|10"
    table, piece = printed(build_table(text, caption="Table 1: Offences"), 3)
    found = read_figures((table,), (PageContent(None, (piece,), ()),), "d-1")
    codes = [i.code for i in found.issues]
    assert codes.count("SUM_FAILS") == 2
    assert "TABLE_LOW_SCORE" in codes
