"""Cells as wide as the shading behind them."""

from parsers.grids.find import find_tables
from planhouse.geometry import Box
from planhouse.page import Fill
from tests.builders import page, rule, texts, words_of
from tests.parsers.grids.test_find import edge_of

XS = (50.0, 90.0, 250.0, 350.0, 450.0, 550.0)
YS = (100.0, 120.0, 140.0, 160.0, 180.0, 200.0)


def _page(update: str, fill: Box):
    """A ruled table whose last rows print an update over all columns but the first, shaded as one."""
    words = []
    for y, row in zip(
        YS,
        [["No.", "Action", "Who", "When", "State"], ["1", "Hold ten meetings", "Council", "June", "Red"]],
        strict=False,
    ):
        for x, text in zip(XS, row, strict=False):
            words += words_of(text, x + 4, y + 5, bold=y == YS[0])
    words += words_of(update, XS[1] + 4, YS[2] + 5)
    for x, text in zip(XS, ["2", "Open the form", "Police", "May", "Green"], strict=False):
        words += words_of(text, x + 4, YS[3] + 5)
    words += words_of("Update: open since then", XS[1] + 4, YS[4] + 5)
    rules = [rule(XS[0], y, XS[-1], y) for y in YS]
    rules += [rule(x, y, x, y + 20) for x in XS for y in (YS[0], YS[1], YS[3])]
    rules += [rule(x, y, x, y + 20) for x in (XS[0], XS[1], XS[-1]) for y in (YS[2], YS[4])]
    fills = [Fill(fill, "eeeeee"), Fill(Box(XS[1], YS[4], XS[-1], YS[5]), "eeeeee")]
    return page(words, [*rules, *(e for f in fills for e in edge_of(f))], fills)


def test_words_over_two_columns_reach_as_far_as_the_shading_they_stand_on():
    update = "Update: four of ten meetings were held"
    (found,) = find_tables(_page(update, Box(XS[1], YS[2], XS[-1], YS[3])))
    cell = next(c for c in found.cells if c.text == update)
    assert (cell.row, cell.col, cell.colspan) == (2, 1, 4)
    assert texts(found)[3] == ["2", "Open the form", "Police", "May", "Green"]
