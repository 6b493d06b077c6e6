"""One document: bytes -> as printed -> with what is derived beside it. No loop, no printing."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sources import read_source
from ingest.task import Limits, Task
from planhouse.plan import NormalisedPlan

if TYPE_CHECKING:
    from normalise.overrides import Override

WORK = "ingest.pipeline:read_task"
PRELOAD = ("parsers.read", "normalise.plan", "ingest.warm")
"""What a worker needs, imported once before workers are forked."""


def read_task(task: Task, limits: Limits) -> tuple[NormalisedPlan, dict[str, float]]:
    """Reads and normalises one document; the work function of the pool.

    Returns:
        The plan and the elapsed seconds of its stages: ``open``, ``read``, ``normalise``.

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
    plan = normalise_plan(extract, overrides=decisions(task.overrides) if task.overrides else ())
    times.append(time.perf_counter())
    stages = ("open", "read", "normalise")
    return lighten(plan), {s: b - a for s, a, b in zip(stages, times, times[1:], strict=False)}


@lru_cache(maxsize=1)
def decisions(path: str) -> tuple[Override, ...]:
    """A person's decisions, read once in each worker.

    Raises:
        OverridesError: the file does not have the expected form.
    """
    from normalise.overrides import read_overrides

    return read_overrides(Path(path).read_text(encoding="utf-8"))


def lighten(plan: NormalisedPlan) -> NormalisedPlan:
    """The plan without the single words of its pages: two thirds of what would travel to the parent.

    The ledger has counted them, and blocks, cells and fragments hold all their text with its places.
    """
    contents = tuple(replace(c, words=()) for c in plan.extract.contents)
    return plan.model_copy(update={"extract": plan.extract.model_copy(update={"contents": contents})})
