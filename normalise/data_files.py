"""The CSV files of ``normalise/data``: rows of a stated width, read from the package."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib import resources

from planhouse.errors import RegisterError


def read_rows(name: str, columns: int) -> Iterator[list[str]]:
    """Rows of a file in ``normalise/data``, without the header.

    Raises:
        RegisterError: a line has another number of fields.
    """
    text = resources.files("normalise").joinpath("data", name).read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text))
    next(rows, None)
    for row in rows:
        if len(row) != columns:
            raise RegisterError(
                f"normalise/data/{name}: line of {row[:1]} has {len(row)} of {columns} fields"
            )
        yield row
