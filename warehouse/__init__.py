"""The DuckDB file: schema, loading, questions."""
