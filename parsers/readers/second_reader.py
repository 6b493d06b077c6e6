"""A page through pdfplumber: slower, independent of PDFium, for pages that defeat the main reader."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from parsers.readers.chars import Run, direction_of, printed_text
from parsers.readers.display import Corners, Display, reading_box
from parsers.readers.drawn import DrawnPath, Face, TextLook
from parsers.readers.pdf_rules import build_rules
from parsers.readers.pdf_words import build_words
from parsers.readers.tags import BROKEN, PageTags
from planhouse.errors import BrokenSourceError
from planhouse.geometry import Box
from planhouse.page import PageGeometry

# Its complaints about a file that is known to be damaged are of no use to anybody.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
_CID = re.compile(r"^\(cid:\d+\)$")


def read_page_again(data: bytes, index: int, tags: PageTags) -> PageGeometry:
    """One page by pdfplumber, with its words, rules, fills and images.

    Args:
        data: the file's bytes.
        index: page counted from 0.
        tags: what the structure tree says of the page.

    Raises:
        BrokenSourceError: pdfplumber cannot read the page either.
    """
    from pdfminer.psexceptions import PSException  # with pdfplumber 0.3 s, which only damage is to cost
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        return _read(data, index, tags)
    except (PSException, PdfminerException, MalformedPDFException, *BROKEN) as error:
        raise BrokenSourceError(
            f"page {index + 1} of the PDF is damaged and cannot be read: ask for the file again"
        ) from error


def _read(data: bytes, index: int, tags: PageTags) -> PageGeometry:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        page = document.pages[index]
        display = Display(0.0, 0.0, float(page.width), float(page.height))
        left, top = float(page.bbox[0]), float(page.bbox[1])
        runs = list(_runs(page.chars, left, top + display.height))
        words, drops = build_words(runs, display, index + 1, tags.marks)
        rules, fills = build_rules(_paths(page, left, top + display.height), display)
        images = [display.clipped(Box(*_shifted(i, left, top))) for i in page.images]
        return PageGeometry(
            index + 1,
            display.width,
            display.height,
            tuple(words),
            tuple(rules),
            tuple(fills),
            tuple(b for b in images if b is not None and b.area > 0),
            (),
            tuple(drops),
            tags.headings,
        )


def _shifted(item: Mapping[str, Any], left: float, top: float) -> Corners:
    return item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top


def _corners(item: Mapping[str, Any], left: float, foot: float) -> Corners:
    """An object's rectangle with y up, as the main reader's parts expect it."""
    return item["x0"] - left, foot - item["bottom"], item["x1"] - left, foot - item["top"]


def _runs(chars: Sequence[Mapping[str, Any]], left: float, foot: float) -> Iterator[Run]:
    """Characters that follow one another in one look on one line, as runs."""
    run: Run | None = None
    key: object = None
    for char in chars:
        a, b = char["matrix"][0], char["matrix"][1]
        turn = direction_of(a, b)
        u0, v0, u1, v1 = reading_box(_corners(char, left, foot), max(turn, 0))
        look = (char["fontname"], round(char["size"], 2), turn, char.get("mcid"), round(v1, 1))
        if run is None or look != key:
            run, key = Run(_look(char), char["size"], turn, v0, v1, []), look
            yield run
        text = "\ufffd" if _CID.match(char["text"]) else "".join(map(_typed, char["text"]))
        run.chars.extend((c, u0, u1) for c in text)


def _typed(char: str) -> str:
    code = ord(char)
    return char if 0x20 < code < 0x7F else printed_text(code)


def _look(char: Mapping[str, Any]) -> TextLook:
    name = str(char["fontname"])
    name = name.split("+", 1)[-1]
    low = name.lower()
    face = Face(name, "bold" in low or "black" in low, "italic" in low or "oblique" in low)
    mark = char.get("mcid")
    return TextLook(
        face, _colour(char.get("non_stroking_color")), mark if isinstance(mark, int) else -1, False, None
    )


def _colour(value: object) -> str:
    """``rrggbb`` of a grey, RGB or CMYK colour; empty for a pattern or an unknown space."""
    listed = value if isinstance(value, (list, tuple)) else [value]
    parts = [v for v in listed if isinstance(v, (int, float))]
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        parts = [(1 - p) * (1 - parts[3]) for p in parts[:3]]
    if len(parts) != 3:
        return ""
    return "".join(f"{round(255 * min(max(p, 0), 1)):02x}" for p in parts)


def _paths(page: Any, left: float, foot: float) -> Iterator[DrawnPath]:
    """Rectangles and straight lines of the page."""
    for rect in page.rects:
        fill = (_colour(rect.get("non_stroking_color")) or "000000") if rect.get("fill") else ""
        stroke = (_colour(rect.get("stroking_color")) or "000000") if rect.get("stroke") else ""
        yield DrawnPath(
            (_corners(rect, left, foot),), (), fill, stroke, float(rect.get("linewidth") or 0), None
        )
    for line in page.lines:
        stroke = _colour(line.get("stroking_color")) or "000000"
        yield DrawnPath(
            (), (_corners(line, left, foot),), "", stroke, float(line.get("linewidth") or 0), None
        )
