"""Proof that the keys of a warehouse hold and that every value leads to a printed place.

Public function: ``verify`` (all proofs as ``Proof``), ``render_proofs`` (as text). Keys of shared tables are
constraints of the database as well; the others are proved here and, for each document on its way in, by
``warehouse.reading``. See docs/decisions/0014-keys.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from warehouse.definition import Table
from warehouse.schema import TABLES

RECORDS = {
    "fact_action": "action_id", "fact_figure": "figure_id", "fact_promise": "promise_id",
    "fact_priority": "priority_id", "fact_member": "member_id",
}  # fmt: skip
"""Tables of what is printed, each of whose rows must have a fragment, and their keys."""
SUBJECTS = ("fact_mention", "fact_period", "bridge_subject_area")
"""Tables whose ``subject_id`` may be a row of several others."""
EVERY_SUBJECT = " UNION ALL ".join(
    [f"SELECT {key} FROM {table}" for table, key in RECORDS.items()]
    + [f"SELECT {key} FROM {table}" for table, key in (
        ("fact_definition", "definition_id"), ("dim_document", "document_id"), ("fact_table", "table_id"),
        ("lineage_cell", "cell_id"), ("lineage_block", "block_id"),
    )]
    + ["SELECT regexp_replace(cell_id, '/c[0-9]+$', '') FROM lineage_cell"]
)  # fmt: skip
"""Ids of all that a fragment or a derived value may belong to; the last are rows of tables, for bands."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that must hold, and whether it does."""

    kind: str
    """``primary key``, ``foreign key``, ``subject``, ``lineage`` or ``reading``."""
    what: str
    """Table and columns."""
    rows: int
    """Rows looked at."""
    failures: int
    example: str = ""
    """Key of one row that fails; empty where all hold."""

    @property
    def holds(self) -> bool:
        """Whether no row fails."""
        return self.failures == 0


def verify(connection: duckdb.DuckDBPyConnection) -> list[Proof]:
    """Proves every key and the way back to the page, table by table.

    Args:
        connection: a warehouse; it is only read.

    Returns:
        All proofs, those that fail as well.
    """
    return [_prove(connection, *question) for question in _questions()]


def _questions() -> Iterator[tuple[str, str, str, str]]:
    """Kind, name, table and a query for the keys of its rows that fail."""
    for table in TABLES:
        key = ", ".join(table.key)
        rule = f"SELECT concat_ws(' ', {key}) FROM {table.name} GROUP BY {key} HAVING count(*) > 1"
        empty = " OR ".join(f"{k} IS NULL" for k in table.key)
        yield (
            "primary key", f"{table.name}({key})", table.name,
            f"{rule} UNION ALL SELECT 'null' FROM {table.name} WHERE {empty}",
        )  # fmt: skip
        yield from _references(table)
    for name in SUBJECTS:
        yield (
            "subject", f"{name}.subject_id", name,
            f"SELECT subject_id FROM {name} WHERE subject_id NOT IN ({EVERY_SUBJECT})",
        )  # fmt: skip
    yield (
        "subject", "lineage_fragment.subject_id", "lineage_fragment",
        f"SELECT DISTINCT subject_id FROM lineage_fragment ANTI JOIN ({EVERY_SUBJECT}) s(subject_id) "
        "USING (subject_id)",
    )  # fmt: skip
    for name, key in RECORDS.items():
        yield (
            "lineage", f"{name} -> lineage_fragment", name,
            f"SELECT {key} FROM {name} ANTI JOIN lineage_fragment f ON f.subject_id = {name}.{key}",
        )  # fmt: skip
    yield (
        "lineage", "lineage_cell -> lineage_fragment", "lineage_cell",
        "SELECT cell_id FROM lineage_cell ANTI JOIN lineage_fragment f ON f.subject_id = cell_id "
        "WHERE lineage_cell.text <> ''",
    )  # fmt: skip
    yield (
        "lineage", "lineage_fragment -> page or line", "lineage_fragment",
        "SELECT subject_id FROM lineage_fragment WHERE page IS NULL AND line_first IS NULL",
    )  # fmt: skip
    yield (
        "reading", "dim_document = run_reading", "dim_document",
        "SELECT document_id FROM dim_document d FULL JOIN run_reading r USING (document_id) "
        "WHERE d.sha256 IS DISTINCT FROM r.sha256",
    )  # fmt: skip


def _references(table: Table) -> Iterator[tuple[str, str, str, str]]:
    for column in table.columns:
        if column.references:
            other, _, key = column.references.partition(".")
            yield (
                "foreign key", f"{table.name}.{column.name} -> {column.references}", table.name,
                f"SELECT DISTINCT t.{column.name} FROM {table.name} t "
                f"ANTI JOIN {other} o ON o.{key} = t.{column.name} WHERE t.{column.name} IS NOT NULL",
            )  # fmt: skip


def _prove(connection: duckdb.DuckDBPyConnection, kind: str, what: str, table: str, failing: str) -> Proof:
    sql = f"SELECT (SELECT count(*) FROM {table}), count(*), any_value(k) FROM ({failing}) f(k)"
    rows, failures, example = connection.execute(sql).fetchall()[0]
    return Proof(kind, what, rows, failures, str(example or "") if failures else "")


def render_proofs(proofs: list[Proof]) -> str:
    """The proofs as text: sums by kind, then each that fails with one of its rows."""
    lines = []
    for kind in dict.fromkeys(p.kind for p in proofs):
        some = [p for p in proofs if p.kind == kind]
        held = sum(p.holds for p in some)
        lines.append(f"{kind:<12} {held} of {len(some)} hold over {sum(p.rows for p in some):,} rows")
    for proof in proofs:
        if not proof.holds:
            rows = "row" if proof.failures == 1 else "rows"
            lines.append(f"FAILS: {proof.what}: {proof.failures} {rows}, such as {proof.example}")
    return "\n".join(lines) + "\n"
