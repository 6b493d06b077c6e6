"""Why an answer is empty, and what else could be asked.

Public functions: ``explain_no_rows`` (a named question), ``explain_no_hits`` (a search). Both return lines
for a person; which names are near is decided by the caller, who hands a function down.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence

import duckdb

from warehouse.questions import Question, ask

Nearest = Callable[[str, Sequence[str]], list[str]]
"""Names like one that is not there, the likest first."""
TITLES_SHOWN = 3
WORDS = "[^a-z0-9]+"


def explain_no_rows(
    connection: duckdb.DuckDBPyConnection,
    question: Question,
    values: Mapping[str, str | None],
    nearest: Nearest,
) -> list[str]:
    """Lines on why a question has no rows.

    Args:
        connection: the warehouse that was asked.
        question: what was asked.
        values: of its parameters.
        nearest: finds like names.
    """
    area = values.get("area")
    if area and not _texts(connection, "SELECT document_id FROM documents_about($1)", area):
        return [_unknown_area(connection, area, nearest)]
    lines: list[str] = []
    for name, explain in (("agency", _no_agency), ("words", _no_words), ("date", _no_date)):
        value = values.get(name)
        if value:
            lines.extend(explain(connection, question, value, nearest))
    if area:
        others = ask(connection, question.name, {k: v for k, v in values.items() if v and k != "area"}, 0)
        if others.rows:
            lines.append(f"Without --area {shlex.quote(area)} there are rows: {len(others.rows):,}.")
    return lines or ["Nothing of the kind is recorded. What is loaded: planhouse show"]


def _texts(connection: duckdb.DuckDBPyConnection, sql: str, *values: str) -> list[str]:
    """The first column of the rows."""
    return [str(row[0]) for row in connection.execute(sql, list(values)).fetchall()]


def _offer(names: Sequence[str]) -> str:
    return f" Near it: {'; '.join(names)}." if names else ""


def _unknown_area(connection: duckdb.DuckDBPyConnection, area: str, nearest: Nearest) -> str:
    names = _texts(
        connection,
        "SELECT DISTINCT unnest([partnership, coalesce(title, source_file)]) AS n FROM document ORDER BY n",
    )
    return (
        f"No document has {area!r} in its partnership, title or file name.{_offer(nearest(area, names))} "
        "All there are: planhouse show"
    )


def _no_agency(
    connection: duckdb.DuckDBPyConnection, question: Question, agency: str, nearest: Nearest
) -> Iterator[str]:
    del question
    names = _texts(
        connection,
        """SELECT name FROM (SELECT raw AS name FROM fact_mention WHERE subject_id <> document_id
        UNION SELECT g.name FROM bridge_mention_agency JOIN dim_agency g USING (agency_id))
        WHERE name IS NOT NULL ORDER BY name""",
    )
    yield f"No action names {agency!r}, as printed or by its official name.{_offer(nearest(agency, names))}"
    sql = "SELECT count(*) FROM search($1)"
    (hits,) = _texts(connection, sql, agency)
    if hits != "0":
        yield f"It is printed elsewhere: planhouse search {shlex.quote(agency)} finds {hits}."


def _no_words(
    connection: duckdb.DuckDBPyConnection, question: Question, words: str, nearest: Nearest
) -> Iterator[str]:
    if "search($words)" in question.sql:
        yield from explain_no_hits(connection, words, nearest)
        return
    titled = connection.execute(
        """SELECT title, figures FROM document WHERE figures > 0 AND contains(lower(title), lower(?))
        ORDER BY figures DESC, title LIMIT ?""",
        [words, TITLES_SHOWN],
    ).fetchall()
    measures = _texts(
        connection, "SELECT DISTINCT measure FROM fact_figure WHERE measure IS NOT NULL ORDER BY measure"
    )
    near = [] if titled else nearest(words, measures)
    yield f"No figure of the kind has {words!r} in its measure, row or caption.{_offer(near)}"
    for title, figures in titled:
        yield (
            f"The title of a document with {figures:,} figures has it: "
            f"planhouse ask {question.name} --area {shlex.quote(title)} --words ''"
        )
    (hits,) = _texts(connection, "SELECT count(*) FROM search($1)", words)
    if hits != "0":
        yield f"In text, planhouse search {shlex.quote(words)} finds {hits}."


def _no_date(
    connection: duckdb.DuckDBPyConnection, question: Question, date: str, nearest: Nearest
) -> Iterator[str]:
    del question, nearest
    first = connection.execute(
        "SELECT min(when_end) FROM action WHERE when_type NOT IN ('ongoing', 'recurring')"
    ).fetchone()
    if first and first[0] and str(first[0]) > date:
        yield f"The first action falls due on {first[0]}."


def explain_no_hits(connection: duckdb.DuckDBPyConnection, words: str, nearest: Nearest) -> list[str]:
    """Lines on why a search found nothing: how often each word is there, and words like those that are not.

    Args:
        connection: the warehouse that was searched.
        words: what was looked for.
        nearest: finds like words.
    """
    wanted = _texts(
        connection,
        f"""SELECT DISTINCT w FROM (
        SELECT unnest(string_split_regex(strip_accents(lower($1)), '{WORDS}')) AS w)
        WHERE w <> '' ORDER BY w""",
        words,
    )
    if not wanted:
        return ["Give words of letters or figures to look for."]
    counts = {w: int(_texts(connection, "SELECT count(*) FROM search($1)", w)[0]) for w in wanted}
    missing = [w for w, count in counts.items() if not count]
    if not missing:
        told = ", ".join(f"{w} {count:,}" for w, count in counts.items())
        return [f"Each word is there, but no text holds them all. Texts that hold one: {told}."]
    known = _known_words(connection)
    return [f"Nothing has {word!r}.{_offer(nearest(word, known))}" for word in missing]


def _known_words(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every word of prose and of table cells."""
    return _texts(
        connection,
        f"""SELECT DISTINCT unnest(string_split_regex(strip_accents(lower(text)), '{WORDS}')) AS word
        FROM (SELECT text FROM lineage_block UNION ALL SELECT text FROM lineage_cell) ORDER BY word""",
    )
