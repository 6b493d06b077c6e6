"""Compares a reading with its golden file, and two readings of one plan with each other.

Rows are paired by their words first, so that a row that was split or swallowed is named as such and
does not put every row below it out of step. Paired records are then compared field by field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.golden import (
    NOTHING,
    Difference,
    DifferenceClass,
    Golden,
    GoldenAction,
    build_golden,
    squeeze_text,
)
from ingest.golden_figures import (
    compare_figures,
    compare_no_figures,
    compare_prose_figures,
    name_figure,
    pair_figures,
)
from planhouse.ids import fold_text
from planhouse.plan import PlanExtract

SHOWN = 300
"""Characters of a text that a difference shows around the first word that differs."""


@dataclass(frozen=True, slots=True)
class PairingThresholds:
    """When two rows are taken for the same one; shares of words, 0 to 1.

    Half is the natural bound: a row cannot hold more than half of the words of two different ones.
    """

    same: float = 0.5
    """Least share of the longer row's words that both have."""
    piece: float = 0.6
    """Least share of a left-over row's words found in one row of the other side: a piece of it."""


def compare_plan(
    golden: Golden, extract: PlanExtract, thresholds: PairingThresholds | None = None
) -> list[Difference]:
    """Differences between ``golden`` and what was read; none where they agree.

    Pages and joins are compared only for a PDF: a text export has no pages.
    """
    is_pdf = extract.document.media_type == "application/pdf"
    got = build_golden(extract, golden.name)
    lines = _shows_lines(extract)
    found = [*compare_goldens(golden, got, thresholds, lines), *_compare_issues(golden, extract, is_pdf)]
    if is_pdf:
        found += _compare_pages(golden, got, thresholds)
        found += _compare_joins(golden, extract)
    return found


def compare_formats(
    one: PlanExtract, other: PlanExtract, thresholds: PairingThresholds | None = None
) -> list[Difference]:
    """Differences between two readings of one plan, places apart: what the first says is expected."""
    lines = _shows_lines(one) and _shows_lines(other)
    return list(compare_goldens(build_golden(one), build_golden(other), thresholds, lines))


def _shows_lines(extract: PlanExtract) -> bool:
    """Whether the source tells the paragraphs of a cell apart: tab-separated rows cannot."""
    return not any(piece.method in ("tab", "aligned") for table in extract.tables for piece in table.pieces)


def compare_goldens(
    golden: Golden, got: Golden, thresholds: PairingThresholds | None = None, lines: bool = True
) -> Iterator[Difference]:
    """Differences of everything but pages and joins.

    Args:
        golden: what is expected.
        got: what was read.
        thresholds: when two rows are the same one.
        lines: whether the paragraphs within a cell are compared.
    """
    yield from _compare_document(golden, got)
    yield from _compare_lists(
        "entity", "member", [m.text for m in golden.members], [m.text for m in got.members]
    )
    yield from _compare_lists("type", "priority", golden.priorities, got.priorities)
    yield from _compare_lists(
        "entity", "acronym",
        [f"{d.acronym} = {d.expansion}" for d in golden.definitions],
        [f"{d.acronym} = {d.expansion}" for d in got.definitions],
    )  # fmt: skip
    yield from _compare_actions(golden, got, thresholds or PairingThresholds(), lines)
    yield from compare_figures(golden.figures, got.figures)
    yield from compare_prose_figures(golden.prose_figures, got.prose_figures)
    yield from compare_no_figures(golden.no_figures, got.prose_figures)
    yield from _compare_promises(golden, got)


def _compare_document(golden: Golden, got: Golden) -> Iterator[Difference]:
    kinds: dict[str, DifferenceClass] = {
        "title": "text", "partnership": "entity", "period": "text", "period_start_year": "type",
        "period_end_year": "type", "publication": "text",
    }  # fmt: skip
    for name, kind in kinds.items():
        expected, read = getattr(golden.document, name), getattr(got.document, name)
        if _same(expected, read) or (name == "publication" and expected is None):
            continue
        yield Difference(kind, f"document: {name}", str(expected or NOTHING), str(read or NOTHING))


def _same(expected: object, read: object) -> bool:
    if isinstance(expected, str) and isinstance(read, str):
        return squeeze_text(expected) == squeeze_text(read)
    return expected == read


def _compare_lists(
    kind: DifferenceClass, what: str, golden: Iterable[str], got: Iterable[str]
) -> Iterator[Difference]:
    expected, read = list(golden), list(got)
    left = Counter(fold_text(t) for t in read)
    for text in expected:
        if left[fold_text(text)] > 0:
            left[fold_text(text)] -= 1
        else:
            yield Difference(kind, f"{what} missing", text, NOTHING)
    for text in read:
        if left[fold_text(text)] > 0:
            left[fold_text(text)] -= 1
            yield Difference(kind, f"{what} invented", NOTHING, text)


# Actions -----------------------------------------------------------------------------------------


def _words(action: GoldenAction) -> Counter[str]:
    return Counter(fold_text(" ".join(action.own.values())).split())


@dataclass(frozen=True, slots=True)
class _Pairing:
    pairs: list[tuple[int, int]]
    """Number in the golden file and number read, of one row."""
    missing: list[int]
    extra: list[int]


def _pair_actions(golden: Golden, got: Golden, thresholds: PairingThresholds) -> _Pairing:
    wanted, read = [_words(a) for a in golden.actions], [_words(a) for a in got.actions]
    scored = []
    for i, a in enumerate(wanted):
        for j, b in enumerate(read):
            share = (a & b).total() / max(a.total(), b.total(), 1)
            if share >= thresholds.same:
                scored.append((-share, abs(i - j), i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(scored):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    missing = [i for i in range(len(wanted)) if i not in pairs]
    extra = [j for j in range(len(read)) if j not in pairs.values()]
    return _Pairing(sorted(pairs.items()), missing, extra)


def _home(words: Counter[str], rows: list[Counter[str]], least: float) -> int | None:
    """The row that holds most of ``words``, if any holds enough of them."""
    shares = [(words & row).total() / max(words.total(), 1) for row in rows]
    best = max(range(len(rows)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= least else None


def _name(action: GoldenAction) -> str:
    first = next((v for k, v in action.own.items() if k == "activity"), "") or " ".join(action.own.values())
    return f"action {action.table}.{action.row} “{squeeze_text(first)[:40]}”"


def _compare_actions(
    golden: Golden, got: Golden, thresholds: PairingThresholds, lines: bool
) -> Iterator[Difference]:
    pairing = _pair_actions(golden, got, thresholds)
    wanted, read = [_words(a) for a in golden.actions], [_words(a) for a in got.actions]
    for i in pairing.missing:
        home = _home(wanted[i], read, thresholds.piece)
        text = _one_line(golden.actions[i])
        if home is None:
            yield Difference("type", f"{_name(golden.actions[i])} missing", text, NOTHING)
        else:
            where = f"{_name(golden.actions[i])} swallowed by another row"
            yield Difference("join", where, text, _one_line(got.actions[home]))
    for j in pairing.extra:
        home = _home(read[j], wanted, thresholds.piece)
        text = _one_line(got.actions[j])
        if home is None:
            yield Difference("type", f"{_name(got.actions[j])} invented", NOTHING, text)
        else:
            where = f"{_name(golden.actions[home])} split: a piece stands alone"
            yield Difference("split", where, _one_line(golden.actions[home]), text)
    broken = _broken_texts(golden) | _broken_texts(got)
    for i, j in pairing.pairs:
        yield from _compare_action(golden.actions[i], got.actions[j], broken if lines else None)


def _one_line(action: GoldenAction) -> str:
    return _clip(" | ".join(f"{k}: {squeeze_text(v)}" for k, v in action.own.items()))


def _clip(text: str, around: int = 0) -> str:
    if len(text) <= SHOWN:
        return text
    start = max(0, around - SHOWN // 3)
    return ("…" if start else "") + text[start : start + SHOWN] + ("…" if start + SHOWN < len(text) else "")


def _broken_texts(golden: Golden) -> set[str]:
    """Texts of cells broken over a page: whether a paragraph ends there cannot be seen."""
    rows = {(a.table, a.row): a for a in golden.actions}
    return {
        squeeze_text(rows[join.table, join.row].values.get(field, ""))
        for join in golden.row_joins
        if (join.table, join.row) in rows
        for field in join.cells
    }


def _compare_action(
    expected: GoldenAction, read: GoldenAction, broken: set[str] | None
) -> Iterator[Difference]:
    """Differences of one row; ``broken`` holds texts whose paragraphs cannot be seen, None: of all."""
    name = _name(expected)
    if not _same(expected.section, read.section):
        yield Difference("text", f"{name}: section", str(expected.section), str(read.section or NOTHING))
    wanted, got = _keyed(expected), _keyed(read)
    for field in [*wanted, *(k for k in got if k not in wanted)]:
        one, two = wanted.get(field, ""), got.get(field, "")
        if squeeze_text(one) == squeeze_text(two):
            seen = broken is not None and squeeze_text(one) not in broken
            if seen and _lines(one) != _lines(two):
                yield Difference("text", f"{name}: lines of {field}", repr(one), repr(two))
            continue
        yield _cell_difference(name, field, one, two, wanted)
    if set(map(fold_text, expected.inherited)) != set(map(fold_text, read.inherited)):
        inherited = [", ".join(sorted(a.inherited)) or NOTHING for a in (expected, read)]
        yield Difference("provenance", f"{name}: inherited", *inherited)


def _keyed(action: GoldenAction) -> dict[str, str]:
    """Fields by name; other columns by their folded header, so that a line break in it is no difference."""
    return {k if k not in action.other else fold_text(k): v for k, v in action.values.items()}


def _lines(text: str) -> list[str]:
    return [line for line in map(squeeze_text, text.split("\n")) if line]


def _cell_difference(name: str, field: str, one: str, two: str, wanted: dict[str, str]) -> Difference:
    other = next((k for k, v in wanted.items() if two and squeeze_text(v) == squeeze_text(two)), None)
    if other is not None:
        return Difference("type", f"{name}: {field} holds the text of {other}", _clip(one), _clip(two))
    kind: DifferenceClass = "type" if not two or not one else "text"
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
    return Difference(kind, f"{name}: {field}", _clip(one, at) or NOTHING, _clip(two, at) or NOTHING)


def _compare_pages(golden: Golden, got: Golden, thresholds: PairingThresholds | None) -> Iterator[Difference]:
    for i, j in _pair_actions(golden, got, thresholds or PairingThresholds()).pairs:
        expected, read = golden.actions[i].pages, got.actions[j].pages
        if expected is not None and expected != read:
            yield Difference("provenance", f"{_name(golden.actions[i])}: pages", str(expected), str(read))
    for figure, other in pair_figures(golden.figures, got.figures)[0]:
        if figure.page is not None and figure.page != other.page:
            yield Difference("provenance", f"{name_figure(figure)}: page", str(figure.page), str(other.page))


def _compare_issues(golden: Golden, extract: PlanExtract, is_pdf: bool) -> Iterator[Difference]:
    raised = {i.code for i in extract.issues}
    for code in golden.issues if is_pdf else golden.issues + golden.text_issues:
        if code not in raised:
            yield Difference("provenance", "doubt not raised", code, ", ".join(sorted(raised)) or NOTHING)


def _compare_joins(golden: Golden, extract: PlanExtract) -> Iterator[Difference]:
    """Each break within a row must be told by a join that was taken."""
    taken = {
        (j.above.page, j.below.page) for j in extract.joins if j.joined and j.kind == "row"
    }  # fmt: skip
    for join in golden.row_joins:
        for above, below in sorted({p for pages in join.cells.values() for p in pairwise(pages)}):
            if (above, below) not in taken:
                where = f"row {join.table}.{join.row}: no row join recorded"
                yield Difference("provenance", where, f"pages {above} and {below}", NOTHING)


# Promises ----------------------------------------------------------------------------------------


def _compare_promises(golden: Golden, got: Golden) -> Iterator[Difference]:
    left = list(got.promises)
    for promise in golden.promises:
        where = f"promise “{promise.text[:50]}”"
        read = next((p for p in left if fold_text(p.text) == fold_text(promise.text)), None)
        if read is None:
            yield Difference("type", f"{where} missing", promise.kind, NOTHING)
            continue
        left.remove(read)
        if read.kind != promise.kind:
            yield Difference("type", f"{where}: kind", promise.kind, read.kind)
        if fold_text(read.section or "") != fold_text(promise.section or ""):
            yield Difference("text", f"{where}: section", str(promise.section), str(read.section or NOTHING))
    for extra in left:
        yield Difference("type", f"promise “{extra.text[:50]}” invented", NOTHING, extra.kind)
