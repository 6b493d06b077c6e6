"""Stable ids: the same printed thing in the same file has the same id on every run.

An id is a prefix and twelve hexadecimal digits of a SHA-256 over its parts. What the parts are is
said where the id is made; they are content and order, never a counter over the whole warehouse.
"""

import hashlib
import unicodedata


def fold_text(text: str) -> str:
    """Text for comparison: NFKC, lower case, only letters and digits, single blanks between words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def stable_id(prefix: str, *parts: object) -> str:
    """An id such as ``a-3f9c0b12d4e5`` from ``parts``; equal parts give equal ids."""
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"
