"""Sheets of an Excel workbook written as XML, row by row: a tenth of the time of a general library.

Public class: ``Workbook``. It knows what ``warehouse.workbook`` needs: a bold header that stays in place and
is filtered, column widths, wrapped texts that are never formulas, numbers, dates and truth values. Texts
stand in their cells, so that nothing waits in memory.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PLAIN, BOLD, DATE, MOMENT = range(1, 5)
"""Numbers of the formats in ``STYLES``; 0 is Excel's own."""
WRAPPED = '<alignment vertical="top" wrapText="1"/></xf>'
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/>'
    '<name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>'
    f'<xf applyAlignment="1">{WRAPPED}<xf fontId="1" applyFont="1"/>'
    f'<xf numFmtId="14" applyNumberFormat="1" applyAlignment="1">{WRAPPED}'
    f'<xf numFmtId="22" applyNumberFormat="1" applyAlignment="1">{WRAPPED}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
DAY_NOUGHT = dt.datetime(1899, 12, 30)
"""The day Excel counts from."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters XML cannot hold."""


def letter(number: int) -> str:
    """Letters of a column, counted from 1: A, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Workbook:
    """A workbook under way; used as a context, and whole when that is left."""

    def __init__(self, path: Path) -> None:
        """Begins the file."""
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        self._names: list[tuple[str, str]] = []

    def __enter__(self) -> Workbook:
        """The workbook."""
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Writes what ties the sheets together, unless writing them failed."""
        if error is None:
            self._tie()
        self._zip.close()

    def add_sheet(
        self,
        title: str,
        names: Sequence[str],
        widths: Sequence[int],
        rows: Iterable[Sequence[object]],
        count: int,
    ) -> None:
        """Writes one sheet.

        Args:
            title: its name, 31 characters at most.
            names: the header.
            widths: of the columns, in characters.
            rows: values in the order of the header: texts, numbers, dates, truth values or None.
            count: how many rows there are.
        """
        area = f"A1:{letter(len(names))}{count + 1}"
        self._names.append((title, area))
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, 1)
        )
        head = (
            f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
            f"</sheetViews><cols>{columns}</cols><sheetData>"
        )
        letters = [letter(n) for n in range(1, len(names) + 1)]
        with self._zip.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w", force_zip64=True) as out:
            out.write(head.encode())
            out.write(_row(1, letters, names, BOLD).encode())
            for number, row in enumerate(rows, 2):
                out.write(_row(number, letters, row, PLAIN).encode())
            out.write(f'</sheetData><autoFilter ref="{area}"/></worksheet>'.encode())

    def _tie(self) -> None:
        numbers = range(1, len(self._names) + 1)
        sheets = "".join(
            f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, (title, _) in enumerate(self._names, 1)
        )
        filters = "".join(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n - 1}" hidden="1">'
            f"'{escape(title)}'!{_fixed(area)}</definedName>"
            for n, (title, area) in enumerate(self._names, 1)
        )
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        links += f'<Relationship Id="rId{len(self._names) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>'
            for n in numbers
        )
        for name, text in (
            ("[Content_Types].xml",
             f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
             f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>{parts}</Types>'),
            ("_rels/.rels",
             f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
             f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
            ("xl/_rels/workbook.xml.rels",
             f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'),
            ("xl/workbook.xml",
             f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
             f"<definedNames>{filters}</definedNames></workbook>"),
        ):  # fmt: skip
            self._zip.writestr(name, DECLARATION + text)
        self._zip.writestr("xl/styles.xml", STYLES)


def _fixed(area: str) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", area)


def _row(number: int, letters: Sequence[str], values: Sequence[object], style: int) -> str:
    cells = [_cell(f"{at}{number}", v, style) for at, v in zip(letters, values, strict=True) if v is not None]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(at: str, value: object, style: int) -> str:
    if isinstance(value, str):
        text = escape(CONTROL.sub(" ", value))
        return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, bool):
        return f'<c r="{at}" s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float | Decimal):
        return f'<c r="{at}" s="{style}"><v>{value}</v></c>'
    if isinstance(value, dt.datetime):
        days = (value - DAY_NOUGHT) / dt.timedelta(days=1)
        return f'<c r="{at}" s="{MOMENT}"><v>{days!r}</v></c>'
    if isinstance(value, dt.date):
        days = (dt.datetime.combine(value, dt.time()) - DAY_NOUGHT).days
        return f'<c r="{at}" s="{DATE}"><v>{days}</v></c>'
    raise TypeError(f"{at}: no cell holds a {type(value).__name__}")
