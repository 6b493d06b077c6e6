"""The same documents on a Dask cluster: a real scheduler and worker processes of this machine."""

import contextlib
import os
import signal

import pytest

from bench.soak import compare
from ingest.batch import Batch
from ingest.cluster import ClusterPool, read_remotely
from ingest.settings import RunSettings
from ingest.store import open_store
from ingest.task import Limits, Task
from planhouse.errors import SettingsError

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # Dask's own, about its workers' ends
    pytest.mark.slow,
]
distributed = pytest.importorskip("distributed")
LIMITS = Limits(seconds=60, memory_mb=800)
PLAN = (
    "# Plan {n} 2024\n\n| Activity | When | Who |\n|---|---|---|\n| Visit ward {n} | March 2025 | Police |\n"
)


@pytest.fixture
def cluster():
    """A scheduler and two worker processes with one thread each."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture
def plans(tmp_path):
    """Twelve plans and two files that are none."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for n in range(12):
        (folder / f"plan{n:02}.txt").write_text(PLAN.format(n=n))
    (folder / "empty.txt").touch()
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


class KillOnce:
    """A reporter that kills a worker of the cluster when the first document has come."""

    def __init__(self, cluster=None):
        self.cluster, self.rows = cluster, []

    def started(self, run_id, documents):
        pass

    def document(self, row):
        self.rows.append(row)
        if self.cluster is not None:
            worker = next(iter(self.cluster.workers.values()))
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)
            self.cluster = None

    def ended(self, summary):
        pass


def ingest(folder, warehouse, cluster="", reporter=None):
    """The summary of a run."""
    settings = RunSettings(warehouse=warehouse, workers=1, limits=LIMITS, cluster=cluster)
    with open_store(settings) as store:
        return Batch(settings, store, reporter or KillOnce()).run([folder])


def test_worker_killed_in_mid_batch_loses_nothing_and_loads_nothing_twice(cluster, plans, tmp_path):
    """The warehouse equals that of an undisturbed run on this machine alone."""
    reporter = KillOnce(cluster)
    summary = ingest(plans, tmp_path / "c.duckdb", cluster.scheduler_address, reporter)
    assert summary.loaded == 12
    assert summary.reasons == {"empty": 1, "unsupported_format": 1}
    assert sorted(r.name for r in reporter.rows) == sorted(p.name for p in plans.iterdir())
    ingest(plans, tmp_path / "here.duckdb")
    assert compare(tmp_path / "c.duckdb", tmp_path / "here.duckdb") == []


def test_address_without_scheduler_is_wrong_use(monkeypatch):
    monkeypatch.setattr("ingest.cluster.CONNECT_SECONDS", 0.3)
    with pytest.raises(SettingsError, match="no scheduler answers"), ClusterPool("tcp://127.0.0.1:1", LIMITS):
        pass


def test_hostile_document_costs_itself_on_a_worker():
    """Refused by class in a child of the worker, which reads the next document."""
    limits = Limits(seconds=0.3, memory_mb=800)
    task = Task(0, "", "plan.txt", "plan.txt", "")
    payload, refusal, *_ = read_remotely(task, PLAN.format(n=1).encode() * 20_000, limits)
    assert payload is None
    assert refusal.reason == "timeout"
    payload, refusal, *_ = read_remotely(task, PLAN.format(n=1).encode(), LIMITS)
    assert (payload is not None, refusal) == (True, None)
