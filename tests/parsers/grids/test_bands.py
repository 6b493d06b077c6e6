"""Tables with rules across only: where they begin and end, and what stands between two of them."""

from dataclasses import replace

from parsers.grids.bands import build_rule_rows
from parsers.grids.bars import find_bars
from parsers.grids.carry import carry_columns
from parsers.grids.find import find_tables
from parsers.grids.marks import Stroke
from planhouse.geometry import Box
from planhouse.page import Fill, Rule, Word
from tests.builders import page, rule, table, texts, words_of

XS = (50.0, 200.0, 300.0, 400.0)
HEAD = ("Action", "Lead", "When", "Measure")
BODY = (("Train door staff", "Police", "May", "Forty"), ("Light the park", "Council", "June", "Nine"))


def lines(rows: tuple[tuple[str, ...], ...], top: float, xs: tuple[float, ...] = XS) -> list[Word]:
    """Rows 20 points apart, the first one's text from ``top``."""
    return [
        w
        for r, row in enumerate(rows)
        for x, t in zip(xs, row, strict=True)
        for w in words_of(t, x, top + 20 * r)
    ]


def rules(top: float, count: int, x0: float = 48, x1: float = 500) -> list[Rule]:
    """Rules across, 20 points apart."""
    return [rule(x0, top + 20 * k, x1, top + 20 * k) for k in range(count)]


def edges(fill: Fill) -> list[Rule]:
    """Upper and lower edge of a shading."""
    b = fill.box
    return [Rule(Box(b.x0, y, b.x1, y), "edge") for y in (b.top, b.bottom)]


def test_a_larger_line_with_white_space_over_it_parts_two_tables() -> None:
    words = lines((HEAD, *BODY), 105) + words_of("Risks to delivery", 50, 190, size=14)
    words += lines((HEAD, *BODY), 213)
    first, second = find_tables(page(words, rules(100, 4) + rules(208, 4)))
    assert texts(first) == texts(second) == [list(HEAD), *map(list, BODY)]


def test_a_bar_over_table_and_margin_ends_the_table_above_it() -> None:
    bar = Fill(Box(20, 180, 500, 205), "00594f")
    words = lines((HEAD, *BODY), 105) + words_of("Theme two", 30, 188, size=14) + lines((HEAD, *BODY), 213)
    first, second = find_tables(page(words, rules(100, 4) + edges(bar) + rules(228, 3), [bar]))
    assert texts(first) == texts(second) == [list(HEAD), *map(list, BODY)]


def test_the_margin_beside_tables_under_bars_is_no_column() -> None:
    bars = [Fill(Box(20, top, 500, top + 25), "00594f") for top in (60, 205)]
    words = words_of("Theme one", 30, 66, size=14) + words_of("Theme two", 30, 211, size=14)
    words += lines((HEAD, *BODY), 105, (160.0, 300.0, 370.0, 430.0))
    words += [
        w
        for k, t in enumerate(("Why it", "matters:", "litter", "grows"))
        for w in words_of(t, 30, 107 + 13 * k)
    ]
    drawn = rules(100, 4, 158, 500) + [r for bar in bars for r in edges(bar)]
    (found,) = find_tables(page(words, drawn, bars))
    assert texts(found) == [list(HEAD), *map(list, BODY)]


def test_a_shaded_box_of_lone_lines_over_a_ruled_table_is_none_of_its_rows() -> None:
    box = Fill(Box(48, 20, 500, 90), "fbeee2")
    promise = ("We promise to", "listen first", "tell the parish", "spend it well")
    words = [w for k, t in enumerate(promise) for w in words_of(t, 80, 26 + 14 * k)]
    words += lines((HEAD, *BODY), 105)
    (found,) = find_tables(page(words, edges(box) + rules(121, 3), [box]))
    assert texts(found) == [list(HEAD), *map(list, BODY)]


def test_a_row_below_the_last_rule_keeps_its_closing_line() -> None:
    words = lines((HEAD, *BODY), 105) + words_of("lamps", 400, 157)
    (found,) = find_tables(page(words, rules(100, 3)))
    assert texts(found)[-1] == ["Light the park", "Council", "June", "Nine lamps"]


def test_a_band_across_carried_columns_stays_whole() -> None:
    above = replace(
        table([["a", "b", "c", "d"]] * 3), column_edges=(48.0, 198.0, 298.0, 398.0, 500.0), at_bottom=True
    )
    words = words_of("and how they go on", 200, 20)
    words += words_of("Objective two – Making safeguarding much more personal", 50, 40)
    words += lines(BODY, 60)
    geometry = page(words, rules(15, 5), number=2)
    (found,) = carry_columns(geometry, find_tables(geometry), frozenset(), above)
    assert texts(found)[1] == ["Objective two – Making safeguarding much more personal", "", "", ""]


def test_a_first_row_in_a_font_of_its_own_is_a_header() -> None:
    heads = [replace(w, font="nameless 2") for w in lines((HEAD,), 105)]
    (found,) = find_tables(page(heads + lines((*BODY, *BODY), 125), rules(100, 6)))
    (other,) = find_tables(page(lines((HEAD, *BODY, *BODY), 105), rules(100, 6)))
    assert (found.header_rows, other.header_rows) == (1, None)


def test_a_bar_as_wide_as_a_rule_below_heads_the_rows_that_shorter_rules_part() -> None:
    bar = [Stroke(y, 48, 500, is_line=False) for y in (76, 100)]
    shorter = [Stroke(y, 190, 500) for y in (120, 140, 160)]
    reaches_over = find_bars(build_rule_rows(bar + shorter))
    is_header = find_bars(build_rule_rows([*bar, *shorter, Stroke(180, 48, 500)]))
    assert [r.at for r in reaches_over] == [76, 100]
    assert is_header == []


def test_a_rule_below_the_next_bar_says_nothing_of_the_first() -> None:
    bars = [Stroke(y, 48, 500, is_line=False) for y in (76, 100, 200, 224)]
    drawn = [Stroke(y, 190, 500) for y in (120, 140, 160, 240, 260)] + [Stroke(280, 48, 500)]
    assert [r.at for r in find_bars(build_rule_rows(bars + drawn))] == [76, 100]
