"""What the checks of a whole line say of each of them: a total that holds in its other columns is one.

One check alone is doubtful: a row called "Total recorded crime" need not be the sum of the rows shown, and
a change may lie between other figures than those beside it. Its line tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planhouse.checks import Check
from planhouse.records import Statistic

_NET = re.compile(r"\b(?:net|gross|overall|all|totals?|sub-?total|combined|balance)\b", re.I)
"""Words of rows that may be worked out from those above."""
Judge = Callable[[Statistic, Sequence[Statistic]], Check | None]
Rows = dict[int, dict[int, Statistic]]


@dataclass(frozen=True, slots=True)
class LineSumTolerances:
    """When a line is believed."""

    least_held: int = 2
    """Figures of a row that must be the sums of the same rows..."""
    least_value: Decimal = Decimal(10)
    """... and be this large, since small numbers add up by chance."""
    wrong_share: float = 0.34
    """Share of a row's figures that may be no such sum: they are the errors."""
    least_rounded: int = 2
    """Totals of a table that miss by one, from which it is rounding..."""
    least_parts: int = 3
    """... of so many parts."""
    least_changes: int = 2
    """Changes of a column which, if most of them do not come out, lie between other figures."""


TOLERANCES = LineSumTolerances()
_HOLDS = ("holds", "rounding", "truncated")


def settle_line_totals(checks: Sequence[Check], facts: Sequence[Statistic]) -> list[Check]:
    """Totals that were doubtful are judged where most figures of their row hold."""
    rows = {f.statistic_id: f.row for f in facts}
    lines: dict[int | None, list[Check]] = defaultdict(list)
    for check in checks:
        if check.kind in ("total", "subtotal"):
            lines[rows.get(check.subject_id)].append(check)
    sure = {
        row
        for row, found in lines.items()
        if (held := sum(c.verdict in _HOLDS for c in found)) >= TOLERANCES.least_held
        and len(found) - held <= TOLERANCES.wrong_share * len(found)
    }
    return [
        c.model_copy(update={"verdict": "fails"})
        if c.verdict == "cannot_judge"
        and c.kind in ("total", "subtotal")
        and rows.get(c.subject_id) in sure
        and "not printed" not in c.message
        else c
        for c in checks
    ]


def settle_line_changes(checks: Sequence[Check], facts: Sequence[Statistic]) -> list[Check]:
    """Changes of a column of which most do not come out lie between figures that are not beside them."""
    columns = {f.statistic_id: f.column for f in facts}
    lines: dict[int | None, list[Check]] = defaultdict(list)
    for check in checks:
        if check.kind in ("difference", "percentage_change"):
            lines[columns.get(check.subject_id)].append(check)
    unsure = {
        c.check_id
        for found in lines.values()
        if (wrong := sum(c.verdict == "fails" and c.base is None for c in found)) >= TOLERANCES.least_changes
        and wrong * 2 > len(found)
        for c in found
        if c.verdict == "fails" and c.base is None
    }
    return [c.model_copy(update={"verdict": "cannot_judge"}) if c.check_id in unsure else c for c in checks]


def settle_rounded(checks: Sequence[Check]) -> list[Check]:
    """Totals off by one: where several of a table's are, and none by more, its parts were rounded.

    One alone is an error of the publisher or ours; two or more sums of three and more whole numbers that
    miss by just one come of figures rounded after they were added (observed: needs of homes by size).
    """
    missed = [c for c in checks if c.kind in ("total", "subtotal") and c.recomputed not in (None, c.printed)]
    by_one = [c for c in missed if _is_off_by_one(c)]
    wrong = [c for c in missed if c not in by_one and c.verdict == "fails"]
    if len(by_one) < TOLERANCES.least_rounded or wrong:
        return list(checks)
    return [c.model_copy(update={"verdict": "rounding"}) if c in by_one else c for c in checks]


def _is_off_by_one(check: Check) -> bool:
    parts = len(check.statistic_ids) - 1
    off = abs(check.printed - check.recomputed) if check.recomputed is not None else None
    return parts >= TOLERANCES.least_parts and off == 1 and check.printed == check.printed.to_integral_value()


def settle_derived(checks: Sequence[Check]) -> list[Check]:
    """What fails only because one of its figures is itself misprinted is no second error."""
    wrong = {
        c.subject_id: c.recomputed - c.printed
        for c in checks
        if c.verdict == "fails" and c.recomputed is not None and c.kind in ("total", "subtotal", "difference")
    }
    return [
        c.model_copy(update={"verdict": "cannot_judge"})
        if c.verdict == "fails" and _is_derived(c, wrong)
        else c
        for c in checks
    ]


def _is_derived(check: Check, wrong: dict[str, Decimal]) -> bool:
    """Whether a check comes out once a misprinted figure it was worked out from is put right."""
    if check.recomputed is None or check.kind not in ("total", "subtotal", "difference"):
        return False
    for position, part in enumerate(check.statistic_ids[1:]):
        if part in wrong:
            sign = -1 if check.kind == "difference" and position == 0 else 1
            if check.recomputed + sign * wrong[part] == check.printed:
                return True
    return False


def find_line_totals(
    facts: Sequence[Statistic], is_total: Callable[[Statistic], bool], judge: Judge
) -> list[Check]:
    """Rows that are the sums of rows above in most columns, whatever they are called: "Net budget".

    Args:
        facts: the figures of one table that can be added, changes among them.
        is_total: whether a figure stands in a row called a total.
        judge: a check of a figure as the sum of others.
    """
    rows: Rows = defaultdict(dict)
    for fact in facts:
        if fact.value is not None:
            rows[fact.row or 0].setdefault(fact.column or 0, fact)
    found: list[Check] = []
    totals = {r for r, cells in rows.items() if any(is_total(f) for f in cells.values())}
    order = sorted(rows)
    for at, row in enumerate(order):
        cells = rows[row]
        names = " ".join(t for f in cells.values() for t in f.row_path[-1:])
        if row != order[-1] and row not in totals and not _NET.search(names):
            continue
        for parts in _part_rows(order[:at], totals):
            checks = _judge_row(cells, [rows[p] for p in parts], judge)
            if checks:
                found += [c for c in checks if _kind_of(c, cells) == "level"]
                totals.add(row)
                break
    return found


def _kind_of(check: Check, cells: dict[int, Statistic]) -> str:
    return next(f.kind for f in cells.values() if f.statistic_id == check.subject_id)


def _part_rows(above: Sequence[int], totals: set[int]) -> list[list[int]]:
    """The sets of rows above that a row may be the sum of."""
    sums = [r for r in above if r in totals]
    since = [r for r in above if not sums or r > sums[-1]]
    plain = [r for r in above if r not in totals]
    sets = [since, sums[-1:] + since, sums, sums[-2:], plain]
    return [s for i, s in enumerate(sets) if len(s) > 1 and s not in sets[:i]]


def _judge_row(
    cells: dict[int, Statistic], parts: Sequence[dict[int, Statistic]], judge: Judge
) -> list[Check]:
    """Checks of all figures of a row as sums of the same rows; none where too few come out."""
    checks: list[Check] = []
    held = 0
    for column, subject in cells.items():
        inside = [p[column] for p in parts if column in p and p[column].unit == subject.unit]
        check = judge(subject, inside) if len(inside) > 1 else None
        if check is None:
            continue
        checks.append(check)
        large = abs(check.printed) >= TOLERANCES.least_value
        held += check.verdict in ("holds", "rounding") and large
    enough = held >= TOLERANCES.least_held and len(checks) - held <= max(
        1, TOLERANCES.wrong_share * len(checks)
    )
    return checks if enough and held * 2 > len(checks) else []
