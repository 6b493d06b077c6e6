"""What is a table on a page, and what is in its cells."""

from parsers.grids.find import find_tables
from tests.builders import grid, page, rule, texts, words_of


def test_a_ruled_grid_is_a_table_with_its_cells() -> None:
    words = words_of("Need", 12, 12) + words_of("Activity", 112, 12)
    words += (
        words_of("Drugs are sold", 12, 42) + words_of("near schools", 12, 54) + words_of("Patrols", 112, 42)
    )
    found = find_tables(page(words, grid([10, 110, 210], [10, 40, 70])))
    assert [texts(t) for t in found] == [[["Need", "Activity"], ["Drugs are sold near schools", "Patrols"]]]


def test_rules_across_alone_make_columns_from_the_gaps() -> None:
    words = words_of("Area", 12, 12) + words_of("2020", 200, 12) + words_of("2021", 300, 12)
    for y, row in (
        (42, ("Oxford", "14490", "15964")),
        (56, ("Witney", "120", "131")),
        (70, ("Didcot", "9", "7")),
    ):
        for x, text in zip((12, 200, 300), row, strict=True):
            words += words_of(text, x, y)
    rules = [rule(10, y, 330, y) for y in (10, 30, 85)]
    found = find_tables(page(words, rules))
    assert texts(found[0]) == [
        ["Area", "2020", "2021"],
        ["Oxford", "14490", "15964"],
        ["Witney", "120", "131"],
        ["Didcot", "9", "7"],
    ]


def test_prose_is_no_table() -> None:
    words = []
    for i in range(12):
        words += words_of("The partnership will work with everyone to make the town safer", 50, 60 + 12 * i)
    assert find_tables(page(words)) == ()
