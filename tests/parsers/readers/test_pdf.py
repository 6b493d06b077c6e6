"""PDF bytes to page geometry: what is printed is read once, where it stands, as it looks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import islice

import pytest
from pypdfium2 import PdfiumError

from parsers.readers import pdf as reader
from parsers.readers.pdf import PdfLimits, page_count, read_pages
from parsers.readers.second_reader import read_page_again
from parsers.readers.tags import NO_TAGS
from planhouse.errors import (
    BrokenSourceError,
    EmptySourceError,
    EncryptedSourceError,
    SourceTooLargeError,
)
from planhouse.issues import Issue
from planhouse.page import PageGeometry
from tests.parsers.readers.tiny_pdf import FONTS, assemble, pdf, text, turned


def read(*pages: str, **options: object) -> PageGeometry:
    return next(iter(read_pages(pdf(*pages, **options))))


def texts(page: PageGeometry) -> list[str]:
    return [w.text for w in page.words]


def test_words_have_boxes_from_the_top_left_of_the_page():
    page = read(text(50, 250, "Reduce burglary"))
    reduce, burglary = page.words
    assert (reduce.text, burglary.text) == ("Reduce", "burglary")
    # Helvetica: "Reduce " is 722+556+556+556+500+556+278 thousandths of 10 points wide.
    assert reduce.box.x0 == pytest.approx(50, abs=0.1)
    assert burglary.box.x0 == pytest.approx(87.24, abs=0.1)
    assert (reduce.box.top, reduce.box.bottom) == pytest.approx((42.2, 52.2), abs=0.1)
    assert reduce.edges == pytest.approx([50, 57.22, 62.78, 68.34, 73.9, 78.9, 84.46], abs=0.05)


def test_looks_of_a_word_are_told():
    page = read(text(50, 250, "Who", font="F2") + text(90, 250, "when", font="F3", extra="1 0 0 rg"))
    who, when = page.words
    assert (who.bold, who.italic, who.size, who.font) == (True, False, 10, "Helvetica-Bold")
    assert (when.bold, when.italic, when.colour) == (False, True, "ff0000")


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [(0, (1, 0, 0, 1)), (90, (0, 1, -1, 0)), (180, (-1, 0, 0, -1)), (270, (0, -1, 1, 0))],
)
def test_a_rotated_page_gives_the_words_as_displayed(rotate, matrix):
    """The same displayed page, drawn for each rotation, gives the same words and the same rule."""
    upright = read(text(50, 250, "Reduce burglary") + "40 240 m 140 240 l S")
    a, b, c, d = matrix
    # The displayed point (x, y from the foot) is drawn where the rotation will bring it there.
    origin = {0: (0, 0), 90: (300, 0), 180: (400, 300), 270: (0, 400)}[rotate]
    content = f"q {a} {b} {c} {d} {origin[0]} {origin[1]} cm {text(50, 250, 'Reduce burglary')} "
    content += "40 240 m 140 240 l S Q"
    size = (300, 400) if rotate in (90, 270) else (400, 300)
    page = read(content, size=size, page=f"/Rotate {rotate}")
    assert (page.width, page.height) == (400, 300)
    assert texts(page) == texts(upright)
    for got, expected in zip(page.words, upright.words, strict=True):
        assert got.upright
        for side in ("x0", "top", "x1", "bottom"):
            assert getattr(got.box, side) == pytest.approx(getattr(expected.box, side), abs=0.1)
        assert got.edges == pytest.approx(expected.edges, abs=0.1)
    assert page.rules[0].box.x0 == pytest.approx(40, abs=0.1)
    assert page.rules[0].box.top == pytest.approx(60, abs=0.1)
    assert page.rules[0].is_horizontal


def test_crop_box_is_undone():
    page = read(text(50, 250, "Reduce"), page="/CropBox [20 30 380 280]")
    assert (page.width, page.height) == (360, 250)
    assert page.words[0].box.x0 == pytest.approx(30, abs=0.1)


def test_text_turned_on_an_upright_page_is_not_upright_and_keeps_its_direction():
    page = read(turned(0, 1, -1, 0, 100, 50, "Upwards") + turned(0, -1, 1, 0, 200, 250, "Down"))
    up, down = page.words
    assert (up.text, up.upright, down.text, down.upright) == ("Upwards", False, "Down", False)
    assert up.box.height > up.box.width
    assert up.edges[0] == pytest.approx(250, abs=0.1)
    assert list(up.edges) == sorted(up.edges, reverse=True)
    assert list(down.edges) == sorted(down.edges)


def test_fake_bold_is_one_word_and_the_repeat_is_listed():
    page = read(text(50, 250, "Priority one") + text(50.3, 250, "Priority one"))
    assert texts(page) == ["Priority", "one"]
    assert {d.reason for d in page.drops} <= {"overprint"}


def test_a_narrow_letter_drawn_after_its_like_is_no_repeat_of_it():
    """A second "l" begins 0.19 sizes after the first: nearer than a fake bold's shift, but behind it."""
    page = read(text(50, 250, "al") + text(57.5, 250, "l") + text(62, 250, "twelve"))
    assert texts(page) == ["all", "twelve"]
    assert page.drops == ()


def test_letter_spacing_is_closed():
    page = read(text(50, 250, "S A F E R") + text(50, 200, "SAFER", extra="4 Tc"))
    assert texts(page) == ["SAFER", "SAFER"]


def test_a_raised_small_mark_is_a_superscript_of_its_own():
    page = read(text(50, 250, "64,133") + text(80.6, 254, "1", size=6) + text(50, 200, "64,133*"))
    assert [(w.text, w.superscript) for w in page.words] == [
        ("64,133", False),
        ("¹", True),
        ("64,133*", False),
    ]


def test_hidden_and_clipped_text_is_listed_not_read():
    hidden = "q " + text(50, 200, "hidden", extra="3 Tr") + "Q "
    clipped = "q 0 0 30 30 re W n " + text(50, 150, "clipped") + "Q "
    outside = text(900, 150, "outside")
    page = read(text(50, 250, "shown") + hidden + clipped + outside)
    assert texts(page) == ["shown"]
    assert {(d.text, d.reason) for d in page.drops} >= {("hidden", "invisible"), ("clipped", "clipped")}


def test_rules_come_from_lines_thin_rectangles_and_outlines():
    page = read("10 10 m 110 10 l S  10 50 100 0.5 re f  10 100 50 40 re S")
    lines = [r for r in page.rules if r.kind == "line"]
    assert [r.is_horizontal for r in lines].count(True) == 4
    assert [r.is_horizontal for r in lines].count(False) == 2
    assert page.fills == ()


def test_shading_is_a_fill_with_weak_edges():
    page = read("0.8 g 10 100 50 40 re f")
    (fill,) = page.fills
    assert fill.colour == "cccccc"
    assert fill.box.top == pytest.approx(160, abs=0.1)
    assert [r.kind for r in page.rules] == ["edge"] * 4


def test_a_white_line_is_a_rule_where_shading_lies_on_both_sides():
    shaded = "0.8 g 50 100 100 40 re f "
    seen = read(shaded + "1 g 50 119 100 2 re f 1 G 50 130 m 150 130 l S")
    assert [r.box.mid_y for r in seen.rules if r.kind == "line"] == pytest.approx([180, 170], abs=0.1)
    unseen = read(shaded + "1 g 50 60 100 2 re f 1 G 50 140.5 m 150 140.5 l S")
    assert not [r for r in unseen.rules if r.kind == "line"]


ROUNDED = "10 20 m 10 90 l 10 95 15 100 20 100 c 180 100 l 185 100 190 95 190 90 c 190 20 l 10 20 l f "


def test_a_rounded_box_is_shading_and_a_disc_is_not():
    disc = "150 250 m 150 261 141 270 130 270 c 119 270 110 261 110 250 c 110 239 119 230 130 230 c "
    page = read("0.5 g " + ROUNDED + disc + "141 230 150 239 150 250 c f")
    (fill,) = page.fills
    assert (fill.box.x0, fill.box.top, fill.box.x1, fill.box.bottom) == pytest.approx((10, 200, 190, 280))
    assert page.rules == ()


def test_the_outline_of_a_rounded_box_is_a_frame_and_none_of_its_sides_a_rule():
    page = read("0.3 0.1 0.5 RG " + ROUNDED.replace(" f ", " S "))
    (frame,) = page.frames
    assert (frame.x0, frame.top, frame.x1, frame.bottom) == pytest.approx((10, 200, 190, 280))
    assert page.rules == () and page.fills == ()
    assert read("0.5 g " + ROUNDED).frames == ()


def test_a_rounded_box_that_lines_part_from_side_to_side_closes_a_table():
    page = read("0.9 g " + ROUNDED + "0 G 12 80 m 188 80 l S 12 50 m 188 50 l S")
    assert sorted(r.box.mid_y for r in page.rules if r.kind == "edge") == pytest.approx([200, 280])


def test_a_page_with_a_picture_only_says_so():
    page = read("q 300 0 0 200 50 50 cm /Im1 Do Q")
    assert page.is_image_only
    assert page.images[0].x0 == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptySourceError),
        (b"no pdf at all", BrokenSourceError),
        (b"%PDF-1.7\n garbage", BrokenSourceError),
        (pdf(text(50, 250, "Reduce"))[:700], BrokenSourceError),
    ],
)
def test_a_bad_file_is_refused_in_one_line(data, error):
    with pytest.raises(error) as caught:
        list(read_pages(data))
    assert "\n" not in str(caught.value)
    assert ":" in str(caught.value)


def test_a_file_that_needs_a_password_is_refused_with_what_to_do():
    locked = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        4: locked,
    }
    data = assemble(bodies, "/Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>]")
    with pytest.raises(EncryptedSourceError, match="password: save a copy"):
        page_count(data)


def test_limits_refuse_rather_than_read():
    data = pdf(text(50, 250, "one two three"), text(50, 250, "four"))
    assert page_count(data) == 2
    every = ({"pages": 1}, {"page_words": 2}, {"words": 3}, {"page_characters": 5}, {"page_objects": 0})
    for limits in (PdfLimits(**limit) for limit in every):
        with pytest.raises(SourceTooLargeError):
            list(read_pages(data, limits=limits))


def sample() -> bytes:
    """A page with prose, a ruled table, shading, turned and raised text."""
    content = (
        text(50, 270, "Community safety plan", size=16, font="F2")
        + text(50, 250, "Offences fell in 2021", font="F5")
        + text(160, 254, "1", size=6)
        + "0.9 g 50 200 200 20 re f 0 g "
        + "50 180 m 250 180 l S 50 180 m 50 220 l S 150 180 m 150 220 l S 250 180 m 250 220 l S "
        + text(55, 205, "Area", font="F2")
        + text(155, 205, "Offences", font="F2")
        + text(55, 185, "North")
        + text(155, 185, "1,234")
        + turned(0, 1, -1, 0, 300, 100, "Sideways label")
    )
    return pdf(content)


def test_the_second_reader_agrees_with_the_main_one():
    """Two independent libraries give the same words, places and rules: each is the other's oracle."""
    (main,) = read_pages(sample())
    again = read_page_again(sample(), 0, NO_TAGS)
    assert texts(again) == texts(main)
    for one, other in zip(again.words, main.words, strict=True):
        assert (one.bold, one.upright, one.superscript) == (other.bold, other.upright, other.superscript)
        assert one.box.x0 == pytest.approx(other.box.x0, abs=0.5)
        assert one.box.mid_y == pytest.approx(other.box.mid_y, abs=1.5)
    assert len(again.rules) == len(main.rules)
    assert [f.colour for f in again.fills] == [f.colour for f in main.fills]


def test_a_page_that_defeats_the_main_reader_is_read_by_the_second(monkeypatch):
    def fail(*args: object) -> None:
        raise PdfiumError("Failed to load page.")

    monkeypatch.setattr(reader._PageReader, "read_main", fail)
    issues: list[Issue] = []
    (page,) = read_pages(sample(), issues=issues)
    assert "Offences" in texts(page)
    assert [i.code for i in issues] == ["PAGE_FALLBACK"]
    assert issues[0].place is not None
    assert issues[0].place.page == 1


def test_the_text_layer_of_a_scan_is_read_and_said():
    picture = "q 400 0 0 300 0 0 cm /Im1 Do Q "
    issues: list[Issue] = []
    data = pdf(picture + text(50, 250, "scanned words", extra="3 Tr"))
    (page,) = read_pages(data, issues=issues)
    assert texts(page) == ["scanned", "words"]
    assert [i.code for i in issues] == ["PAGE_OCR"]


@pytest.mark.shared
@pytest.mark.slow
def test_letters_of_published_documents_are_those_of_pdfplumber(shared):
    """On sampled pages of each document both libraries print the same letters.

    Left aside: glyphs without a known character, and the case of small capitals, which some fonts map
    either way.
    """
    pdfplumber = pytest.importorskip("pdfplumber")
    for path in sorted((shared / "documents" / "pdf").glob("*.pdf")):
        with pdfplumber.open(path) as document:
            step = max(1, len(document.pages) // 3)
            for page in islice(read_pages(path.read_bytes()), 0, 40, step):
                theirs = document.pages[page.number - 1]
                expected = letters("".join(c["text"] for c in theirs.chars if "(cid:" not in c["text"]))
                got = letters("".join(w.text for w in page.words) + "".join(d.text for d in page.drops))
                assert expected - got == Counter(), (path.name, page.number)
                theirs.close()


def letters(printed: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFKC", printed).casefold() if c.isalnum())


def test_shading_of_lines_within_a_shaded_cell_has_no_edges():
    cell = "0.8 g 50 100 100 60 re f "
    lines = "".join(f"0.8 g 55 {105 + 12 * i} 90 12 re f " for i in range(4))
    page = read(cell + lines)
    assert len(page.fills) == 5
    assert len(page.rules) == 4


def test_stacked_shading_shows_no_edge_between_but_neighbours_do():
    stacked = read("0.8 g 50 100 100 20 re f 0.8 g 50 120 100 20 re f")
    beside = read("0.8 g 50 100 100 20 re f 0.8 g 150 100 100 20 re f")
    assert sum(r.is_horizontal for r in stacked.rules) == 2
    assert sum(not r.is_horizontal for r in beside.rules) == 4


def disc(x: float, y: float, r: float = 1.5) -> str:
    """A filled circle of four curves round x, y."""
    k = 0.55 * r
    curves = [
        (x - r, y + k, x - k, y + r, x, y + r),
        (x + k, y + r, x + r, y + k, x + r, y),
        (x + r, y - k, x + k, y - r, x, y - r),
        (x - k, y - r, x - r, y - k, x - r, y),
    ]
    return f"{x - r} {y} m " + " ".join(" ".join(map(str, c)) + " c" for c in curves) + " f "


def test_drawn_discs_before_lines_are_bullets():
    lines = "".join(disc(52, 253 - 20 * i) + text(60, 250 - 20 * i, f"item {i}") for i in range(3))
    page = read(lines + text(50, 100, "no bullet") + disc(90, 60))
    assert texts(page) == ["•", "item", "0", "•", "item", "1", "•", "item", "2", "no", "bullet"]
    assert [w.number for w in page.words] == list(range(11))


def test_small_pictures_before_lines_are_bullets():
    picture = "".join(f"q 4 0 0 4 50 {251 - 20 * i} cm /Im1 Do Q " for i in range(2))
    page = read(picture + text(60, 250, "one") + text(60, 230, "two"))
    assert texts(page) == ["•", "one", "•", "two"]


def test_small_figures_in_the_next_cell_are_no_superscript():
    page = read(text(50, 250, "North") + text(80, 254, "2019", size=7))
    assert [(w.text, w.superscript) for w in page.words] == [("North", False), ("2019", False)]


@pytest.mark.parametrize("first", ["Reduce burglary", "   Reduce burglary"])
def test_a_font_that_claims_a_monstrous_height_is_read_at_its_size(monkeypatch, first):
    """Some files give the height in other units than they should; the ink shows the size."""
    monkeypatch.setitem(FONTS, "F1", "Milltown /FontDescriptor 100 0 R")
    heights = b"/Ascent 11503 /Descent -279 /FontBBox [0 -279 1000 11503]"
    font = b"<< /Type /FontDescriptor /FontName /Milltown /Flags 32 %s >>" % heights
    words = read(text(50, 250, first), objects=[font]).words
    assert [w.text for w in words] == ["Reduce", "burglary"]
    assert {w.size for w in words} == {10}
    assert (words[0].box.top, words[0].box.bottom) == pytest.approx((42.2, 52.2), abs=0.1)
