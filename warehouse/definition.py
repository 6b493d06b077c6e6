"""What a table, a column and a view of the warehouse are, and the SQL that follows from them."""

from __future__ import annotations

from dataclasses import dataclass

SHARED_TABLES = ("dim_work", "dim_agency", "dim_area", "dim_measure", "dim_theme", "dim_issue_kind")
"""Tables whose rows belong to no one document; a row known already stays as it is and is never deleted."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    """DuckDB type."""
    meaning: str
    """One line for people; becomes the comment in the database and the dictionary's text."""
    unit: str = ""
    """``points``, ``seconds``, ``words``...; empty where the meaning says it or there is none."""
    references: str = ""
    """``table.column`` this column's values are found in; empty where it is no foreign key. A key of a table
    that all documents share is a constraint of the database, others are kept by the loader and proved by
    ``warehouse.verify``: see docs/decisions/0014-keys.md."""
    required: bool = False
    """Never null."""

    @property
    def is_packed(self) -> bool:
        """Whether its values are lists or maps, which travel as JSON: cheaper to load by the thousand."""
        return self.type.startswith("MAP") or self.type.endswith("[]")

    @property
    def comment(self) -> str:
        """Meaning and unit in one line."""
        return f"{self.meaning} Unit: {self.unit}." if self.unit else self.meaning


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse."""

    name: str
    grain: str
    """What one row stands for."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns that tell a row from every other."""
    is_indexed: bool = True
    """Whether the key is also a constraint of the database. The large ``lineage_`` tables do without: the
    loader keeps their keys unique within a document, and an index over millions of rows would slow every
    later load."""

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(c.name for c in self.columns)

    @property
    def has_document(self) -> bool:
        """Whether its rows belong to one document and are replaced with it."""
        return "document_id" in self.names and not self.name.startswith("run_")

    def ddl(self) -> str:
        """The CREATE TABLE statement."""
        lines = [f'"{c.name}" {c.type}{" NOT NULL" if self._is_required(c) else ""}' for c in self.columns]
        if self.is_indexed:
            lines.append(f"PRIMARY KEY ({', '.join(_quoted(k) for k in self.key)})")
        for column in self.columns:
            other, _, key = column.references.partition(".")
            if other in SHARED_TABLES:
                lines.append(f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {other}({_quoted(key)})")
        return f"CREATE TABLE {self.name} ({', '.join(lines)})"

    def comments(self) -> list[str]:
        """COMMENT ON statements for the table and its columns."""
        return [f"COMMENT ON TABLE {self.name} IS {literal(self.grain)}"] + [
            f"COMMENT ON COLUMN {self.name}.{_quoted(c.name)} IS {literal(c.comment)}" for c in self.columns
        ]

    def _is_required(self, column: Column) -> bool:
        return column.required or column.name in self.key


@dataclass(frozen=True, slots=True)
class View:
    """A wide view for people; its SQL stands in ``views.sql``."""

    name: str
    grain: str
    columns: tuple[tuple[str, str], ...]
    """Name and meaning of each column, in order."""

    def comments(self) -> list[str]:
        """COMMENT ON statements for the view and its columns."""
        return [f"COMMENT ON VIEW {self.name} IS {literal(self.grain)}"] + [
            f"COMMENT ON COLUMN {self.name}.{_quoted(name)} IS {literal(meaning)}"
            for name, meaning in self.columns
        ]


def _quoted(name: str) -> str:
    return f'"{name}"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
