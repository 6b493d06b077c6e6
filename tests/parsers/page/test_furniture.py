"""Heads, feet and page numbers: what repeats at the edge, never a table's header or its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from parsers.page.furniture import find_furniture
from planhouse.geometry import Box
from planhouse.page import Fill, PageGeometry
from tests.builders import page, rule, words_of


def furniture(pages: Sequence[PageGeometry]) -> list[list[str]]:
    return [[r.text for r in rows] for _, rows in find_furniture(pages)]


def pages(count: int, edge: Callable[[int], str], y: float = 30.0) -> list[PageGeometry]:
    body = [
        "Burglary fell",
        "Robbery rose",
        "Arson stayed",
        "Fraud doubled",
        "Theft halved",
        "Abuse is known",
    ]
    return [
        page(words_of(edge(i), 60, y) + words_of(body[i % 6], 60, 400), number=i + 1) for i in range(count)
    ]


def test_heads_of_left_and_right_pages_are_found():
    found = furniture(pages(6, lambda i: "Safety plan" if i % 2 else "Partnership"))
    assert found == [["Partnership"], ["Safety plan"]] * 3


def test_numbers_count_on_with_the_pages():
    assert furniture(pages(3, lambda i: f"Page {i + 7} of 20", 770)) == [
        ["Page 7 of 20"],
        ["Page 8 of 20"],
        ["Page 9 of 20"],
    ]


def test_rows_whose_numbers_do_not_count_on_are_no_furniture():
    assert furniture(pages(3, lambda i: f"Age {9 - 3 * i}", 770)) == [[], [], []]


def test_a_row_between_rules_is_a_tables_header():
    walls = [rule(50, 20, 50, 300), rule(300, 20, 300, 300)]
    repeated = [page(words_of("Action", 60, 30), walls, number=i) for i in (1, 2, 3)]
    assert furniture(repeated) == [[], [], []]


def test_labels_centred_beside_one_of_two_lines_are_a_tables_header():
    def header(number: int) -> PageGeometry:
        words = words_of("Action", 60, 37) + words_of("Who", 200, 37) + words_of("When", 300, 37)
        words += words_of("Measure of", 400, 31) + words_of("success", 400, 43)
        return page(words + words_of(f"Row {number} of the plan", 60, 400), number=number)

    assert furniture([header(i) for i in (1, 2, 3)]) == [[], [], []]


def shaded(number: int, below: tuple[float, float]) -> PageGeometry:
    """A page with two shaded labels at its head, and a shading lower down from one x to another."""
    words = words_of("Ref", 60, 40) + words_of("Action", 90, 40) + words_of(f"Row {number}", 60, 400)
    fills = [Fill(Box(x0, 36, x1, 60), "c00000") for x0, x1 in ((55, 85), (85, 300))]
    fills += [Fill(Box(x0, 80, x1, 100), "ededed") for x0, x1 in ((55, 85), below)]
    return page(words, (), fills, number=number)


def test_labels_on_shaded_cells_of_columns_that_go_on_below_are_a_tables_header():
    assert furniture([shaded(i, (85, 300)) for i in (1, 2, 3)]) == [[], [], []]


def test_shaded_labels_over_no_columns_of_their_own_are_a_running_head():
    assert furniture([shaded(i, (200, 500)) for i in (1, 2, 3)]) == [["Ref Action"]] * 3


def test_only_a_few_pages_are_held():
    read: list[int] = []

    def stream():
        for p in pages(50, lambda i: "Safety plan"):
            read.append(p.number)
            yield p

    list(islice(find_furniture(stream()), 1))
    assert len(read) <= 6
