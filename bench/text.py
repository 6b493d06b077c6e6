"""Processor time and memory of the five published text plans, from bytes to a loaded warehouse.

``python bench/text.py [FOLDER] [--limit-seconds 2] [--limit-mb 300]``: the figures, and exit code 1
over a limit. Time counts after imports, as processor time of this process, so that neither a busy
machine nor the start of the interpreter matters; the best of three runs.
"""

import argparse
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Measures and judges."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared/documents/text")
    parser.add_argument("--limit-seconds", type=float, default=2.0)
    parser.add_argument("--limit-mb", type=float, default=300.0)
    given = parser.parse_args()
    files = sorted(given.folder.glob("*.txt"))
    if not files:
        print(f"no text plans in {given.folder}")
        return 2
    for module in ("parsers.read", "normalise.plan", "warehouse.load", "ingest.pipeline", "ingest.store"):
        import_module(module)
    runs = [measure(files) for _ in range(3)]
    best = min(runs, key=lambda r: sum(r.values()))
    for name, seconds in best.items():
        print(f"{seconds:7.3f} s  {name}")
    total, memory = sum(best.values()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{total:7.3f} s  {len(files)} documents, at most {memory:.0f} MB resident, imports included")
    return int(total > given.limit_seconds or memory > given.limit_mb)


def measure(files: list[Path]) -> dict[str, float]:
    """Stage and file -> processor seconds of one run over all files into a fresh warehouse."""
    from ingest.pipeline import read_task
    from ingest.task import Limits, Task
    from warehouse.connection import connect
    from warehouse.load import load_plan

    took: dict[str, float] = {}
    with connect(":memory:") as connection:
        for number, path in enumerate(files):
            began = time.process_time()
            plan, _ = read_task(Task(number, str(path), path.name, path.name, ""), Limits())
            took[f"read  {path.name}"] = time.process_time() - began
            began = time.process_time()
            load_plan(connection, plan.reading)
            took[f"load  {path.name}"] = time.process_time() - began
    return took


if __name__ == "__main__":
    sys.exit(main())
