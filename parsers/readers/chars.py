"""Characters of one page from PDFium, as runs of one look on one line of writing."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import pypdfium2.raw as raw

from parsers.readers import pdfium_calls as pdfium
from parsers.readers.display import Corners, reading_box
from parsers.readers.drawn import Face, TextLook

Char = tuple[str, float, float]
"""A character with start and end along its line; white space is always one blank."""

PLAIN = TextLook(Face("", False, False), "", -1, False, None)
LEAST_AREA = 0.5
"""Square points below which a text object shows nothing."""
UNREADABLE = "\ufffd"
"""Stands for a glyph the file gives no character for."""
ASCENT = 0.78
"""Part of the size that lies above the baseline in ordinary text fonts (Arial 0.78, Times 0.76)."""
LEAST_BOX, MOST_BOX = 0.4, 2.5
"""Height of a character's box in font sizes outside which the size or the box is nonsense."""
MOST_INK = 1.3
"""Height of a character's ink in font sizes: a bracket or an accented capital has 1.2."""
INK_REACH = 8
"""Characters looked at for one with ink: a text object may begin with blanks."""
SKEW_LIMIT = math.sin(math.radians(3))
"""Text within three degrees of a quarter turn counts as straight (scanned and drawn-by-hand slants)."""

# Glyphs of symbol fonts that files name only by code point U+F000 + position.
SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0FB: "✗", 0xF0A8: "◻",
    0xF06E: "■", 0xF06F: "□", 0xF071: "❑", 0xF072: "❒", 0xF075: "◆", 0xF076: "❖", 0xF0E0: "→",
    0xF0E8: "➔", 0xF0DE: "⇒", 0xF02D: "-", 0xF0BE: "—", 0xF0B0: "°", 0xF0B1: "±", 0xF0A3: "≤",
    0xF0B3: "≥", 0xF020: " ", 0xF0DF: "←", 0xF0E1: "↑", 0xF0E2: "↓", 0xF09F: "•", 0xF06C: "●",
}  # fmt: skip


@dataclass(slots=True)
class Run:
    """Characters of one look that follow one another on a line of writing."""

    look: TextLook
    size: float
    """Font size in points as displayed."""
    turn: int
    """Counter-clockwise quarters from user space's x axis; -1 for slanting text."""
    v0: float
    """Upper edge in the frame of its direction."""
    v1: float
    """Lower edge."""
    chars: list[Char]


@dataclass(slots=True)
class PageChars:
    """What is printed on a page, and what PDFium left out of it."""

    runs: list[Run]
    silent: list[Corners]
    """Boxes of text objects whose characters PDFium holds back: a second printing of the same text."""


def read_chars(textpage: int, looks: dict[int, TextLook]) -> PageChars:
    """All printed characters in PDFium's order, which is the order of drawing within a line.

    Args:
        textpage: address of the loaded text page.
        looks: looks by address of the text object, in drawing order.
    """
    runs, items = _read_runs(textpage, looks)
    silent: list[Corners] = []
    blanks: list[int] = []
    spoken = set(items)
    order = {item: at for at, item in enumerate(looks)}
    for item, at in order.items():
        if item not in spoken:
            corners = object_corners(item)
            if corners is None or (corners[2] - corners[0]) * (corners[3] - corners[1]) < LEAST_AREA:
                blanks.append(at)
            else:
                silent.append(corners)
    _insert_blanks(runs, [order.get(i, -1) for i in items], blanks)
    return PageChars(runs, silent)


def object_corners(item: int) -> Corners | None:
    """The rectangle a page object takes in its own space; None where it takes none."""
    floats = [ctypes.c_float() for _ in range(4)]
    if not pdfium.object_bounds(item, *(ctypes.byref(f) for f in floats)):
        return None
    x0, y0, x1, y1 = (f.value for f in floats)
    return x0, y0, x1, y1


def _insert_blanks(runs: list[Run], places: list[int], blanks: list[int]) -> None:
    """Give back blanks drawn as objects of their own, which PDFium leaves out.

    Args:
        runs: runs as read.
        places: position of each run's object in drawing order.
        blanks: positions of the blank objects, ascending.
    """
    for above, below, run in zip(places, places[1:], runs[1:], strict=False):
        if above < below and run.chars and bisect_right(blanks, above) < bisect_left(blanks, below):
            u0 = run.chars[0][1]
            run.chars.insert(0, (" ", u0, u0))


def _read_runs(textpage: int, looks: dict[int, TextLook]) -> tuple[list[Run], list[int]]:
    """Runs of characters and the address of the text object of each."""
    box = raw.FS_RECTF()
    at = ctypes.addressof(box)
    unicode_of, object_of, box_of = pdfium.char_unicode, pdfium.char_object, pdfium.char_loose_box
    runs: list[Run] = []
    items: list[int] = []
    setting = _Setting()
    current = turn = high = 0
    chars: list[Char] = []
    for index in range(pdfium.count_chars(textpage)):
        item = object_of(textpage, index)
        if not item:
            continue  # made up by PDFium where it sees a gap or a line's end
        code = unicode_of(textpage, index)
        box_of(textpage, index, at)
        if item != current:
            corners = (box.left, box.bottom, box.right, box.top)
            size, turn, v0, v1 = setting.read(textpage, index, corners)
            current = item
            chars = []
            runs.append(Run(looks.get(item, PLAIN), size, turn, v0, v1, chars))
            items.append(item)
        if turn > 0:
            u0, _, u1, _ = reading_box((box.left, box.bottom, box.right, box.top), turn)
        else:
            u0, u1 = box.left, box.right
        if 0xD800 <= code < 0xE000:
            high, code = _join_surrogates(high, code)
            if high:
                continue
        if 0x20 < code < 0x7F:
            text = chr(code)
        elif code == 2 and not pdfium.char_is_hyphen(textpage, index):
            text = UNREADABLE
        else:
            text = printed_text(code)
        if text:
            chars.append((text, u0, u1))
    return runs, items


def _join_surrogates(high: int, code: int) -> tuple[int, int]:
    """Two halves of a character beyond the first plane: (half to keep, character)."""
    if code < 0xDC00:
        return code, 0
    if not high:
        return 0, 0xFFFD
    return 0, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)


def printed_text(code: int) -> str:
    """The text of an unusual code point: blank for white space, empty for what is not printed."""
    if code == 2:  # PDFium's mark for a hyphen at a line's end
        return "-"
    if code in (0, 0xFFFE, 0xFFFF) or (code < 0x20 and not chr(code).isspace()):
        return UNREADABLE
    if 0x80 <= code < 0xA0:  # a position of the font that PDFium knows no character for
        return bytes([code]).decode("cp1252", "replace")
    if 0xF000 <= code <= 0xF0FF:
        return SYMBOLS.get(code) or chr(code)
    text = chr(code)
    if text.isspace() or code == 0xA0:
        return " "
    if code == 0x7F or code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF):
        return ""
    return text


class _Setting:
    """How the text object that begins at a character is set: size, direction, height of its line."""

    def __init__(self) -> None:
        self.matrix = raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def read(self, textpage: int, index: int, box: Corners) -> tuple[float, int, float, float]:
        """Displayed font size, quarters of its direction, upper and lower edge in its own frame.

        The edges are put at fixed parts of the size above and below the baseline, so that fonts of one
        size stand level whatever ascent their files claim. Where the size is nonsense (fonts drawn by
        the file itself) the glyph's own box serves; where the box is, because the font claims
        a height of many times its size, the ink shows that the size holds.
        """
        matrix = self.matrix
        pdfium.char_matrix(textpage, index, ctypes.byref(matrix))
        turn = direction_of(matrix.a, matrix.b)
        size = pdfium.char_font_size(textpage, index) * math.hypot(matrix.c, matrix.d)
        _, v0, _, v1 = reading_box(box, max(turn, 0))
        if turn < 0:
            return size, turn, v0, v1
        is_high = v1 - v0 > MOST_BOX * size
        if v1 - v0 < LEAST_BOX * size or (is_high and not _is_inked_within(textpage, index, turn, size)):
            return v1 - v0, turn, v0, v1
        pdfium.char_origin(textpage, index, ctypes.byref(self.x), ctypes.byref(self.y))
        x, y = self.x.value, self.y.value
        base = (-y, x, y, -x)[turn]
        return size, turn, base - ASCENT * size, base + (1 - ASCENT) * size


def _is_inked_within(textpage: int, index: int, turn: int, size: float) -> bool:
    """Whether the first character with ink, from this one on, is no higher than the font size says."""
    edges = [ctypes.c_double() for _ in range(4)]
    x0, x1, y0, y1 = (ctypes.byref(e) for e in edges)
    for at in range(index, index + INK_REACH):
        if pdfium.char_box(textpage, at, x0, x1, y0, y1):
            left, right, bottom, top = (e.value for e in edges)
            _, v0, _, v1 = reading_box((left, bottom, right, top), turn)
            if v1 - v0 > 0:
                return v1 - v0 <= MOST_INK * size
    return False


def direction_of(a: float, b: float) -> int:
    """Counter-clockwise quarters of a text matrix; -1 where it slants."""
    along = math.hypot(a, b)
    if not along:
        return 0
    if abs(b) <= SKEW_LIMIT * along:
        return 0 if a > 0 else 2
    if abs(a) <= SKEW_LIMIT * along:
        return 1 if b > 0 else 3
    return -1
