"""Arithmetic between the figures of a table: found from structure and wording, judged for every instance.

A check changes no figure. It says whether what is printed follows from what else is printed, and on
which base; a failing one is the publisher's error or ours, and both are worth knowing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from parsers.kinds.labels import parse_label
from parsers.kinds.period_words import has_year
from parsers.line_sums import (
    find_line_totals,
    settle_derived,
    settle_line_changes,
    settle_line_totals,
    settle_rounded,
)
from parsers.numbers import parse_cell
from parsers.sum_lines import pair_changes
from planhouse.checks import Check, CheckKind, Verdict
from planhouse.figures import find_quantities
from planhouse.ids import stable_id
from planhouse.issues import Issue, raise_issue
from planhouse.records import Statistic

_HUNDRED = Decimal(100)
_CHANGES = ("change_abs", "change_pct")
_BOUNDS = {"up_to", "about", "less_than", "more_than", "at_least", "almost"}
_ALL = re.compile(r"all\b", re.I)


@dataclass(frozen=True, slots=True)
class SumTolerances:
    """What is taken for a sum that was meant; from the arithmetic of rounding."""

    shares_near: Decimal = Decimal(4)
    """Shares whose sum is this near to 100 were meant to make 100; farther off they were not asked to."""
    fewest_shares: int = 3
    """Fewer shares than this seldom list all parts."""


TOLERANCES = SumTolerances()


_SEX_OR_AGE = re.compile(
    r"^(?:fe)?males?$|^(?:wo)?men$|^(?:boys|girls)$"
    r"|^(?:aged? )?(?:under |over )?\d\d?(?:\s?(?:[-–+]|to|and)|$)",
    re.I,
)


def find_table_checks(facts: Sequence[Statistic]) -> tuple[Check, ...]:
    """Every check of one table's facts, in the order of their subjects."""
    usable = [f for f in facts if f.duplicate_of is None and not _is_no_single_figure(f)]
    totals = _with_line_totals(_find_total_checks(list(facts)), usable)
    changes = settle_line_changes(_find_change_checks(usable), facts)
    sums = settle_rounded(settle_line_totals(totals, facts))
    found = [*settle_derived([*changes, *sums]), *_find_share_checks(usable)]
    order = {f.statistic_id: i for i, f in enumerate(facts)}
    return tuple(sorted(found, key=lambda c: order.get(c.subject_id, 0)))


def _is_no_single_figure(fact: Statistic) -> bool:
    """Whether a cell holds several figures or a range, with which nothing can be reckoned."""
    return any(f == "several_in_cell" or f.startswith("range_to:") for f in fact.flags)


def check_failures(checks: Iterable[Check]) -> tuple[Issue, ...]:
    """A SUM_FAILS for every failing check."""
    return tuple(
        raise_issue(
            "SUM_FAILS",
            c.message,
            c.place,
            kind=c.kind,
            printed=c.printed,
            recomputed=c.recomputed,
            base=c.base,
        )
        for c in checks
        if c.verdict == "fails"
    )


def judge(printed: Decimal, exact: Decimal, step: Decimal, parts: int = 0) -> Verdict:
    """Whether a printed value follows from an exact one.

    Args:
        printed: As printed.
        exact: Recomputed.
        step: What the last printed digit is worth: 0.01 for "10.17", 1000 for "£53k".
        parts: How many rounded figures went into ``exact``; each may be half a step off.
    """
    if exact == printed:
        return "holds"
    scaled = exact / step
    target = printed / step
    if target in (scaled.quantize(Decimal(1), ROUND_HALF_UP), scaled.quantize(Decimal(1), ROUND_HALF_EVEN)):
        return "rounding"
    if scaled.quantize(Decimal(1), ROUND_DOWN) == target:
        return "truncated"
    if parts and abs(exact - printed) <= step * (parts + 1) / 2:
        return "rounding"
    return "fails"


def step_of(fact: Statistic) -> Decimal:
    """What the last printed digit of a fact is worth, in the fact's unit."""
    read = parse_cell(fact.raw.text)
    figures = [(f.value, f.places) for f in read] if isinstance(read, tuple) else []
    figures = figures or [(q.value, q.places) for q in find_quantities(fact.raw.text)]
    for value, places in figures:
        if value and fact.value:
            factor = abs(fact.value / value)
            if factor in (1, 1000, 1_000_000):
                scale = Decimal(1000) if "k" in fact.raw.text.casefold() and value >= 1000 else Decimal(1)
                return factor * scale.scaleb(-places)
    return Decimal(1)


def build_check(
    kind: CheckKind,
    subject: Statistic,
    others: Sequence[Statistic],
    exact: Decimal | None,
    verdict: Verdict,
    message: str,
    base: str | None = None,
) -> Check:
    """A check on ``subject`` with the figures it was recomputed from."""
    used = (subject.statistic_id, *(o.statistic_id for o in others))
    return Check(
        check_id=stable_id("c", kind, *used),
        kind=kind,
        table=subject.table,
        subject_id=subject.statistic_id,
        statistic_ids=used,
        printed=subject.value or Decimal(0),
        recomputed=exact,
        verdict=verdict,
        base=base,
        place=subject.raw.fragments[0].place if subject.raw.fragments else None,
        message=message,
    )


# Differences and percentage changes


def _find_change_checks(facts: list[Statistic]) -> list[Check]:
    checks: list[Check] = []
    subjects = [f for f in facts if f.kind in _CHANGES and f.value is not None]
    levels = [f for f in facts if f.kind not in (*_CHANGES, "rank") and f.value is not None]
    told = pair_changes(subjects, levels, _comes_out) if subjects else {}
    for subject in subjects:
        pair = told.get(subject.statistic_id) or _levels_of(subject, facts)
        if pair is not None:
            checks.append(judge_change(subject, *pair))
    return checks


def _comes_out(subject: Statistic, first: Statistic, last: Statistic) -> bool:
    """Whether a change follows from two figures of one unit."""
    if first.unit != last.unit or first.value == last.value == subject.value == 0:
        return False
    if subject.kind == "change_abs" and subject.unit not in (first.unit, None, "percentage points"):
        return False
    return judge_change(subject, first, last).verdict in ("holds", "rounding", "truncated")


def _levels_of(subject: Statistic, facts: list[Statistic]) -> tuple[Statistic, Statistic] | None:
    """The two figures a change lies between: the last two of its row, else of its column."""
    same_row = [f for f in facts if f.row == subject.row and _may_change(f, subject)]
    same_row = _of_one_unit(subject, _same_family(subject, same_row))
    if len(same_row) >= 2:
        return _nearest_two(subject, sorted(same_row, key=lambda f: f.column or 0), facts)
    if len(same_row) == 1 and subject.kind == "change_pct":
        return _row_before(same_row[0], subject, facts)
    same_column = [f for f in facts if f.column == subject.column and _may_change(f, subject)]
    above = [f for f in same_column if (f.row or 0) < (subject.row or 0)]
    above = [f for f in above if f.period_raw is not None]
    if len(above) < 2 or above[-2].period_raw == above[-1].period_raw:
        return None
    return above[-2], above[-1]


def _of_one_unit(subject: Statistic, levels: list[Statistic]) -> list[Statistic]:
    """The levels that are told as the one nearest to the change is: no count beside a rate of it."""
    if not levels:
        return levels
    nearest = min(levels, key=lambda f: abs((f.column or 0) - (subject.column or 0)))
    return [f for f in levels if f.unit == nearest.unit]


def _row_before(
    last: Statistic, subject: Statistic, facts: list[Statistic]
) -> tuple[Statistic, Statistic] | None:
    """Periods as rows: the same column one row up, or in the first row where only that comes out."""
    column = [f for f in facts if f.column == last.column and f.unit == last.unit and f.value is not None]
    above = [f for f in column if (f.row or 0) < (last.row or 0) and f.period_raw and f.kind == last.kind]
    above = [f for f in above if f.period_raw != last.period_raw]
    if not above or not last.period_raw:
        return None
    near, far = (above[-1], last), (above[0], last)
    return far if _fails(subject, near) and judge_change(subject, *far).verdict != "fails" else near


def _may_change(fact: Statistic, subject: Statistic) -> bool:
    if fact.kind in (*_CHANGES, "target", "rank") or fact.value is None:
        return False
    if subject.kind == "change_abs":
        return fact.unit == subject.unit or subject.unit in (None, "percentage points")
    return fact.unit != "%" or not subject.column_path


def _same_family(subject: Statistic, levels: list[Statistic]) -> list[Statistic]:
    """Levels under the same outer header; all of the row where the change has none of its own."""
    outer = subject.column_path[:-1]
    under = [f for f in levels if outer and f.column_path[: len(outer)] == outer]
    if len(under) >= 2:
        return under
    periods = [f for f in levels if f.period_raw is not None and "total" not in f.flags]
    same = [f for f in periods if f.category == subject.category and f.measure == subject.measure]
    if len(same) >= 2:
        return same
    return periods if len(periods) >= 2 else ([f for f in levels if "total" not in f.flags] or levels)


def _nearest_two(
    subject: Statistic, levels: list[Statistic], facts: list[Statistic]
) -> tuple[Statistic, Statistic] | None:
    """The two levels before the change; the first and last where the whole column says so."""
    before = [f for f in levels if (f.column or 0) < (subject.column or 0)] or levels
    if len(before) < 2:
        return None
    near, far = (before[-2], before[-1]), (before[0], before[-1])
    if len(before) == 2:
        return near
    named = _named_pair(subject, before)
    if named:
        return named
    return far if judge_change(subject, *far).verdict != "fails" and _fails(subject, near) else near


def _fails(subject: Statistic, pair: tuple[Statistic, Statistic]) -> bool:
    check = judge_change(subject, *pair)
    return check.verdict == "fails" and check.base is None


def _named_pair(subject: Statistic, levels: list[Statistic]) -> tuple[Statistic, Statistic] | None:
    """The levels whose periods the change's own header names: "% change 2012/13 to 2013/14"."""
    if not subject.period_raw:
        return None
    named = [f for f in levels if f.period_raw and f.period_raw in subject.period_raw]
    return (named[0], named[-1]) if len(named) == 2 else None


def judge_change(subject: Statistic, first: Statistic, last: Statistic) -> Check:
    """Whether a printed change follows from the two figures it lies between."""
    assert subject.value is not None and first.value is not None and last.value is not None  # noqa: S101
    difference = last.value - first.value
    printed = subject.value if _has_sign(subject, difference) else abs(subject.value) * _sign(difference)
    if subject.value > 0 and "decrease" in subject.flags:
        printed = -subject.value
    step = step_of(subject)
    if subject.kind == "change_abs":
        rounded = 2 if step != 1 or step_of(first) != 1 else 0
        verdict = judge(printed, difference, step, rounded)
        message = f"{last.value} - {first.value} = {difference}, printed {subject.value}"
        return build_check("difference", subject, (first, last), difference, verdict, message)
    if first.value == 0:
        message = f"no percentage on a base of 0, printed {subject.value}%"
        return build_check("percentage_change", subject, (first, last), None, "cannot_judge", message)
    exact = difference / first.value * _HUNDRED
    verdict = judge(printed, exact, step)
    message = f"({last.value} - {first.value}) / {first.value} = {exact:.2f}%, printed {subject.value}%"
    if verdict != "fails":
        return build_check("percentage_change", subject, (first, last), exact, verdict, message, "first")
    if last.value and judge(printed, difference / last.value * _HUNDRED, step) != "fails":
        message += f"; it is the change on the later figure {last.value}"
        return build_check("percentage_change", subject, (first, last), exact, "fails", message, "last")
    return build_check("percentage_change", subject, (first, last), exact, "fails", message)


def _has_sign(subject: Statistic, difference: Decimal) -> bool:
    """Whether the printed sign counts; an unsigned figure under "Reduction" means its size."""
    header = " ".join((*subject.column_path, *subject.row_path)).casefold()
    sized = any(w in header for w in ("reduction", "decrease", "fall"))
    return not (sized and (subject.value or 0) >= 0 > difference)


def _sign(value: Decimal) -> int:
    return -1 if value < 0 else 1


# Totals


def _find_total_checks(facts: list[Statistic]) -> list[Check]:
    summable = [
        f for f in facts if f.kind == "level" and (f.unit is None or f.unit in ("count", "GBP", "USD"))
    ]
    checks: list[Check] = []
    children = _parents(summable)
    implied = _find_implied_subtotals(summable, children)
    broken_down = children | {r for rows in implied.values() for r in rows}
    for subject in summable:
        if subject.value is None:
            continue
        if _is_total(subject.row_path[-1:]) and not _is_area_total(subject, subject.row_path):
            parts = _rows_above(subject, summable, broken_down)
            checks += _judge_sum("total", subject, parts, subject.row_path[-1])
        if _is_total(subject.column_path[-1:]):
            parts = _columns_beside(subject, summable)
            checks += _judge_sum("total", subject, parts, subject.column_path[-1])
    wholes = {
        f.row or 0 for f in facts if f.kind == "share" and f.value == _HUNDRED and _is_share_of_all(f, facts)
    }
    checks += _find_likely_totals(summable, broken_down, wholes)
    for subject in summable:
        below = implied.get(subject.row or 0, [])
        inside = [
            f for f in summable if f.column == subject.column and (_is_child_of(f, subject) or f.row in below)
        ]
        if inside and subject.value is not None:
            checks += _judge_sum("subtotal", subject, inside, "total")
    return checks


def _with_line_totals(checks: list[Check], facts: list[Statistic]) -> list[Check]:
    """The checks with those of rows that their columns together show to be sums."""
    added = [
        f
        for f in facts
        if f.kind in ("level", "change_abs") and (f.unit is None or f.unit in ("count", "GBP", "USD"))
    ]
    found = find_line_totals(added, lambda f: _is_total(f.row_path[-1:]), _judge_plain_sum)
    judged = {c.subject_id for c in checks if c.verdict != "cannot_judge" and c.kind in ("total", "subtotal")}
    new = {c.subject_id: c for c in found if c.subject_id not in judged}
    return [*(c for c in checks if c.subject_id not in new), *new.values()]


def _judge_plain_sum(subject: Statistic, parts: Sequence[Statistic]) -> Check | None:
    return next(iter(_judge_sum("total", subject, list(parts), "total")), None)


def _is_share_of_all(whole: Statistic, facts: list[Statistic]) -> bool:
    """Whether the shares above a printed 100% make it up: its row closes them."""
    above = [f.value for f in facts if f.column == whole.column and (f.row or 0) < (whole.row or 0)]
    values = [v for v in above if v is not None]
    near = abs(sum(values) - _HUNDRED) <= step_of(whole) * max(1, len(values)) / 2
    return len(values) >= TOLERANCES.fewest_shares and near


def _find_likely_totals(facts: list[Statistic], inside: set[int], wholes: set[int]) -> list[Check]:
    """Rows and columns called "All ...", where most of their figures are the sum of what they close.

    A row of shares that close with 100% (``wholes``) needs but one other figure that is the sum.
    """
    checks: list[Check] = []
    for axis in ("row", "column"):
        lines: dict[int, list[Check]] = {}
        for subject in facts:
            path = subject.row_path if axis == "row" else subject.column_path
            if subject.value is None or not path or _is_total(path[-1:]) or not _ALL.match(path[-1]):
                continue
            rows = axis == "row"
            parts = _rows_above(subject, facts, inside) if rows else _columns_beside(subject, facts)
            line = (subject.row if rows else subject.column) or 0
            lines.setdefault(line, []).extend(_judge_sum("total", subject, parts, "total"))
        for line, found in lines.items():
            held = sum(c.verdict in ("holds", "rounding") for c in found)
            held += axis == "row" and line in wholes
            asked = len(found) + (axis == "row" and line in wholes)
            if held >= 2 and held * 2 > asked:
                checks += found
    return checks


def _is_total(labels: tuple[str, ...]) -> bool:
    if not labels:
        return False
    label = parse_label(labels[0])
    words = label.core.casefold().split()
    return label.sort == "total" or (bool(words) and (words[0] == "total" or words[-1] == "total"))


def _is_area_total(fact: Statistic, path: tuple[str, ...]) -> bool:
    """A label such as "Oxfordshire Total" names an area whose parts are not all listed."""
    return fact.area is not None and bool(path) and fact.area.casefold() in path[-1].casefold()


def _is_child_of(fact: Statistic, parent: Statistic) -> bool:
    """Whether a row is printed with a dash under its parent row."""
    if fact.row == parent.row or len(fact.row_path) < 2 or not parent.row_path:
        return False
    own = parse_label(fact.row_path[-1])
    return own.is_child and fact.row_path[:-1] == parent.row_path


def _parents(facts: list[Statistic]) -> set[int]:
    """Rows printed with a dash under another: parts of it, not of the grand total."""
    return {
        f.row or 0
        for f in facts
        if f.row_path and parse_label(f.row_path[-1]).is_child and len(f.row_path) > 1
    }


def _find_implied_subtotals(facts: list[Statistic], children: set[int]) -> dict[int, list[int]]:
    """Rows that only break down a row above them, told by sums in at least two columns, by that row."""
    rows = sorted({f.row or 0 for f in facts} - children)
    values = _values_by_row(facts)
    inside: dict[int, list[int]] = {}
    for start, parent in enumerate(rows):
        if any(parent in listed for listed in inside.values()):
            continue
        for end in range(start + 3, len(rows) + 1):
            below = rows[start + 1 : end]
            if _adds_up(values, parent, below):
                inside[parent] = below
                break
    return inside


def _values_by_row(facts: list[Statistic]) -> dict[int, dict[int, Decimal]]:
    values: dict[int, dict[int, Decimal]] = {}
    for f in facts:
        row = values.setdefault(f.row or 0, {})
        row[f.column or 0] = row.get(f.column or 0, Decimal(0)) + (f.value or Decimal(0))
    return values


def _adds_up(values: dict[int, dict[int, Decimal]], parent: int, below: list[int]) -> bool:
    columns = [c for c, v in values[parent].items() if v]
    sums = {c: sum((values[r].get(c, Decimal(0)) for r in below), Decimal(0)) for c in columns}
    return len(columns) >= 2 and all(sums[c] == values[parent][c] for c in columns)


def _rows_above(subject: Statistic, facts: list[Statistic], inside: set[int]) -> list[Statistic]:
    """The rows a total adds up: those of its column since the total before, in its group."""
    rows = [f for f in facts if f.column == subject.column and (f.row or 0) < (subject.row or 0)]
    group = subject.row_path[:-1]
    if group:
        rows = [f for f in rows if f.row_path[: len(group)] == group]
    before = [
        f.row or 0
        for f in rows
        if _is_total(f.row_path[-1:]) or _ALL.match(f.row_path[-1] if f.row_path else "")
    ]
    if before:
        open_rows = [f for f in rows if (f.row or 0) > max(before) and (f.row or 0) not in inside]
        return open_rows or [f for f in rows if (f.row or 0) in before]
    return [f for f in rows if (f.row or 0) not in inside]


def _columns_beside(subject: Statistic, facts: list[Statistic]) -> list[Statistic]:
    """The columns a total adds up: those left of it, or right of it where it stands first."""
    outer = subject.column_path[:-1]
    beside = [
        f
        for f in facts
        if f.row == subject.row
        and f.column != subject.column
        and f.column_path[: len(outer)] == outer
        and f.unit == subject.unit
        and not _is_total(f.column_path[-1:])
        and not _is_of_another_year(f, subject)
    ]
    left = [f for f in beside if (f.column or 0) < (subject.column or 0)]
    return left or beside


def _is_of_another_year(part: Statistic, total: Statistic) -> bool:
    """Whether a part of a year stands beside the total of another: "Q1 2009/10" and "2008/09 Total"."""
    year = parse_label(total.column_path[-1]).period
    own = parse_label(part.column_path[-1]).period if part.column_path else None
    if not year or not own or not has_year(year) or has_year(own):
        return False
    return has_year(part.period_raw or "") and year not in (part.period_raw or "")


def _judge_sum(kind: CheckKind, subject: Statistic, parts: list[Statistic], label: str) -> list[Check]:
    known = [p for p in parts if p.value is not None]
    if len(known) < 2 or subject.value is None:
        return []
    exact = sum((p.value for p in known if p.value is not None), Decimal(0))
    verdict = judge(subject.value, exact, step_of(subject), _rounded_parts(subject, known))
    if verdict == "fails" and (runs := _breakdowns(subject.value, known)):
        return [check for run in runs for check in _judge_sum(kind, subject, run, label)]
    missing = len(parts) - len(known)
    plain = parse_label(label).sort == "total"
    if verdict == "fails" and ((missing and exact < subject.value) or (not plain and exact < subject.value)):
        verdict = "cannot_judge"  # a part is not printed, or the parts printed need not be all
    bounded = sum(bool(_BOUNDS & set(p.flags)) for p in known)
    if verdict == "fails" and bounded:
        verdict = "cannot_judge"
    sums = " + ".join(str(p.value) for p in known)
    message = f"{sums} = {exact}, printed {subject.value}" + (f" ({missing} not printed)" if missing else "")
    if bounded and not missing and verdict == "cannot_judge":
        message += f" ({bounded} not printed exactly)"
    return [build_check(kind, subject, known, exact, verdict, message)]


def _breakdowns(total: Decimal, parts: list[Statistic]) -> list[list[Statistic]]:
    """Runs of parts side by side that each make up the total: men and women, then ages."""
    runs: list[list[Statistic]] = [[]]
    so_far = Decimal(0)
    for part in parts:
        runs[-1].append(part)
        so_far += part.value or Decimal(0)
        if so_far == total:
            runs.append([])
            so_far = Decimal(0)
    is_whole = not runs[-1] and len(runs) > 2 and all(len(run) > 1 for run in runs[:-1])
    return runs[:-1] if is_whole and any(map(_parts_people, runs[:-1])) else []


def _parts_people(parts: list[Statistic]) -> bool:
    """Whether the figures are of sexes or of ages, one breakdown among others."""
    return all(
        any(_SEX_OR_AGE.search(label) for label in (*p.row_path[-1:], *p.column_path[-1:])) for p in parts
    )


def _rounded_parts(subject: Statistic, parts: list[Statistic]) -> int:
    """How many parts may be rounded: those of money in thousands, and decimals."""
    averaged = any("average" in t.casefold() for t in (*subject.row_path, *subject.column_path))
    return len(parts) if step_of(subject) != 1 or averaged else 0


# Shares


def _find_share_checks(facts: list[Statistic]) -> list[Check]:
    checks: list[Check] = []
    shares = [f for f in facts if f.kind == "share" and f.value is not None]
    for axis in ("column", "row"):
        lines: dict[tuple[int | None, str | None], list[Statistic]] = {}
        for f in shares:
            line = f.column if axis == "column" else f.row
            lines.setdefault((line, f.area if axis == "row" else None), []).append(f)
        for line_facts in lines.values():
            checks += _judge_shares(line_facts)
    return checks


def _judge_shares(line: list[Statistic]) -> list[Check]:
    """Shares that should make 100: with a printed total of 100, or near enough to have been meant."""
    parts = [f for f in line if "total" not in f.flags]
    totals = [f for f in line if "total" in f.flags and f.value == _HUNDRED]
    if len(parts) < TOLERANCES.fewest_shares or len({f.area for f in parts}) > 1:
        return []
    exact = sum((p.value for p in parts if p.value is not None), Decimal(0))
    if not totals and abs(exact - _HUNDRED) > TOLERANCES.shares_near:
        return []
    subject = totals[0] if totals else parts[-1]
    step = min(step_of(p) for p in parts)
    verdict = judge(_HUNDRED, exact, step, len(parts))
    message = " + ".join(str(p.value) for p in parts) + f" = {exact}, should make 100"
    others = [p for p in parts if p is not subject]
    return [build_check("shares", subject, others, exact, verdict, message)]
