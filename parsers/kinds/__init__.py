"""Logical tables and prose to typed records."""
