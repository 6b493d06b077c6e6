"""Lines to blocks: what begins a paragraph, an item, a heading, a caption; what only looks like one."""

from __future__ import annotations

import pytest

from parsers.page.blocks import PageStyle, build_blocks, find_page_pitch
from parsers.page.lines import Line, build_lines
from parsers.page.typed import join_lines
from planhouse.page import Block, Word
from tests.builders import words_of


def style(tags: dict[str, int] | None = None) -> PageStyle:
    return PageStyle(1, 800.0, 10.0, tags or {})


def lines(*rows: tuple[str, float, float], size: float = 10.0, bold: bool = False) -> list[Line]:
    words: list[Word] = []
    for text, x, y in rows:
        words += words_of(text, x, y, size=size, bold=bold)
    return build_lines(words)


def kinds(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in blocks]


FULL = "the partnership will work with every school in the whole of the district and"


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("commu-", "nity", "community"),
        ("multi-", "agency", "multi-agency"),
        ("re\u2010", "view each year", "review each year"),
        ("re-", "view each year", "re-view each year"),
        ("re\u2010", "tell", "re\u2010tell"),
        ("2016-", "17", "2016-17"),
        ("and/", "or", "and/or"),
        ("Anglo-", "Saxon", "Anglo-Saxon"),
        ("a word", "another", "a word another"),
        ("long-term-", "ism", "long-term-ism"),
    ],
)
def test_lines_are_joined_as_one_would_type_them(above, below, joined):
    assert join_lines(above, below) == joined


def test_wider_space_begins_a_paragraph():
    blocks = build_blocks(lines((FULL, 60, 100), (FULL, 60, 112), (FULL, 60, 128), (FULL, 60, 140)), style())
    assert [len(b.words) for b in blocks] == [28, 28]


def test_a_line_that_stops_early_ends_its_paragraph():
    blocks = build_blocks(lines((FULL, 60, 100), ("ends here.", 60, 112), (FULL, 60, 124)), style())
    assert len(blocks) == 2


def test_a_flow_of_few_lines_has_the_pitch_of_the_page():
    page_text = lines((FULL, 60, 100), (FULL, 60, 113), (FULL, 60, 126))
    note = lines((FULL[:-1] + ".", 60, 300), ("We promise:", 60, 320), ("to look again.", 60, 340))
    assert len(build_blocks(note, style())) == 2
    assert len(build_blocks(note, style(), find_page_pitch([page_text, note]))) == 3


def test_large_or_bold_short_lines_are_headings_by_level():
    found = build_blocks(lines(("Action plan", 60, 60), size=20), style())
    found += build_blocks(lines(("Burglary", 60, 100), bold=True), style())
    assert [(b.kind, b.level) for b in found] == [("heading", 1), ("heading", 4)]


def test_bold_text_among_bold_paragraphs_is_no_heading():
    rows = [
        (FULL, 60, 100),
        (FULL, 60, 112),
        ("a) the site is allocated, or", 70, 140),
        ("b) it is not", 70, 160),
    ]
    found = build_blocks(lines(*rows, bold=True), style())
    assert [b.kind for b in found] == ["paragraph", "bullet", "bullet"]


def test_a_number_in_mid_sentence_begins_no_item():
    text = "as the report of the partnership says on each of the pages (see the report of 2019,"
    found = build_blocks(lines((text, 60, 100), ("p. 2) for the whole county of the", 60, 112)), style())
    assert [b.kind for b in found] == ["paragraph"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Table 3: Offences by area", "caption"),
        ("Figure 2. Carbon dioxide", "caption"),
        ("Table 4", "caption"),
        ("Table A1 Funding", "caption"),
        ("Table 3 shows the offences by area", "paragraph"),
        ("Tables of figures stand below", "paragraph"),
        ("Introduction ............ 5", "contents"),
    ],
)
def test_captions_and_contents_entries_are_known_by_their_form(text, kind):
    (block,) = build_blocks(lines((text, 60, 100)), style())
    assert block.kind == kind


def test_a_tag_makes_a_heading_and_a_whole_paragraph_none():
    words = words_of("Introduction", 60, 100)
    tagged = [Word(w.number, w.text, w.place, w.font, w.size, tag="7") for w in words]
    (block,) = build_blocks(build_lines(tagged), style({"7": 2}))
    assert (block.kind, block.level) == ("heading", 2)
    long = [w for k in range(4) for w in words_of(FULL, 60, 100 + 12 * k)]
    tagged = [Word(w.number, w.text, w.place, w.font, w.size, tag="7") for w in long]
    (block,) = build_blocks(build_lines(tagged), style({"7": 2}))
    assert block.kind == "paragraph"
