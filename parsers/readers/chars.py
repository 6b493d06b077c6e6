"""Characters of one page from PDFium, as runs of one look on one line of writing."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as raw

from parsers.readers import pdfium_calls as pdfium
from parsers.readers.display import Corners, reading_box
from parsers.readers.drawn import Face, TextLook

Char = tuple[str, float, float]
"""A character with start and end along its line; white space is always one blank."""

PLAIN = TextLook(Face("", False, False), "", -1, False, None)
UNREADABLE = "\ufffd"
"""Stands for a glyph the file gives no character for."""
ASCENT = 0.78
"""Part of the size that lies above the baseline in ordinary text fonts (Arial 0.78, Times 0.76)."""
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


def read_chars(textpage: int, looks: dict[int, TextLook]) -> list[Run]:
    """All printed characters in PDFium's order, which is the order of drawing within a line.

    Args:
        textpage: address of the loaded text page.
        looks: looks by address of the text object.
    """
    box = raw.FS_RECTF()
    at = ctypes.addressof(box)
    unicode_of, object_of, box_of = pdfium.char_unicode, pdfium.char_object, pdfium.char_loose_box
    runs: list[Run] = []
    run: Run | None = None
    setting = _Setting()
    current, turn = 0, 0
    high = 0
    for index in range(pdfium.count_chars(textpage)):
        item = object_of(textpage, index)
        if not item:
            continue  # made up by PDFium where it sees a gap or a line's end
        code = unicode_of(textpage, index)
        box_of(textpage, index, at)
        if item != current or run is None:
            corners = (box.left, box.bottom, box.right, box.top)
            size, turn, v0, v1 = setting.read(textpage, index, corners)
            current = item
            run = Run(looks.get(item, PLAIN), size, turn, v0, v1, [])
            runs.append(run)
        if turn > 0:
            u0, _, u1, _ = reading_box((box.left, box.bottom, box.right, box.top), turn)
        else:
            u0, u1 = box.left, box.right
        if 0xD800 <= code < 0xE000:
            high, code = _join_surrogates(high, code)
            if high:
                continue
        text = chr(code) if 0x20 < code < 0x7F else _printed(code)
        if text:
            run.chars.append((text, u0, u1))
    return runs


def _join_surrogates(high: int, code: int) -> tuple[int, int]:
    """Two halves of a character beyond the first plane: (half to keep, character)."""
    if code < 0xDC00:
        return code, 0
    if not high:
        return 0, 0xFFFD
    return 0, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)


def _printed(code: int) -> str:
    """The text of an unusual code point: blank for white space, empty for what is not printed."""
    if code == 2:  # PDFium's mark for a hyphen at a line's end
        return "-"
    if code in (0, 0xFFFE, 0xFFFF):
        return UNREADABLE
    if 0xF000 <= code <= 0xF0FF:
        return SYMBOLS.get(code) or chr(code)
    text = chr(code)
    if text.isspace() or code == 0xA0:
        return " "
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF):
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
        the file itself) the glyph's own box serves.
        """
        matrix = self.matrix
        pdfium.char_matrix(textpage, index, ctypes.byref(matrix))
        turn = _turn(matrix.a, matrix.b)
        size = pdfium.char_font_size(textpage, index) * math.hypot(matrix.c, matrix.d)
        _, v0, _, v1 = reading_box(box, max(turn, 0))
        if turn < 0 or not 0.4 * size <= v1 - v0 <= 2.5 * size:
            return (size if turn < 0 else v1 - v0), turn, v0, v1
        pdfium.char_origin(textpage, index, ctypes.byref(self.x), ctypes.byref(self.y))
        x, y = self.x.value, self.y.value
        base = (-y, x, y, -x)[turn]
        return size, turn, base - ASCENT * size, base + (1 - ASCENT) * size


def _turn(a: float, b: float) -> int:
    """Counter-clockwise quarters of a text matrix; -1 where it slants."""
    along = math.hypot(a, b)
    if not along:
        return 0
    if abs(b) <= SKEW_LIMIT * along:
        return 0 if a > 0 else 2
    if abs(a) <= SKEW_LIMIT * along:
        return 1 if b > 0 else 3
    return -1
