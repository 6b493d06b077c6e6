"""Documents and pages per second for 1 and 2 workers, peak memory, and an unchanged second run.

``python bench/ingest.py [FOLDER] [--copies 20] [--peers]``: copies of the sample plans (or of a folder),
each made different by a comment, ingested with one worker, with two, and once more unchanged; with
``--peers`` also a plain loop over pdfplumber and over camelot on the same PDFs in the same run.
Efficiency is the speed with two workers over twice the speed with one. Elapsed times suffer from
whatever else runs: the load of the machine is printed beside them, and processor time per document,
which does not.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


class Quiet:
    """A reporter that keeps nothing but refusals and the workers' processor time."""

    def __init__(self):
        """Nothing spent yet."""
        self.spent = 0.0

    def started(self, run_id, documents):
        """Nothing to show."""

    def document(self, row):
        """Says what was refused."""
        self.spent += row.seconds.get("processor", 0.0)
        if row.status == "refused":
            print(f"  refused: {row.message}")

    def ended(self, summary):
        """Nothing to show."""


def make_copies(sources: list[Path], folder: Path, copies: int) -> None:
    """Each source ``copies`` times with another comment at its end."""
    for number in range(copies):
        for path in sources:
            tail = f"\n% {number}\n" if path.suffix == ".pdf" else f"\n\nCopy {number}.\n"
            name = f"{path.parent.name}-{path.stem}-{number}{path.suffix}"
            (folder / name).write_bytes(path.read_bytes() + tail.encode())


def measure(folder: Path, warehouse: Path, workers: int):
    """Summary, elapsed seconds, processor seconds of the workers and of the parent, of one run."""
    from ingest.batch import Batch
    from ingest.settings import RunSettings
    from ingest.store import open_store

    settings, reporter = RunSettings(warehouse=warehouse, workers=workers), Quiet()
    began, used = time.monotonic(), time.process_time()
    with open_store(settings) as store:
        summary = Batch(settings, store, reporter).run([folder])
    return summary, time.monotonic() - began, reporter.spent, time.process_time() - used


def report(name: str, documents: int, pages: int, elapsed: float, read: float, parent: float = 0.0) -> float:
    """Prints one line; returns documents per second."""
    per = 1000 / documents
    load = os.getloadavg()[0]
    speeds = f"{documents / elapsed:7.1f} documents/s  {pages / elapsed:7.1f} pages/s"
    spent = f"{read * per:5.0f} ms reading, {parent * per:4.1f} ms loading"
    print(f"{name:22} {elapsed:7.2f} s  {speeds}  processor per document: {spent}  (load {load:.1f})")
    return documents / elapsed


def measure_peers(files: list[Path], pages: int) -> None:
    """A plain loop over the peers' table finders on the same PDFs."""
    import camelot
    import pdfplumber

    def with_pdfplumber(path: Path) -> None:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_tables()

    def with_camelot(path: Path) -> None:
        camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)

    for name, read in (("pdfplumber loop", with_pdfplumber), ("camelot lattice loop", with_camelot)):
        began, used = time.monotonic(), time.process_time()
        for path in files:
            read(path)
        report(name, len(files), pages, time.monotonic() - began, time.process_time() - used)


def main() -> int:
    """Measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "fixtures/plans")
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("--pdf-only", action="store_true", help="leave text plans out")
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    suffixes = {".pdf"} if given.pdf_only else {".pdf", ".txt"}
    sources = sorted(p for p in given.folder.rglob("*") if p.suffix in suffixes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plans").mkdir()
        make_copies(sources, folder / "plans", given.copies)
        speeds, pages = {}, 0
        for workers in (1, 2):
            summary, *spent = measure(folder / "plans", folder / f"{workers}.duckdb", workers)
            pages = summary.pages
            name = f"{workers} worker{'s' if workers > 1 else ''}"
            speeds[workers] = report(name, summary.documents, pages, *spent)
            print(f"{'':22} highest resident memory of a worker {summary.memory_mb:.0f} MB")
        print(f"{'':22} efficiency on two workers {speeds[2] / speeds[1] / 2:.2f}")
        summary, *spent = measure(folder / "plans", folder / "2.duckdb", 2)
        report("unchanged", summary.documents, 0, *spent)
        if given.peers:
            measure_peers(sorted((folder / "plans").glob("*.pdf")), pages)
    print(f"highest resident memory of the parent {resource.getrusage(0).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
