-- The wide views for people. Each view begins with "-- view NAME: what one row is"; each of its columns
-- stands on a line of its own and is followed by "-- what it means". Both become comments in the database
-- and lines of the data dictionary. A view may use views above it.

-- view document: One edition of a plan that is loaded.
CREATE OR REPLACE VIEW document AS
WITH ranked AS (
    SELECT d.document_id, coalesce(s.series_id, d.work_id) AS series_id,
        row_number() OVER newest = 1 AS is_current,
        row_number() OVER oldest AS edition, count(*) OVER (PARTITION BY coalesce(s.series_id, d.work_id)) AS editions
    FROM dim_document d JOIN run_reading r USING (document_id) LEFT JOIN bridge_work_series s USING (work_id)
    WINDOW newest AS (PARTITION BY coalesce(s.series_id, d.work_id) ORDER BY d.period_start DESC NULLS LAST,
            d.period_end DESC NULLS LAST, d.publication_date DESC NULLS LAST, r.first_loaded_at DESC,
            d.document_id),
        oldest AS (PARTITION BY coalesce(s.series_id, d.work_id) ORDER BY d.period_start NULLS FIRST, d.period_end NULLS FIRST,
            d.publication_date NULLS FIRST, r.first_loaded_at, d.document_id DESC)
),
counted AS (
    SELECT document_id, 'tables' AS what, count(*) AS n FROM fact_table GROUP BY ALL
    UNION ALL SELECT document_id, 'actions', count(*) FROM fact_action GROUP BY ALL
    UNION ALL SELECT document_id, 'figures', count(*) FROM fact_figure GROUP BY ALL
    UNION ALL SELECT document_id, 'promises', count(*) FROM fact_promise WHERE attributed_to IS NULL GROUP BY ALL
    UNION ALL SELECT document_id, 'priorities', count(*) FROM fact_priority WHERE attributed_to IS NULL GROUP BY ALL
    UNION ALL SELECT document_id, 'mentions', count(*) FROM fact_mention GROUP BY ALL
    UNION ALL SELECT document_id, 'unresolved', count(*) FROM fact_mention
        WHERE judgement IN ('unsure', 'not_looked_at', 'rejected') GROUP BY ALL
    UNION ALL SELECT document_id, 'doubts', count(*) FROM fact_doubt
        WHERE severity IN ('doubt', 'error') GROUP BY ALL
    UNION ALL SELECT newer_id, 'doubtful editions', count(*) FROM lineage_edition WHERE is_doubtful GROUP BY ALL
),
counts AS (SELECT document_id, map_from_entries(list((what, n))) AS n FROM counted GROUP BY ALL)
SELECT
    d.document_id, -- Id of the document: d- and twelve digits of the SHA-256 of its source.
    d.source_file, -- File name without folder.
    d.title, -- Title as printed.
    d.partnership, -- Partnership or publisher as printed.
    d.period_start, -- First day of the plan's period, derived from its printed wording.
    d.period_end, -- Last day of the plan's period, derived.
    d.period_raw, -- Period as printed.
    d.publication_raw AS publication, -- Date or version of publication as printed.
    d.media_type, -- application/pdf, text/markdown or text/plain.
    d.pages, -- Page count; null in a text export.
    d.status, -- loaded, or loaded_with_issues where there are doubts or lost words.
    k.series_id AS work_id, -- The plan as a work, whose editions are documents.
    w.name AS work, -- Name of the work.
    k.edition, -- Number of this edition among those loaded, oldest first, from 1.
    k.editions, -- Editions of the work that are loaded.
    k.is_current, -- Whether it is the newest edition loaded.
    coalesce(c.n['tables'], 0) AS tables, -- Tables, each counted once over all its pages.
    coalesce(c.n['actions'], 0) AS actions, -- Actions.
    coalesce(c.n['figures'], 0) AS figures, -- Printed figures.
    coalesce(c.n['promises'], 0) AS promises, -- The plan's own promises, measures, outcomes and duties in prose.
    coalesce(c.n['priorities'], 0) AS priorities, -- The plan's own priorities.
    coalesce(c.n['mentions'], 0) AS mentions, -- Names of agencies.
    coalesce(c.n['unresolved'], 0) AS unresolved, -- Names of agencies not resolved to a body.
    coalesce(c.n['doubts'], 0) + coalesce(c.n['doubtful editions'], 0) AS doubts, -- Doubts and errors about its reading.
    d.words, -- Words read from the source.
    d.is_balanced, -- Whether every printed word is in exactly one place.
    d.sha256, -- SHA-256 of the source file.
    r.program, -- Program that read it last.
    r.first_loaded_at, -- First load, UTC.
    r.changed_at, -- Last change of its reading, UTC.
FROM dim_document d
JOIN run_reading r USING (document_id)
JOIN ranked k USING (document_id)
LEFT JOIN dim_work w ON w.work_id = k.series_id
LEFT JOIN counts c USING (document_id);

-- view action: One activity of an action table; cell texts whole, paragraphs and bullets on lines of their own.
CREATE OR REPLACE VIEW action AS
WITH agencies AS (
    SELECT m.subject_id, list(DISTINCT g.name ORDER BY g.name) AS agencies,
        list(DISTINCT g.name ORDER BY g.name) FILTER (m.role = 'lead') AS leads
    FROM fact_mention m JOIN bridge_mention_agency b USING (mention_id) JOIN dim_agency g USING (agency_id)
    WHERE m.judgement = 'accepted' GROUP BY ALL
),
periods AS (SELECT * FROM fact_period WHERE field = 'when' AND ordinal = 1),
themes AS (
    SELECT action_id, list(theme_id ORDER BY theme_id) AS themes FROM bridge_action_theme GROUP BY ALL
),
areas AS (
    SELECT b.subject_id, list(DISTINCT r.name ORDER BY r.name) AS areas
    FROM bridge_subject_area b JOIN dim_area r USING (area_id) GROUP BY ALL
)
SELECT
    a.action_id, -- Stable id.
    d.source_file, -- File name of the document.
    a.section, -- Band above the row, or the table's heading or caption.
    a.issue, -- Issue or priority.
    a.need, -- Why it is needed.
    a.activity, -- What is to be done.
    a.outcomes, -- What is hoped for.
    a.measures, -- How it is measured.
    a.impact, -- What it came to.
    a.when_raw, -- When, as printed.
    a.who_raw, -- Who, as printed.
    a.page_first, -- First page; null in a text export.
    a.page_last, -- Last page; null in a text export.
    a.inherited, -- Columns whose cell spans several rows and is printed above this one.
    a.other, -- Columns of any other header, by header.
    p.start_date AS when_start, -- First day of when, derived.
    p.end_date AS when_end, -- Last day of when, derived.
    p.type AS when_type, -- month, season, quarter, fiscal_year, range, ongoing, recurring, tbc...
    p.precision AS when_precision, -- day, month, season, quarter, year or range.
    p.recurrence AS when_recurrence, -- quarterly, annually...; null where it happens once.
    p.is_inferred AS is_when_inferred, -- The year comes from the plan's period, not from the wording.
    coalesce(g.agencies, []) AS agencies, -- Official names of the bodies named, resolved and accepted.
    coalesce(g.leads, []) AS leads, -- Those of them that lead.
    coalesce(t.themes, []) AS themes, -- Themes derived from its wording.
    coalesce(r.areas, []) AS areas, -- Areas derived from its wording.
    a.line_first, -- First line of a text export; null in a PDF.
    a.line_last, -- Last line of a text export; null in a PDF.
    a.table_number, -- Table of the document, from 1.
    a.row_number, -- Row of that table, from 1.
    d.title, -- Title of the document.
    d.partnership, -- Partnership of the document.
    d.period_start, -- First day of the plan.
    d.period_end, -- Last day of the plan.
    d.is_current, -- Whether the document is the newest edition loaded.
    a.document_id, -- The document.
FROM fact_action a
JOIN document d USING (document_id)
LEFT JOIN agencies g ON g.subject_id = a.action_id
LEFT JOIN periods p ON p.subject_id = a.action_id
LEFT JOIN themes t USING (action_id)
LEFT JOIN areas r ON r.subject_id = a.action_id;

-- view figure_direction: One printed change whose direction is told: a rise, a fall, or none.
CREATE OR REPLACE VIEW figure_direction AS
-- What the header of a change says of its direction: "% reduction" prints a fall without a sign. The inner
-- header decides; where it says no more than "change", an outer "Crime reduction" is a subject.
WITH headed AS (
    SELECT *, (falls AND NOT rises) AS is_fall, (rises AND NOT falls) AS is_rise
    FROM (
        SELECT figure_id, value, flags, is_in_prose, document_id,
            regexp_matches(head, '\b(reductions?|decreases?|declines?|fall|drop)\b')
                OR regexp_matches(label, '^((per ?cent(age)?|net|total|annual|average|%) )*(reduction|decrease|decline|fall|drop)\b') AS falls,
            regexp_matches(head, '\b(increases?|growth|rise)\b') AS rises
        FROM (
            SELECT figure_id, value, flags, is_in_prose, document_id, lower(coalesce(row_path[-1], '')) AS label,
                CASE WHEN regexp_matches(lower(column_path[-1]), 'change|difference|variance|variation')
                    THEN lower(column_path[-1]) ELSE lower(coalesce(array_to_string(column_path, ' / '), '')) END AS head
            FROM fact_figure WHERE kind IN ('change_abs', 'change_pct') AND value IS NOT NULL
        )
    )
),
ruled AS (
    SELECT figure_id, value, document_id,
        CASE WHEN value = 0 THEN 'zero'
            WHEN is_fall AND NOT is_in_prose AND (value < 0 OR list_contains(flags, 'signed')) THEN NULL
            WHEN value < 0 THEN 'sign'
            WHEN list_contains(flags, 'decrease') OR list_contains(flags, 'increase') THEN 'wording'
            WHEN list_contains(flags, 'signed') THEN 'sign'
            WHEN is_in_prose THEN NULL
            WHEN is_fall OR is_rise THEN 'header'
            ELSE 'no sign in a table' END AS rule,
        value < 0 OR list_contains(flags, 'decrease') OR (is_fall AND NOT is_in_prose
            AND NOT list_contains(flags, 'increase')) AS is_down
    FROM headed
)
SELECT
    figure_id, -- The figure.
    CASE WHEN rule = 'zero' THEN 'unchanged' WHEN is_down THEN 'fall' ELSE 'rise' END AS direction, -- rise, fall or unchanged.
    CASE WHEN is_down THEN -abs(value) ELSE abs(value) END AS change, -- The value with its sign, a fall below zero.
    rule AS direction_rule, -- What told it: sign, wording, header, zero or no sign in a table.
    document_id, -- The document.
FROM ruled WHERE rule IS NOT NULL;

-- view figure: One printed figure, of a table or of a sentence.
CREATE OR REPLACE VIEW figure AS
WITH periods AS (SELECT * FROM fact_period WHERE field = 'period' AND ordinal = 1),
checks AS (
    SELECT figure_id, bool_or(verdict = 'fails') AS is_contradicted FROM fact_check GROUP BY ALL
),
areas AS (
    SELECT b.subject_id, any_value(r.gss_code) AS area_code
    FROM bridge_subject_area b JOIN dim_area r USING (area_id) GROUP BY ALL
)
SELECT
    f.figure_id, -- Stable id.
    d.source_file, -- File name of the document.
    f.caption, -- Caption of its table.
    array_to_string(f.row_path, ' / ') AS row_label, -- Labels of its row, outermost first.
    array_to_string(f.column_path, ' / ') AS column_label, -- Headers of its column, outermost first.
    f.measure, -- What is counted, as printed.
    f.area, -- Area, as printed.
    f.category, -- Category, as printed.
    f.period_raw, -- Period, as printed.
    f.value, -- The figure as a number; null where suppressed or unread.
    f.unit, -- count, %, GBP, per 1,000...
    f.kind, -- level, change_abs, change_pct, share, rate, rank or target.
    f.raw, -- As printed.
    f.flags, -- Footnote marks, qualifiers, suppression.
    f.page_first AS page, -- Page; null in a text export.
    f.duplicate_of, -- Id of a figure printed before that says the same.
    f.is_in_prose AS in_prose, -- Whether it stands in a sentence.
    f.sentence, -- Its sentence; null in a table.
    f.measure_id, -- Measure of the controlled vocabulary, derived.
    p.start_date AS period_start, -- First day of its period, derived.
    p.end_date AS period_end, -- Last day of its period, derived.
    r.area_code, -- Official code of its area, derived.
    coalesce(k.is_contradicted, false) AS is_contradicted, -- Whether other printed figures contradict it.
    f.row_path, -- Labels of its row as a list.
    f.column_path, -- Headers of its column as a list.
    f.line_first, -- First line of a text export; null in a PDF.
    f.table_number, -- Table of the document, from 1; null in prose.
    f.row_number, -- Row of that table, from 1.
    f.column_number, -- Column of that table, from 0.
    d.partnership, -- Partnership of the document.
    d.is_current, -- Whether the document is the newest edition loaded.
    f.document_id, -- The document.
    w.direction, -- Of a change: rise, fall or unchanged, derived; null where nothing printed tells.
    w.change, -- Of a change: the value with its sign, a fall below zero, derived.
    w.direction_rule, -- What told it: sign, wording (of its sentence), header ("% reduction"), zero, or no sign in a table, which prints falls with one.
FROM fact_figure f
JOIN document d USING (document_id)
LEFT JOIN figure_direction w USING (figure_id)
LEFT JOIN periods p ON p.subject_id = f.figure_id
LEFT JOIN areas r ON r.subject_id = f.figure_id
LEFT JOIN checks k ON k.figure_id = f.figure_id;

-- view figure_check: One arithmetic relation between printed figures, recomputed.
CREATE OR REPLACE VIEW figure_check AS
SELECT
    c.check_id, -- Stable id.
    d.source_file, -- File name of the document.
    c.verdict, -- holds, rounding, truncated, fails or cannot_judge.
    c.kind, -- difference, percentage_change, total, subtotal, shares or repeated_figure.
    c.message, -- The relation with its figures in one line.
    c.printed, -- Printed value of the tested figure.
    c.recomputed, -- What the other figures give; null where it cannot be judged.
    c.base, -- For a percentage change, the base on which it comes out: first or last.
    f.caption, -- Caption of the tested figure's table.
    array_to_string(f.row_path, ' / ') AS row_label, -- Row of the tested figure.
    array_to_string(f.column_path, ' / ') AS column_label, -- Column of the tested figure.
    c.page, -- Page; null in a text export.
    c.line_first, -- First line of a text export; null in a PDF.
    c.table_number, -- Table of the document, from 1; null in prose.
    c.figure_id, -- The tested figure.
    c.figure_ids, -- Every figure used, the tested one first.
    c.document_id, -- The document.
FROM fact_check c
JOIN dim_document d USING (document_id)
LEFT JOIN fact_figure f USING (figure_id);

-- view figure_across: One figure with the next later document that prints the same thing: same, rounding or restated.
CREATE OR REPLACE VIEW figure_across AS
-- What a document says once of a measure, area, category and period; where it prints two values, neither
-- is taken: that is a matter of figure_check. Without an area a figure is of its document's partnership.
WITH said AS (
    SELECT f.document_id, f.period_start, f.period_end, f.kind, f.unit,
        CASE WHEN coalesce(f.measure_id, 'unmapped') = 'unmapped' THEN lower(f.measure) ELSE f.measure_id END AS thing,
        lower(coalesce(f.category, '')) AS category,
        coalesce(f.area_code, lower(f.area), 'of ' || f.partnership, f.document_id) AS place,
        any_value(f.value) AS value, min(f.figure_id) AS figure_id
    FROM figure f
    WHERE f.kind IN ('level', 'rate', 'share') AND f.value IS NOT NULL AND f.period_start IS NOT NULL
        AND f.measure IS NOT NULL AND f.duplicate_of IS NULL
    GROUP BY ALL HAVING count(DISTINCT f.value) = 1
),
ordered AS (
    SELECT s.figure_id AS earlier_id, s.value AS earlier, lead(s.figure_id) OVER same AS later_id,
        lead(s.value) OVER same AS later
    FROM said s JOIN document d USING (document_id)
    WINDOW same AS (PARTITION BY s.thing, s.category, s.place, s.kind, s.unit, s.period_start, s.period_end
        ORDER BY d.period_start NULLS FIRST, d.period_end NULLS FIRST, d.publication NULLS FIRST, d.document_id)
),
pairs AS (FROM ordered WHERE later_id IS NOT NULL)
SELECT
    CASE WHEN p.earlier = p.later THEN 'same'
        WHEN (p.earlier = round(p.earlier) AND round(p.later) = p.earlier)
            OR (p.later = round(p.later) AND round(p.earlier) = p.later) THEN 'rounding'
        ELSE 'restated' END AS verdict, -- same, rounding (one prints the other without decimals) or restated.
    e.measure, -- What is counted, as the earlier document prints it.
    e.category, -- Category, as the earlier document prints it.
    coalesce(e.area, l.area) AS area, -- Area, as printed.
    e.period_raw, -- Period, as the earlier document prints it.
    e.period_start, -- First day of the period, derived.
    e.raw AS earlier_raw, -- What the earlier document prints.
    l.raw AS later_raw, -- What the later document prints.
    p.later - p.earlier AS difference, -- Later less earlier.
    e.source_file AS earlier_file, -- File of the earlier document: by the plan's period, then its publication.
    e.page AS earlier_page, -- Page there; null in a text export.
    l.source_file AS later_file, -- File of the later document.
    l.page AS later_page, -- Page there; null in a text export.
    e.measure_id, -- Measure of the controlled vocabulary by which they were matched; unmapped: by their words.
    e.document_id AS earlier_document_id, -- The earlier document.
    l.document_id AS later_document_id, -- The later document.
    p.earlier_id AS earlier_figure_id, -- The earlier figure.
    p.later_id AS later_figure_id, -- The later figure.
FROM pairs p
JOIN figure e ON e.figure_id = p.earlier_id
JOIN figure l ON l.figure_id = p.later_id;

-- view promise: One promise, success measure, achievement, outcome or duty in prose.
CREATE OR REPLACE VIEW promise AS
SELECT
    p.promise_id, -- Stable id.
    d.source_file, -- File name of the document.
    p.section, -- Headings it stands under.
    p.kind, -- action, success_measure, achievement, outcome or duty.
    p.text, -- As printed.
    p.page_first AS page, -- Page; null in a text export.
    p.lead_in, -- The sentence that introduces its list.
    p.line_first, -- First line of a text export; null in a PDF.
    p.ordinal, -- Order in the document, from 1.
    d.partnership, -- Partnership of the document.
    d.is_current, -- Whether the document is the newest edition loaded.
    p.document_id, -- The document.
    p.attributed_to, -- Body or plan whose it is, as printed; null for the plan's own.
FROM fact_promise p
JOIN document d USING (document_id);

-- view priority: One priority a plan announces, its own or one it quotes.
CREATE OR REPLACE VIEW priority AS
SELECT
    p.priority_id, -- Stable id.
    d.source_file, -- File name of the document.
    p.number, -- Order in the document, from 1.
    p.text, -- As printed.
    p.section, -- Heading or band it stands under.
    p.page_first AS page, -- Page; null in a text export.
    p.line_first, -- First line of a text export; null in a PDF.
    d.partnership, -- Partnership of the document.
    d.period_start, -- First day of the plan.
    d.period_end, -- Last day of the plan.
    d.is_current, -- Whether the document is the newest edition loaded.
    p.document_id, -- The document.
    p.attributed_to, -- Body or plan whose it is, as printed; null for the plan's own.
FROM fact_priority p
JOIN document d USING (document_id);

-- view mention: One name of an agency as printed, and what it was resolved to.
CREATE OR REPLACE VIEW mention AS
SELECT
    m.mention_id, -- Stable id.
    d.source_file, -- File name of the document.
    m.raw, -- As printed.
    m.where_found AS "where", -- who and other action fields, member or prose.
    m.agency, -- Official names, semicolon-separated; null where unresolved.
    m.role, -- lead, partner, all_partners, member or unstated.
    m.judgement, -- accepted, unsure, rejected or not_looked_at.
    m.score, -- How sure, 0 to 1.
    m.code, -- Official code of a single body.
    m.department, -- Printed department under the body.
    m.margin, -- Distance to the runner-up, 0 to 1.
    m.rule, -- What decided.
    m.subject_id, -- The action or document it belongs to.
    a.activity, -- Activity of that action; null elsewhere.
    d.partnership, -- Partnership of the document.
    d.is_current, -- Whether the document is the newest edition loaded.
    m.document_id, -- The document.
FROM fact_mention m
JOIN document d USING (document_id)
LEFT JOIN fact_action a ON a.action_id = m.subject_id;

-- view doubt: One doubt about the reading of a document.
CREATE OR REPLACE VIEW doubt AS
WITH doubts AS (
    FROM fact_doubt
    UNION ALL BY NAME
    SELECT e.link_id AS doubt_id, e.newer_id AS document_id, 'EDITION_UNSURE' AS code, 'doubt' AS severity,
        'may be a newer edition of ' || concat_ws(', ', o.title, o.source_file) || ' (score ' || round(e.score, 2)
            || '), and was not taken for one' AS message,
        map_from_entries([(s.key, round(s.value, 2)::VARCHAR) FOR s IN map_entries(e.signals)]) AS evidence
    FROM lineage_edition e JOIN dim_document o ON o.document_id = e.older_id WHERE e.is_doubtful
)
SELECT
    i.doubt_id, -- Document and order.
    d.source_file, -- File name of the document.
    i.code, -- Code of the catalogue.
    i.message, -- What is doubtful.
    concat_ws(' ', 'p' || i.page, '[' || nullif(concat_ws(' ', i.x0, i.top, i.x1, i.bottom), '') || ']',
        CASE WHEN i.line_first = i.line_last THEN 'line ' || i.line_first
             WHEN i.line_first IS NOT NULL THEN 'lines ' || i.line_first || '-' || i.line_last END)
        AS place, -- Page and box, or lines; empty where it has none.
    i.severity, -- info, doubt or error.
    k.title, -- Short title of the code.
    k.meaning, -- What the code says about the reading.
    k.advice, -- What a person should do.
    i.evidence, -- Named facts behind it.
    i.page, -- Page; null in a text export.
    i.line_first, -- First line of a text export; null in a PDF.
    i.document_id, -- The document.
FROM doubts i
JOIN dim_document d USING (document_id)
LEFT JOIN dim_issue_kind k USING (code);

-- view stitch: One decision whether two printed pieces are one table or one row.
CREATE OR REPLACE VIEW stitch AS
SELECT
    s.stitch_id, -- Document and order.
    d.source_file, -- File name of the document.
    s.kind, -- table or row.
    concat_ws(' ', 'p' || s.above_page, 'line ' || s.above_line_last, s.above_text) AS above, -- Where and how the piece above the break ends.
    concat_ws(' ', 'p' || s.below_page, 'line ' || s.below_line_first, s.below_text) AS below, -- Where and how the piece below it begins.
    s.joined, -- Whether they were joined.
    s.score, -- How likely they are one, 0 to 1; near 0.5 is a doubt.
    s.signals, -- Evidence by name; negative speaks against joining.
    s.alternative, -- What the other reading would have been.
    s.above_page, -- Page above; null in a text export.
    s.below_page, -- Page below; null in a text export.
    s.table_number, -- Table it belongs to, from 1; null where refused between two.
    s.document_id, -- The document.
FROM fact_stitch s
JOIN dim_document d USING (document_id);

-- view table_cell: One cell of any table, whatever its kind; row 0 holds the column headers.
CREATE OR REPLACE VIEW table_cell AS
SELECT
    c.cell_id, -- Document, table, row and column.
    d.source_file, -- File name of the document.
    t.kind, -- Kind of the table: actions, statistics, promises, contents, list or unknown.
    t.caption, -- Caption of the table.
    c.table_number, -- Table of the document, from 1.
    c.row_number, -- Row, from 1; 0 for a column's header.
    c.column_number, -- Column, from 0.
    c.header, -- Header path of the column.
    c.role, -- Role of the column; null where its wording is not known.
    c.section, -- Band above the row.
    c.text, -- As printed; empty where blank.
    c.origin, -- printed or inherited.
    c.inherited_by, -- span, group or blank; null where printed.
    c.page, -- First page; null in a text export.
    c.document_id, -- The document.
FROM lineage_cell c
JOIN dim_document d USING (document_id)
LEFT JOIN fact_table t ON t.document_id = c.document_id AND t.table_number = c.table_number;

-- view table_list: One table of a document as meant, its pages joined.
CREATE OR REPLACE VIEW table_list AS
SELECT
    t.table_id, -- Document and number.
    d.source_file, -- File name of the document.
    t.table_number, -- Order in the document, from 1.
    t.kind, -- actions, statistics, promises, contents, list or unknown.
    t.caption, -- As printed.
    t.heading, -- Nearest heading above.
    t.rows, -- Rows without headers and bands.
    t.columns, -- Columns.
    t.pieces, -- Page tables it was stitched from.
    t.methods, -- How they were found.
    t.score, -- Lowest score of them, 0 to 1.
    t.notes, -- Footnotes attached to it.
    t.page_first, -- First page; null in a text export.
    t.page_last, -- Last page; null in a text export.
    t.document_id, -- The document.
FROM fact_table t
JOIN dim_document d USING (document_id);

-- view block: One piece of prose or page furniture, in reading order.
CREATE OR REPLACE VIEW block AS
SELECT
    b.block_id, -- Document and order.
    d.source_file, -- File name of the document.
    b.ordinal, -- Order in the document, from 1.
    b.kind, -- heading, paragraph, bullet, caption, footnote, furniture, contents...
    b.section, -- Headings it stands under, outermost first.
    b.text, -- As printed.
    b.level, -- Heading level or bullet depth, from 1; 0 elsewhere.
    b.marker, -- Printed bullet, number or footnote mark.
    b.page, -- Page; null in a text export.
    b.line_first, -- First line of a text export; null in a PDF.
    b.line_last, -- Last line of a text export; null in a PDF.
    b.document_id, -- The document.
FROM lineage_block b
JOIN dim_document d USING (document_id);

-- view agency_workload: One body in one document: how much of the plan it carries.
CREATE OR REPLACE VIEW agency_workload AS
WITH named AS (
    SELECT DISTINCT b.agency_id, m.document_id, m.subject_id, m.role
    FROM fact_mention m JOIN bridge_mention_agency b USING (mention_id)
    WHERE m.judgement = 'accepted' AND m.subject_id IN (SELECT action_id FROM fact_action)
)
SELECT
    g.name AS agency, -- Official name.
    d.source_file, -- File name of the document.
    count(DISTINCT n.subject_id) AS actions, -- Actions that name it.
    count(DISTINCT n.subject_id) FILTER (n.role = 'lead') AS leads, -- Actions it leads.
    round(100.0 * count(DISTINCT n.subject_id) / any_value(d.actions), 1) AS share_pct, -- Share of the document's actions that name it, in percent.
    g.code, -- Official code.
    g.kind, -- body; role where a kind of body is meant; all_partners.
    g.agency_id, -- Id of the register.
    d.partnership, -- Partnership of the document.
    d.is_current, -- Whether the document is the newest edition loaded.
    d.document_id, -- The document.
FROM named n
JOIN dim_agency g USING (agency_id)
JOIN document d USING (document_id)
GROUP BY ALL;

-- view member: One entry of a printed list of members or partners.
CREATE OR REPLACE VIEW member AS
SELECT
    m.member_id, -- Document and order.
    d.source_file, -- File name of the document.
    m.text, -- As printed.
    m.heading, -- Heading of the list.
    m.page_first AS page, -- Page; null in a text export.
    m.line_first, -- First line of a text export; null in a PDF.
    m.document_id, -- The document.
FROM fact_member m
JOIN dim_document d USING (document_id);

-- view definition: One acronym a document defines.
CREATE OR REPLACE VIEW definition AS
SELECT
    f.acronym, -- As printed.
    f.expansion, -- As printed.
    d.source_file, -- File name of the document.
    f.page_first AS page, -- Page; null in a text export.
    f.line_first, -- First line of a text export; null in a PDF.
    f.document_id, -- The document.
    f.definition_id, -- Document and order.
FROM fact_definition f
JOIN dim_document d USING (document_id);

-- view fragment: One printed piece of a field of any record, and where it stands.
CREATE OR REPLACE VIEW fragment AS
SELECT
    f.subject_id, -- The record: action, figure, cell, block...
    f.field, -- Field of the record.
    f.ordinal, -- Order within the field, from 1.
    f.text, -- As printed.
    f.page, -- Page; null in a text export.
    f.x0, -- Left edge in points from the page's left edge.
    f.top, -- Upper edge in points from the page's top.
    f.x1, -- Right edge in points.
    f.bottom, -- Lower edge in points.
    f.line_first, -- First line of a text export; null in a PDF.
    f.line_last, -- Last line of a text export; null in a PDF.
    f.origin, -- printed or inherited.
    f.rule, -- How an inherited value was had: span, group or blank.
    d.source_file, -- File name of the document.
    d.sha256, -- SHA-256 of the source file.
    f.document_id, -- The document.
FROM lineage_fragment f
JOIN dim_document d USING (document_id);

-- view refusal: One source that was refused the last time it was met.
CREATE OR REPLACE VIEW refusal AS
WITH last AS (
    SELECT r.*, row_number() OVER (PARTITION BY r.path ORDER BY r.recorded_at DESC, r.number DESC) AS age
    FROM run_document r
)
SELECT
    path, -- Path as given.
    file_name, -- Name without folder.
    reason, -- Class of refusal.
    message, -- The refusal's line.
    sha256, -- SHA-256; null where it could not be read at all.
    run_id, -- The run.
    recorded_at, -- When, UTC.
FROM last
WHERE age = 1 AND status = 'refused';

-- view change: One value that a new reading of an unchanged file changed.
CREATE OR REPLACE VIEW change AS
SELECT
    c.changed_at, -- When, UTC.
    d.source_file, -- File name of the document.
    c.table_name, -- Table of the row.
    c.subject_id, -- Key of the row.
    c.change, -- added, dropped or changed.
    c.field, -- Column that changed; null for a row added or dropped.
    c.old, -- Old value as text.
    c.new, -- New value as text.
    c.program_old, -- Program of the old reading.
    c.program_new, -- Program of the new reading.
    c.document_id, -- The document.
FROM run_change c
LEFT JOIN dim_document d USING (document_id);

-- view decision: One decision of a person about a printed name that holds in every run.
CREATE OR REPLACE VIEW decision AS
SELECT
    r.number, -- Order, from 1: the later of two of one scope holds.
    r.raw, -- The name as printed.
    r.agency_ids, -- What it means; empty where it is rejected or left open.
    r.judgement, -- accepted, rejected or unsure.
    r.scope, -- document, partnership or everywhere.
    r."within", -- The document or partnership of a narrower scope.
    r.who, -- Who decided.
    r.decided, -- Day of the decision, as given.
    r.note, -- Why.
    r.source_path, -- File it was read from.
    r.kept_at, -- When it was taken from there, UTC.
FROM run_decision r;

-- view edition_link: One pair of documents of a partnership that are, or may be, editions of one series.
CREATE OR REPLACE VIEW edition_link AS
SELECT
    e.link_id, -- Stable id.
    o.source_file AS older_file, -- File name of the older document.
    n.source_file AS newer_file, -- File name of the newer document.
    e.is_linked, -- Whether they were taken for editions of one series.
    e.is_doubtful, -- Whether they were not, though they may be: a person should look.
    e.score, -- How likely they are, 0 to 1; linked from 0.8.
    e.signals, -- Evidence by name, in log-odds; negative speaks against.
    o.title AS older_title, -- Title of the older document.
    n.title AS newer_title, -- Title of the newer document.
    o.plan_kind AS older_kind, -- What the older document is: plan, strategy, agreement...
    n.plan_kind AS newer_kind, -- What the newer document is.
    n.partnership, -- Partnership of the newer document.
    e.older_id, -- The older document.
    e.newer_id AS document_id, -- The newer document.
FROM lineage_edition e
JOIN dim_document o ON o.document_id = e.older_id
JOIN dim_document n ON n.document_id = e.newer_id;
