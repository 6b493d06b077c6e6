"""One file read without a warehouse, for the commands that only look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.sources import NotASource, Source, find_sources, printable, read_source
from ingest.task import Limits
from ingest.worker import naming
from planhouse.errors import MissingSourceError, SettingsError, SourceError, UnsupportedFormatError
from planhouse.plan import PlanExtract


def read_file(path: Path, limits: Limits | None = None) -> PlanExtract:
    """The plan as printed.

    Args:
        path: a file, not a folder.
        limits: of size; the default ones where None.

    Raises:
        SourceError: with one line that says why it cannot be read.
    """
    return read_with_bytes(path, limits)[0]


def read_with_bytes(path: Path, limits: Limits | None = None) -> tuple[PlanExtract, bytes]:
    """The plan as printed, and the file's bytes; as ``read_file``."""
    from parsers.read import read_plan

    if path.is_dir():
        raise MissingSourceError(f"{path}: a folder; name a file in it")
    (found,) = find_sources([path])
    if isinstance(found, Source):
        data = read_source(path, found.shown, (limits or Limits()).file_mb << 20)
        try:
            return read_plan(data, found.name), data
        except SourceError as error:
            raise type(error)(naming(found.shown, error)) from error
    raise found.error if isinstance(found, NotASource) else MissingSourceError(f"{path}: not a file")


def draw_file(path: Path, folder: Path, pages: Sequence[int] = (), scale: float = 1.5) -> Iterator[Path]:
    """Writes pictures of a PDF's pages with what was read drawn over them; yields their paths.

    Args:
        path: the PDF.
        folder: made where it does not exist.
        pages: page numbers from 1; all where empty.
        scale: pixels a point.

    Raises:
        UnsupportedFormatError: a text export, which has no pages.
        SettingsError: a page the PDF does not have.
    """
    from parsers.draw import draw_pages

    extract, data = read_with_bytes(path)
    count = extract.document.pages
    if count is None:
        raise UnsupportedFormatError(f"{printable(path)}: a text export has no pages to draw; give the PDF")
    missing = [str(p) for p in pages if not 1 <= p <= count]
    if missing:
        raise SettingsError(f"{printable(path)}: has no page {', '.join(missing)}; it has {count}")
    wanted = [c for c in extract.contents if not pages or c.number in pages]
    chosen = extract.model_copy(update={"contents": tuple(wanted)})
    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in draw_pages(data, chosen, scale):
        target = folder / f"{path.stem}-p{number:03}.png"
        target.write_bytes(picture)
        yield target


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
