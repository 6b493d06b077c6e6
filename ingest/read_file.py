"""One file read without a warehouse, for the commands that only look."""

from __future__ import annotations

from pathlib import Path

from ingest.sources import NotASource, Source, find_sources, read_source
from ingest.task import Limits
from ingest.worker import naming
from planhouse.errors import MissingSourceError, SourceError
from planhouse.plan import PlanExtract


def read_file(path: Path, limits: Limits | None = None) -> PlanExtract:
    """The plan as printed.

    Args:
        path: a file, not a folder.
        limits: of size; the default ones where None.

    Raises:
        SourceError: with one line that says why it cannot be read.
    """
    from parsers.read import read_plan

    if path.is_dir():
        raise MissingSourceError(f"{path}: a folder; name a file in it")
    (found,) = find_sources([path])
    if isinstance(found, Source):
        most = (limits or Limits()).file_mb << 20
        try:
            return read_plan(read_source(path, found.shown, most), found.name)
        except SourceError as error:
            raise type(error)(naming(found.shown, error)) from error
    raise found.error if isinstance(found, NotASource) else MissingSourceError(f"{path}: not a file")


def compare_with_golden(source: Path) -> tuple[str, int]:
    """A sample's reading against the golden file beside it: the differences as text, and how many."""
    from ingest.golden import GOLDEN, load_golden, render_differences
    from ingest.golden_compare import compare_plan

    golden = load_golden(source.parent / GOLDEN)
    try:
        differences = compare_plan(golden, read_file(source))
    except SourceError as error:
        return f"{source.parent.name}/{source.name}: not read ({error})", 1
    return render_differences(f"{source.parent.name}/{source.name}", differences), len(differences)
