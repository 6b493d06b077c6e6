"""The few calls of PDFium's raw interface that run once per character or drawn object.

The bindings of pypdfium2 release the interpreter lock and wrap every pointer in an object, which
costs more than the call itself. These prototypes of the same functions take and give plain
addresses: reading a page of 2,800 characters takes 4 ms instead of 9.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

_P = ctypes.c_void_p
_I = ctypes.c_int
_U = ctypes.c_uint


def _call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle(pointer: Any) -> int:
    """The plain address behind one of pypdfium2's typed pointers."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


# Characters of a text page.
count_chars = _call(raw.FPDFText_CountChars, _I, _P)
char_unicode = _call(raw.FPDFText_GetUnicode, _U, _P, _I)
char_object = _call(raw.FPDFText_GetTextObject, _P, _P, _I)
char_loose_box = _call(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
char_box = _call(raw.FPDFText_GetCharBox, _I, _P, _I, _P, _P, _P, _P)
char_matrix = _call(raw.FPDFText_GetMatrix, _I, _P, _I, _P)
char_origin = _call(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
char_font_size = _call(raw.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
char_is_hyphen = _call(raw.FPDFText_IsHyphen, _I, _P, _I)
char_map_error = _call(raw.FPDFText_HasUnicodeMapError, _I, _P, _I)

# Objects of a page or of a form on it.
count_objects = _call(raw.FPDFPage_CountObjects, _I, _P)
page_object = _call(raw.FPDFPage_GetObject, _P, _P, _I)
form_count = _call(raw.FPDFFormObj_CountObjects, _I, _P)
form_object = _call(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
object_type = _call(raw.FPDFPageObj_GetType, _I, _P)
object_matrix = _call(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
object_bounds = _call(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
object_mark = _call(raw.FPDFPageObj_GetMarkedContentID, _I, _P)
fill_colour = _call(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
stroke_colour = _call(raw.FPDFPageObj_GetStrokeColor, _I, _P, _P, _P, _P, _P)
stroke_width = _call(raw.FPDFPageObj_GetStrokeWidth, _I, _P, _P)

# Text objects and their fonts.
text_font = _call(raw.FPDFTextObj_GetFont, _P, _P)
text_render_mode = _call(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
font_name = _call(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)
font_flags = _call(raw.FPDFFont_GetFlags, _I, _P)
font_weight = _call(raw.FPDFFont_GetWeight, _I, _P)
font_italic_angle = _call(raw.FPDFFont_GetItalicAngle, _I, _P, _P)

# Paths and clip paths.
count_segments = _call(raw.FPDFPath_CountSegments, _I, _P)
path_segment = _call(raw.FPDFPath_GetPathSegment, _P, _P, _I)
segment_type = _call(raw.FPDFPathSegment_GetType, _I, _P)
segment_point = _call(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
segment_close = _call(raw.FPDFPathSegment_GetClose, _I, _P)
draw_mode = _call(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
clip_path = _call(raw.FPDFPageObj_GetClipPath, _P, _P)
clip_count = _call(raw.FPDFClipPath_CountPaths, _I, _P)
clip_segments = _call(raw.FPDFClipPath_CountPathSegments, _I, _P, _I)
clip_segment = _call(raw.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2
