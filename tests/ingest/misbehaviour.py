"""Work functions that do what hostile documents do to a worker."""

import hashlib
import os
import signal
import sys
import time
from pathlib import Path

from ingest.pipeline import describe_plan
from planhouse.content import PageContent
from planhouse.errors import EncryptedSourceError
from planhouse.geometry import Place
from planhouse.issues import raise_issue
from planhouse.page import Block, Word
from planhouse.plan import Ledger, NormalisedPlan, PlanExtract
from planhouse.records import Document


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
    "abort": lambda rest, task: os.abort(),
    "pid": lambda rest, task: os.getpid(),
    "print": lambda rest, task: (sys.stdout.write("noise"), sys.stderr.write("noise"), "quiet")[-1],
    "killed_once": _killed_once,
    "encrypted": _encrypted,
    "recurse": _recurse,
    "bug": _bug,
    "hang": _hang,
    "hog": _hog,
}


def read_script(task, limits):
    """A plan of one paragraph from a file whose first line may order misbehaviour."""
    text = Path(task.path).read_text()
    kind, _, rest = text.partition("\n")[0].partition(":")
    if kind in ACTS:
        ACTS[kind](rest, task)
    if kind == "slow":
        time.sleep(float(rest))
    return describe_plan(plan_of(text, task.name)), {"read": 0.0}


def plan_of(text, name):
    """The smallest plan there is: a document with one paragraph."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        document_id=f"d-{sha256[:12]}", sha256=sha256, source_file=name, media_type="text/plain"
    )
    words = tuple(Word(i, w, Place(None, lines=(1, 1))) for i, w in enumerate(text.split()))
    block = Block("paragraph", " ".join(text.split()), Place(None, lines=(1, 1)), tuple(range(len(words))))
    ledger = Ledger(words=len(words), placed={"paragraph": len(words)})
    issues = (raise_issue("NO_PERIOD", "no period"),)
    if text.startswith("doubtful"):
        issues += (raise_issue("SUM_FAILS", "3 + 4 is not 8"),)
    extract = PlanExtract(
        document=document,
        contents=(PageContent(None, (block,), words),),
        tables=(),
        ledger=ledger,
        issues=issues,
    )
    return NormalisedPlan(extract=extract)
