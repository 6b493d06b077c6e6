"""PDF bytes to page geometry, a page at a time: PDFium first, pdfplumber where a page defeats it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium2
import pypdfium2.raw as raw

from parsers.readers import pdfium_calls as pdfium
from parsers.readers.chars import Run, read_chars
from parsers.readers.display import Display
from parsers.readers.dots import insert_bullets, is_dot
from parsers.readers.drawn import Drawn, Face, read_drawn
from parsers.readers.pdf_rules import build_frames, build_rules
from parsers.readers.pdf_words import build_words, find_overprints
from parsers.readers.second_reader import read_page_again
from parsers.readers.tags import NO_TAGS, PageTags, open_tags
from planhouse.errors import (
    BrokenSourceError,
    EmptySourceError,
    EncryptedSourceError,
    SourceTooLargeError,
)
from planhouse.geometry import Box, Place
from planhouse.issues import Issue, raise_issue
from planhouse.page import PageGeometry


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """Beyond what a file is refused rather than read."""

    pages: int = 3_000
    """Longest document: local plans with all appendices stay below 1,500 pages."""
    page_words: int = 60_000
    """Words of one page; a dense A3 payment list has 4,000."""
    page_characters: int = 1_000_000
    """Characters of one page, checked before any word is built."""
    page_objects: int = 600_000
    """Things drawn on one page, checked before any is looked at: ten for each word of the fullest page."""
    words: int = 4_000_000
    """Words of the document."""


LIMITS = PdfLimits()
SCAN_SHARE = 0.8
"""Part of a page's characters without ink from which on it may be a scan with a text layer..."""
SCAN_COVER = 0.6
"""... if pictures cover this part of it."""


def read_pages(
    data: bytes, *, limits: PdfLimits = LIMITS, issues: list[Issue] | None = None
) -> Iterator[PageGeometry]:
    """The pages of a PDF in order, each read when it is asked for and forgotten afterwards.

    Args:
        data: the file's bytes.
        limits: beyond what it is refused.
        issues: doubts about the reading are appended here while the pages are read.

    Yields:
        One geometry a page. A page that shows only a picture has ``is_image_only``.

    Raises:
        EmptySourceError: there are no bytes or no pages.
        EncryptedSourceError: a password is needed.
        BrokenSourceError: damaged or cut off.
        SourceTooLargeError: over a limit.
    """
    document = open_document(data)
    try:
        count = len(document)
        _check_count(count, limits)
        reader = _PageReader(document, data, limits, issues)
        total = 0
        for index in range(count):
            page = reader.read(index)
            total += len(page.words)
            _check_words(page, total, limits)
            yield page
    finally:
        document.close()


def page_count(data: bytes) -> int:
    """Number of pages of a PDF; raises as ``read_pages`` does for a file that cannot be opened."""
    document = open_document(data)
    try:
        return len(document)
    finally:
        document.close()


def open_document(data: bytes) -> Any:
    """An open PDFium document over the bytes; the caller closes it."""
    if not data.strip():
        raise EmptySourceError("the file is empty: there is nothing to read; ask for it again")
    if b"%PDF-" not in data[:1024]:
        raise BrokenSourceError("the file does not begin as a PDF does: download or export it again")
    try:
        document = pdfium2.PdfDocument(data)
    except pdfium2.PdfiumError as error:
        raise _refusal(error) from error
    if data.rfind(b"%%EOF") < data.rfind(b"endobj"):
        document.close()
        raise BrokenSourceError("the PDF is cut off before its end: download or copy it again")
    return document


def _refusal(error: Exception) -> BrokenSourceError | EncryptedSourceError:
    """What PDFium's failure to open a file means for the person who gave it."""
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return EncryptedSourceError("the PDF needs a password: save a copy without one and give that")
    return BrokenSourceError("the PDF is damaged or cut off and cannot be opened: download it again")


def _check_count(count: int, limits: PdfLimits) -> None:
    if count == 0:
        raise EmptySourceError("the PDF has no pages: export or download it again")
    if count > limits.pages:
        raise SourceTooLargeError(
            f"the PDF has {count} pages, the limit is {limits.pages}: split it, or raise the limit"
        )


def _check_words(page: PageGeometry, total: int, limits: PdfLimits) -> None:
    if len(page.words) > limits.page_words:
        raise SourceTooLargeError(
            f"page {page.number} has {len(page.words)} words, the limit is {limits.page_words}: "
            "leave the page out, or raise the limit"
        )
    if total > limits.words:
        raise SourceTooLargeError(
            f"the PDF has over {limits.words} words up to page {page.number}: split it, or raise the limit"
        )


class _PageReader:
    """Reads single pages of one open document."""

    def __init__(self, document: Any, data: bytes, limits: PdfLimits, issues: list[Issue] | None) -> None:
        self.document, self.data, self.limits = document, data, limits
        self.issues = issues if issues is not None else []
        self.tags = open_tags(data) if raw.FPDFCatalog_IsTagged(document.raw) else None
        self.faces: dict[int, Face] = {}

    def read(self, index: int) -> PageGeometry:
        """One page by the main reader, or by the second where that one fails or leaves text out."""
        tagged = self.tags.read_page(index) if self.tags else NO_TAGS
        try:
            geometry, missed = self.read_main(index, tagged)
            reason = f"{missed} pieces of text were held back"
        except pdfium2.PdfiumError as error:
            geometry, missed, reason = None, 0, str(error)
        if geometry is None or missed:
            geometry = read_page_again(self.data, index, tagged)
            self._report("PAGE_FALLBACK", f"page {index + 1} was read by the second reader: {reason}", index)
        return replace(geometry, tables=self.tags.find_tables(geometry.words)) if self.tags else geometry

    def read_main(self, index: int, tagged: PageTags) -> tuple[PageGeometry, int]:
        """One page through PDFium, and how many pieces of its text PDFium held back for no reason."""
        page = self.document[index]
        try:
            display = _display(page)
            self._check_objects(pdfium.count_objects(pdfium.handle(page.raw)), index)
            drawn = read_drawn(pdfium.handle(page.raw), self.faces)
            textpage = page.get_textpage()
            try:
                self._check_characters(pdfium.count_chars(pdfium.handle(textpage.raw)), index)
                chars = read_chars(pdfium.handle(textpage.raw), drawn.texts)
            finally:
                textpage.close()
        finally:
            page.close()
        images = _images(drawn, display)
        scan = _is_scan(chars.runs, images, display)
        if scan:
            self._report("PAGE_OCR", f"page {index + 1} is a scan; its hidden text was read", index)
        words, drops = build_words(chars.runs, display, index + 1, tagged.marks, scan)
        overprints, missed = find_overprints(words, [display.box(*c) for c in chars.silent])
        rules, fills = build_rules(drawn.paths, display)
        shapes = [display.box(*c) for c in (*drawn.shapes, *drawn.images)]
        # Squares in other colours are the keys of a chart's legend.
        shapes += [f.box for f in fills if f.colour == "000000"]
        dots = [b for b in shapes if is_dot(b)]
        if dots:
            words = insert_bullets(words, dots, index + 1)
        geometry = PageGeometry(
            index + 1,
            display.width,
            display.height,
            tuple(words),
            tuple(rules),
            tuple(fills),
            images,
            drops=(*drops, *overprints),
            headings=tagged.headings,
            frames=build_frames(drawn.paths, display),
        )
        return geometry, missed

    def _check_objects(self, count: int, index: int) -> None:
        if count > self.limits.page_objects:
            raise SourceTooLargeError(
                f"page {index + 1} draws {count} things, the limit is {self.limits.page_objects}: "
                "leave the page out, or raise the limit"
            )

    def _check_characters(self, count: int, index: int) -> None:
        if count > self.limits.page_characters:
            raise SourceTooLargeError(
                f"page {index + 1} has {count} characters, the limit is {self.limits.page_characters}: "
                "leave the page out, or raise the limit"
            )

    def _report(self, code: str, message: str, index: int) -> None:
        self.issues.append(raise_issue(code, message, Place(index + 1)))


def _is_scan(runs: list[Run], images: tuple[Box, ...], display: Display) -> bool:
    """Whether nearly all text is drawn without ink over a picture of the page: a scan's text layer."""
    hidden = sum(len(r.chars) for r in runs if r.look.invisible)
    if not hidden or hidden < SCAN_SHARE * sum(len(r.chars) for r in runs):
        return False
    page = display.width * display.height
    return sum(i.area for i in images) >= SCAN_COVER * page


def _display(page: Any) -> Display:
    """How PDFium shows a page: its crop box within its media box, and its rotation."""
    left, bottom, right, top = page.get_bbox()
    return Display(left, bottom, right, top, raw.FPDFPage_GetRotation(page.raw) % 4)


def _images(drawn: Drawn, display: Display) -> tuple[Box, ...]:
    """Boxes of the raster images as far as they lie on the page."""
    boxes = (display.clipped(display.box(*c)) for c in drawn.images)
    return tuple(b for b in boxes if b is not None and b.area > 0)
