"""A second opinion where our own score is low: camelot's boundaries, weighed by our own score."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from parsers.grids.marks import Stroke
from parsers.grids.region import Region
from planhouse.geometry import Box
from planhouse.page import PageGeometry

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpinionLimits:
    """When camelot is asked, and how often at most: it takes tens of milliseconds a page."""

    doubtful: float = 0.3
    """A refused grid from this score on is a doubt worth asking about."""
    least_cells: int = 10
    """Smaller grids are not worth it."""
    least_lines: int = 5
    """On a page with a picture: lines of three segments or more that make a table likely."""
    margin: float = 0.05
    """Its grid must score so much better than ours."""
    most_pages: int = 20
    """Pages of one document it is asked about."""
    pictured: float = 0.25
    """Share of the page a picture must cover for rules to be sought in the picture."""


LIMITS = OpinionLimits()


@dataclass(slots=True)
class SecondOpinion:
    """Camelot on one document; counts how often it was asked and how often it won."""

    data: bytes
    """The PDF."""
    asked: int = 0
    """Pages it was asked about."""
    won: int = 0
    """Tables taken from it."""
    failures: list[str] = field(default_factory=list)
    """What it raised, for the record; a failure never stops a document."""

    def find_regions(self, page: PageGeometry) -> list[Region]:
        """Camelot's tables of a page as regions whose strokes are its boundaries."""
        if self.asked >= LIMITS.most_pages:
            return []
        self.asked += 1
        options = {"flavor": "hybrid", "engine": "vector"}
        if is_pictured(page):
            options = {"flavor": "lattice", "engine": "combined"}
        try:
            tables = _read_tables(self.data, page.number, options)
        except Exception as error:  # whatever a foreign library raises is its own affair
            self.failures.append(f"page {page.number}: {type(error).__name__}: {error}")
            _LOG.debug("camelot failed on page %s", page.number, exc_info=True)
            return []
        return [region for table in tables if (region := build_region(table, page.height)) is not None]


def is_pictured(page: PageGeometry) -> bool:
    """Whether a picture covers so much of the page that rules may be drawn in it."""
    whole = page.width * page.height
    return any(image.area >= LIMITS.pictured * whole for image in page.images)


def _read_tables(data: bytes, number: int, options: dict[str, str]) -> Iterable[Any]:
    """Camelot's tables of one page; imported here because the import alone takes a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from camelot.io import read_pdf

        tables: Iterable[Any] = read_pdf(io.BytesIO(data), pages=str(number), suppress_stdout=True, **options)
    return tables


def build_region(table: Any, height: float) -> Region | None:
    """A region from a camelot table, whose y runs up from the bottom of the page.

    Args:
        table: with ``rows`` (top, bottom), ``cols`` (left, right) and ``cells`` that know their edges.
        height: of the page in points.
    """
    rows, columns = list(table.rows), list(table.cols)
    if len(rows) < 2 or len(columns) < 2:
        return None
    box = Box(columns[0][0], height - rows[0][0], columns[-1][1], height - rows[-1][1])
    if box.width <= 0 or box.height <= 0:
        return None
    across: list[Stroke] = []
    down: list[Stroke] = []
    for r, (top, bottom) in enumerate(rows):
        for c, (left, right) in enumerate(columns):
            cell = table.cells[r][c]
            if r == 0 or cell.top:
                across.append(Stroke(height - top, left, right, False))
            if c == 0 or cell.left:
                down.append(Stroke(left, height - top, height - bottom, False))
    across.append(Stroke(box.bottom, box.x0, box.x1, False))
    down.append(Stroke(box.x1, box.top, box.bottom, False))
    return Region(box, "ruled", across, down)
