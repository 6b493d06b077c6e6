"""Work functions that do what hostile documents do to a worker."""

import os
import signal
import sys
import time
from pathlib import Path

from planhouse.errors import EncryptedSourceError


def misbehave(task, limits):
    """Does what the task's name says."""
    kind, _, rest = task.name.partition(":")
    return ACTS[kind](rest, task), {"total": 0.0}


def _killed_once(rest, task):
    marker = Path(rest)
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "second time lucky"


def _encrypted(rest, task):
    raise EncryptedSourceError(f"{task.shown}: needs a password;\nremove it first")


def _recurse(rest, task):
    return _recurse(rest, task)


def _bug(rest, task):
    return {}["missing"]


def _hang(rest, task):
    while True:
        time.sleep(0.01)


def _hog(rest, task):
    return len([bytes(1 << 20) for _ in range(100_000)])


ACTS = {
    "echo": lambda rest, task: rest,
    "big": lambda rest, task: bytes(int(rest)),
    "exit": lambda rest, task: os._exit(int(rest)),
    "segfault": lambda rest, task: os.kill(os.getpid(), signal.SIGSEGV),
    "pid": lambda rest, task: os.getpid(),
    "print": lambda rest, task: (sys.stdout.write("noise"), sys.stderr.write("noise"), "quiet")[-1],
    "killed_once": _killed_once,
    "encrypted": _encrypted,
    "recurse": _recurse,
    "bug": _bug,
    "hang": _hang,
    "hog": _hog,
}
