"""HTML in text exports: whole tags of known names are markup everywhere, all else is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.read import find_unread_letters, read_plan
from parsers.readers.sniff import sniff_format
from parsers.readers.text import decode_text, read_text
from planhouse.errors import BrokenSourceError, SourceError
from planhouse.page import Block

MARKS = [
    "<p>",
    "</p>",
    "<ul><li>",
    "</li>",
    "<li",
    "<br/>",
    "<",
    ">",
    "<!--",
    "-->",
    "&lt;p&gt;",
    "[",
    "](x)",
]
MARKS += [
    "|",
    "\t",
    "\n",
    "\f",
    "- ",
    "o ",
    "(a) ",
    "# ",
    "*",
    "Visits",
    "12%",
    '<a href="x">',
    "&nbsp;",
    "٣",
]


def blocks(text: str) -> list[tuple[str, str]]:
    (page,) = read_text(text.encode())
    return [(item.kind, item.text) for item in page.items if isinstance(item, Block)]


def test_block_tags_divide_a_line_of_prose():
    assert blocks("<p>Visit schools.</p><ul><li>Weekly</li><li>Monthly</li></ul>") == [
        ("paragraph", "Visit schools."),
        ("bullet", "Weekly"),
        ("bullet", "Monthly"),
    ]


@pytest.mark.parametrize("text", ["<5 people", "fewer <script", "<name of officer> leads", "a < b and c > d"])
def test_what_is_no_whole_known_tag_is_text(text):
    assert blocks(text) == [("paragraph", text)]
    assert read_plan(text.encode(), "x").ledger.is_balanced


def test_address_of_an_html_link_is_a_listed_drop():
    (page,) = read_text(b'See <a href="https://council.example/plan">the plan</a>.')
    assert [i.text for i in page.items] == ["See the plan."]
    assert [d.text for d in page.drops] == ["https://council.example/plan"]


def test_a_tag_left_when_another_is_taken_out_is_text():
    assert blocks("<<b>p>") == [("paragraph", "<p>")]


def test_both_marks_of_a_bullet_in_a_bullet_are_kept_where_they_are_letters():
    assert read_plan(b"o - Visits\n", "x").ledger.is_balanced


def test_an_o_behind_the_bullet_of_a_cell_is_a_letter_and_kept():
    text = "\t<ul><li>o Visits</ul>"
    assert find_unread_letters(text, read_text(text.encode())) == ()


def test_a_lost_letter_is_counted():
    pages = read_text(b"Visit schools")
    assert find_unread_letters("Visit schools <p>x</p>", pages) == (
        "1 letters of the source unread, 0 too many",
    )


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
def test_reader_and_count_agree_on_any_mixture_of_marks(text):
    try:
        pages = read_text(text.encode())
    except SourceError:
        return
    assert find_unread_letters(decode_text(text.encode()), pages) == ()


@pytest.mark.parametrize("tail", [b"a", b"\x00\xd8", b"\x00\xdc<\x00p\x00>\x00"])
def test_damaged_utf_16_is_read_as_far_as_it_goes(tail):
    extract = read_plan(b"\xff\xfe" + "Visit schools ".encode("utf-16-le") + tail, "x")
    assert extract.ledger.is_balanced
    assert extract.contents[0].items[0].text.startswith("Visit schools")


@pytest.mark.parametrize("head", [b"%DF-1.4\n", b"", b"# A plan\n\n"])
def test_inside_of_a_pdf_without_its_header_is_not_read_as_text(head):
    with pytest.raises(BrokenSourceError, match="without its first line"):
        sniff_format(head + b"3 0 obj\n<< /Type /Page >>\nendobj\n")
