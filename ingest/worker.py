"""One worker: a child process that reads documents under limits and says what became of each.

Whatever a document does to the process costs that document alone: the limits of the operating system
end a worker that takes too much, and the pool (``ingest.pool``) replaces it.
"""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from ingest.task import Limits, Refusal, Task
from planhouse.errors import PlanhouseError, SourceError

MB = 1 << 20
PROCESSOR = "processor"
"""Among the seconds of the stages: processor time of the whole, which a busy machine does not change."""
NOBODY_WAITS = 3
"""Exit code of a worker whose parent died."""

Answer = tuple[bytes | None, Refusal | None, dict[str, float], float]
"""Pickled result, refusal, seconds by stage, highest resident memory in MB."""


def serve(connection: Connection, work: str, limits: Limits) -> None:
    """Reads tasks from the pipe until it closes or ``None`` comes; the body of a worker process.

    Args:
        connection: the worker's end of its pipe.
        work: ``module:function``; the function takes a ``Task`` and ``Limits`` and returns a picklable
            value and the seconds by stage.
        limits: limits for each document.
    """
    _stand_apart()
    function = find_function(work)
    _limit_process(limits)
    while (task := _next_task(connection)) is not None:
        _limit_cpu(limits.seconds)
        answer = attempt(function, task, limits)
        try:
            connection.send(answer)
        except OSError:  # the batch has gone
            return


def serve_descriptor(descriptor: int, limits: Limits) -> None:
    """As ``serve``, for a process that was started apart and given its end of the pipe as a number."""
    from ingest.pipeline import PRELOAD, WORK

    for module in PRELOAD:
        importlib.import_module(module)
    serve(Connection(descriptor), WORK, limits)


def find_function(work: str) -> Callable[..., Any]:
    """The function named ``module:function``."""
    module, _, name = work.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function


def _next_task(connection: Connection) -> Task | None:
    """The next task, or None at the end of the work."""
    try:
        task: Task | None = connection.recv()
    except (EOFError, OSError):
        return None
    return task


def attempt(function: Callable[..., Any], task: Task, limits: Limits) -> Answer:
    """Reads one document; every failure becomes a refusal with its class.

    This is the one place where any exception at all is caught: a bug met in one document must not
    cost the others.
    """
    began, used = time.perf_counter(), time.process_time()
    refusal: Refusal
    try:
        result, seconds = function(task, limits)
        payload = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
        if len(payload) <= limits.output_mb * MB:
            spent = {PROCESSOR: time.process_time() - used}
            return payload, None, seconds | spent, peak_memory_mb()
        refusal = Refusal(
            "too_large", f"{task.shown}: its content takes over {limits.output_mb} MB; split it"
        )
    except SourceError as error:
        refusal = Refusal(error.reason, one_line(naming(task.shown, error)))
    except PlanhouseError as error:
        refusal = Refusal("source_error", one_line(f"{task.shown}: {error}"))
    except MemoryError:
        message = (
            f"{task.shown}: needs more than {limits.memory_mb} MB of memory; raise --memory-mb or split it"
        )
        refusal = Refusal("too_large", message)
    except RecursionError:
        refusal = Refusal("crash", f"{task.shown}: nested too deeply to be read; report the file")
    except Exception as error:  # see the docstring: a bug costs one document
        refusal = Refusal("crash", one_line(f"{task.shown}: {describe_bug(error)}; report the file"))
    return None, refusal, {"total": time.perf_counter() - began}, peak_memory_mb()


def naming(shown: str, error: SourceError) -> str:
    """The error's text, which names the file: readers know only bytes."""
    text = str(error)
    return text if text.startswith(shown) else f"{shown}: {text}"


def describe_bug(error: Exception) -> str:
    """Class and place of an unexpected exception: ``KeyError 'x' at cells.py:40``."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {error}{where}"


def one_line(text: str, longest: int = 300) -> str:
    """A message as one printable line of at most ``longest`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def peak_memory_mb() -> float:
    """Highest resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _stand_apart() -> None:
    """Interrupts are the batch's to handle; nothing printed here reaches its output; no orphan stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends the process when the batch that started it is gone, even by kill -9."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(NOBODY_WAITS)


def _limit_process(limits: Limits) -> None:
    """Memory as address space beyond what the imports took; no core files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allowed = _address_space() + limits.memory_mb * MB
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        allowed = min(allowed, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def _address_space() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()


def _limit_cpu(seconds: float) -> None:
    """Processor time until the operating system ends the process: holds where the batch cannot watch.

    The batch ends a late worker by elapsed time; twice that in processor time (threads count each)
    is the safety net for a worker that is left alone.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + 2 * seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.getrlimit(resource.RLIMIT_CPU)[1]))
