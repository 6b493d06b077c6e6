"""Printed wording of what is counted -> a controlled measure: "ASB incidents" -> ``asb_all``.

The vocabulary is data (``data/measures.csv``): measures in order, the narrower before the wider, each
with patterns of its wording. Nothing is guessed: wording that no pattern fits stays unmapped and is listed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalise.data_files import read_rows
from planhouse.ids import fold_text

UNMAPPED = "unmapped"
_LEFT_OUT = re.compile(r"\b(?:excluding|excl|except|not including|minus|ex) \w+(?: and \w+)?")
"""What a count leaves out is not what it counts: "total recorded crime (excluding fraud)"."""
_RANKS = ("dominant", "", "generic")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the vocabulary."""

    measure_id: str
    name: str
    standard_name: str
    """The Home Office's name where it has one; else empty."""
    family: str
    rank: str
    """``dominant`` where it decides beside any other (funding for a theme counts money), ``generic`` where
    it yields to any other (all crime, victims), else empty."""
    pattern: re.Pattern[str]
    refines: re.Pattern[str] | None
    """Wording that means this measure only beside a wider one of its family: "Race" under hate crime."""


def compile_patterns(patterns: str) -> re.Pattern[str]:
    """One pattern out of several set apart by semicolons, on whole words of folded text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{p})' for p in patterns.split(';'))})(?!\w)")


@functools.cache
def load_measures() -> tuple[Measure, ...]:
    """The vocabulary that ships with the project, narrower measures first; read once per process."""
    return tuple(_build_measure(row) for row in read_rows("measures.csv", 8))


def _build_measure(row: list[str]) -> Measure:
    measure_id, name, standard, family, rank, patterns, refines, _source = row
    refining = compile_patterns(refines) if refines else None
    return Measure(measure_id, name, standard, family, rank, compile_patterns(patterns), refining)


@functools.lru_cache(maxsize=16384)
def find_measure(wording: str) -> tuple[Measure, str] | None:
    """The measure a wording names and the words that say so, or None.

    Of several the one of the higher rank wins, of these the one whose words cover most of the wording, of
    equals the earlier (narrower): "Knife crime and detections" is knife crime.
    """
    folded = _LEFT_OUT.sub("", fold_text(wording))
    best: tuple[Measure, str] | None = None
    for measure in load_measures():
        match = max(measure.pattern.finditer(folded), key=lambda m: len(m[0]), default=None)
        if match is not None and (best is None or _weight(measure, match[0]) > _weight(*best)):
            best = measure, match[0]
    return best


def _weight(measure: Measure, words: str) -> tuple[int, int]:
    """How much a hit counts: its measure's rank, then the length of its words."""
    return -_RANKS.index(measure.rank), len(words)


def resolve_measure(wordings: Sequence[str]) -> tuple[str, str]:
    """Measure id and rule for the wordings of a figure, the nearest to it first (label, header, caption).

    The first wording that names a measure decides, unless that measure is generic and another is not; a
    label such as "Race" then narrows "Hate crime". ``unmapped`` where no wording names any.
    """
    found = [(at, hit) for at, wording in enumerate(wordings, start=1) if (hit := find_measure(wording))]
    if not found:
        return UNMAPPED, UNMAPPED
    at, (measure, words) = min(found, key=lambda f: (_RANKS.index(f[1][0].rank), f[0]))
    for wording in wordings:
        narrower = _refine(measure, fold_text(wording))
        if narrower is not None:
            return narrower.measure_id, f"wording_{at}: {words} / {fold_text(wording)}"
    return measure.measure_id, f"wording_{at}: {words}"


def _refine(measure: Measure, label: str) -> Measure | None:
    """The narrower measure of the same family that a whole label names, or None."""
    for other in load_measures():
        if other.family == measure.family and other.refines and other.refines.fullmatch(label):
            return other
    return None
