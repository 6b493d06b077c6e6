"""Blank cells that belong to a spanning cell: inherited, never printed."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.stitch.build import Assembly, RowUnderWay
from parsers.stitch.slots import is_figure
from planhouse.issues import raise_issue
from planhouse.table import LogicalCell, LogicalRow

MOSTLY_FIGURES = 0.5
"""From this share of figures on a table is statistics: a blank there is a blank."""


@dataclass(frozen=True, slots=True)
class _Carrier:
    """What a column carries down."""

    cell: LogicalCell
    section: str | None


def build_logical_rows(assembly: Assembly) -> tuple[LogicalRow, ...]:
    """The rows with inherited cells filled in and marked."""
    carried: dict[int, _Carrier] = {}
    spanned = _spanning_columns(assembly)
    are_figures = assembly.are_cards or assembly.profile.figures > MOSTLY_FIGURES
    built = []
    for row in assembly.rows:
        cells = []
        rules = _find_rules(assembly, row, carried, spanned)
        for col in range(assembly.n_cols):
            own = row.cells.get(col)
            if own is not None:
                cell = LogicalCell(own.text, tuple(own.fragments))
                carried[col] = _Carrier(cell, row.section)
            elif rule := rules.get(col):
                above = carried[col].cell
                cell = LogicalCell(above.text, above.fragments, "inherited", rule)
            elif (reach := row.cells.get(row.across.get(col, col))) and not are_figures:
                cell = LogicalCell(reach.text, tuple(reach.fragments), "inherited", "across")
            else:
                cell = LogicalCell("")
            cells.append(cell)
        _drop_inner(carried, row, assembly.profile.groups)
        built.append(LogicalRow(tuple(cells), row.section, row.section_fragments))
    return tuple(built)


def _spanning_columns(assembly: Assembly) -> set[int]:
    """Columns in which the source shows spans: a closed blank there is a printed blank."""
    return {c for row in assembly.rows for c in row.covered}


def _drop_inner(carried: dict[int, _Carrier], row: RowUnderWay, groups: tuple[int, ...]) -> None:
    """A new outermost group ends what the row leaves blank."""
    first = groups[0] if groups else 0
    if first in row.cells:
        for col in [c for c in carried if c != first and c not in row.cells and c not in row.covered]:
            carried.pop(col)


def _find_rules(
    assembly: Assembly, row: RowUnderWay, carried: dict[int, _Carrier], spanned: set[int]
) -> dict[int, str]:
    """Column -> rule by which its blank cell inherits."""
    usable = {c for c, carrier in carried.items() if carrier.section == row.section and c not in row.cells}
    rules = dict.fromkeys(usable & row.covered, "span")
    profile = assembly.profile
    if assembly.are_cards or profile.figures > MOSTLY_FIGURES or profile.key is None or not row.cells:
        return rules
    keyed = profile.key in row.cells
    prefix = (*profile.groups, profile.key)
    for col in prefix[: next((i for i, c in enumerate(prefix) if c in row.cells), len(prefix))]:
        if col in usable and not is_figure(carried[col].cell.text) and _may_share(row, col, spanned):
            rules.setdefault(col, "group")
    if not keyed and profile.key in rules and not row.covered:
        _doubt(assembly, row, [c for c in rules if rules[c] == "group"])
    if keyed and profile.groups and profile.groups[0] not in row.cells and rules:
        _share_blank(assembly, row, usable, rules, row.closed & spanned)
    return rules


def _may_share(row: RowUnderWay, col: int, spanned: set[int]) -> bool:
    """Whether a blank cell left of the activity may belong to the group above."""
    return row.at_top or col not in row.closed or col not in spanned


def _doubt(assembly: Assembly, row: RowUnderWay, columns: list[int]) -> None:
    """Put inherited cells to review."""
    first = row.cells[min(row.cells)]
    named = ", ".join(assembly.profile.name(c) for c in columns)
    message = f"{named} of {' '.join(first.text.split())[:60]!r} taken from the row above"
    assembly.issues.append(raise_issue("CELL_INHERITED", message, first.fragments[0].place, columns=named))


def _share_blank(
    assembly: Assembly, row: RowUnderWay, usable: set[int], rules: dict[int, str], closed: set[int]
) -> None:
    """A row of a group that prints neither when nor who shares those of the row above.

    Observed where an exporter lost the vertical spans: the first activity of a group carries date,
    lead and impact for the ones below. A guess, so each is put to review. ``closed`` are the columns
    in which the source shows spans elsewhere and rules round this blank: those are blank.
    """
    profile = assembly.profile
    ends = [c for c, role in enumerate(profile.roles) if role in ("when", "who")]
    if not ends or any(c in row.cells or c not in usable for c in ends) or set(ends) <= closed:
        return
    key = profile.key or 0
    shared = [c for c in sorted(usable) if c > key and c not in rules and c not in closed]
    for col in shared:
        rules[col] = "blank"
    _doubt(assembly, row, shared)
