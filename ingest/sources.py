"""Which files a run is about: files, folders and globs, in a fixed order, each once.

A folder is walked without trusting it: names are data, links that lead out of it or in a circle are
not followed, and pipes or devices are never opened. What a file holds is decided by its content when
it is read; only in a folder, where nobody has named the file, a name alone can say that it is no plan.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planhouse.errors import EmptySourceError, MissingSourceError, SourceError, SourceTooLargeError

NOT_PLANS = frozenset(
    {
        *(".json", ".jsonl", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".lock", ".log"),
        *(".py", ".ipynb", ".sh", ".js", ".css", ".sql", ".csv", ".parquet", ".duckdb", ".wal"),
        *(".db", ".sqlite", ".bak", ".tmp", ".part", ".crdownload"),
    }
)
"""Suffixes that in a folder mark data, programs and downloads under way: passed over, not refused."""

ABOUT_THE_FOLDER = frozenset({"readme", "notes", "license", "licence", "changelog", "contents", "index"})
"""Stems of text files that tell about the folder they stand in; passed over in a folder."""
TEXT_SUFFIXES = frozenset({"", ".md", ".markdown", ".txt", ".rst"})

MEGABYTE = 1 << 20
"""Bytes of a megabyte, in limits and in what is said of them."""
READ_PIECE = 1 << 20
"""Bytes read at a time when a file is hashed: the memory it takes, whatever the file's size."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read."""

    path: Path
    name: str
    """Its own name without the folder, every character printable: what people and tables see."""
    shown: str
    """The path as it was given, every character printable."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class NotASource:
    """Something that was named or found but cannot be read, and why."""

    shown: str
    error: SourceError
    is_there: bool = True
    """Whether it exists: a slip of spelling or a folder without plans is told and not kept on record."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file of a walked folder that is no plan by its name; neither read nor refused."""

    shown: str


Found = Source | NotASource | PassedOver


def printable(name: str | os.PathLike[str]) -> str:
    r"""A file name as one line fit for a terminal; ``path_of`` turns it back.

    Control characters become ``\n``, ``\x1b`` or ``\u200b``, bytes that are no UTF-8 ``\xff``, and a
    backslash ``\\``.
    """
    text = os.fsencode(os.fspath(name)).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(character: str) -> str:
    r"""An escape that cannot be taken for a broken byte: those are ``\x80`` to ``\xff``."""
    if "\x80" <= character <= "\xff":
        return f"\\u{ord(character):04x}"
    return character.encode("unicode_escape").decode("ascii")


ESCAPES = re.compile(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[nrt\\])")


def path_of(shown: str) -> Path:
    """The path whose printable form is ``shown``."""

    def unescape(found: re.Match[str]) -> str:
        code = found[1]
        if code[0] in "nrt\\":
            return {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}[code]
        number = int(code[1:], 16)
        is_byte = code[0] == "x" and number >= 0x80
        return os.fsdecode(bytes([number])) if is_byte else chr(number)

    return Path(ESCAPES.sub(unescape, shown))


def find_sources(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Every file the arguments name, in their order and sorted within a folder or glob, each once.

    Args:
        paths: files, folders, or glob patterns (also with ``**``) that the shell left unexpanded.

    Yields:
        A ``Source`` to read, a ``NotASource`` with the reason it cannot be, or a ``PassedOver``.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _find_one(Path(given)):
            if isinstance(found, Source):
                key = os.path.realpath(found.path)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _find_one(path: Path) -> Iterator[Found]:
    """What one argument names: an existing path as it stands, else a glob, else nothing."""
    if os.path.lexists(path):
        yield from _walk_given(path) if path.is_dir() else [_check_file(path)]
        return
    pattern = os.fspath(path)
    matches = sorted(glob.glob(pattern, recursive=True), key=os.fsencode) if glob.has_magic(pattern) else []  # noqa: PTH207 - Path.glob takes no absolute pattern
    for match in matches:
        if not Path(match).is_dir():
            yield _check_file(Path(match))
    if not matches:
        what = "no file fits the pattern" if glob.has_magic(pattern) else "no such file or folder"
        yield NotASource(
            printable(path), MissingSourceError(f"{printable(path)}: {what}; check the spelling"), False
        )


def _walk_given(folder: Path) -> Iterator[Found]:
    """A folder that was named: its files, or one line that says it holds none."""
    any_plan = False
    for found in _walk(folder, Path(os.path.realpath(folder)), set()):
        any_plan = any_plan or not isinstance(found, PassedOver)
        yield found
    if not any_plan:
        message = f"{printable(folder)}: the folder holds no plan; name the files or another folder"
        yield NotASource(printable(folder), EmptySourceError(message), False)


def _walk(folder: Path, root: Path, visited: set[tuple[int, int]]) -> Iterator[Found]:
    """Files below ``folder`` in byte order of their names; each real folder once."""
    try:
        about = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda p: os.fsencode(p.name))
    except OSError as error:
        yield NotASource(printable(folder), _unreadable(folder, error))
        return
    if (about.st_dev, about.st_ino) in visited:
        return
    visited.add((about.st_dev, about.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not _leads_inside(entry, root):
            yield PassedOver(printable(entry))
        elif entry.is_dir():
            yield from _walk(entry, root, visited)
        elif _is_no_plan(entry):
            yield PassedOver(printable(entry))
        else:
            yield _check_file(entry)


def _leads_inside(link: Path, root: Path) -> bool:
    """Whether a symbolic link ends at something that exists inside ``root``."""
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # a broken link, or one that runs in a circle
        return False


def _is_no_plan(path: Path) -> bool:
    """Whether the name of an unnamed file alone says that it is no plan."""
    suffix = path.suffix.lower()
    return suffix in NOT_PLANS or (path.stem.lower() in ABOUT_THE_FOLDER and suffix in TEXT_SUFFIXES)


def _check_file(path: Path) -> Source | NotASource:
    """A regular file as a source; anything else with the reason why not. Opens nothing."""
    try:
        about = path.stat()
    except (OSError, RuntimeError) as error:
        return NotASource(printable(path), _unreadable(path, error))
    if not stat.S_ISREG(about.st_mode):
        message = f"{printable(path)}: a pipe, socket or device, not a file; save it as a file first"
        return NotASource(printable(path), MissingSourceError(message))
    return Source(path, printable(path.name), printable(path), about.st_size)


def _unreadable(path: Path, error: Exception) -> MissingSourceError:
    """The refusal of something the operating system does not let us read."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    advice = "check the link" if path.is_symlink() else "check that it is there and readable"
    return MissingSourceError(f"{printable(path)}: cannot be opened ({said.lower()}); {advice}")


def hash_source(source: Source, most_bytes: int) -> str:
    """SHA-256 of the file's content as 64 hexadecimal digits, in bounded memory.

    Args:
        source: the file.
        most_bytes: size limit; a file that grew beyond it while being read is refused, too.

    Raises:
        SourceTooLargeError: over the limit.
        MissingSourceError: it cannot be opened (any more).
    """
    digest, read = hashlib.sha256(), 0
    try:
        with source.path.open("rb") as handle:
            while piece := handle.read(READ_PIECE):
                read += len(piece)
                if read > most_bytes:
                    raise SourceTooLargeError(too_large(source.shown, max(read, source.size), most_bytes))
                digest.update(piece)
    except OSError as error:
        raise _unreadable(source.path, error) from error
    return digest.hexdigest()


def read_source(path: Path, shown: str, most_bytes: int) -> bytes:
    """The bytes of a file, never more than ``most_bytes``.

    Raises:
        SourceTooLargeError: over the limit.
        MissingSourceError: it cannot be opened (any more).
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(most_bytes + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > most_bytes:
        raise SourceTooLargeError(too_large(shown, len(data), most_bytes))
    return data


def too_large(shown: str, size: int, most_bytes: int) -> str:
    """The line that refuses a file for its size."""
    return (
        f"{shown}: {size / MEGABYTE:.0f} MB or more, over the limit of {most_bytes / MEGABYTE:.0f} MB; "
        "split it, or raise --max-file-mb"
    )
