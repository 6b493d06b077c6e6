"""The DuckDB file: schema, loading, questions.

    import warehouse

    with warehouse.connect("planhouse.duckdb", read_only=True) as connection:
        frame = connection.execute("SELECT * FROM action WHERE is_current").df()

``connect`` gives a DuckDB connection. Load with ``warehouse.load.load_plan``, ask with
``warehouse.query.run_query``. Importing this package alone imports no database: see
docs/decisions/0015-warehouse-connect.md.
"""

from typing import TYPE_CHECKING

from warehouse.lazy import __getattr__

if TYPE_CHECKING:
    from warehouse.connection import connect, open_for_questions

__all__ = ["__getattr__", "connect", "open_for_questions"]
