"""The tables of the warehouse: the only definition, from which DDL, comments and dictionary follow.

A star: ``dim_`` what facts are about, ``fact_`` what a document says or what was derived from it,
``bridge_`` many-to-many, ``lineage_`` where it is printed, ``run_`` what the program did and when.
``SCHEMA_VERSION`` grows with every change of a table; ``warehouse.migrate`` says how to follow.
"""

from __future__ import annotations

import hashlib

from warehouse.definition import Table
from warehouse.schema_facts import DERIVED, DIMENSIONS, RECORDS
from warehouse.schema_lineage import CONTENTS, JUDGEMENTS, RUNS

SCHEMA_VERSION = 4

TABLES: tuple[Table, ...] = DIMENSIONS + RECORDS + DERIVED + CONTENTS + JUDGEMENTS + RUNS
BY_NAME: dict[str, Table] = {t.name: t for t in TABLES}
DOCUMENT_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.has_document and t.name != "dim_location")
"""Tables whose rows are one document's reading and are replaced together."""


def schema_fingerprint() -> str:
    """Twelve digits that change with any table, column or type."""
    return hashlib.sha256("\n".join(t.ddl() for t in TABLES).encode()).hexdigest()[:12]
