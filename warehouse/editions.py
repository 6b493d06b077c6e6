"""Links editions of one series that bear other titles, each time documents of their partnership are loaded.

Public functions: ``link_editions``, called by the loader inside its transaction, and ``tell_order`` or, for a
file, ``warn_of_pair``, which say what is odd about two documents that shall be compared. What is linked
depends on the documents that are there, never on the order they came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import duckdb

from planhouse.ids import stable_id
from planhouse.issues import CATALOGUE
from warehouse.append import append_rows
from warehouse.connection import connect
from warehouse.rows import as_map
from warehouse.series import DOUBTFUL, LINKED, Edition, weigh_pair
from warehouse.summary import find_document

MOST_COMPARED = 60
"""Documents of one partnership that are compared pair by pair; of more, only equal titles tell."""
ISSUE = "EDITION_UNSURE"

Pair = tuple[Edition, Edition, float, dict[str, float]]


def link_editions(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]) -> set[str]:
    """Weighs the documents of the partnerships of these documents, and links those of one series.

    Args:
        connection: a warehouse inside a transaction, in which the documents are.
        document_ids: documents that were loaded or replaced.

    Returns:
        Documents that are linked to others now.
    """
    groups = _read_groups(connection, list(document_ids))
    everyone = [e for group in groups for e in group]
    _forget(connection, everyone)
    pairs = [p for group in groups for p in _weigh_group(group)]
    if not pairs:
        return set()
    series = _join(everyone, pairs)
    _write_pairs(connection, pairs, series)
    append_rows(connection, "bridge_work_series", sorted(series.items()))
    return {e.document_id for e in everyone if e.work_id in series}


def _read_groups(connection: duckdb.DuckDBPyConnection, document_ids: list[str]) -> list[list[Edition]]:
    """All documents of the partnerships of these documents and of those they were linked to.

    A partnership is known by its folded name; its words find the few documents whose name is folded, so that
    one more document costs little more among thousands.
    """
    touched = """
        WITH touched AS (
            SELECT unnest($1::VARCHAR[]) AS document_id
            UNION SELECT older_id FROM lineage_edition WHERE newer_id IN (SELECT unnest($1::VARCHAR[]))
            UNION SELECT newer_id FROM lineage_edition WHERE older_id IN (SELECT unnest($1::VARCHAR[]))
        )
        SELECT DISTINCT partnership FROM dim_document JOIN touched USING (document_id)
    """
    wanted = {_fold(name) for (name,) in connection.execute(touched, [document_ids]).fetchall() if name}
    groups: dict[str, list[Edition]] = {folded: [] for folded in sorted(wanted - {""})}
    for folded, group in groups.items():
        words = folded.split()
        sql = f"""
            SELECT partnership, document_id, work_id, period_start, period_end,
                   coalesce(plan_kind, ''), coalesce(plan_subject, '')
            FROM dim_document
            WHERE {" AND ".join(f"contains(lower(partnership), ${n})" for n, _ in enumerate(words, 1))}
        """
        for name, *values in connection.execute(sql, words).fetchall():
            if _fold(name) == folded:
                group.append(Edition(*values))
    return [sorted(group, key=lambda e: e.order) for group in groups.values() if group]


@lru_cache(maxsize=4096)
def _fold(partnership: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", partnership.lower()).strip()


def _forget(connection: duckdb.DuckDBPyConnection, documents: list[Edition]) -> None:
    """Takes out what was said of these documents before."""
    if connection.execute("SELECT 1 FROM lineage_edition LIMIT 1").fetchone() is None:
        return
    ids, works = [e.document_id for e in documents], sorted({e.work_id for e in documents})
    connection.execute(
        "DELETE FROM lineage_edition "
        "WHERE older_id IN (SELECT unnest($1)) OR newer_id IN (SELECT unnest($1))",
        [ids],
    )
    connection.execute("DELETE FROM bridge_work_series WHERE work_id IN (SELECT unnest($1))", [works])


def _weigh_group(group: list[Edition]) -> Iterator[Pair]:
    """Pairs of other works that may be one series, older and newer, with score and evidence."""
    if len(group) > MOST_COMPARED:
        return
    for older, newer in combinations(group, 2):
        if older.work_id == newer.work_id:
            continue
        score, signals = weigh_pair(older, newer)
        if score >= DOUBTFUL:
            yield older, newer, score, signals


def _join(documents: list[Edition], pairs: list[Pair]) -> dict[str, str]:
    """Work -> series, for works that are linked; a series is known by the first id of its works."""
    root = {e.work_id: e.work_id for e in documents}

    def find(work: str) -> str:
        while root[work] != work:
            work = root[work]
        return work

    for older, newer, score, _ in pairs:
        first, second = sorted((find(older.work_id), find(newer.work_id)))
        if score >= LINKED:
            root[second] = first
    linked = {w for o, n, score, _ in pairs if score >= LINKED for w in (o.work_id, n.work_id)}
    return {work: find(work) for work in linked}


def _write_pairs(connection: duckdb.DuckDBPyConnection, pairs: list[Pair], series: dict[str, str]) -> None:
    rows = []
    for older, newer, score, signals in pairs:
        together = series.get(older.work_id, "older") == series.get(newer.work_id, "newer")
        link_id = stable_id("e", older.document_id, newer.document_id)
        rows.append(
            (link_id, older.document_id, newer.document_id, together, score < LINKED and not together,
             round(score, 4), as_map(signals))
        )  # fmt: skip
    append_rows(connection, "lineage_edition", rows)
    known = connection.execute("SELECT 1 FROM dim_issue_kind WHERE code = ?", [ISSUE]).fetchone()
    if known is None and any(row[4] for row in rows):
        kind = CATALOGUE[ISSUE]
        row = (kind.code, kind.severity, kind.title, kind.meaning, kind.advice)
        append_rows(connection, "dim_issue_kind", [row])


def warn_of_pair(warehouse: Path, old: str, new: str) -> list[str]:
    """What ``tell_order`` says of two documents of a warehouse file.

    Raises:
        WarehouseError: the warehouse cannot be opened.
        QueryError: a document is not there, or not told from others.
    """
    with connect(warehouse, read_only=True) as connection:
        return tell_order(connection, find_document(connection, old), find_document(connection, new))


def tell_order(connection: duckdb.DuckDBPyConnection, old: str, new: str) -> list[str]:
    """What is odd about comparing two documents as an old and a new edition; empty where nothing is.

    Args:
        connection: a warehouse.
        old: id of the document given as the earlier one.
        new: id of the other.
    """
    sql = """
        SELECT document_id, work_id, period_start, publication_date, coalesce(partnership, ''),
            coalesce(work, '')
        FROM document JOIN (SELECT document_id, publication_date FROM dim_document) USING (document_id)
        WHERE document_id IN ($1, $2)
    """
    found = {row[0]: row[1:] for row in connection.execute(sql, [old, new]).fetchall()}
    if old == new:
        return ["warning: both are the same document"]
    (old_work, old_start, old_out, old_body, old_name), (new_work, new_start, new_out, new_body, new_name) = (
        found[old],
        found[new],
    )
    told = []
    known = (old_start, new_start) if old_start and new_start else (old_out, new_out)
    if known[0] and known[1] and known[0] > known[1]:
        told.append(
            f"warning: the order may be reversed: what is given as new is of {known[1]}, before {known[0]}"
        )
    if old_work != new_work:
        same = _fold(old_body) == _fold(new_body) != ""
        whose = "of one partnership, but not linked as editions" if same else "of different partnerships"
        told.append(f"warning: these may be unrelated plans, {whose}: {old_name!r} and {new_name!r}")
    return told
