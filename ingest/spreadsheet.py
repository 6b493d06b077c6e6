"""Anybody's CSV file through the normalisers: every column kept, the derived ones added."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from normalise.spreadsheet import KINDS, RAW_COLUMNS, normalise_rows
from planhouse.errors import SettingsError


def normalise_file(kind: str, path: Path) -> str:
    """The file as CSV with the columns of ``kind`` added.

    Args:
        kind: a name of ``normalise.spreadsheet.KINDS``.
        path: a CSV file in UTF-8, UTF-16 or Windows-1252 with a column ``raw`` or ``mention_raw``.

    Raises:
        SettingsError: no such kind, no readable CSV file, or no such column.
    """
    if kind not in KINDS:
        raise SettingsError(f"no kind {kind!r}; there are: {', '.join(sorted(KINDS))}")
    rows = read_rows(path)
    columns = list(rows[0]) if rows else ["raw"]
    own = set(normalise_rows(kind, [{"raw": ""}])[0]) - {"raw"}
    return render_rows(normalise_rows(kind, rows), rows, columns, own)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; a short row's missing cells are empty, cells beyond the header are refused."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check the spelling") from error
    text = _decode(data)
    text = text.partition("\n")[2] if text.startswith("sep=") else text
    separator = _find_separator(text.partition("\n")[0])
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="", delimiter=separator)
    try:
        rows = [dict(row) for row in reader]
    except csv.Error as error:
        raise SettingsError(f"{path}: not a CSV file ({error}, line {reader.line_num})") from error
    columns = reader.fieldnames or []
    if not set(RAW_COLUMNS) & set(columns):
        named = ", ".join(columns) or "none"
        raise SettingsError(f"{path}: needs a column {' or '.join(RAW_COLUMNS)}; its columns are: {named}")
    for number, row in enumerate(rows, 2):
        if "" in row and isinstance(row[""], list):
            raise SettingsError(f"{path}: row {number} has more cells than the header; quote its commas")
    return rows


def _decode(data: bytes) -> str:
    """The text: UTF-16 where the first bytes say so (a spreadsheet's "Unicode text"), UTF-8, Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _find_separator(header: str) -> str:
    """What parts the columns: a comma, or what spreadsheets of other settings write in its stead."""

    def is_split(by: str) -> bool:
        return bool(set(RAW_COLUMNS) & {c.strip().strip('"') for c in header.split(by)})

    return next((s for s in ",;\t|" if s in header and is_split(s)), ",")


def _free_name(column: str, columns: list[str]) -> str:
    """A name for a column of the input whose own is taken."""
    name = f"{column}_given"
    return name if name not in columns else _free_name(name, columns)


def render_rows(
    rows: list[dict[str, str]], given: list[dict[str, str]], columns: list[str], own: set[str]
) -> str:
    """Rows as CSV; added columns behind those of the input.

    A column of the input that bears the name of an added one is kept as ``NAME_given``.
    """
    added = dict.fromkeys(c for row in rows for c in row if c not in columns)
    taken = {c: _free_name(c, columns) for c in columns if c in own}
    names = [taken.get(c, c) for c in columns]
    out = io.StringIO()
    writer = csv.DictWriter(out, [*names, *taken, *added], lineterminator="\n", restval="")
    writer.writeheader()
    for row, was in zip(rows, given, strict=True):
        writer.writerow(row | {name: was[c] for c, name in taken.items()})
    return out.getvalue()
