"""Types and groups of columns that many tables share."""

from __future__ import annotations

from warehouse.definition import Column

TEXT, INT, REAL, FLAG, DATE, WHEN = "VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"
LIST, TEXTS_BY_NAME, REALS_BY_NAME = "VARCHAR[]", "MAP(VARCHAR, VARCHAR)", "MAP(VARCHAR, DOUBLE)"
COUNTS_BY_NAME = "MAP(VARCHAR, INTEGER)"
NUMBER = "DECIMAL(28,6)"


def document_column() -> Column:
    """The document a row belongs to."""
    return Column("document_id", TEXT, "The document.", references="dim_document.document_id", required=True)


def place_fields(prefix: str = "") -> tuple[Column, ...]:
    """Columns of a place: page and box of a PDF, lines of a text export."""
    return (
        Column(f"{prefix}page", INT, "Page, from 1; null in a text export."),
        Column(f"{prefix}x0", REAL, "Left edge of the box.", "points from the page's left edge"),
        Column(f"{prefix}top", REAL, "Upper edge of the box.", "points from the page's top"),
        Column(f"{prefix}x1", REAL, "Right edge of the box.", "points from the page's left edge"),
        Column(f"{prefix}bottom", REAL, "Lower edge of the box.", "points from the page's top"),
        Column(f"{prefix}line_first", INT, "First line, from 1; null in a PDF."),
        Column(f"{prefix}line_last", INT, "Last line, from 1; null in a PDF."),
    )


def span_fields() -> tuple[Column, ...]:
    """Columns that sum up where a record is printed."""
    return (
        Column("page_first", INT, "First page it is printed on; null in a text export."),
        Column("page_last", INT, "Last page it is printed on; null in a text export."),
        Column("line_first", INT, "First line of a text export; null in a PDF."),
        Column("line_last", INT, "Last line of a text export; null in a PDF."),
    )
