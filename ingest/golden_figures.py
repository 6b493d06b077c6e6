"""Compares the figures of a reading with those of its golden file."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.golden import (
    NOTHING,
    Difference,
    DifferenceClass,
    GoldenFigure,
    GoldenNoFigure,
    GoldenProseFigure,
    squeeze_text,
)
from planhouse.ids import fold_text

_Figures = tuple[GoldenFigure, ...]


def name_figure(figure: GoldenFigure) -> str:
    """A figure's row, column and caption, for people."""
    row, column = " / ".join(figure.row_path), " / ".join(figure.column_path)
    return f"figure “{row}” × “{column}” of “{(figure.caption or '')[:40]}”"


def _likeness(one: GoldenFigure, two: GoldenFigure) -> int:
    """How many of its marks two figures share; a figure of another row or column shares too few."""
    marks = [
        (4, fold_text(" ".join(one.row_path)) == fold_text(" ".join(two.row_path))),
        (3, _last(one.row_path) == _last(two.row_path)),
        (3, fold_text(" ".join(one.column_path)) == fold_text(" ".join(two.column_path))),
        (2, _last(one.column_path) == _last(two.column_path)),
        (3, one.value == two.value),
        (2, fold_text(one.raw) == fold_text(two.raw)),
        (3, fold_text(one.caption or "") == fold_text(two.caption or "")),
    ]
    return sum(weight for weight, agrees in marks if agrees)


GRADED_FLAGS = frozenset(
    {"footnote", "up_to", "almost", "more_than", "suppressed", "not_available", "several_in_cell", "scaled"}
)
"""Flags a golden file answers for."""

LEAST_LIKENESS = 10
"""Of 20: a right figure in the right row with its caption and column lost still reaches it."""


def _last(path: tuple[str, ...]) -> str:
    return fold_text(path[-1]) if path else ""


def pair_figures(
    golden: _Figures, got: _Figures
) -> tuple[list[tuple[GoldenFigure, GoldenFigure]], list[GoldenFigure], list[GoldenFigure]]:
    """Figures of both sides that are one and the same, those missing and those invented."""
    scored = sorted(
        ((-_likeness(a, b), abs(i - j), i, j) for i, a in enumerate(golden) for j, b in enumerate(got)),
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for score, _, i, j in scored:
        if -score < LEAST_LIKENESS:
            break
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    missing = [a for i, a in enumerate(golden) if i not in pairs]
    extra = [b for j, b in enumerate(got) if j not in used]
    return [(golden[i], got[j]) for i, j in sorted(pairs.items())], missing, extra


def compare_figures(golden: _Figures, got: _Figures) -> Iterator[Difference]:
    """Differences of the figures of statistics tables."""
    pairs, missing, extra = pair_figures(golden, got)
    for figure in missing:
        yield Difference("type", f"{name_figure(figure)} missing", figure.raw, NOTHING)
    for figure in extra:
        yield Difference("type", f"{name_figure(figure)} invented", NOTHING, figure.raw)
    for expected, read in pairs:
        yield from _compare_figure(expected, read)


def _compare_figure(expected: GoldenFigure, read: GoldenFigure) -> Iterator[Difference]:
    several = "several_in_cell" in expected.flags
    fields: list[tuple[str, DifferenceClass]] = [
        ("caption", "text"), ("row_path", "type"), ("column_path", "type"), ("raw", "text"),
        ("value", "type"), ("unit", "type"), ("kind", "type"), ("period_raw", "text"), ("flags", "type"),
    ]  # fmt: skip
    for name, kind in fields:
        one, two = getattr(expected, name), getattr(read, name)
        if name in ("caption", "row_path", "column_path", "period_raw"):
            same = _fold(one) == _fold(two)
        elif name == "raw":
            # Of a cell with several figures either the whole or the one figure may be given.
            same = squeeze_text(one) == squeeze_text(two) or (several and two in one)
        elif name == "flags":
            same = _graded(one) == _graded(two)
        else:
            same = one == two
        if not same:
            yield Difference(kind, f"{name_figure(expected)}: {name}", str(one), str(two))


def _graded(flags: tuple[str, ...]) -> set[str]:
    """The flags that change what a figure means; others only describe how it is printed."""
    return {f for f in flags if f.partition(":")[0] in GRADED_FLAGS}


def _fold(value: str | tuple[str, ...] | None) -> str:
    return fold_text(" ".join(value) if isinstance(value, tuple) else value or "")


_ProseFigures = tuple[GoldenProseFigure, ...]


def compare_prose_figures(golden: _ProseFigures, got: _ProseFigures) -> Iterator[Difference]:
    """Figures the golden file names must be there; it does not claim to name all."""
    left = list(got)
    for figure in golden:
        where = f"figure {figure.value} in “{figure.sentence[:50]}…”"
        same = [g for g in left if g.value == figure.value and _shares(g.sentence, figure.sentence)]
        if not same:
            yield Difference("type", f"{where} missing", str(figure.value), NOTHING)
            continue
        read = next((g for g in same if (g.unit, g.kind) == (figure.unit, figure.kind)), same[0])
        left.remove(read)
        for name in ("unit", "kind"):
            one, two = getattr(figure, name), getattr(read, name)
            if one != two:
                yield Difference("type", f"{where}: {name}", str(one), str(two))
        if not set(figure.flags) <= set(read.flags):
            yield Difference("type", f"{where}: flags", str(figure.flags), str(read.flags))


def compare_no_figures(golden: tuple[GoldenNoFigure, ...], got: _ProseFigures) -> Iterator[Difference]:
    """Numbers that are no statistics must not have become facts."""
    for number in golden:
        if any(g.value == number.value and _shares(g.sentence, number.sentence) for g in got):
            where = f"number {number.value} in “{number.sentence[:50]}…” is no figure"
            yield Difference("type", where, NOTHING, str(number.value))


def _shares(one: str, two: str) -> bool:
    """Whether one sentence holds the other: a reader may cut sentences finer or coarser."""
    a, b = fold_text(one), fold_text(two)
    return a in b or b in a
