"""Words that a narrow column broke over two lines without a hyphen are written whole; others are not."""

from __future__ import annotations

import pytest

from parsers.page.broken_words import mend_broken_words
from planhouse.content import PageContent
from planhouse.geometry import Box, Place
from planhouse.page import Word
from planhouse.table import Cell, PageTable
from tests.builders import word

PAGE = 1


def page_of(lines: list[str], elsewhere: str = "", width: float = 60.0) -> PageContent:
    """A page with a table of one cell, ``width`` points wide without padding, and words beside it."""
    words: list[Word] = []
    for row, line in enumerate(lines):
        x = 0.0
        for text in line.split():
            words.append(word(text, x, 12.0 * row, number=len(words)))
            x = words[-1].box.x1 + 2.5
    taken = tuple(w.number for w in words)
    for i, text in enumerate(elsewhere.split()):
        words.append(word(text, 200.0, 12.0 * i, number=len(words)))
    place = Place(PAGE, Box(0, 0, width, 12.0 * len(lines)))
    cell = Cell(0, 0, " ".join(lines), place, taken)
    return PageContent(PAGE, (PageTable(PAGE, (cell,), 1, 1, place),), tuple(words))


def text_of(content: PageContent) -> str:
    (mended,) = mend_broken_words((content,))
    return mended.tables[0].cells[0].text


@pytest.mark.parametrize(
    ("lines", "elsewhere", "text"),
    [
        (["Communicatio", "ns team"], "communications", "Communications team"),
        (["Complet", "e"], "", "Complete"),  # never printed whole: the line is full, "e" is no word
        (["ENVIRON", "MENTAL CRIME"], "", "ENVIRONMENTAL CRIME"),  # a word that plans print
        (["25/11/20", "20"], "", "25/11/2020"),
        (["Multi-disciplin", "ary"], "disciplinary", "Multi-disciplinary"),
        (["Communi", "catio", "ns"], "communications", "Communications"),
        (["Quarterl", "y audit"], "Januar y", "Quarterly audit"),  # a letter is no word
        (["Stronger Co", "mmunities"], "", "Stronger Communities"),  # behind another word of its line
    ],
)
def test_a_word_broken_by_its_column_is_whole(lines: list[str], elsewhere: str, text: str) -> None:
    width = 5.0 * len(lines[0])
    assert text_of(page_of(lines, elsewhere, width)) == text


@pytest.mark.parametrize(
    ("lines", "elsewhere"),
    [
        (["Neighbourhood", "manager"], ""),  # as full a line, and a long word below
        (["Environmental", "health"], "environmental"),  # printed elsewhere by itself
        (["Housing", "and"], ""),
        (["Make a", "way forward"], "away"),  # both halves are words
        (["Stronger Co", "operative"], ""),  # no word that is known
        (["Housing", "Team"], ""),  # a capital begins a word
        (["HMP", "Leeds"], ""),
        (["Lead the", "n"], ""),  # not alone on its line
        (["31/12/2021", "20"], ""),
        (["31/03/20", "24 schools"], ""),  # a whole date, and what is counted behind it
        (["3/4", "5/10/21"], ""),
        (["31/12/2", "0215"], ""),
        (["CCTV", "ASB"], ""),  # two names in capitals
        (["Youth", "gym"], ""),
    ],
)
def test_two_words_stay_two(lines: list[str], elsewhere: str) -> None:
    width = 5.0 * len(lines[0])
    assert text_of(page_of(lines, elsewhere, width)) == " ".join(lines)


def test_a_line_with_room_for_another_letter_breaks_no_word() -> None:
    assert text_of(page_of(["Kilgett", "y"], width=60.0)) == "Kilgett y"
    assert text_of(page_of(["Kilgett", "y"], width=35.0)) == "Kilgetty"


def test_a_known_word_is_joined_only_where_its_line_is_nearly_full() -> None:
    assert text_of(page_of(["Health", "care"], "healthcare", width=200.0)) == "Health care"
    assert text_of(page_of(["Health", "care"], "healthcare", width=33.0)) == "Healthcare"


def test_words_and_boxes_stay_as_printed() -> None:
    content = page_of(["Complet", "e"], width=35.0)
    (mended,) = mend_broken_words((content,))
    assert mended.words == content.words
    assert mended.tables[0].cells[0].words == (0, 1)


def test_a_post_of_the_vocabulary_is_a_word_where_the_document_prints_it_nowhere_else() -> None:
    content = page_of(["Superinten", "dent, Crime"], width=50.0)
    (apart,) = mend_broken_words((content,))
    (mended,) = mend_broken_words((content,), frozenset({"superintendent"}))
    assert apart.tables[0].cells[0].text == "Superinten dent, Crime"
    assert mended.tables[0].cells[0].text == "Superintendent, Crime"
