"""How fast plans are loaded and questions answered in a warehouse of many documents.

    python -m bench.warehouse [--documents 5000] [--at-once 256]

Documents are the sample plans, read once and given new identities. Times are processor seconds of one
process with one DuckDB thread. Rows are those of every table; fact rows are those of ``fact_`` and
``bridge_`` tables alone, for the same time. Building rows is the worker's part, each for its own documents;
loading is the part of the one writer: rows out of the pipe, into the file, on disk.
"""

from __future__ import annotations

import argparse
import itertools
import pickle
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ingest.batch import PLANS_AT_ONCE, unpack_document
from ingest.cookbook import SAMPLES
from ingest.pipeline import describe_plan
from normalise.plan import normalise_plan
from parsers.read import read_plan
from planhouse.ids import stable_id
from planhouse.plan import NormalisedPlan
from warehouse.connection import DuckDB, connect
from warehouse.load import Loading, load_plans
from warehouse.questions import ask, read_questions
from warehouse.reading import build_reading


def read_samples() -> list[NormalisedPlan]:
    """The PDF of every sample plan, read and normalised."""
    paths = sorted(SAMPLES.glob("*/source.pdf"))
    return [normalise_plan(read_plan(p.read_bytes(), f"{p.parent.name}.pdf")) for p in paths]


def rename(plan: NormalisedPlan, number: int) -> NormalisedPlan:
    """The same plan as another document: every id new, every text and place the same."""
    old, extract = plan.extract.document.document_id, plan.extract

    def new(identity: str) -> str:
        return stable_id(identity.split("-", 1)[0], identity, number)

    def renewed(records: tuple, *fields: str) -> tuple:
        return tuple(
            r.model_copy(update={f: new(getattr(r, f)) for f in fields if getattr(r, f)}) for r in records
        )

    document = extract.document.model_copy(
        update={"document_id": new(old), "sha256": f"{number:064x}", "source_file": f"plan-{number}.pdf"}
    )
    checks = tuple(
        c.model_copy(update={"statistic_ids": tuple(map(new, c.statistic_ids))})
        for c in renewed(extract.checks, "check_id", "subject_id")
    )
    return plan.model_copy(
        update={
            "extract": extract.model_copy(
                update={
                    "document": document,
                    "actions": renewed(extract.actions, "action_id"),
                    "statistics": renewed(extract.statistics, "statistic_id", "duplicate_of"),
                    "promises": renewed(extract.promises, "promise_id"),
                    "priorities": renewed(extract.priorities, "priority_id"),
                    "checks": checks,
                }
            ),
            "mentions": renewed(plan.mentions, "mention_id", "subject_id"),
            "periods": renewed(plan.periods, "subject_id"),
            "areas": renewed(plan.areas, "subject_id"),
            "measures": renewed(plan.measures, "subject_id"),
            "themes": renewed(plan.themes, "subject_id"),
        }
    )


def many(samples: list[NormalisedPlan], start: int, count: int) -> Iterator[NormalisedPlan]:
    """Plans numbered from ``start``."""
    for number in range(start, start + count):
        yield rename(samples[number % len(samples)], number)


def open_one_thread(path: Path) -> DuckDB:
    """A new warehouse that uses one processor core."""
    connection = connect(path)
    connection.execute("SET threads = 1")
    return connection


class Sums:
    """Rows and processor seconds of a load."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.rows = self.facts = 0
        self.building = self.loading = 0.0

    def show(self, documents: int) -> None:
        """Prints the figures."""
        both = self.building + self.loading
        print(f"building rows          {self.rows / self.building:12,.0f} rows/s  (each worker)")
        print(f"loading {documents:<15,}{self.rows / self.loading:12,.0f} rows/s  ({self.rows:,} rows)")
        print(f"  fact rows alone      {self.facts / self.loading:12,.0f} rows/s  ({self.facts:,} rows)")
        print(f"both on one core       {self.rows / both:12,.0f} rows/s")


def load(connection: DuckDB, plans: Iterator[NormalisedPlan], at_once: int) -> Sums:
    """Loads the plans as a batch does: rows built and pickled, then taken out and loaded some at a time."""
    sums = Sums()
    while batch := list(itertools.islice(plans, at_once)):
        began = time.process_time()
        packed = [pickle.dumps(describe_plan(plan), pickle.HIGHEST_PROTOCOL) for plan in batch]
        sums.building += time.process_time() - began
        del batch
        began = time.process_time()
        readings = [unpack_document(p).reading for p in packed]
        outcomes = load_plans(connection, [Loading(r) for r in readings], program="bench")
        sums.loading += time.process_time() - began
        sums.rows += sum(sum(o.rows.values()) for o in outcomes)
        sums.facts += sum(
            n for o in outcomes for t, n in o.rows.items() if t.startswith(("fact_", "bridge_"))
        )
    return sums


def time_next(connection: DuckDB, samples: list[NormalisedPlan], start: int) -> float:
    """Median milliseconds to load one more document alone."""
    times = []
    for plan in many(samples, start, 5 * len(samples)):
        reading = build_reading(plan)
        began = time.process_time()
        load_plans(connection, [Loading(reading)], program="bench")
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)


def time_questions(connection: DuckDB) -> list[tuple[float, str]]:
    """Elapsed seconds of each named question, slowest first."""
    times = []
    for question in read_questions():
        began = time.perf_counter()
        ask(connection, question.name)
        times.append((time.perf_counter() - began, question.name))
    return sorted(times, reverse=True)


def main() -> None:
    """Runs the benchmark and prints its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--at-once", type=int, default=PLANS_AT_ONCE, help="documents in one transaction")
    given = parser.parse_args()
    samples = read_samples()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        with open_one_thread(Path(folder) / "small.duckdb") as small, open_one_thread(path) as large:
            load(small, many(samples, 0, 40), given.at_once)
            load(large, many(samples, 0, given.documents), given.at_once).show(given.documents)
            # By turns, so that whatever else the machine does meets both.
            times = [
                [time_next(c, samples, (9 + 2 * turn + n) * 1_000_000) for n, c in enumerate((small, large))]
                for turn in range(3)
            ]
            for name, some in zip(("40", f"{given.documents:,}"), zip(*times, strict=True), strict=True):
                print(f"next document, at {name:<5}{statistics.median(some):12.1f} ms")
        print(f"file                   {path.stat().st_size / 1e6:12.0f} MB")
        began = time.perf_counter()
        connection = connect(path, read_only=True)
        print(f"opening                {1000 * (time.perf_counter() - began):12.0f} ms")
        for seconds, name in time_questions(connection)[:8]:
            print(f"  ask {name:<19}{1000 * seconds:12.0f} ms")
        connection.close()


if __name__ == "__main__":
    main()
