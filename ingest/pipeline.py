"""One document: bytes -> as printed -> with what is derived beside it -> rows. No loop, no printing."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sources import read_source
from ingest.task import Limits, ReadDocument, Task
from planhouse.plan import NormalisedPlan

if TYPE_CHECKING:
    from normalise.overrides import Override

WORK = "ingest.pipeline:read_task"
PRELOAD = ("parsers.read", "normalise.plan", "warehouse.reading", "ingest.warm")
"""What a worker needs, imported once before workers are forked."""
ISSUES_SHOWN = 20
"""Issues of one document that are kept for the report; the warehouse has them all."""


def read_task(task: Task, limits: Limits) -> tuple[ReadDocument, dict[str, float]]:
    """Reads and normalises one document and builds its rows; the work function of the pool.

    Returns:
        The document and the elapsed seconds of its stages: ``open``, ``read``, ``normalise``, ``rows``.

    Raises:
        SourceError: with the reason the document is refused.
    """
    from normalise.plan import normalise_plan
    from parsers.read import read_plan

    times = [time.perf_counter()]
    data = read_source(Path(task.path), task.shown, limits.file_mb << 20)
    times.append(time.perf_counter())
    extract = read_plan(data, task.name)
    times.append(time.perf_counter())
    plan = normalise_plan(extract, overrides=read_decisions(task.decisions))
    times.append(time.perf_counter())
    document = describe_plan(plan)
    times.append(time.perf_counter())
    stages = ("open", "read", "normalise", "rows")
    return document, {s: b - a for s, a, b in zip(stages, times, times[1:], strict=False)}


@lru_cache(maxsize=1)
def read_decisions(lines: str) -> tuple[Override, ...]:
    """A person's decisions, read once in each worker; they were checked before the run began."""
    from normalise.overrides import read_overrides

    return read_overrides(lines)


def describe_plan(plan: NormalisedPlan) -> ReadDocument:
    """A plan as its worker hands it over: rows, counts and doubts."""
    from warehouse.reading import build_reading

    extract = plan.extract
    serious = [i for i in plan.all_issues if i.severity != "info"]
    counts = {
        "tables": len(extract.tables),
        "actions": len(extract.actions),
        "figures": len(extract.statistics),
        "promises": len(extract.promises),
        "unresolved": sum(m.judgement != "accepted" for m in plan.mentions),
        "doubts": len(serious),
    }
    issues = tuple((i.code, str(i.place or ""), i.message) for i in serious[:ISSUES_SHOWN])
    return ReadDocument(build_reading(plan), extract.document.pages or 1, counts, issues)
