"""The tables of the warehouse: the only definition, from which DDL, comments and dictionary follow.

A star: ``dim_`` what facts are about, ``fact_`` what a document says or what was derived from it,
``bridge_`` many-to-many, ``lineage_`` where it is printed, ``run_`` what the program did and when.
``SCHEMA_VERSION`` grows with every change of a table; ``warehouse.migrate`` says how to follow.
"""

from __future__ import annotations

import hashlib

from warehouse.definition import Column, Table

SCHEMA_VERSION = 1

TEXT, INT, REAL, FLAG, DATE, WHEN = "VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"
LIST, TEXTS_BY_NAME, REALS_BY_NAME = "VARCHAR[]", "MAP(VARCHAR, VARCHAR)", "MAP(VARCHAR, DOUBLE)"
COUNTS_BY_NAME = "MAP(VARCHAR, INTEGER)"
NUMBER = "DECIMAL(28,6)"


def _document() -> Column:
    return Column("document_id", TEXT, "The document.", references="dim_document.document_id", required=True)


def _place(prefix: str = "") -> tuple[Column, ...]:
    """Columns of a place: page and box of a PDF, lines of a text export."""
    return (
        Column(f"{prefix}page", INT, "Page, from 1; null in a text export."),
        Column(f"{prefix}x0", REAL, "Left edge of the box.", "points from the page's left edge"),
        Column(f"{prefix}top", REAL, "Upper edge of the box.", "points from the page's top"),
        Column(f"{prefix}x1", REAL, "Right edge of the box.", "points from the page's left edge"),
        Column(f"{prefix}bottom", REAL, "Lower edge of the box.", "points from the page's top"),
        Column(f"{prefix}line_first", INT, "First line, from 1; null in a PDF."),
        Column(f"{prefix}line_last", INT, "Last line, from 1; null in a PDF."),
    )


def _span() -> tuple[Column, ...]:
    """Columns that sum up where a record is printed."""
    return (
        Column("page_first", INT, "First page it is printed on; null in a text export."),
        Column("page_last", INT, "Last page it is printed on; null in a text export."),
        Column("line_first", INT, "First line of a text export; null in a PDF."),
        Column("line_last", INT, "Last line of a text export; null in a PDF."),
    )


DIMENSIONS = (
    Table(
        "dim_work",
        "One plan as a work: a partnership's series, whose editions are documents.",
        (
            Column("work_id", TEXT, "Stable id, from the folded partnership and title without years."),
            Column("name", TEXT, "Partnership and title of the first edition loaded."),
            Column("rule", TEXT, "What the work was told by: title, partnership or file name."),
        ),
        ("work_id",),
    ),
    Table(
        "dim_document",
        "One edition of a plan: one content of a source file, known by its SHA-256.",
        (
            Column("document_id", TEXT, "d- and twelve digits of the SHA-256."),
            Column("work_id", TEXT, "The work it is an edition of.", references="dim_work.work_id"),
            Column("sha256", TEXT, "SHA-256 of the source file."),
            Column("source_file", TEXT, "File name without folder, as first loaded."),
            Column("media_type", TEXT, "application/pdf, text/markdown or text/plain."),
            Column("pages", INT, "Page count; null in a text export.", "pages"),
            Column("title", TEXT, "Title as printed."),
            Column("partnership", TEXT, "Partnership or publisher as printed."),
            Column("period_raw", TEXT, "Printed wording of the plan's period."),
            Column("period_start_year", INT, "First year the wording names."),
            Column("period_end_year", INT, "Last year the wording names."),
            Column(
                "period_start",
                DATE,
                "First day of the period, derived; whole years where only those are named.",
            ),
            Column("period_end", DATE, "Last day of the period, derived."),
            Column("period_rule", TEXT, "Rule that derived the dates; years where only the years are known."),
            Column("publication_raw", TEXT, "Printed date or version of publication."),
            Column("publication_date", DATE, "First day the publication wording can mean, derived."),
            Column("status", TEXT, "loaded, or loaded_with_issues where there are doubts or lost words."),
            Column("words", INT, "Words read from the source.", "words"),
            Column("words_placed", COUNTS_BY_NAME, "Destination -> words.", "words"),
            Column("words_lost", LIST, "Words that ended in no place; empty when balanced."),
            Column("words_doubled", LIST, "Words that ended in two places; empty when balanced."),
            Column("pages_unread", "INTEGER[]", "Pages that are only an image."),
            Column("is_balanced", FLAG, "Whether every printed word is in exactly one place."),
        ),
        ("document_id",),
    ),
    Table(
        "dim_location",
        "One place a document's bytes were met under.",
        (
            _document(),
            Column("path", TEXT, "Path or address as given."),
            Column("file_name", TEXT, "File name without folder."),
            Column("first_seen", WHEN, "When it was first met, UTC."),
        ),
        ("document_id", "path"),
    ),
    Table(
        "dim_agency",
        "One body that mentions were resolved to.",
        (
            Column("agency_id", TEXT, "Id of the register; ALL_PARTNERS and GENERIC:role are ids too."),
            Column("name", TEXT, "Official name."),
            Column("code", TEXT, "Official code; null where it has none."),
        ),
        ("agency_id",),
    ),
    Table(
        "dim_area",
        "One area that place names were led to.",
        (
            Column("area_id", TEXT, "GSS code, or the folded name of a place without one."),
            Column("name", TEXT, "Name."),
            Column("gss_code", TEXT, "Official code; null for a place without one."),
        ),
        ("area_id",),
    ),
    Table(
        "dim_measure",
        "One measure of the controlled vocabulary.",
        (Column("measure_id", TEXT, "Id of the vocabulary."),),
        ("measure_id",),
    ),
    Table(
        "dim_theme",
        "One theme of the controlled vocabulary.",
        (Column("theme_id", TEXT, "Id of the vocabulary."),),
        ("theme_id",),
    ),
    Table(
        "dim_issue_kind",
        "One code of the catalogue of doubts.",
        (
            Column("code", TEXT, "Code."),
            Column("severity", TEXT, "info, doubt or error."),
            Column("title", TEXT, "Short title."),
            Column("meaning", TEXT, "What it says about the reading."),
            Column("advice", TEXT, "What a person should do."),
        ),
        ("code",),
    ),
)

RECORDS = (
    Table(
        "fact_priority",
        "One priority a plan announces.",
        (
            Column("priority_id", TEXT, "Stable id."),
            _document(),
            Column("number", INT, "Order in the document, from 1."),
            Column("text", TEXT, "As printed."),
            Column("section", TEXT, "Heading or band it stands under."),
            *_span(),
        ),
        ("priority_id",),
    ),
    Table(
        "fact_action",
        "One activity of an action table, whole, however many pages its row was printed on.",
        (
            Column("action_id", TEXT, "Stable id."),
            _document(),
            Column("table_number", INT, "Logical table, from 1."),
            Column("row_number", INT, "Row of the logical table, from 1."),
            Column("section", TEXT, "Band above the row, or the table's heading or caption."),
            Column("issue", TEXT, "Cell text; paragraphs and bullets separated by newlines."),
            Column("need", TEXT, "Cell text."),
            Column("activity", TEXT, "Cell text."),
            Column("outcomes", TEXT, "Cell text."),
            Column("measures", TEXT, "Cell text."),
            Column("impact", TEXT, "Cell text."),
            Column("when_raw", TEXT, "Cell text of when."),
            Column("who_raw", TEXT, "Cell text of who."),
            Column("inherited", LIST, "Columns whose cell is a spanning one printed above this row."),
            Column("other", TEXTS_BY_NAME, "Columns of any other header -> cell text."),
            *_span(),
        ),
        ("action_id",),
    ),
    Table(
        "fact_figure",
        "One printed figure, in a table of statistics or in a sentence.",
        (
            Column("figure_id", TEXT, "Stable id."),
            _document(),
            Column("table_number", INT, "Logical table, from 1; null in prose."),
            Column("row_number", INT, "Row of the logical table, from 1; null in prose."),
            Column("column_number", INT, "Column of the logical table, from 0; null in prose."),
            Column("caption", TEXT, "Caption of its table."),
            Column("row_path", LIST, "Labels of the row, outermost first."),
            Column("column_path", LIST, "Headers of the column, outermost first."),
            Column("measure", TEXT, "Printed wording of what is counted."),
            Column("measure_id", TEXT, "Derived measure.", references="dim_measure.measure_id"),
            Column("area", TEXT, "Printed area."),
            Column("category", TEXT, "Printed category."),
            Column("period_raw", TEXT, "Printed period."),
            Column("value", NUMBER, "The figure; null where suppressed or unread.", "see the column unit"),
            Column("unit", TEXT, "count, %, GBP, per 1,000...; null where nothing tells."),
            Column("kind", TEXT, "level, change_abs, change_pct, share, rate, rank or target."),
            Column("raw", TEXT, "As printed."),
            Column("flags", LIST, "Footnote marks, qualifiers, suppression."),
            Column("is_in_prose", FLAG, "Whether it stands in a sentence."),
            Column("sentence", TEXT, "Its sentence; null in a table."),
            Column(
                "duplicate_of",
                TEXT,
                "Figure printed before that says the same.",
                references="fact_figure.figure_id",
            ),
            *_span(),
        ),
        ("figure_id",),
    ),
    Table(
        "fact_promise",
        "One promise, success measure, achievement, outcome or duty in prose.",
        (
            Column("promise_id", TEXT, "Stable id."),
            _document(),
            Column("ordinal", INT, "Order in the document, from 1."),
            Column("kind", TEXT, "action, success_measure, achievement, outcome or duty."),
            Column("section", TEXT, "Headings it stands under."),
            Column("text", TEXT, "As printed."),
            Column("lead_in", TEXT, "The sentence that introduces its list."),
            *_span(),
        ),
        ("promise_id",),
    ),
    Table(
        "fact_member",
        "One entry of a printed list of members or partners.",
        (
            Column("member_id", TEXT, "Document and order."),
            _document(),
            Column("ordinal", INT, "Order in the document, from 1."),
            Column("text", TEXT, "As printed."),
            Column("heading", TEXT, "Heading of the list."),
            *_span(),
        ),
        ("member_id",),
    ),
    Table(
        "fact_definition",
        "One acronym a document defines.",
        (
            Column("definition_id", TEXT, "Document and order."),
            _document(),
            Column("acronym", TEXT, "As printed."),
            Column("expansion", TEXT, "As printed."),
            *_span(),
        ),
        ("definition_id",),
    ),
)

DERIVED = (
    Table(
        "fact_mention",
        "One name of an agency as printed, and what it was resolved to.",
        (
            Column("mention_id", TEXT, "Stable id."),
            _document(),
            Column("subject_id", TEXT, "The action or document it belongs to."),
            Column("where_found", TEXT, "who and other action fields, member or prose."),
            Column("raw", TEXT, "As printed."),
            Column("role", TEXT, "lead, partner, all_partners, member or unstated."),
            Column("department", TEXT, "Printed department under the body."),
            Column("agency", TEXT, "Official names, semicolon-separated; null where unresolved."),
            Column("code", TEXT, "Official code of a single body."),
            Column("judgement", TEXT, "accepted, unsure, rejected or not_looked_at."),
            Column("score", REAL, "How sure, 0 to 1."),
            Column("margin", REAL, "Distance to the runner-up, 0 to 1."),
            Column("rule", TEXT, "What decided."),
        ),
        ("mention_id",),
    ),
    Table(
        "bridge_mention_agency",
        "One body accepted for a mention; several where the name means several.",
        (
            _document(),
            Column("mention_id", TEXT, "The mention.", references="fact_mention.mention_id"),
            Column("agency_id", TEXT, "The body.", references="dim_agency.agency_id"),
            Column("ordinal", INT, "Order, from 1."),
        ),
        ("mention_id", "agency_id"),
    ),
    Table(
        "bridge_mention_candidate",
        "One body that was weighed for a mention.",
        (
            _document(),
            Column("mention_id", TEXT, "The mention.", references="fact_mention.mention_id"),
            Column("ordinal", INT, "Rank, from 1."),
            Column("agency_id", TEXT, "The body weighed."),
            Column("name", TEXT, "Its official name."),
            Column("score", REAL, "0 to 1."),
            Column("features", REALS_BY_NAME, "Evidence by name, each 0 to 1."),
        ),
        ("mention_id", "ordinal"),
    ),
    Table(
        "fact_period",
        "One date or period derived from a printed wording.",
        (
            _document(),
            Column("subject_id", TEXT, "The record whose wording it is."),
            Column("field", TEXT, "Field of the record: when, period..."),
            Column("ordinal", INT, "Order within the field, from 1."),
            Column("raw", TEXT, "As printed."),
            Column("type", TEXT, "month, season, quarter, fiscal_year, range, ongoing, tbc..."),
            Column("start_date", DATE, "First day."),
            Column("end_date", DATE, "Last day, included."),
            Column("precision", TEXT, "day, month, season, quarter, year or range."),
            Column("recurrence", TEXT, "quarterly, annually...; null where it happens once."),
            Column("rule", TEXT, "Rule that read it."),
            Column("is_inferred", FLAG, "The year comes from the plan's period, not from the wording."),
            Column("is_unsure", FLAG, "The wording fits two periods."),
            Column("alternative", TEXT, "The other reading."),
        ),
        ("subject_id", "field", "ordinal"),
    ),
    Table(
        "bridge_subject_area",
        "One area derived for a record.",
        (
            _document(),
            Column("subject_id", TEXT, "The record."),
            Column("ordinal", INT, "Order within the record, from 1."),
            Column("area_id", TEXT, "The area.", references="dim_area.area_id"),
            Column("raw", TEXT, "As printed."),
            Column("judgement", TEXT, "accepted, unsure, rejected or not_looked_at."),
            Column("rule", TEXT, "What decided."),
        ),
        ("subject_id", "ordinal"),
    ),
    Table(
        "bridge_action_theme",
        "One theme of an action.",
        (
            _document(),
            Column("action_id", TEXT, "The action or other record."),
            Column("theme_id", TEXT, "The theme.", references="dim_theme.theme_id"),
            Column("words", LIST, "Words that led there."),
        ),
        ("action_id", "theme_id"),
    ),
)

CONTENTS = (
    Table(
        "fact_table",
        "One table as meant: its pages joined.",
        (
            Column("table_id", TEXT, "Document and number."),
            _document(),
            Column("table_number", INT, "Order in the document, from 1."),
            Column("kind", TEXT, "actions, statistics, promises, contents, list or unknown."),
            Column("caption", TEXT, "As printed."),
            Column("heading", TEXT, "Nearest heading above."),
            Column("columns", INT, "Columns.", "columns"),
            Column("rows", INT, "Rows without headers and bands.", "rows"),
            Column("pieces", INT, "Page tables it was stitched from.", "page tables"),
            Column("methods", LIST, "How the page tables were found."),
            Column("score", REAL, "Lowest score of its page tables, 0 to 1."),
            Column("notes", LIST, "Footnotes attached to it."),
            Column("page_first", INT, "First page; null in a text export."),
            Column("page_last", INT, "Last page; null in a text export."),
        ),
        ("table_id",),
    ),
    Table(
        "lineage_cell",
        "One cell of a table as meant.",
        (
            Column("cell_id", TEXT, "Document, table, row and column."),
            _document(),
            Column("table_number", INT, "Logical table, from 1."),
            Column("row_number", INT, "Row, from 1; 0 for a column's header."),
            Column("column_number", INT, "Column, from 0."),
            Column("header", TEXT, "Header path of the column."),
            Column("role", TEXT, "Role of the column; null where its wording is not known."),
            Column("section", TEXT, "Band above the row."),
            Column("text", TEXT, "As printed; empty where blank."),
            Column("origin", TEXT, "printed or inherited."),
            Column("inherited_by", TEXT, "span, group or blank; null where printed."),
            Column("page", INT, "First page it is printed on; null in a text export."),
        ),
        ("cell_id",),
        is_indexed=False,
    ),
    Table(
        "lineage_block",
        "One piece of prose or page furniture, in reading order.",
        (
            Column("block_id", TEXT, "Document and order."),
            _document(),
            Column("ordinal", INT, "Order in the document, from 1."),
            Column("kind", TEXT, "heading, paragraph, bullet, caption, footnote, furniture, contents..."),
            Column("level", INT, "Heading level or bullet depth, from 1; 0 elsewhere."),
            Column("marker", TEXT, "Printed bullet, number or footnote mark."),
            Column("text", TEXT, "As printed."),
            Column("section", TEXT, "Headings it stands under, outermost first."),
            *_place(),
        ),
        ("block_id",),
        is_indexed=False,
    ),
    Table(
        "lineage_table_piece",
        "One table as printed on one page, part of a table as meant.",
        (
            _document(),
            Column("table_number", INT, "Logical table, from 1."),
            Column("ordinal", INT, "Order, from 1."),
            Column("method", TEXT, "How it was found: ruled, stream, mixed, tagged, pipe, tab..."),
            Column("score", REAL, "How sure the finder is, 0 to 1."),
            Column("rows", INT, "Rows, header included.", "rows"),
            Column("columns", INT, "Columns.", "columns"),
            *_place(),
        ),
        ("document_id", "table_number", "ordinal"),
        is_indexed=False,
    ),
    Table(
        "lineage_fragment",
        "One printed piece of a field of a record.",
        (
            _document(),
            Column("subject_id", TEXT, "The record: action, figure, cell, block..."),
            Column("field", TEXT, "Field of the record."),
            Column("ordinal", INT, "Order within the field, from 1."),
            Column("text", TEXT, "As printed."),
            Column("origin", TEXT, "printed or inherited."),
            Column("rule", TEXT, "How an inherited value was had: span, group or blank."),
            *_place(),
        ),
        ("subject_id", "field", "ordinal"),
        is_indexed=False,
    ),
    Table(
        "lineage_drop",
        "One piece of printed matter left out on purpose.",
        (
            _document(),
            Column("ordinal", INT, "Order, from 1."),
            Column("text", TEXT, "As printed."),
            Column("reason", TEXT, "overprint, link_target, markup, image_reference, clipped or invisible."),
            *_place(),
        ),
        ("document_id", "ordinal"),
        is_indexed=False,
    ),
)

JUDGEMENTS = (
    Table(
        "fact_stitch",
        "One decision whether two printed pieces are one table or one row.",
        (
            Column("stitch_id", TEXT, "Document and order."),
            _document(),
            Column("kind", TEXT, "table or row."),
            Column("table_number", INT, "Logical table it belongs to; null where refused between two."),
            Column("joined", FLAG, "Whether they were joined."),
            Column("score", REAL, "How likely they are one, 0 to 1; near 0.5 is a doubt."),
            Column("signals", REALS_BY_NAME, "Evidence by name; negative speaks against joining."),
            Column("alternative", TEXT, "What the other reading would have been."),
            Column("above_text", TEXT, "First words above the break."),
            Column("below_text", TEXT, "First words below the break."),
            *_place("above_"),
            *_place("below_"),
        ),
        ("stitch_id",),
    ),
    Table(
        "fact_doubt",
        "One doubt about the reading of a document.",
        (
            Column("doubt_id", TEXT, "Document and order."),
            _document(),
            Column("code", TEXT, "Code of the catalogue.", references="dim_issue_kind.code"),
            Column("severity", TEXT, "info, doubt or error."),
            Column("message", TEXT, "What is doubtful."),
            Column("evidence", TEXTS_BY_NAME, "Named facts behind it."),
            *_place(),
        ),
        ("doubt_id",),
    ),
)

RUNS = (
    Table(
        "run_schema",
        "The one row that says which schema the file has.",
        (
            Column("version", INT, "Schema version."),
            Column("fingerprint", TEXT, "Hash of the table definitions."),
            Column("views", TEXT, "Hash of the view definitions."),
            Column("created_at", WHEN, "When the file was made, UTC."),
        ),
        ("version",),
    ),
    Table(
        "run_batch",
        "One run of the program over some sources.",
        (
            Column("run_id", TEXT, "Id of the run; sorts by time."),
            Column("program", TEXT, "Version and fingerprint of the reading program."),
            Column("started_at", WHEN, "Start, UTC."),
            Column("ended_at", WHEN, "End, UTC; null where it was killed or is running."),
            Column("settings", "JSON", "Settings of the run."),
            Column("summary", "JSON", "Sums over its documents; null until it ended."),
        ),
        ("run_id",),
    ),
    Table(
        "run_document",
        "What became of one source in one run.",
        (
            Column("run_id", TEXT, "The run.", references="run_batch.run_id"),
            Column("number", INT, "Position in the run, from 0."),
            Column("path", TEXT, "Path as given."),
            Column("file_name", TEXT, "Name without folder."),
            Column("sha256", TEXT, "SHA-256; null where it could not be read at all."),
            Column("size_bytes", "BIGINT", "Size.", "bytes"),
            Column("document_id", TEXT, "The document; null when refused."),
            Column("status", TEXT, "loaded, loaded_with_issues, unchanged or refused."),
            Column(
                "outcome",
                TEXT,
                "What loading did: loaded, new_edition, replaced, unchanged; null when refused.",
            ),
            Column("reason", TEXT, "Class of refusal."),
            Column("message", TEXT, "The refusal's line, or why it was not read again."),
            Column("program", TEXT, "Version and fingerprint of the program that read it."),
            Column("pages", INT, "Pages.", "pages"),
            Column("counts", COUNTS_BY_NAME, "Things found, by name."),
            Column("seconds", REALS_BY_NAME, "Elapsed time by stage.", "seconds"),
            Column("memory_mb", REAL, "Highest resident memory of the worker.", "MB"),
            Column("attempts", INT, "How often reading was tried."),
            Column("recorded_at", WHEN, "When the row was written, UTC."),
        ),
        ("run_id", "number"),
    ),
    Table(
        "run_reading",
        "The reading a document holds now: by which program, with what content.",
        (
            Column("document_id", TEXT, "The document.", references="dim_document.document_id"),
            Column("sha256", TEXT, "SHA-256 of the source."),
            Column("program", TEXT, "Version and fingerprint of the program that read it last."),
            Column("content_hash", TEXT, "Hash of every row of the reading."),
            Column("first_loaded_at", WHEN, "First load, UTC."),
            Column("changed_at", WHEN, "Last time the reading changed, UTC."),
            Column("run_id", TEXT, "Run that changed it last; null outside a run."),
        ),
        ("document_id",),
    ),
    Table(
        "run_change",
        "One value that a new reading of an unchanged file changed.",
        (
            Column("document_id", TEXT, "The document."),
            Column("changed_at", WHEN, "When, UTC."),
            Column("ordinal", INT, "Order within the change, from 1."),
            Column("run_id", TEXT, "The run; null outside a run."),
            Column("program_old", TEXT, "Program of the old reading."),
            Column("program_new", TEXT, "Program of the new reading."),
            Column("change", TEXT, "added, dropped or changed."),
            Column("table_name", TEXT, "Table of the row."),
            Column("subject_id", TEXT, "Key of the row."),
            Column("field", TEXT, "Column that changed; null for a row added or dropped."),
            Column("old", TEXT, "Old value as text."),
            Column("new", TEXT, "New value as text."),
        ),
        ("document_id", "changed_at", "ordinal"),
    ),
)

TABLES: tuple[Table, ...] = DIMENSIONS + RECORDS + DERIVED + CONTENTS + JUDGEMENTS + RUNS
BY_NAME: dict[str, Table] = {t.name: t for t in TABLES}
DOCUMENT_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.has_document and t.name != "dim_location")
"""Tables whose rows are one document's reading and are replaced together."""


def schema_fingerprint() -> str:
    """Twelve digits that change with any table, column or type."""
    return hashlib.sha256("\n".join(t.ddl() for t in TABLES).encode()).hexdigest()[:12]
