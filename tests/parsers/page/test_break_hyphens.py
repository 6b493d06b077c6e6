"""U+2010 that a program put where it broke a word over two lines goes; a hyphen of the text stays."""

from __future__ import annotations

import pytest

from parsers.page.break_hyphens import close_break_hyphens
from parsers.stitch.continuity import join_text
from planhouse.content import PageContent
from planhouse.geometry import Box, Place
from planhouse.page import Block
from planhouse.table import Cell, PageTable
from tests.builders import word

HERE = Place(1, Box(0, 0, 100, 100))


def closed(printed: str, text: str) -> tuple[str, str]:
    """The text of a cell and of a paragraph, in a document that prints these words."""
    words = tuple(word(w, 0, 0, number=i) for i, w in enumerate(printed.split()))
    table = PageTable(1, (Cell(0, 0, text, HERE),), 1, 1, HERE)
    content = PageContent(1, (table, Block("paragraph", text, HERE, ())), words)
    (found,) = close_break_hyphens((content,))
    return found.tables[0].cells[0].text, found.blocks[0].text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "Safer Roads Part‐nership",
            "Safer Roads Partnership",
        ),  # "part-" is no first part of a compound here
        ("police-recor‐ded crime", "police-recorded crime"),  # a word that has a hyphen of its own
        ("Northwold Con‐", "Northwold Con‐"),  # its end stands overleaf
    ],
)
def test_a_break_hyphen_belongs_to_no_word(text: str, whole: str) -> None:
    assert closed("Part‐ nership police-recor‐ ded", text) == (whole, whole)


@pytest.mark.parametrize(
    "printed",
    [
        "multi‐ agency part‐time",  # the document's hyphen is U+2010: it stands inside words
        "multi‐ agency plan",  # nothing tells which is
    ],
)
def test_a_hyphen_of_the_text_stays(printed: str) -> None:
    assert closed(printed, "multi‐agency") == ("multi‐agency", "multi‐agency")


def test_a_word_broken_over_two_pages_is_whole() -> None:
    assert join_text("Northwold Con‐", "stabulary") == "Northwold Constabulary"
