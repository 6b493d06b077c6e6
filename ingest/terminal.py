"""What the terminal is like: how wide, and whether marks may be colours."""

from __future__ import annotations

import os
import shutil
import sys

ELSEWHERE = 120
"""Characters of a line of a table that goes to a file or a pipe."""


def table_width() -> int:
    """Characters of a line that tables fit in: the terminal's, ``COLUMNS``, or 120 elsewhere."""
    return text_width() or ELSEWHERE


def text_width() -> int | None:
    """Characters of a line that running text is folded to; None where it goes to a file or a pipe.

    There lines stay whole, so that what they say can be searched.
    """
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return max(20, shutil.get_terminal_size().columns)
    return None


def has_colour() -> bool:
    """Whether marks may be colours: on a terminal that has them and whose user has not refused them."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
