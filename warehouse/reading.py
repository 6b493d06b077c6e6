"""A plan as the rows a warehouse would hold of it: what travels from a worker to the one writer.

Public functions: ``build_reading`` and ``collector_held`` (while many rows are made or read). It needs no
database, so that workers do it, each for its own documents: rows are plain tuples, which a writer takes out
of a pipe forty times faster than a plan.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from planhouse.errors import WarehouseError
from planhouse.plan import NormalisedPlan
from warehouse.content_rows import add_blocks, add_doubts, add_stitches, add_tables
from warehouse.definition import SHARED_TABLES
from warehouse.derived_rows import add_derived
from warehouse.rows import PlanRows, Row, add_document, add_records
from warehouse.schema import BY_NAME, DOCUMENT_TABLES

HASHED_AS = 2
"""Marshal's version without references: equal rows are equal bytes, whether their texts are shared or not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a document, ready to be loaded."""

    document_id: str
    work_id: str
    sha256: str
    source_file: str
    """File name without folder."""
    status: str
    """``loaded``, or ``loaded_with_issues`` where there are doubts, errors or words without a place."""
    tables: dict[str, list[Row]]
    """Rows by table, values in the order of the columns; values of MAP and list columns as JSON."""
    content_hash: str
    """Of all rows: equal where two readings say the same."""

    @property
    def row_count(self) -> int:
        """Rows of all tables."""
        return sum(map(len, self.tables.values()))


def build_reading(plan: NormalisedPlan) -> Reading:
    """All rows of a plan, and the status that its doubts and ledger give it."""
    document = plan.extract.document
    is_clean = plan.extract.ledger.is_balanced and not any(
        i.severity in ("doubt", "error") for i in plan.all_issues
    )
    status = "loaded" if is_clean else "loaded_with_issues"
    rows = PlanRows(document.document_id)
    with collector_held():
        add_document(rows, plan, status)
        add_records(rows, plan)
        add_derived(rows, plan)
        add_tables(rows, plan.extract)
        add_blocks(rows, plan.extract)
        add_stitches(rows, plan.extract)
        add_doubts(rows, plan)
    prove_keys(rows.tables, document.source_file)
    return Reading(
        document.document_id,
        str(rows.tables["dim_work"][0][0]),
        document.sha256,
        document.source_file,
        status,
        rows.tables,
        hash_rows(rows.tables),
    )


def prove_keys(tables: dict[str, list[Row]], source_file: str) -> None:
    """Raises where a row names another row of its document that is not there.

    Keys of tables that documents share are constraints of the database; these are not, because DuckDB
    cannot replace a row and those that name it in one transaction.

    Raises:
        WarehouseError: a bug of ours; the document is refused and costs no other.
    """
    for table in DOCUMENT_TABLES:
        for at, column in enumerate(table.columns):
            other, _, key = column.references.partition(".")
            if not other or other in SHARED_TABLES or other == "dim_document":
                continue
            wanted = {row[at] for row in tables.get(table.name, ()) if row[at] is not None}
            if not wanted:
                continue
            place = BY_NAME[other].names.index(key)
            missing = wanted - {row[place] for row in tables.get(other, ())}
            if missing:
                raise WarehouseError(
                    f"{source_file}: {table.name}.{column.name} names {min(map(str, missing))}, which is not "
                    f"in {other}; report the file"
                )


def hash_rows(tables: dict[str, list[Row]]) -> str:
    """A hash over all rows: equal where two readings say the same."""
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(name.encode())
        try:
            digest.update(marshal.dumps(tables[name], HASHED_AS))
        except ValueError:  # a date or a decimal, which only the smaller tables hold
            digest.update(repr(tables[name]).encode(errors="surrogatepass"))
    return digest.hexdigest()


@contextmanager
def collector_held() -> Iterator[None]:
    """Keeps Python's cycle collector from looking at rows while they pile up.

    Rows hold no cycles, but each pile of new ones makes the collector walk all that are there: up to half
    of the time of building or unpacking them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
