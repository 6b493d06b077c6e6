"""Arithmetic on printed figures: what should hold between them, and whether it does."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from planhouse.geometry import Place
from planhouse.records import Record

CheckKind = Literal["difference", "percentage_change", "total", "subtotal", "shares", "repeated_figure"]
Verdict = Literal["holds", "rounding", "truncated", "fails", "cannot_judge"]


class Check(Record):
    """One relation between printed figures, recomputed."""

    check_id: str
    kind: CheckKind
    """``difference``: last minus first; ``percentage_change``: the difference on a base; ``total`` and
    ``subtotal``: parts and their sum; ``shares``: parts that should make 100; ``repeated_figure``: one
    quantity printed twice."""
    table: int | None = None
    """Number of the logical table; None where the printed figure stands in prose."""
    subject_id: str
    """Statistic whose printed value is put to the test."""
    statistic_ids: tuple[str, ...]
    """Every statistic used, the subject first."""
    printed: Decimal
    """The subject's printed value, in its own unit."""
    recomputed: Decimal | None = None
    """What the other figures give, unrounded to 28 digits; None where it cannot be judged."""
    verdict: Verdict
    """``holds`` exactly; ``rounding``: the recomputed value rounds to the printed one; ``truncated``: it
    only agrees when cut off; ``fails``; ``cannot_judge``: a part is missing or unread."""
    base: str | None = None
    """For a percentage change: ``first`` (the earlier figure, as it should be) or ``last``: the base on
    which the printed value comes out; None where neither gives it."""
    place: Place | None = None
    """Where the subject is printed."""
    message: str
    """The relation with its figures in one line."""
