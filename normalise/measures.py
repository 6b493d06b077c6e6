"""Printed wording of what is counted -> a controlled measure: "ASB incidents" -> ``asb_all``.

The vocabulary is data (``data/measures.csv``): measures in order, the narrower before the wider, each
with patterns of its wording. Nothing is guessed: wording that no pattern fits stays unmapped and is listed.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from planhouse.errors import RegisterError
from planhouse.ids import fold_text

UNMAPPED = "unmapped"
ALL_CRIME = "total_recorded_crime"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the vocabulary."""

    measure_id: str
    name: str
    standard_name: str
    """The Home Office's name where it has one; else empty."""
    family: str
    pattern: re.Pattern[str]


def read_vocabulary(name: str, columns: int) -> Iterator[list[str]]:
    """Rows of a vocabulary file in ``normalise/data``, without the header."""
    text = resources.files("normalise").joinpath("data", name).read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text))
    next(rows, None)
    for row in rows:
        if len(row) != columns:
            raise RegisterError(
                f"normalise/data/{name}: line of {row[:1]} has {len(row)} of {columns} fields"
            )
        yield row


def compile_patterns(patterns: str) -> re.Pattern[str]:
    """One pattern out of several set apart by semicolons, on whole words of folded text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{p})' for p in patterns.split(';'))})(?!\w)")


@functools.cache
def load_measures() -> tuple[Measure, ...]:
    """The vocabulary that ships with the project, narrower measures first; read once per process."""
    return tuple(
        Measure(measure_id, name, standard, family, compile_patterns(patterns))
        for measure_id, name, standard, family, patterns, _source in read_vocabulary("measures.csv", 6)
    )


@functools.lru_cache(maxsize=16384)
def find_measure(wording: str) -> tuple[Measure, str] | None:
    """The measure a wording names and the words that say so, or None.

    The measure whose words cover most of the wording wins; of equals the earlier (narrower) one.
    """
    folded = fold_text(wording)
    best: tuple[Measure, str] | None = None
    for measure in load_measures():
        match = max(measure.pattern.finditer(folded), key=lambda m: len(m[0]), default=None)
        if match is not None and (best is None or len(match[0]) > len(best[1])):
            best = measure, match[0]
    return best


def resolve_measure(wordings: Sequence[str]) -> tuple[str, str]:
    """Measure id and rule for the wordings of a figure, most telling first (label, header, caption).

    The first wording that names a measure decides; all crime yields to any narrower one beside it, as in
    the offences of a table headed "Recorded crime". ``unmapped`` where no wording names any.
    """
    found = [(at, hit) for at, wording in enumerate(wordings, start=1) if (hit := find_measure(wording))]
    for at, (measure, words) in sorted(found, key=lambda f: f[1][0].measure_id == ALL_CRIME):
        return measure.measure_id, f"wording_{at}: {words}"
    return UNMAPPED, UNMAPPED
