"""Hostile bytes at the readers: whatever they hold, the answer is a plan or a SourceError.

``python bench/fuzz.py [--seconds 120] [--seed N]``: examples made by hypothesis from random bytes,
damaged samples (cut, flipped, spliced, repeated) and text full of table marks, read one after another
in a child process with the limits of the batch. A crash, an endless loop or any other exception is a
finding, and so is a plan whose ledger does not balance: the bytes are kept in ``fuzz-findings/`` and
the exit code is 1.
"""

import argparse
import hashlib
import pickle
import sys
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ingest.pool import Pool, PoolHabits  # noqa: E402
from ingest.task import Done, Limits, Task  # noqa: E402

WORK = "bench.fuzz:read_bytes"
LIMITS = Limits(seconds=20, memory_mb=1000)
FINDINGS = {"crash", "timeout", "source_error", "unbalanced"}
MARKS = [
    *("|", "||", "\t", "\n", "\r\n", "---", "# ", "- ", "• ", "*", "\x0c", "\u00ad", "\u200b", "٣", "𝟙"),
    *("<p>", "</p>", "<ul><li>", "</li>", "<br>", "<table>", "&nbsp;", "Priority", "When", "Who", "(a)"),
    *("12%", "£1.2m", "1,2,3", "2020/21", "%PDF-1.7", "obj", "endstream"),
]
TEXTS = st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=200).map("".join)
ENCODINGS = ["utf-8", "utf-16", "cp1252", "utf-8-sig"]


def read_bytes(task, limits):
    """The work function: reads a file as the batch would, without a register."""
    from parsers.read import read_plan

    extract = read_plan(Path(task.path).read_bytes(), task.name)
    return extract.ledger.is_balanced, {}


def samples() -> list[bytes]:
    """Files to damage: the project's own plans and broken files, small ones first."""
    found = [p for p in (ROOT / "fixtures").rglob("*") if p.suffix in {".pdf", ".txt", ".md"} and p.is_file()]
    return sorted((p.read_bytes() for p in found if p.stat().st_size < 500_000), key=len)


@st.composite
def damaged(draw, seeds):
    """A sample cut, flipped, spliced with another, or with a piece repeated."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 4))):
        here = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["cut", "flip", "splice", "repeat", "drop", "number"])):
            case "cut":
                del data[here:]
            case "flip":
                data[here : here + 1] = bytes([draw(st.integers(0, 255))])
            case "splice":
                data[here:] = draw(st.sampled_from(seeds))[here:]
            case "repeat":
                data[here:here] = data[here : here + draw(st.integers(1, 2000))] * draw(st.integers(1, 20))
            case "drop":
                del data[here : here + draw(st.integers(1, 500))]
            case "number":
                digits = [i for i in range(here, min(here + 400, len(data))) if 48 <= data[i] < 58]
                for i in digits[: draw(st.integers(1, 5))]:
                    data[i] = draw(st.integers(48, 57))
    return bytes(data)


def make_examples(seed: int, count: int) -> list[bytes]:
    """``count`` hostile inputs."""
    seeds = samples() or [b"# Plan\n\n| Activity | Who |\n|---|---|\n| Visits | All |\n"]
    encoded = st.builds(lambda t, e: t.encode(e, "ignore"), TEXTS, st.sampled_from(ENCODINGS))
    every = st.one_of(damaged(seeds), damaged(seeds), encoded, st.binary(max_size=3000))
    made: list[bytes] = []

    @seeded(seed)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(every)
    def collect(data):
        made.append(data)

    collect()
    return made


def main() -> int:
    """Fuzzes for as long as asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--findings", type=Path, default=ROOT / "fuzz-findings")
    given_ = parser.parse_args()
    print(f"seed {given_.seed}")
    began, outcomes, findings = time.monotonic(), Counter(), 0
    given_.findings.mkdir(parents=True, exist_ok=True)
    with Pool(WORK, 2, LIMITS, ["parsers.read"], PoolHabits(attempts=1)) as pool:
        round_ = 0
        while time.monotonic() - began < given_.seconds:
            examples = make_examples(given_.seed + round_, 200)
            round_ += 1
            for done in pool.run(write(examples, given_.findings), lambda: False):
                reason, message = judge(done)
                outcomes[reason] += 1
                if reason in FINDINGS:
                    findings += 1
                    print(f"FINDING {done.task.path}: {message}")
                else:
                    Path(done.task.path).unlink(missing_ok=True)
    print(dict(outcomes), f"in {time.monotonic() - began:.0f} s; {findings} findings")
    if not any(given_.findings.iterdir()):
        given_.findings.rmdir()
    return int(findings > 0)


def judge(done: Done) -> tuple[str, str]:
    """What an example came to, and the line that says so."""
    if done.refusal is not None:
        return done.refusal.reason, done.refusal.message
    balanced = pickle.loads(done.payload)  # noqa: S301 - from our own child process
    return ("read", "") if balanced else ("unbalanced", "words were lost or doubled")


def write(examples: list[bytes], folder: Path):
    """Each example as a file and its task."""
    for number, data in enumerate(dict.fromkeys(examples)):
        path = folder / f"{hashlib.sha256(data).hexdigest()[:16]}.bin"
        path.write_bytes(data)
        yield Task(number, str(path), path.name, path.name, "")


if __name__ == "__main__":
    sys.exit(main())
