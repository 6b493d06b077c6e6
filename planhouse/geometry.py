"""Where things stand on a page: boxes and places.

Units are PDF points; the origin is the top left of the page as displayed (rotation and crop undone
by the reader), and y runs down. No type carries a coordinate system: there is only this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, origin at the top left of the displayed page, y down."""

    x0: float
    """Left edge."""
    top: float
    """Upper edge: distance from the top of the page."""
    x1: float
    """Right edge, not less than ``x0``."""
    bottom: float
    """Lower edge, not less than ``top``."""

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Width times height, in square points."""
        return self.width * self.height

    @property
    def mid_x(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def mid_y(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def overlap_x(self, other: Box) -> float:
        """Points shared by the horizontal extents; 0 where they only touch or are apart."""
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def overlap_y(self, other: Box) -> float:
        """Points shared by the vertical extents; 0 where they only touch or are apart."""
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def overlap_area(self, other: Box) -> float:
        """Area of the intersection in square points."""
        return self.overlap_x(other) * self.overlap_y(other)

    def contains(self, other: Box, tolerance: float = 0.0) -> bool:
        """Whether ``other`` lies inside, allowing ``tolerance`` points on each side."""
        return (
            self.x0 - tolerance <= other.x0
            and self.top - tolerance <= other.top
            and self.x1 + tolerance >= other.x1
            and self.bottom + tolerance >= other.bottom
        )

    def rounded(self) -> Box:
        """The same box to a tenth of a point, as stored in goldens and the warehouse."""
        return Box(round(self.x0, 1), round(self.top, 1), round(self.x1, 1), round(self.bottom, 1))


def union_boxes(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all of ``boxes``; None where there is none."""
    total: Box | None = None
    for box in boxes:
        total = box if total is None else total.union(box)
    return total


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: a box on a page of a PDF, or a range of lines of a text export."""

    page: int | None
    """Page number from 1; None in a text export that does not tell its pages."""
    box: Box | None = None
    """The box on that page; None in a text export."""
    lines: tuple[int, int] | None = None
    """First and last line, from 1, of a text export; None in a PDF."""

    def __str__(self) -> str:
        """Short form for messages: ``p3 [36.0 90.5 180.2 120.0]`` or ``lines 12-14``."""
        parts: list[str] = []
        if self.page is not None:
            parts.append(f"p{self.page}")
        if self.box is not None:
            b = self.box.rounded()
            parts.append(f"[{b.x0} {b.top} {b.x1} {b.bottom}]")
        if self.lines is not None:
            first, last = self.lines
            parts.append(f"line {first}" if first == last else f"lines {first}-{last}")
        return " ".join(parts) or "nowhere"


def union_places(places: Iterable[Place]) -> Place | None:
    """One place that covers ``places``, which must be of one page; None where there is none."""
    listed = list(places)
    if not listed:
        return None
    spans = [p.lines for p in listed if p.lines is not None]
    lines = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
    return Place(listed[0].page, union_boxes(p.box for p in listed if p.box is not None), lines)
