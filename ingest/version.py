"""Which program read a document: when it changes, unchanged files are read anew."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

import planhouse

READING_ROOMS = ("planhouse", "parsers", "normalise")
"""Packages whose code and data decide what is read from a file."""
CODE_AND_DATA = frozenset({".py", ".toml", ".csv"})


def program_version(decisions: str = "") -> str:
    """The version with a fingerprint of the reading code, its data and a person's decisions.

    Args:
        decisions: a person's, as lines of JSON; other ones mean that documents are read anew.

    Returns:
        Such as ``0.1.0+3f9c0b12``: equal where the same bytes give the same result.
    """
    digest = hashlib.sha256()
    for room in READING_ROOMS:
        root = Path(import_module(room).__file__ or "").parent
        for path in sorted(p for p in root.rglob("*") if p.suffix in CODE_AND_DATA):
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    digest.update(decisions.encode())
    return f"{planhouse.__version__}+{digest.hexdigest()[:8]}"
