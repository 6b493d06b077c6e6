"""Which labels of a table are areas, which measures, which categories: decided over a whole axis.

A label alone seldom tells ("Abbey" is a ward under "Ward", "Reading" is a town beside "Slough"); the
labels that stand in one column or one header row are of one sort.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from parsers.kinds.figure_grid import FigureCell, FigureGrid
from parsers.kinds.labels import Label, parse_label
from parsers.places import is_area_header, is_place, strip_area_words

Role = Literal["measure", "area", "category", "period", "none"]

_INDICATOR = re.compile(
    r"\b(?:indicators?|measures?|metrics?|kpis?|performance|outcomes?|statistics?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class AxisTolerances:
    """Shares at which an axis is of one sort; set on the tuning cases."""

    area_share: float = 0.5
    """Known places among the labels (totals apart) from which all of them are areas."""
    measure_share: float = 0.5
    """Labels with a counting noun from which all labels of the axis are measures."""


TOLERANCES = AxisTolerances()


@dataclass(frozen=True, slots=True)
class Part:
    """One label over a figure and the role it plays."""

    label: Label
    role: Role
    text: str
    """Its wording in that role: without unit, period, marks; an area without "Total"."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The role of every label of a table; a key is (axis, level, label)."""

    roles: dict[tuple[str, int, str], Role]

    def parts_of(self, cell: FigureCell) -> tuple[Part, ...]:
        """The labels of a figure in order: row path, then column path."""
        return tuple(
            _build_part(parse_label(text), self.roles.get((axis, level, text), "none"))
            for axis, level, text, _ in _labels_of(cell)
        )


def build_axes(grid: FigureGrid, caption: Label) -> Axes:
    """Decide the role of every label from all labels of its axis, its header and the caption."""
    groups: dict[tuple[str, int], dict[str, str]] = {}
    for cell in grid.cells:
        for axis, level, text, header in _labels_of(cell):
            groups.setdefault((axis, level), {}).setdefault(text, header)
    parsed = {key: {t: parse_label(t) for t in texts} for key, texts in groups.items()}
    areas = {key: _areas_of(parsed[key], groups[key]) for key in groups}
    open_axes = [
        k
        for k in groups
        if any(label.sort == "other" and t not in areas[k] for t, label in parsed[k].items())
    ]
    roles: dict[tuple[str, int, str], Role] = {}
    for key, texts in parsed.items():
        if key[0] == "row" and key[1] < 0:
            measures = _heads_areas(parsed.get(("row", 0), {}), areas.get(("row", 0), set()))
        else:
            measures = _are_measures(texts, groups[key], areas[key], caption, open_axes == [key])
        for text, label in texts.items():
            roles[(*key, text)] = _role_of(label, text in areas[key], measures)
    return Axes(_settle_states(roles))


def _settle_states(roles: dict[tuple[str, int, str], Role]) -> dict[tuple[str, int, str], Role]:
    """Labels such as "Baseline" and "Latest" measure nothing where the other axis says what is measured."""
    states = {
        k for k, role in roles.items() if role in ("measure", "category") and parse_label(k[2]).is_status
    }
    axes = {k[0] for k, role in roles.items() if role == "measure" and k not in states}
    return {k: "none" if k in states and axes - {k[0]} else role for k, role in roles.items()}


def _labels_of(cell: FigureCell) -> list[tuple[str, int, str, str]]:
    """(axis, level, label, header of its column) of each label; groups are levels below zero."""
    listed: list[tuple[str, int, str, str]] = []
    for i, (text, header) in enumerate(zip(cell.row_path, cell.label_headers, strict=True)):
        listed.append(("row", i - cell.groups, text, header))
    listed.extend(("column", i - len(cell.column_path), text, "") for i, text in enumerate(cell.column_path))
    return listed


def _areas_of(labels: dict[str, Label], headers: dict[str, str]) -> set[str]:
    others = {t: label for t, label in labels.items() if label.sort == "other"}
    places = {t for t, label in others.items() if is_place(label.core)}
    headed = {t for t in others if is_area_header(headers[t])}
    if headed:
        return headed
    named = [t for t in others if others[t].sort == "other"]
    if named and len(places) / len(named) >= TOLERANCES.area_share:
        return {t for t in named if not others[t].is_counting}
    return places


def _are_measures(
    labels: dict[str, Label], headers: dict[str, str], areas: set[str], caption: Label, is_only: bool
) -> bool:
    """Whether the labels of an axis that are no areas say what is measured rather than of which sort."""
    others = [label for t, label in labels.items() if label.sort == "other" and t not in areas]
    if not others:
        return False
    if any(_INDICATOR.search(headers[t]) for t in labels):
        return True
    counting = sum(label.is_counting or label.kind is not None for label in others) / len(others)
    generic = sum(label.is_generic for label in others) / len(others)
    if generic >= TOLERANCES.measure_share or _is_mixed(others):
        return True
    if len({label.core for label in others}) == 1 and others[0].is_counting:
        return True
    if caption.is_counting and caption.core:
        return False
    if len(others) == 1 == len(labels) and not others[0].is_counting and not is_only:
        return False
    return counting >= TOLERANCES.measure_share or is_only


def _heads_areas(rows: dict[str, Label], areas: set[str]) -> bool:
    """Whether group lines stand over areas: then they are the measures of the rows below."""
    others = [t for t, label in rows.items() if label.sort == "other"]
    return not others or len(areas) / len(others) >= TOLERANCES.area_share


def _is_mixed(labels: list[Label]) -> bool:
    """Whether labels beside one another are of different units or kinds: counts beside rates."""
    kinds = {
        (label.unit if label.unit != "count" else None, label.kind)
        for label in labels
        if label.kind != "target"
    }
    return len(kinds) > 1


def _role_of(label: Label, is_area: bool, measures: bool) -> Role:
    if label.sort == "period":
        return "period"
    if label.sort in ("unit", "empty", "change"):
        return "none"
    if label.sort == "total":
        return "category"
    if is_area:
        return "area"
    if label.kind == "target" and len(label.core.split()) <= 2:
        return "none"
    return "measure" if measures else "category"


def _build_part(label: Label, role: Role) -> Part:
    return Part(label, role, strip_area_words(label.core) if role == "area" else label.core)
