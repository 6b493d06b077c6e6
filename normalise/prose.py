"""Agencies named in running text: full names and known acronyms only, never a bare "police" or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from normalise.agencies import AgencyReader
from normalise.named import Named
from normalise.names import fold_name, is_acronym
from normalise.register import Register

_WORD = re.compile(r"[A-Za-z][\w'’&.-]*|&")
_FULL_RULES = frozenset({"register_name", "kind_and_place"})
_ACRONYM_RULES = frozenset({"document_acronym", "alias"})
_POSSESSIVE = re.compile(r"['’]s$")
LONGEST = 10
"""Words of the longest name looked for."""
LEAST_LETTERS = 3
"""Letters of the shortest acronym believed in running text."""


@lru_cache(maxsize=4)
def _ends_of(register: Register) -> tuple[frozenset[str], frozenset[str]]:
    """First and last words of every name, so that few stretches of text need looking up."""
    firsts, lasts = set(), set()
    for name in (*register.by_name, *register.by_place):
        firsts.add(name.partition(" ")[0])
        lasts.add(name.rpartition(" ")[2])
    for words in register.kind_words:
        firsts.add(words[0])
        lasts.add(words[-1])
    return frozenset(firsts), frozenset(lasts)


def find_in_prose(text: str, reader: AgencyReader) -> tuple[Named, ...]:
    """Every body named in full or by acronym in a text, in order, each once."""
    found: dict[tuple[str, ...], Named] = {}
    for named in _scan(text, reader):
        found.setdefault(named.choice.agency_ids, named)
    return tuple(found.values())


def _scan(text: str, reader: AgencyReader) -> Iterator[Named]:
    words = list(_WORD.finditer(text))
    firsts, lasts = _ends_of(reader.register)
    at = 0
    while at < len(words):
        step = 1
        if words[at].group()[0].isupper():
            for size in range(min(LONGEST, len(words) - at), 0, -1):
                stretch = text[words[at].start() : words[at + size - 1].end()]
                stretch = _POSSESSIVE.sub("", stretch.rstrip(".'’"))
                if size > 1 and not _may_be_name(words, at, size, stretch, firsts, lasts):
                    continue
                named = _name(stretch, size, reader)
                if named is not None:
                    yield named
                    step = size
                    break
        at += step


def _may_be_name(
    words: list[re.Match[str]],
    at: int,
    size: int,
    stretch: str,
    firsts: frozenset[str],
    lasts: frozenset[str],
) -> bool:
    """Whether a stretch begins and ends as some name does and holds no mark that ends a name."""
    if any(mark in stretch for mark in (". ", ";", ":", "\n", "(", ")", "/")):
        return False
    first, last = fold_name(words[at].group()), fold_name(words[at + size - 1].group())
    return first in firsts and last in lasts and words[at + size - 1].group()[0].isupper()


def _name(stretch: str, size: int, reader: AgencyReader) -> Named | None:
    if size == 1 and not (is_acronym(stretch) and len(stretch) >= LEAST_LETTERS):
        return None
    choice = reader.resolver.find_exact(stretch)
    if choice is None or not choice.is_accepted or choice.department is not None:
        return None
    wanted = _ACRONYM_RULES if size == 1 else _FULL_RULES
    return Named(stretch, "unstated", choice) if choice.rule in wanted else None
