"""Every figure of a document: those of its tables, those of its sentences, and their arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.kinds.captions import find_repeated_bodies, match_captions
from parsers.kinds.figures_in_prose import ProseFigures, find_figures, find_pieces
from parsers.kinds.statistics import build_statistics
from parsers.kinds.table_titles import attach_introductions, attach_titles
from parsers.prose_sums import find_prose_checks
from parsers.sums import check_failures, find_table_checks
from planhouse.checks import Check
from planhouse.content import PageContent
from planhouse.issues import Issue, raise_issue
from planhouse.records import Statistic
from planhouse.table import LogicalTable


@dataclass(frozen=True, slots=True)
class Figures:
    """What a document says in numbers."""

    tables: tuple[LogicalTable, ...]
    """The tables given, with captions found for those that had none."""
    statistics: tuple[Statistic, ...]
    checks: tuple[Check, ...]
    issues: tuple[Issue, ...]


def read_figures(
    tables: tuple[LogicalTable, ...], contents: tuple[PageContent, ...], document_id: str
) -> Figures:
    """Find every figure of a document.

    Args:
        tables: All logical tables; those of kind ``statistics`` become facts.
        contents: The pages, for captions and sentences.
        document_id: Part of every statistic's id.
    """
    tables, issues = match_captions(attach_titles(tables, contents), contents)
    tables = attach_introductions(tables, contents)
    found = tuple(t for t in tables if t.kind == "statistics")
    repeats = find_repeated_bodies(found)
    facts: dict[int, tuple[Statistic, ...]] = {}
    doubts = list(issues)
    for table in found:
        built, more = build_statistics(table, document_id)
        doubts.extend(more)
        if table.number in repeats:
            built = _mark_repeats(built, facts[repeats[table.number]])
            doubts.append(_repeat_issue(table, repeats[table.number]))
        facts[table.number] = built
    statistics = tuple(s for listed in facts.values() for s in listed)
    prose = find_figures(find_pieces(contents, tables), document_id)
    if prose.left_out:
        doubts.append(_left_out_issue(prose))
    checks = tuple(c for listed in facts.values() for c in find_table_checks(listed))
    doubts.extend(_check_reading_by_totals(checks, found))
    checks += find_prose_checks(prose.statistics, statistics)
    statistics += prose.statistics
    return Figures(tables, statistics, checks, (*doubts, *check_failures(checks)))


def _check_reading_by_totals(checks: tuple[Check, ...], tables: tuple[LogicalTable, ...]) -> list[Issue]:
    """Tables most of whose totals fail: likelier misread in columns or joined rows than misprinted."""
    doubts: list[Issue] = []
    for table in tables:
        totals = [c for c in checks if c.table == table.number and c.kind in ("total", "subtotal")]
        failed = [c for c in totals if c.verdict == "fails"]
        if len(failed) >= 2 and len(failed) * 2 > len(totals):
            place = table.pieces[0].place if table.pieces else None
            message = (
                f"{len(failed)} of {len(totals)} totals of table {table.number} fail: "
                "its columns or the rows joined over a page may be wrong"
            )
            doubts.append(raise_issue("TABLE_LOW_SCORE", message, place, failed=len(failed)))
    return doubts


def _left_out_issue(prose: ProseFigures) -> Issue:
    counts = ", ".join(f"{n} {reason}" for reason, n in prose.reasons.most_common())
    message = f"{len(prose.left_out)} quantities in sentences are no statistics: {counts}"
    issue = raise_issue("FIGURES_LEFT_OUT", message)
    return issue.model_copy(update={"evidence": {k: str(n) for k, n in prose.reasons.items()}})


def _repeat_issue(table: LogicalTable, earlier: int) -> Issue:
    place = table.pieces[0].place if table.pieces else None
    return raise_issue(
        "BODY_REPEATED", f"table {table.number} prints the rows of table {earlier} again", place
    )


def _mark_repeats(facts: tuple[Statistic, ...], first: tuple[Statistic, ...]) -> tuple[Statistic, ...]:
    """The later printing points at the earlier, row by row from the last, and says what that says."""
    last, last_first = max(f.row or 0 for f in facts), max(f.row or 0 for f in first)
    by_slot = {((f.row or 0) - last_first, f.column, f.raw.text, f.value): f for f in first}
    marked = []
    for fact in facts:
        original = by_slot.get(((fact.row or 0) - last, fact.column, fact.raw.text, fact.value))
        marked.append(_repeat_of(fact, original) if original else fact)
    return tuple(marked)


def _repeat_of(fact: Statistic, original: Statistic) -> Statistic:
    said = {k: getattr(original, k) for k in ("measure", "area", "category", "period_raw", "unit", "kind")}
    return fact.model_copy(update={**said, "duplicate_of": original.statistic_id})
