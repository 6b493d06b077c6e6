"""A process killed while it loads leaves a file that opens and holds whole documents only."""

import random
import subprocess
import sys
import time
from pathlib import Path

import made_plans as b
import pytest

from warehouse.connection import connect
from warehouse.reading import build_reading
from warehouse.schema import DOCUMENT_TABLES

HERE = Path(__file__).parent
LOAD_FOR_EVER = f"""
import sys
sys.path[:0] = [{str(HERE.parent.parent)!r}, {str(HERE)!r}]
import made_plans as b
from warehouse.connection import connect
from warehouse.load import load_plan
connection = connect(sys.argv[1])
print("loading", flush=True)
number = 0
while True:
    name = str(number % 40)
    reading = b.plan(name, actions=tuple(b.action(n, f"Task {{n}}", of=name) for n in range(300)))
    if number >= 40:
        reading = b.plan(name, tables=())
    load_plan(connection, reading, program=str(number))
    print("loaded", flush=True)
    number += 1
"""


def whole_counts(content: str) -> set[tuple[int, ...]]:
    """Rows of each table for the two readings of a document that the child loads."""
    first = b.plan(content, actions=tuple(b.action(n, f"Task {n}", of=content) for n in range(300)))
    second = b.plan(content, tables=())
    return {
        tuple(len(build_reading(p).tables.get(t.name, [])) for t in DOCUMENT_TABLES) for p in (first, second)
    }


def kill_while_loading(path: Path, chance: random.Random) -> None:
    """Kills a loading process at a random moment behind a few of its loads, however slow those are."""
    child = subprocess.Popen([sys.executable, "-c", LOAD_FOR_EVER, str(path)], stdout=subprocess.PIPE)
    try:
        assert child.stdout.readline() == b"loading\n"
        for _ in range(chance.randrange(4)):
            assert child.stdout.readline() == b"loaded\n"
        time.sleep(chance.uniform(0.0, 0.1))
    finally:
        child.kill()
        child.communicate()


def check_whole(path: Path) -> int:
    """Documents in the file, each checked; readers are served first, as the next process may be one."""
    with connect(path, read_only=True) as reader:
        reader.execute("SELECT count(*) FROM action").fetchall()
    allowed = whole_counts("0")
    with connect(path) as connection:
        documents = [d for (d,) in connection.execute("SELECT document_id FROM run_reading").fetchall()]
        for document_id in documents:
            counts = tuple(
                connection.execute(
                    f"SELECT count(*) FROM {t.name} WHERE document_id = ?", [document_id]
                ).fetchone()[0]
                for t in DOCUMENT_TABLES
            )
            assert counts in allowed, (document_id, counts)
    return len(documents)


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_kill_at_any_moment_leaves_whole_documents_only(tmp_path, kills):
    chance = random.Random(kills)
    path, most = tmp_path / "w.duckdb", 0
    for _ in range(kills):
        kill_while_loading(path, chance)
        most = max(most, check_whole(path))
    assert most > 0, "no kill came after a document was loaded: the test proves nothing"
