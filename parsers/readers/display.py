"""From a PDF's own coordinates to the page as displayed: crop box and rotation undone, y down."""

from __future__ import annotations

from dataclasses import dataclass

from planhouse.geometry import Box

Corners = tuple[float, float, float, float]
"""left, bottom, right, top in a PDF's user space (y up)."""


@dataclass(frozen=True, slots=True)
class Display:
    """How a page is shown: which part of user space, turned by how many quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0
    """Clockwise quarter turns applied for display (``/Rotate`` divided by 90), 0 to 3."""

    @property
    def width(self) -> float:
        """Width of the displayed page in points."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the displayed page in points."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The displayed box of a rectangle given in user space (``x0 <= x1``, ``y0 <= y1``)."""
        if self.quarters == 0:
            return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if self.quarters == 1:
            return Box(y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if self.quarters == 2:
            return Box(self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        return Box(self.top - y1, self.right - x1, self.top - y0, self.right - x0)

    def clipped(self, box: Box) -> Box | None:
        """The part of a displayed box that lies on the page; None where nothing does."""
        x0, top = max(box.x0, 0.0), max(box.top, 0.0)
        x1, bottom = min(box.x1, self.width), min(box.bottom, self.height)
        return Box(x0, top, x1, bottom) if x1 >= x0 and bottom >= top else None


def reading_box(corners: Corners, turn: int) -> Corners:
    """A user-space rectangle in the frame of text of one direction: along, down, along, down.

    Args:
        corners: left, bottom, right, top in user space.
        turn: direction the text runs in, in counter-clockwise quarters (0 to the right, 1 upwards).

    Returns:
        Start and end along the direction of reading, upper and lower edge across it, as
        ``(u0, v0, u1, v1)`` with ``u`` growing in reading direction and ``v`` towards the next line.
    """
    x0, y0, x1, y1 = corners
    if turn == 0:
        return x0, -y1, x1, -y0
    if turn == 1:
        return y0, x0, y1, x1
    if turn == 2:
        return -x1, y0, -x0, y1
    return -y1, -x1, -y0, -x0


def user_box(u0: float, v0: float, u1: float, v1: float, turn: int) -> Corners:
    """The user-space rectangle of a box given in the frame of text of direction ``turn``."""
    if turn == 0:
        return u0, -v1, u1, -v0
    if turn == 1:
        return v0, u0, v1, u1
    if turn == 2:
        return -u1, v0, -u0, v1
    return -v1, -u1, -v0, -u0
