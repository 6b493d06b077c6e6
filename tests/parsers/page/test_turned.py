"""A page printed sideways is read as if turned, and its places are those of the page as displayed."""

from __future__ import annotations

import pytest

from parsers.grids.content import build_pages
from parsers.page.turned import find_turn, turn_page
from parsers.readers.pdf import read_pages
from planhouse.content import PageContent
from tests.parsers.readers.tiny_pdf import pdf, text

ROWS = [
    ("Action", "Who", "When"),
    ("Patrol the park", "Police", "2021"),
    ("Light the alley", "Council", "2022"),
]


def table_page() -> str:
    """A ruled table with a heading, drawn on an upright landscape page of 400 by 300 points."""
    rules = "".join(f"50 {y} m 350 {y} l S " for y in (200, 170, 140, 110))
    rules += "".join(f"{x} 110 m {x} 200 l S " for x in (50, 180, 270, 350))
    words = "".join(
        text(x + 5, 180 - 30 * i, cell)
        for i, row in enumerate(ROWS)
        for x, cell in zip((50, 180, 270), row, strict=True)
    )
    return text(50, 250, "Delivery plan of the partnership", size=14, font="F2") + rules + words


def content(data: bytes) -> PageContent:
    (page,) = build_pages(read_pages(data))
    return page


def cells(page: PageContent) -> list[str]:
    return [c.text for t in page.tables for c in t.cells]


@pytest.mark.parametrize(
    ("matrix", "size"),
    [
        ("0 1 -1 0 300 0", (300, 400)),
        ("0 -1 1 0 0 400", (300, 400)),
        ("-1 0 0 -1 400 300", (400, 300)),
    ],
)
def test_a_table_printed_sideways_is_the_table_printed_upright(matrix, size):
    upright = content(pdf(table_page()))
    sideways = content(pdf(f"q {matrix} cm {table_page()} Q", size=size))
    assert cells(upright) == [c for row in ROWS for c in row]
    assert cells(sideways) == cells(upright)
    assert [(b.kind, b.text) for b in sideways.blocks] == [(b.kind, b.text) for b in upright.blocks]


def test_places_are_those_of_the_page_as_displayed():
    data = pdf(f"q 0 1 -1 0 300 0 cm {table_page()} Q", size=(300, 400))
    page = content(data)
    (geometry,) = read_pages(data)
    boxes = {w.number: w.box for w in geometry.words}
    for cell in page.tables[0].cells:
        assert cell.place.box is not None
        assert all(cell.place.box.contains(boxes[n], 2.0) for n in cell.words)


def test_turning_back_undoes_a_turn():
    (page,) = read_pages(pdf(f"q 0 1 -1 0 300 0 cm {table_page()} Q", size=(300, 400)))
    turn = find_turn(page)
    assert turn is not None
    view = turn_page(page, turn)
    assert all(w.upright for w in view.words)
    again = turn_page(view, turn.back())
    for one, other in zip(again.words, page.words, strict=True):
        assert one.box.x0 == pytest.approx(other.box.x0)
        assert one.edges == pytest.approx(other.edges)


def test_an_upright_page_with_sideways_labels_is_not_turned():
    labels = "".join(f"BT /F1 8 Tf 0 1 -1 0 {50 + 12 * i} 50 Tm (label) Tj ET " for i in range(8))
    (page,) = read_pages(pdf(table_page() + labels))
    assert find_turn(page) is None
