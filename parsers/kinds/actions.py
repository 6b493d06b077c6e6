"""Logical tables of actions -> Action records."""

from __future__ import annotations

from collections import Counter

from planhouse.ids import fold_text, stable_id
from planhouse.issues import Issue, raise_issue
from planhouse.records import Action, Value
from planhouse.table import LogicalCell, LogicalRow, LogicalTable
from planhouse.ticks import is_tick

_BESIDE = (
    "issue",
    "need",
    "outcomes",
    "measures",
    "impact",
    "when",
    "who",
    "partners",
    "resources",
    "progress",
)
_OF_RISKS = frozenset({"likelihood", "probability", "risk score", "inherent risk", "residual risk"})
"""Headers of a register of risks: what is done about them is done by nobody in particular."""
MOST_FIGURES = 0.5
"""Share of figures from which a table is statistics whatever its header says."""


def is_actions(table: LogicalTable, figure_share: float) -> bool:
    """Whether a table is one of actions: its header names the activity, or who and when beside an aim."""
    roles = {c.role for c in table.columns if c.role}
    if "who" not in roles and any(fold_text(c.label) in _OF_RISKS for c in table.columns):
        return False
    if not table.rows or (figure_share > MOST_FIGURES and not {"activity", "who"} <= roles):
        return False
    beside = roles & set(_BESIDE)
    if "activity" in roles:
        return len(beside - {"issue"}) >= 1
    return len(beside) >= 2 and bool(roles & {"who", "when"}) and bool(roles & {"issue", "need", "outcomes"})


def is_priorities_table(table: LogicalTable) -> bool:
    """Whether a table lists priorities and nothing about who or when."""
    labels = [fold_text(c.label) for c in table.columns]
    return len(labels) <= 3 and any("priorit" in label for label in labels) and len(table.rows) > 1


def build_actions(
    table: LogicalTable, document_id: str, seen: Counter[str]
) -> tuple[tuple[Action, ...], tuple[Issue, ...]]:
    """One action a row; columns without a role are kept under their header.

    Args:
        table: a table of actions.
        document_id: id of its document.
        seen: how often each activity text was met in the document; counted on here.

    The id of an action comes from the document, its activity's text and how often that text was
    printed before: it stays when rows around it are read otherwise.
    """
    actions = []
    for number, row in enumerate(table.rows, start=1):
        if not any(c.text and c.origin == "printed" for c in row.cells):
            continue
        fields, other = _split_fields(table, row)
        activity = fields.get("activity")
        folded = fold_text(activity.text if activity else " ".join(c.text for c in row.cells))
        seen[folded] += 1
        actions.append(
            Action(
                action_id=stable_id("a", document_id, folded, seen[folded]),
                table=table.number,
                row=number,
                section=_section(table, row),
                other=other,
                **fields,
            )
        )
    return tuple(actions), _unknown_headers(table)


def _split_fields(table: LogicalTable, row: LogicalRow) -> tuple[dict[str, Value], dict[str, Value]]:
    fields: dict[str, Value] = {}
    other: dict[str, Value] = {}
    for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if not cell.text or cell.inherited_by == "across":
            continue  # a remark over "who" and "when" names neither: it is kept where it begins
        if column.role in Action.FIELDS and not is_tick(cell.text):  # a tick says yes to its header
            fields[column.role] = _value(cell)
        else:
            label = column.label or column.role or f"column {index + 1}"
            other[label if label not in other else f"{label} ({index + 1})"] = _value(cell)
    return fields, other


def _value(cell: LogicalCell) -> Value:
    return Value(text=cell.text, fragments=cell.fragments, origin=cell.origin, inherited_by=cell.inherited_by)


def _section(table: LogicalTable, row: LogicalRow) -> Value | None:
    if row.section:
        return Value(text=row.section, fragments=row.section_fragments)
    if table.caption:
        return Value(text=table.caption, fragments=table.caption_fragments)
    return Value(text=table.heading) if table.heading else None


def _unknown_headers(table: LogicalTable) -> tuple[Issue, ...]:
    unknown = [c for c in table.columns if c.header and c.role is None]
    return tuple(
        raise_issue(
            "HEADER_UNKNOWN",
            f"column {c.label!r} of table {table.number} is kept under its header",
            c.fragments[0].place if c.fragments else None,
        )
        for c in unknown
    )
