"""What is drawn on a page, object by object, in user space: texts' looks, paths, images."""

from __future__ import annotations

import ctypes
from ctypes import byref
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as raw

from parsers.readers import pdfium_calls as pdfium
from parsers.readers.display import Corners

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST_SEGMENTS = 4000
"""Segments of one path beyond which it is a map or a chart and not part of a table."""
MOST_DISC_SEGMENTS = 60
"""Segments of a drawn disc: four curves of three points, sixteen as browsers draw it."""
MOST_FORM_DEPTH = 12
"""Forms inside forms beyond which a file is malicious rather than complicated."""
RIGHT_ANGLE = 0.05
"""Points by which the ends of a line may differ and it still be level or upright."""

LEAST_STRAIGHT = 0.7
"""Share of its longer sides along which a rounded rectangle's outline runs, the handles of its curves
included: those of a disc take 0.55 of its sides."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font's looks."""

    name: str
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class TextLook:
    """How one text object is printed."""

    face: Face
    colour: str
    """``rrggbb``."""
    mark: int
    """Marked-content id of the page, -1 where there is none."""
    invisible: bool
    clip: Corners | None
    """What a clip path leaves visible, in user space; None without one."""


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """One path: its rectangles and straight lines."""

    rects: tuple[Corners, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    """Level and upright lines that are no side of ``rects``: x0, y0, x1, y1."""
    fill: str
    """``rrggbb`` or empty where it is not filled."""
    stroke: str
    """``rrggbb`` or empty where its outline is not drawn."""
    width: float
    """Stroke width in points."""
    clip: Corners | None
    rounded: tuple[Corners, ...] = ()
    """Rectangles with rounded corners: shading one sees, whose borders are not told as lines."""


@dataclass(slots=True)
class Drawn:
    """Everything drawn on one page, in drawing order."""

    texts: dict[int, TextLook] = field(default_factory=dict)
    """Address of the text object -> its look."""
    paths: list[DrawnPath] = field(default_factory=list)
    images: list[Corners] = field(default_factory=list)
    shadings: list[Corners] = field(default_factory=list)
    shapes: list[Corners] = field(default_factory=list)
    """Rectangles round paths of one small curved outline: discs, circles."""


def read_drawn(page: int, faces: dict[int, Face]) -> Drawn:
    """Walk the objects of a page.

    Args:
        page: address of the loaded page.
        faces: faces by address of the font, filled and reused while the document is open.
    """
    drawn = Drawn()
    walker = _Walker(drawn, faces)
    for index in range(pdfium.count_objects(page)):
        walker.visit(pdfium.page_object(page, index), IDENTITY, None, 0)
    return drawn


class _Walker:
    """Visits objects and forms; keeps the buffers the raw calls write into."""

    def __init__(self, drawn: Drawn, faces: dict[int, Face]) -> None:
        self.drawn = drawn
        self.faces = faces
        self.floats = [ctypes.c_float() for _ in range(4)]
        self.refs = [byref(f) for f in self.floats]
        self.ints = [ctypes.c_uint() for _ in range(4)]
        self.int_refs = [byref(i) for i in self.ints]
        self.flags = (ctypes.c_int(), ctypes.c_int())
        self.matrix = raw.FS_MATRIX()

    def visit(self, item: int, outer: Matrix, outer_clip: Corners | None, depth: int) -> None:
        """Record one object; go into it if it is a form."""
        if not item:
            return
        kind = pdfium.object_type(item)
        if kind == pdfium.TEXT:
            self.drawn.texts[item] = self._look(item, outer, outer_clip, depth)
        elif kind == pdfium.PATH:
            self._add_path(item, outer, outer_clip)
        elif kind in (pdfium.IMAGE, pdfium.SHADING):
            self._add_area(item, kind, outer, outer_clip)
        elif kind == pdfium.FORM and depth < MOST_FORM_DEPTH:
            inner = _times(self._matrix(item), outer)
            clip = _narrower(self._clip(item, outer), outer_clip)
            for index in range(pdfium.form_count(item)):
                self.visit(pdfium.form_object(item, index), inner, clip, depth + 1)

    def _look(self, item: int, outer: Matrix, outer_clip: Corners | None, depth: int) -> TextLook:
        font = pdfium.text_font(item) or 0
        face = self.faces.get(font)
        if face is None:
            face = self.faces[font] = _face(font, len(self.faces))
        colour, alpha = self._colour(pdfium.fill_colour, item)
        mode = pdfium.text_render_mode(item)
        if mode in (1, 5):
            colour, alpha = self._colour(pdfium.stroke_colour, item)
        return TextLook(
            face,
            colour,
            pdfium.object_mark(item) if depth == 0 else -1,
            mode in (3, 7) or alpha == 0,
            _narrower(self._clip(item, outer), outer_clip),
        )

    def _add_path(self, item: int, outer: Matrix, outer_clip: Corners | None) -> None:
        pdfium.draw_mode(item, byref(self.flags[0]), byref(self.flags[1]))
        is_filled, is_stroked = self.flags[0].value != 0, self.flags[1].value != 0
        if not (is_filled or is_stroked):
            return
        fill, fill_alpha = self._colour(pdfium.fill_colour, item) if is_filled else ("", 0)
        stroke, stroke_alpha = self._colour(pdfium.stroke_colour, item) if is_stroked else ("", 0)
        if not fill_alpha and not stroke_alpha:
            return
        matrix = _times(self._matrix(item), outer)
        rects, lines, rounded = self._shapes(item, matrix)
        if not rects and not lines:
            self._add_shape(item, matrix)
            if not rounded:
                return
        width = 0.0
        if stroke_alpha:
            pdfium.stroke_width(item, self.refs[0])
            width = self.floats[0].value * _scale(matrix)
        self.drawn.paths.append(
            DrawnPath(
                tuple(rects),
                tuple(lines),
                fill if fill_alpha else "",
                stroke if stroke_alpha else "",
                width,
                _narrower(self._clip(item, outer), outer_clip),
                tuple(rounded),
            )
        )

    def _add_area(self, item: int, kind: int, outer: Matrix, outer_clip: Corners | None) -> None:
        f, r = self.floats, self.refs
        if not pdfium.object_bounds(item, r[0], r[1], r[2], r[3]):
            return
        corners = _moved((f[0].value, f[1].value, f[2].value, f[3].value), outer)
        clip = _narrower(self._clip(item, outer), outer_clip)
        shown = intersect(corners, clip) if clip else corners
        if shown is not None:
            (self.drawn.images if kind == pdfium.IMAGE else self.drawn.shadings).append(shown)

    def _add_shape(self, item: int, matrix: Matrix) -> None:
        """Note the extent of a path of a few curves."""
        count = pdfium.count_segments(item)
        if not 3 <= count <= MOST_DISC_SEGMENTS:
            return
        x, y = self.floats[0], self.floats[1]
        a, b, c, d, e, f = matrix
        xs: list[float] = []
        ys: list[float] = []
        for index in range(count):
            segment = pdfium.path_segment(item, index)
            if index and pdfium.segment_type(segment) == pdfium.MOVE_TO:
                return
            pdfium.segment_point(segment, self.refs[0], self.refs[1])
            xs.append(a * x.value + c * y.value + e)
            ys.append(b * x.value + d * y.value + f)
        self.drawn.shapes.append((min(xs), min(ys), max(xs), max(ys)))

    def _shapes(self, item: int, matrix: Matrix) -> tuple[list[Corners], list[Corners], list[Corners]]:
        """Rectangles, straight lines and rounded rectangles of a path."""
        count = pdfium.count_segments(item)
        rects: list[Corners] = []
        lines: list[Corners] = []
        rounded: list[Corners] = []
        if not 2 <= count <= MOST_SEGMENTS:
            return rects, lines, rounded
        a, b, c, d, e, f = matrix
        x, y = self.floats[0], self.floats[1]
        rx, ry = self.refs[0], self.refs[1]
        points: list[tuple[float, float]] = []
        curved = False
        for index in range(count):
            segment = pdfium.path_segment(item, index)
            kind = pdfium.segment_type(segment)
            if kind == pdfium.MOVE_TO:
                _finish(points, curved, rects, lines, rounded)
                points, curved = [], False
            elif kind == pdfium.BEZIER_TO:
                curved = True
            pdfium.segment_point(segment, rx, ry)
            px, py = x.value, y.value
            points.append((a * px + c * py + e, b * px + d * py + f))
            if kind == pdfium.LINE_TO and pdfium.segment_close(segment) and points[0] != points[-1]:
                points.append(points[0])
        _finish(points, curved, rects, lines, rounded)
        return rects, lines, rounded

    def _clip(self, item: int, outer: Matrix) -> Corners | None:
        """The rectangle all clip paths of an object leave visible."""
        clip = pdfium.clip_path(item)
        count = pdfium.clip_count(clip) if clip else 0
        result: Corners | None = None
        x, y = self.floats[0], self.floats[1]
        rx, ry = self.refs[0], self.refs[1]
        for path in range(max(count, 0)):
            segments = pdfium.clip_segments(clip, path)
            if not 2 <= segments <= 64:
                continue
            xs: list[float] = []
            ys: list[float] = []
            for index in range(segments):
                pdfium.segment_point(pdfium.clip_segment(clip, path, index), rx, ry)
                xs.append(x.value)
                ys.append(y.value)
            corners = _moved((min(xs), min(ys), max(xs), max(ys)), outer)
            result = _narrower(corners, result)
        return result

    def _matrix(self, item: int) -> Matrix:
        m = self.matrix
        if not pdfium.object_matrix(item, byref(m)):
            return IDENTITY
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _colour(self, read: object, item: int) -> tuple[str, int]:
        i, r = self.ints, self.int_refs
        if not read(item, r[0], r[1], r[2], r[3]):  # type: ignore[operator]
            return "", 255
        return f"{i[0].value:02x}{i[1].value:02x}{i[2].value:02x}", i[3].value


def _finish(
    points: list[tuple[float, float]],
    curved: bool,
    rects: list[Corners],
    lines: list[Corners],
    rounded: list[Corners],
) -> None:
    """Add what one subpath draws to ``rects``, ``lines`` or ``rounded``."""
    if len(points) < 2:
        return
    if len(points) in (4, 5) and not curved:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        corners = (min(xs), min(ys), max(xs), max(ys))
        if _is_rect(points, corners) or min(corners[2] - corners[0], corners[3] - corners[1]) < 1.5:
            rects.append(corners)
            return
    if curved:
        rounded.extend(_rounded_rect(points))
        return
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x0 - x1) <= RIGHT_ANGLE or abs(y0 - y1) <= RIGHT_ANGLE:
            lines.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _rounded_rect(points: list[tuple[float, float]]) -> list[Corners]:
    """The rectangle round an outline whose longer sides run straight for most of their length."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    straight = dict.fromkeys(("left", "right", "foot", "head"), 0.0)
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        for side, is_on, length in (
            ("left", max(ax, bx) - x0 <= RIGHT_ANGLE, abs(ay - by)),
            ("right", x1 - min(ax, bx) <= RIGHT_ANGLE, abs(ay - by)),
            ("foot", max(ay, by) - y0 <= RIGHT_ANGLE, abs(ax - bx)),
            ("head", y1 - min(ay, by) <= RIGHT_ANGLE, abs(ax - bx)),
        ):
            straight[side] += length if is_on else 0.0
    width, height = x1 - x0, y1 - y0
    pair = ("left", "right") if height >= width else ("foot", "head")
    if min(straight[side] for side in pair) < LEAST_STRAIGHT * max(width, height, 1.0):
        return []
    return [(x0, y0, x1, y1)]


def _is_rect(points: list[tuple[float, float]], corners: Corners) -> bool:
    """Whether four or five points are the corners of an upright rectangle, each one once."""
    x0, y0, x1, y1 = corners
    seen = set()
    for x, y in points[:4]:
        at_left, at_right = abs(x - x0) <= RIGHT_ANGLE, abs(x - x1) <= RIGHT_ANGLE
        at_foot, at_head = abs(y - y0) <= RIGHT_ANGLE, abs(y - y1) <= RIGHT_ANGLE
        if not ((at_left or at_right) and (at_foot or at_head)):
            return False
        seen.add((at_right and not at_left, at_head and not at_foot))
    return len(seen) == 4 or x1 - x0 <= RIGHT_ANGLE or y1 - y0 <= RIGHT_ANGLE


def _face(font: int, known: int) -> Face:
    """Name, boldness and slant of a font; a nameless one is told from others by how many are known."""
    if not font:
        return Face("", False, False)
    buffer = ctypes.create_string_buffer(256)
    pdfium.font_name(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+" and name[:6].isupper():
        name = name[7:]
    low = name.lower()
    angle = ctypes.c_int()
    pdfium.font_italic_angle(font, byref(angle))
    flags = pdfium.font_flags(font)
    bold = any(w in low for w in ("bold", "black", "heavy", "semibold", "demi")) or bool(flags & (1 << 18))
    italic = "italic" in low or "oblique" in low or bool(flags & (1 << 6)) or angle.value not in (0, -1)
    return Face(name or f"nameless {known}", bold, italic)


def intersect(one: Corners, other: Corners) -> Corners | None:
    """What two rectangles share; None where they are apart."""
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    x1, y1 = min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x1 >= x0 and y1 >= y0 else None


def _narrower(one: Corners | None, other: Corners | None) -> Corners | None:
    """Both clips at once; an empty rectangle where they share nothing."""
    if one is None or other is None:
        return one or other
    return intersect(one, other) or (one[0], one[1], one[0], one[1])


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first and then ``outer``."""
    if outer is IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(corners: Corners, matrix: Matrix) -> Corners:
    """The upright rectangle round a rectangle moved by a matrix."""
    if matrix is IDENTITY:
        return corners
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = corners
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return (min(xs), min(ys), max(xs), max(ys))


def _scale(matrix: Matrix) -> float:
    """By how much a matrix enlarges lengths, on average."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)
