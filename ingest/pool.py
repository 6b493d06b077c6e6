"""Workers and their tasks: dispatch, watch, replace.

Why not a library: ``docs/decisions/0007-own-pool.md``. One thread, no locks: the parent hands out
tasks, waits for whichever pipe has something to say, and ends workers that are late. A worker holds
the document it reads and one more, so that it never waits for the loading of the last result; results
wait in the pipe until they are fetched, so that memory stays bounded by the number of workers.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess

from ingest.task import Done, Limits, Refusal, Task
from ingest.worker import serve


@dataclass(frozen=True, slots=True)
class PoolHabits:
    """How the pool behaves; none of it changes a result."""

    held: int = 2
    """Tasks a worker holds: the one it reads and the next."""
    tick: float = 0.25
    """Seconds after which a wait looks at the stop switch again."""
    tasks_per_worker: int = 200
    """Documents after which a worker is replaced, so that what leaks stays small."""
    retire_at: float = 0.6
    """Share of the memory limit, as resident memory, at which a worker is replaced."""
    attempts: int = 2
    """How often a document is tried whose worker died without a word: an unlucky neighbour of a
    memory shortage deserves a second chance, a poisonous document dies again."""


@dataclass(slots=True)
class _Worker:
    """A child process with the tasks it holds, the first being read."""

    process: ForkServerProcess
    connection: Connection
    held: deque[tuple[Task, int]] = field(default_factory=deque)
    """Tasks and how many times each was tried, this time included."""
    since: float = 0.0
    """Monotonic time at which it began the first of them, as far as the pool can know."""
    done: int = 0
    retiring: bool = False
    late: bool = False


class Pool:
    """Reads documents in child processes; use as a context manager."""

    def __init__(
        self,
        work: str,
        workers: int,
        limits: Limits,
        preload: Iterable[str] = (),
        habits: PoolHabits | None = None,
    ) -> None:
        """Prepares; no process is started before there is a task.

        Args:
            work: ``module:function`` as ``ingest.worker.serve`` takes it.
            workers: how many documents are read at a time, at least 1.
            limits: limits for each document.
            preload: modules imported once, before the first worker is forked.
            habits: behaviour; the default suits all but tests.
        """
        self._work, self._size, self._limits = work, max(1, workers), limits
        self._habits = habits or PoolHabits()
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["ingest.worker", work.partition(":")[0], *preload])
        self._workers: list[_Worker] = []
        self._again: deque[tuple[Task, int]] = deque()
        self.replaced = 0
        """Workers that died or were ended, and were replaced."""

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(
        self,
        tasks: Iterable[Task],
        stopped: Callable[[], bool] = lambda: False,
        idle: Callable[[], None] = lambda: None,
    ) -> Iterator[Done]:
        """Each task's outcome, in the order in which they end.

        Args:
            tasks: taken one by one, only when a worker can hold it.
            stopped: asked often; once true, what is under way is dropped and the run ends.
            idle: called when no worker has anything to say.
        """
        waiting = iter(tasks)
        while not stopped():
            self._feed(waiting)
            busy = [w for w in self._workers if w.held or w.retiring]
            if not busy:
                return
            heard = self._wait(busy, 0.0)
            if not heard:
                idle()
                heard = self._wait(busy, self._habits.tick)
            for worker in heard:
                yield from self._hear(worker)
            for worker in [w for w in self._workers if self._is_late(w)]:
                worker.late = True
                worker.process.kill()

    def close(self) -> None:
        """Ends every worker at once; what they were reading is lost."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
            worker.connection.close()
        self._workers.clear()

    def _feed(self, waiting: Iterator[Task]) -> None:
        """Hands out tasks, first to idle workers, until each holds enough or none is left."""
        for depth in range(1, self._habits.held + 1):
            for slot in range(self._size):
                ready = [w for w in self._workers if not w.retiring]
                if slot < len(ready) and len(ready[slot].held) >= depth:
                    continue
                entry = self._next(waiting)
                if entry is None:
                    return
                self._give(ready[slot] if slot < len(ready) else self._start(), *entry)

    def _next(self, waiting: Iterator[Task]) -> tuple[Task, int] | None:
        """The next task to hand out with the number of its attempt; None when there is none."""
        if self._again:
            return self._again.popleft()
        task = next(waiting, None)
        return None if task is None else (task, 1)

    def _start(self) -> _Worker:
        """A new worker process."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._work, self._limits), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker, task: Task, number: int) -> None:
        """Sends a task; a worker found dead is dealt with when its pipe is heard."""
        if not worker.held:
            worker.since = time.monotonic()
        worker.held.append((task, number))
        try:
            worker.connection.send(task)
        except OSError:
            worker.retiring = True

    def _wait(self, busy: list[_Worker], seconds: float) -> list[_Worker]:
        """The workers that have something to say, after at most so many seconds."""
        ready = set(wait([w.connection for w in busy], timeout=seconds))
        return [w for w in busy if w.connection in ready]

    def _is_late(self, worker: _Worker) -> bool:
        """Whether a worker is over time with a document and has nothing to say."""
        if not worker.held or worker.late or worker.connection.poll():
            return False
        return time.monotonic() - worker.since > self._limits.seconds

    def _hear(self, worker: _Worker) -> Iterator[Done]:
        """The outcome a worker reports, or the consequences of its death."""
        try:
            payload, refusal, seconds, memory = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        (task, number), worker.since = worker.held.popleft(), time.monotonic()
        worker.done += 1
        full = memory > self._limits.memory_mb * self._habits.retire_at
        if (full or worker.done >= self._habits.tasks_per_worker) and not worker.retiring:
            worker.retiring = True
            self._say_goodbye(worker)
        yield Done(task, payload, refusal, seconds, memory, number)

    def _say_goodbye(self, worker: _Worker) -> None:
        """Tells a worker to end after what it holds."""
        try:
            worker.connection.send(None)
        except OSError:
            worker.retiring = True  # it died meanwhile; its pipe will tell

    def _bury(self, worker: _Worker) -> Iterator[Done]:
        """Removes a dead worker; its document is tried again or refused, the next one only moved."""
        worker.process.join()
        code = worker.process.exitcode or 0
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.close()
        if not worker.held:
            return
        self.replaced += 1
        task, number = worker.held.popleft()
        self._again.extend(worker.held)
        refusal = explain_death(task, code, worker.late, self._limits)
        if refusal.reason == "crash" and number < self._habits.attempts:
            self._again.append((task, number + 1))
            return
        elapsed = {"total": time.monotonic() - worker.since}
        yield replace(Done(task, None, refusal, elapsed), attempts=number)


def explain_death(task: Task, code: int, late: bool, limits: Limits) -> Refusal:
    """The refusal of a document whose worker died.

    Args:
        task: the document.
        code: how the process ended; negative for a signal.
        late: whether it was ended for its time.
        limits: those it was read under.
    """
    if late or code == -signal.SIGXCPU:
        limit = f"{limits.seconds:g} seconds"
        return Refusal("timeout", f"{task.shown}: not read within {limit}; raise --timeout or split it")
    if code == -signal.SIGABRT:  # how native libraries give up when an allocation fails
        message = f"a library gave up, most likely for want of memory ({limits.memory_mb} MB)"
        return Refusal("too_large", f"{task.shown}: {message}; raise --memory-mb or split it")
    if code == -signal.SIGKILL:
        message = "its worker was killed, most likely for want of memory; run planhouse retry"
    elif code < 0:
        message = f"its worker died by {signal.Signals(-code).name}; report the file"
    else:
        message = f"its worker ended with code {code}; report the file"
    return Refusal("crash", f"{task.shown}: {message}")
