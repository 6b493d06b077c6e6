"""Near spellings: typos put right by the register's own words, and names of nearly this spelling."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from normalise.match import NEAR, Scored, score
from normalise.plan_area import FIT, PlanArea
from normalise.register import Register

NEAR_CUTOFF = 84.0
"""Least similarity of a near spelling, of 100: two typos in a name of fourteen letters."""
NEAR_STRANGER = 93.0
"""Similarity a near spelling needs when the area does not speak for it."""
NEUTRAL = frozenset(
    {"the", "of", "and", "for", "uk", "nhs", "ltd", "service", "services", "hm", "in", "university"}
)
"""Words that may be there or not without making another name."""
MOST_EDITS = 2
"""Letters that may be wrong in one word."""


class _Pools:
    """Names by first letter and vocabulary of their words: what a near spelling is compared with."""

    def __init__(self, register: Register):
        self.names: dict[str, list[str]] = {}
        vocabulary: set[str] = set()
        for name in register.by_name:
            self.names.setdefault(name[:1], []).append(name)
            vocabulary.update(name.split())
        for place in register.by_place:
            vocabulary.update(place.split())
        for words in register.kind_words:
            vocabulary.update(words)
        for phrase in (*register.departments, *register.roles):
            vocabulary.update(phrase.split())
        self.vocabulary = frozenset(vocabulary)
        self.deletes = _deletes_of(w for w in vocabulary if len(w) >= 5)
        self.corrected: dict[str, str | None] = {}


def _deletes_of(words: Iterable[str]) -> dict[str, list[str]]:
    """Every word under itself and itself less one letter, so that one typo is one look-up."""
    table: dict[str, list[str]] = {}
    for word in words:
        for variant in _variants(word):
            table.setdefault(variant, []).append(word)
    return table


def _variants(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


@functools.lru_cache(maxsize=4)
def pools_of(register: Register) -> _Pools:
    """The register's spellings, built on first use."""
    return _Pools(register)


def correct_words(words: list[str], register: Register) -> list[str] | None:
    """The words with single typos put right by the register's vocabulary; None where nothing changes."""
    pools = pools_of(register)
    fixed = [w if w in pools.vocabulary or len(w) < 5 else (_correct(w, pools) or w) for w in words]
    return fixed if fixed != words else None


def _correct(word: str, pools: _Pools) -> str | None:
    """The one word of the vocabulary a single typo away; None where there is none or there are several."""
    if word in pools.corrected:
        return pools.corrected[word]
    near = {c for v in _variants(word) for c in pools.deletes.get(v, ())}
    close = {c for c in near if DamerauLevenshtein.distance(word, c, score_cutoff=1) <= 1}
    result = next(iter(close)) if len(close) == 1 else None
    pools.corrected[word] = result
    return result


def find_near(key: str, register: Register, area: PlanArea, years: tuple[int, int] | None) -> list[Scored]:
    """Bodies of nearly this name, by edit similarity among names of the same first letter."""
    if len(key) < 8:
        return []
    pools = pools_of(register)
    names = pools.names.get(key[:1], [])
    hits = process.extract(key, names, scorer=fuzz.ratio, limit=6, score_cutoff=NEAR_CUTOFF)
    found = []
    for name, similarity, _ in hits:
        for body in register.by_name[name]:
            near = score(body, "fuzzy", NEAR, area, years, similarity / 100.0)
            typo = float(is_typo_of(key, name, pools.vocabulary))
            found.append(replace(near, features=near.features | {"typo": typo}))
    return found


def is_near_enough(best: Scored) -> bool:
    """Whether a near spelling may be accepted: a typo, in the plan's area or all but equal."""
    if not best.features["typo"]:
        return False
    similarity = best.features["name"] * 100.0
    return (
        best.features["area"] >= FIT.inside and similarity >= NEAR_CUTOFF + 4
    ) or similarity >= NEAR_STRANGER


def is_typo_of(key: str, name: str, vocabulary: frozenset[str]) -> bool:
    """Whether two names differ only by misspelt words; two words that both exist are two names."""
    if key.replace(" ", "") == name.replace(" ", ""):
        return True
    written, meant = set(key.split()), set(name.split())
    left = written - meant - NEUTRAL
    missing = meant - written - NEUTRAL
    for word in left:
        near = [m for m in missing if is_misspelt(word, m, vocabulary)]
        if not near:
            return False
        missing.discard(near[0])
    return not missing


def is_misspelt(word: str, meant: str, vocabulary: frozenset[str]) -> bool:
    """Whether one word is the other with a typo or without its plural s."""
    if word + "s" == meant or meant + "s" == word:
        return True
    return word not in vocabulary and DamerauLevenshtein.distance(word, meant) <= MOST_EDITS
