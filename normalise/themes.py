"""Themes of an action and the words that led there: domestic abuse, rural crime, road safety..."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalise.data_files import read_rows
from normalise.measures import compile_patterns
from planhouse.ids import fold_text


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the vocabulary."""

    theme_id: str
    name: str
    pattern: re.Pattern[str]


@functools.cache
def load_themes() -> tuple[Theme, ...]:
    """The vocabulary that ships with the project; read once per process."""
    return tuple(
        Theme(theme_id, name, compile_patterns(patterns))
        for theme_id, name, patterns, _source in read_rows("themes.csv", 4)
    )


def find_themes(texts: Sequence[str]) -> tuple[tuple[Theme, tuple[str, ...]], ...]:
    """Themes the texts touch, each with the distinct words that led there; most words first."""
    folded = "\n".join(fold_text(t) for t in texts)
    found = []
    for theme in load_themes():
        words = tuple(dict.fromkeys(m[0] for m in theme.pattern.finditer(folded)))
        if words:
            found.append((theme, words))
    return tuple(sorted(found, key=lambda f: -len(f[1])))
