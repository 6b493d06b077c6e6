"""A batch under random kills against a clean one: the same warehouse in the end, or exit code 1.

``python bench/soak.py [--documents 1000] [--seed N]`` makes a folder of good, repeated, renamed, broken
and hostile documents, ingests it again and again while killing the program (kill -9, SIGTERM, Ctrl-C)
and single workers at random moments, until a run ends by itself; then ingests it once more undisturbed
with one worker into another file, and compares the two warehouses table by table.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

NOT_COMPARED = ("run_",)
"""Prefixes of tables that tell when and how things were loaded, not what was."""
TOLD_BY_TIME = {"first_seen"}
"""Columns that hold the time of loading."""


def make_corpus(folder: Path, documents: int, chance: random.Random) -> None:
    """Documents of every fate: half of them good, the rest repeated, renamed, broken or hostile."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = [p for p in (ROOT / "fixtures/plans").rglob("*") if p.suffix in {".txt", ".md", ".pdf"}]
    samples = [p for p in samples if p.stat().st_size < 60_000 and not p.name.startswith("NOTES")]
    broken = [p for p in (ROOT / "fixtures/broken").rglob("*") if p.is_file() and p.suffix != ".toml"]
    broken = [p for p in broken if p.stat().st_size < 200_000]
    written: list[bytes] = []
    for number in range(documents):
        kind = chance.choices(["good", "pdf", "repeated", "broken", "noise"], [50, 5, 20, 15, 10])[0]
        data, suffix = _document(kind, number, chance, samples, broken, written)
        written.append(data)
        name = chance.choice([f"plan {number}", f"-plan-{number}", f"plän{number}", f"plan{number}"])
        inside = folder / f"part{number % 7}"
        inside.mkdir(exist_ok=True)
        (inside / f"{name}{suffix}").write_bytes(data)


def _document(kind, number, chance, samples, broken, written):
    """Bytes and suffix of one document."""
    texts = [p for p in samples if p.suffix != ".pdf"]
    pdfs = [p for p in samples if p.suffix == ".pdf"]
    if kind == "repeated" and written:
        return chance.choice(written), chance.choice([".txt", ".pdf", ""])
    if kind == "broken" and broken:
        path = chance.choice(broken)
        return path.read_bytes(), path.suffix
    if kind == "noise":
        return chance.randbytes(chance.randrange(1, 3000)), ".bin"
    if kind == "pdf" and pdfs:
        return chance.choice(pdfs).read_bytes() + f"\n% {number}\n".encode(), ".pdf"
    if texts:
        return chance.choice(texts).read_bytes() + f"\n\nCopy {number}.\n".encode(), ".txt"
    return f"# Plan {number}\n\n| Activity | Who |\n|---|---|\n| Visits {number} | All |\n".encode(), ".txt"


def start(folder: Path, warehouse: Path, workers: int) -> subprocess.Popen[bytes]:
    """The program on the folder, in a process group of its own."""
    command = [sys.executable, "-m", "ingest.cli", "ingest", str(folder), "--warehouse", str(warehouse)]
    command += ["--workers", str(workers), "--timeout", "60"]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def children_of(pid: int) -> list[int]:
    """Processes below ``pid``, all generations."""
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(path.parent.name)
            found += [child, *children_of(child)]
    return found


def run_under_fire(folder: Path, warehouse: Path, chance: random.Random, kills: int, pause: float) -> int:
    """Runs and kills until a run ends undisturbed; returns its exit code."""
    while True:
        process = start(folder, warehouse, 2)
        while kills and process.poll() is None:
            time.sleep(chance.uniform(0.2, pause))
            kills -= 1
            if chance.random() < 0.4:  # a worker; the batch must go on by itself
                for child in children_of(process.pid)[-1:]:
                    _kill(child, signal.SIGKILL)
            else:
                _kill(process.pid, chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
                break
        _, errors = process.communicate()
        if b"Traceback" in errors and b"KeyboardInterrupt" not in errors:
            print(errors.decode()[-2000:])
            return 3
        if process.returncode in (0, 1):
            return process.returncode
        if process.returncode not in (130, -9, -15, -2):
            print(f"ended with {process.returncode}: {errors.decode()[-2000:]}")
            return 3


def _kill(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def compare(one: Path, other: Path) -> list[str]:
    """Tables that differ, with the number of rows on either side only; empty when all are equal."""
    from warehouse.connection import connect
    from warehouse.schema import TABLES

    differences = []
    with connect(one) as connection:
        connection.execute(f"ATTACH '{other}' AS other (READ_ONLY)")
        for table in TABLES:
            if table.name.startswith(NOT_COMPARED):
                continue
            columns = ", ".join(f'"{c}"::VARCHAR' for c in table.names if c not in TOLD_BY_TIME)
            sides = [f"SELECT {columns} FROM {db}{table.name}" for db in ("", "other.")]  # noqa: S608 - our own names
            counts = []
            for a, b in (sides, sides[::-1]):
                row = connection.execute(f"SELECT count(*) FROM ({a} EXCEPT ALL {b})").fetchone()  # noqa: S608 - our own names
                counts.append(row[0])
            if any(counts):
                differences.append(f"{table.name}: {counts[0]} rows only here, {counts[1]} only there")
    return differences


def main() -> int:
    """Soaks and compares."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--pause", type=float, default=4.0, help="most seconds between two kills")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    print(f"seed {given.seed}")
    chance = random.Random(given.seed)  # noqa: S311 - a soak test, no secret
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder / "plans", given.documents, chance)
        code = run_under_fire(folder / "plans", folder / "fire.duckdb", chance, given.kills, given.pause)
        if code == 3:
            return 1
        print(f"under fire: ended with {code}")
        # documents refused because their worker was killed twice are read again by retry
        retry = [sys.executable, "-m", "ingest.cli", "retry", "--warehouse", str(folder / "fire.duckdb")]
        subprocess.run(retry, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        clean = start(folder / "plans", folder / "clean.duckdb", 1)
        clean.communicate()
        print(f"undisturbed: ended with {clean.returncode}")
        differences = compare(folder / "fire.duckdb", folder / "clean.duckdb")
    print("\n".join(differences) or "both warehouses are equal, table by table")
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
