"""The same documents read by the workers of a Dask scheduler, on this machine or others.

What travels to a worker is the file's bytes, what comes back is what a local worker gives; the parent
stays the only writer, so that a document read twice, because a worker was lost, is still loaded once. On
its machine each thread of a Dask worker reads in a child process of its own under the same limits as a
local worker: a hostile document kills that child, never the Dask worker.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from ingest.pool import explain_death
from ingest.sources import read_source
from ingest.task import Done, Limits, Refusal, Task
from ingest.version import program_version
from ingest.worker import Answer, one_line
from planhouse.errors import SettingsError, SourceError

Client = Any
Future = Any
"""Dask's own, which carry no types."""
CONNECT_SECONDS = 15
"""How long to wait for the scheduler."""
HELD_PER_THREAD = 2
"""Documents sent ahead for each thread of the cluster: the one it reads and the next."""
TICK = 0.25
"""Seconds after which a wait looks at the stop switch again."""
START = "import pickle, sys; from ingest.worker import serve_descriptor; "
START += "serve_descriptor(int(sys.argv[1]), pickle.loads(bytes.fromhex(sys.argv[2])))"


class ClusterPool:
    """Reads documents on a cluster; takes the place of ``ingest.pool.Pool``."""

    def __init__(self, address: str, limits: Limits) -> None:
        """Prepares.

        Args:
            address: of the scheduler, such as ``tcp://10.0.0.5:8786``.
            limits: limits for each document.
        """
        self._address, self._limits = address, limits
        self._client: Client | None = None
        self._arrived: queue.SimpleQueue[tuple[Task, Future]] = queue.SimpleQueue()

    def __enter__(self) -> ClusterPool:
        """Connects.

        Raises:
            SettingsError: no scheduler there, no worker, or another version of planhouse on one.
        """
        try:
            import distributed
        except ImportError as error:
            raise SettingsError("--cluster needs Dask: pip install 'planhouse[cluster]'") from error
        try:
            connect: Any = distributed.Client
            self._client = connect(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise SettingsError(f"--cluster {self._address}: no scheduler answers ({error})") from error
        versions = set(self._client.run(program_version).values())
        if not versions:
            self.close()
            raise SettingsError(f"--cluster {self._address}: the scheduler has no workers; start some")
        if versions != {program_version()}:
            self.close()
            others = ", ".join(sorted(versions))
            raise SettingsError(
                f"--cluster {self._address}: its workers have planhouse {others}; update them"
            )
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leaves the cluster; what is under way for us is dropped."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def run(
        self,
        tasks: Iterable[Task],
        stopped: Callable[[], bool] = lambda: False,
        idle: Callable[[], None] = lambda: None,
    ) -> Iterator[Done]:
        """Each task's outcome, in the order in which they end; as ``Pool.run``."""
        waiting, under_way = iter(tasks), 0
        while not stopped():
            while under_way < self._room():
                task = next(waiting, None)
                if task is None:
                    break
                refused = self._submit(task)
                if refused is None:
                    under_way += 1
                else:
                    yield refused
            if not under_way:
                return
            try:
                task, future = self._arrived.get(timeout=TICK)
            except queue.Empty:
                idle()
                continue
            if future.status in ("lost", "cancelled"):
                self._submit(task)
                continue
            under_way -= 1
            yield _outcome(task, future)

    def _room(self) -> int:
        """Documents that may be under way at a time."""
        threads: int = sum(self._connected().nthreads().values())
        return max(2, HELD_PER_THREAD * threads)

    def _connected(self) -> Client:
        if self._client is None:
            raise RuntimeError("the cluster is used outside its context")
        return self._client

    def _submit(self, task: Task) -> Done | None:
        """Sends a document; its refusal where the file cannot be read here."""
        try:
            data = read_source(Path(task.path), task.shown, self._limits.file_mb << 20)
        except SourceError as error:
            return Done(task, None, Refusal(error.reason, one_line(str(error))))
        future = self._connected().submit(read_remotely, task, data, self._limits, pure=False)
        future.add_done_callback(lambda f: self._arrived.put((task, f)))
        return None


def _outcome(task: Task, future: Future) -> Done:
    """What a finished future says of its document."""
    if future.status == "finished":
        payload, refusal, seconds, memory = future.result()
        return Done(task, payload, refusal, seconds, memory)
    error = future.exception()
    message = f"{task.shown}: lost by the cluster ({type(error).__name__}: {error}); run planhouse retry"
    return Done(task, None, Refusal("crash", one_line(message)))


_LOCAL = threading.local()
"""The child of each thread of a Dask worker."""


def read_remotely(task: Task, data: bytes, limits: Limits) -> Answer:
    """Reads one document on a worker's machine, in a child process under limits.

    Args:
        task: the document; its path is of the machine that sent it.
        data: its bytes.
        limits: for the child.
    """
    with tempfile.TemporaryDirectory(prefix="planhouse-") as folder:
        path = Path(folder) / "source"
        path.write_bytes(data)
        return _child(limits).read(replace(task, path=str(path)))


def _child(limits: Limits) -> _Child:
    """This thread's child, started anew where it died or has other limits."""
    child: _Child | None = getattr(_LOCAL, "child", None)
    if child is None or not child.is_alive or child.limits != limits:
        if child is not None:
            child.close()
        child = _LOCAL.child = _Child(limits)
    return child


class _Child:
    """A process that reads documents, started apart: a Dask worker is a daemon and may not fork others."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._connection, theirs = Pipe()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        command = [sys.executable, "-c", START, str(theirs.fileno()), pickle.dumps(limits).hex()]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            command, pass_fds=[theirs.fileno()], env=environment
        )
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether it can be given another document."""
        return self._process.poll() is None

    def read(self, task: Task) -> Answer:
        """One document; a child that dies or is late costs that document."""
        late = False
        with contextlib.suppress(EOFError, OSError):
            self._connection.send(task)
            if self._connection.poll(self.limits.seconds):
                answer: Answer = self._connection.recv()
                return answer
            late = True
        self.close()
        return None, explain_death(task, self._process.returncode, late, self.limits), {}, 0.0

    def close(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
        self._connection.close()
