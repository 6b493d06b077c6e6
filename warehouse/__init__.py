"""The DuckDB file: schema, loading, questions.

Open one with ``from warehouse.connection import connect``; load with ``warehouse.load.load_plan``; ask
with ``warehouse.query.run_query``. Importing this package alone imports no database.
"""
