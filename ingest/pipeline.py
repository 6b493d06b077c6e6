"""One document: bytes -> as printed -> with what is derived beside it. No loop, no printing."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ingest.sources import read_source
from ingest.task import Limits, Task
from planhouse.plan import NormalisedPlan

WORK = "ingest.pipeline:read_task"
PRELOAD = ("parsers.read", "normalise.plan")
"""What a worker needs, imported once before workers are forked."""


def read_task(task: Task, limits: Limits) -> tuple[NormalisedPlan, dict[str, float]]:
    """Reads and normalises one document; the work function of the pool.

    Returns:
        The plan and the elapsed seconds of its stages: ``open``, ``read``, ``normalise``.

    Raises:
        SourceError: with the reason the document is refused.
    """
    from parsers.read import read_plan

    normalise_plan = import_module("normalise.plan").normalise_plan

    times = [time.perf_counter()]
    data = read_source(Path(task.path), task.shown, limits.file_mb << 20)
    times.append(time.perf_counter())
    extract = read_plan(data, task.name)
    times.append(time.perf_counter())
    plan = normalise_plan(extract)
    times.append(time.perf_counter())
    stages = ("open", "read", "normalise")
    return lighten(plan), {s: b - a for s, a, b in zip(stages, times, times[1:], strict=False)}


def lighten(plan: NormalisedPlan) -> NormalisedPlan:
    """The plan without the single words of its pages: two thirds of what would travel to the parent.

    The ledger has counted them, and blocks, cells and fragments hold all their text with its places.
    """
    contents = tuple(replace(c, words=()) for c in plan.extract.contents)
    return plan.model_copy(update={"extract": plan.extract.model_copy(update={"contents": contents})})
