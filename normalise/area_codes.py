"""Codes of areas that no council or force stands for, and codes that changed with a boundary."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from normalise.data_files import read_rows


@dataclass(frozen=True, slots=True)
class WideArea:
    """A country, region, metropolitan county or combined authority."""

    code: str
    name: str
    kind: str
    wordings: frozenset[str]
    """Folded names it goes by."""


@functools.cache
def load_wide_areas() -> tuple[WideArea, ...]:
    """The wider areas that ship with the project; read once per process."""
    return tuple(
        WideArea(code, name, kind, frozenset(wordings.split(";")))
        for code, name, kind, wordings, _source in read_rows("wide_codes.csv", 5)
    )


@functools.cache
def load_regions() -> dict[str, WideArea]:
    """The region of each English authority, by the registry's short code of the authority."""
    by_name = {w.name: w for w in load_wide_areas() if w.kind == "region"}
    return {area: by_name[region] for area, region, _source in read_rows("regions.csv", 3)}


@functools.cache
def _changes() -> dict[str, tuple[str, str, str]]:
    """Either code of an area whose code changed -> later code, former code, first day of the later."""
    changes = {}
    for code, former, _name, first_day, _source in read_rows("former_codes.csv", 5):
        changes[code] = changes[former] = (code, former, first_day)
    return changes


def pick_code(code: str, year: int | None) -> str:
    """The code an area had in a plan that starts in ``year``; the latest where the year is unknown."""
    change = _changes().get(code)
    if change is None:
        return code
    later, former, first_day = change
    return former if year is not None and f"{year}-12-31" < first_day else later
