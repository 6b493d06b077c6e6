"""Names of the package that are imported when they are first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

NAMES = {"connect": "warehouse.connection", "open_for_questions": "warehouse.connection"}
"""Name -> module it stands in."""


def __getattr__(name: str) -> Any:
    """A name of ``warehouse``, its module imported now.

    Raises:
        AttributeError: ``warehouse`` has no such name.
    """
    if name not in NAMES:
        raise AttributeError(f"module 'warehouse' has no attribute {name!r}")
    return getattr(import_module(NAMES[name]), name)
