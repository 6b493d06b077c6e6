-- Table macros: questions with a parameter, asked as SELECT * FROM name(value). Each begins with
-- "-- macro NAME: what one row of its answer is".

-- macro trace: One step of the way from a value back to the printed page: what is printed, what was derived from it, which joins made it.
CREATE OR REPLACE MACRO trace(id) AS TABLE
WITH target AS (
    SELECT document_id, action_id AS subject_id, NULL AS field, table_number FROM fact_action WHERE action_id = id
    UNION ALL SELECT document_id, figure_id, NULL, table_number FROM fact_figure WHERE figure_id = id
    UNION ALL SELECT document_id, promise_id, NULL, NULL FROM fact_promise WHERE promise_id = id
    UNION ALL SELECT document_id, priority_id, NULL, NULL FROM fact_priority WHERE priority_id = id
    UNION ALL SELECT document_id, member_id, NULL, NULL FROM fact_member WHERE member_id = id
    UNION ALL SELECT document_id, definition_id, NULL, NULL FROM fact_definition WHERE definition_id = id
    UNION ALL SELECT c.document_id, unnest(c.figure_ids), NULL, NULL FROM fact_check c WHERE c.check_id = id
    UNION ALL SELECT document_id, table_id, NULL, table_number FROM fact_table WHERE table_id = id
    UNION ALL SELECT document_id, document_id, NULL, NULL FROM dim_document WHERE document_id = id
    UNION ALL SELECT m.document_id, m.subject_id, m.where_found, a.table_number
        FROM fact_mention m LEFT JOIN fact_action a ON a.action_id = m.subject_id
        WHERE m.mention_id = id AND m.where_found NOT IN ('member', 'prose')
    UNION ALL SELECT m.document_id, m.subject_id, NULL, NULL FROM fact_mention m
        WHERE m.mention_id = id AND m.where_found = 'prose' AND m.subject_id <> m.document_id
    UNION ALL SELECT m.document_id, p.member_id, NULL, NULL
        FROM fact_mention m JOIN fact_member p ON p.document_id = m.document_id AND contains(p.text, m.raw)
        WHERE m.mention_id = id AND m.where_found = 'member'
    UNION ALL SELECT document_id, cell_id, NULL, table_number FROM lineage_cell
        WHERE document_id = split_part(id, '/', 1) AND cell_id = id
),
pieces AS (
    SELECT f.* FROM lineage_fragment f JOIN target t ON t.document_id = f.document_id
        AND t.subject_id = f.subject_id AND (t.field IS NULL OR t.field = f.field)
    UNION ALL
    SELECT b.document_id, b.block_id, b.kind, 1, b.text, 'printed', NULL, b.page, b.x0, b.top, b.x1, b.bottom,
        b.line_first, b.line_last
    FROM lineage_block b WHERE b.document_id = split_part(id, '/', 1) AND b.block_id = id
),
steps AS (
    SELECT 1 AS part, p.origin AS step, p.field, p.ordinal, p.text AS value, p.rule AS how, NULL AS score,
        p.page, p.x0, p.top, p.x1, p.bottom, p.line_first, p.line_last, p.document_id
    FROM pieces p
    UNION ALL
    SELECT 0, 'checked', c.kind, 1, c.message, c.verdict || coalesce(', base ' || c.base, ''), NULL, c.page, c.x0, c.top, c.x1,
        c.bottom, c.line_first, c.line_last, c.document_id
    FROM fact_check c WHERE c.check_id = id
    UNION ALL
    SELECT 0, 'doubted', i.code, 1, i.message, array_to_string([e.key || ' ' || e.value FOR e IN map_entries(i.evidence)], ', '),
        NULL, i.page, i.x0, i.top, i.x1, i.bottom, i.line_first, i.line_last, i.document_id
    FROM fact_doubt i WHERE i.doubt_id = id
    UNION ALL
    SELECT 0, 'defined', f.acronym, 1, f.expansion, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, f.document_id
    FROM fact_definition f WHERE f.definition_id = id
    UNION ALL
    SELECT 0, 'edition', w.name, row_number() OVER (ORDER BY d.period_start, d.document_id),
        concat_ws(' ', d.document_id, d.title, d.period_raw), w.rule, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, d.document_id
    FROM document e JOIN dim_document d USING (document_id) JOIN dim_work w ON w.work_id = e.work_id WHERE e.work_id = id
    UNION ALL
    SELECT 0, CASE WHEN e.is_linked THEN 'linked' ELSE 'not linked' END, 'editions', row_number() OVER (ORDER BY e.link_id),
        concat_ws(' -> ', o.title, o.source_file, n.title, n.source_file),
        array_to_string([s.key || ' ' || round(s.value, 2) FOR s IN map_entries(e.signals)], ', '), e.score,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, e.newer_id
    FROM lineage_edition e JOIN dim_document o ON o.document_id = e.older_id JOIN dim_document n ON n.document_id = e.newer_id
    WHERE e.link_id = id
        OR e.newer_id IN (SELECT x.document_id FROM document x WHERE x.work_id = id)
    UNION ALL
    SELECT 1.5, 'met', 'location', row_number() OVER (ORDER BY l.first_seen, l.path), l.path, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, l.document_id
    FROM dim_location l WHERE l.document_id = id
    UNION ALL
    SELECT 1.5, 'labelled', 'row and column', row_number() OVER (ORDER BY f.figure_id), concat_ws(' | ',
        array_to_string(f.row_path, ' / '), array_to_string(f.column_path, ' / ')) || ' = ' || f.raw,
        'table ' || f.table_number || ', row ' || f.row_number || ', column ' || f.column_number, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, f.document_id
    FROM fact_figure f JOIN target t ON t.subject_id = f.figure_id WHERE NOT f.is_in_prose
    UNION ALL
    SELECT 1.5, 'placed', coalesce(c.header, 'no header'), 1, 'row ' || c.row_number || ', column ' || c.column_number || ' of table '
        || c.table_number || CASE WHEN c.text = '' THEN ', blank' ELSE '' END, c.section, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        c.document_id
    FROM lineage_cell c WHERE c.document_id = split_part(id, '/', 1) AND c.cell_id = id
    UNION ALL
    SELECT 1.5, 'found', 'table', p.ordinal, p.rows || ' rows, ' || p.columns || ' columns', p.method, p.score, p.page, p.x0, p.top, p.x1,
        p.bottom, p.line_first, p.line_last, p.document_id
    FROM lineage_table_piece p JOIN fact_table t ON t.document_id = p.document_id AND t.table_number = p.table_number
    WHERE t.table_id = id
    UNION ALL
    SELECT 2, 'derived', d.field, d.ordinal, concat_ws(' ', d.type, d.start_date || ' to ' || d.end_date,
        d.recurrence, CASE WHEN d.is_inferred THEN '(year from the plan''s period)' END,
        'or: ' || d.alternative), d.rule, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, d.document_id
    FROM fact_period d JOIN target t ON t.subject_id = d.subject_id WHERE t.field IS NULL
    UNION ALL
    SELECT 2, 'derived', 'measure', 1, concat_ws(' -> ', f.measure, f.measure_id), 'vocabulary', NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, f.document_id
    FROM fact_figure f WHERE f.figure_id = id AND f.measure_id IS NOT NULL
    UNION ALL
    SELECT 2, 'derived', 'direction', 1, concat_ws(' ', f.direction, rtrim(rtrim(f.change::VARCHAR, '0'), '.')), f.direction_rule, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, f.document_id
    FROM figure_direction f WHERE f.figure_id = id
    UNION ALL
    SELECT 3, 'resolved', m.where_found, row_number() OVER (ORDER BY m.mention_id),
        concat_ws(' ', m.raw, '->', coalesce(m.agency, 'no body'), '(' || m.role || ', ' || m.judgement || ')'),
        m.rule, m.score, NULL, NULL, NULL, NULL, NULL, NULL, NULL, m.document_id
    FROM fact_mention m WHERE m.mention_id = id OR (m.subject_id = id AND m.document_id <> id)
    UNION ALL
    SELECT 4, 'weighed', 'candidate', c.ordinal, c.name || ' (' || c.agency_id || ')',
        array_to_string([e.key || ' ' || round(e.value, 2) FOR e IN map_entries(c.features)], ', '), c.score,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, c.document_id
    FROM bridge_mention_candidate c WHERE c.mention_id = id
    UNION ALL
    SELECT 5, 'derived', 'area', b.ordinal, concat_ws(' ', b.raw, '->', a.name, a.gss_code), b.rule, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, b.document_id
    FROM bridge_subject_area b JOIN dim_area a USING (area_id) WHERE b.subject_id = id
    UNION ALL
    SELECT 6, 'derived', 'theme', 1, b.theme_id || ': ' || array_to_string(b.words, ', '), 'words', NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, b.document_id
    FROM bridge_action_theme b WHERE b.action_id = id
    UNION ALL
    SELECT 7, CASE WHEN s.joined THEN 'joined' ELSE 'kept apart' END, s.kind, row_number() OVER (ORDER BY s.stitch_id),
        concat_ws(' ', coalesce(s.above_text, ''), '|', coalesce(s.below_text, '')),
        array_to_string([e.key || ' ' || round(e.value, 2) FOR e IN map_entries(s.signals)], ', '), s.score,
        s.below_page, NULL, NULL, NULL, NULL, s.below_line_first, s.below_line_last, s.document_id
    FROM fact_stitch s LEFT JOIN (SELECT DISTINCT document_id, table_number FROM target) t
        ON t.document_id = s.document_id AND t.table_number = s.table_number
    WHERE s.stitch_id = id OR (t.document_id IS NOT NULL AND EXISTS (
        FROM pieces p WHERE (s.kind = 'table' AND p.page >= s.below_page)
            OR p.page = s.below_page AND p.top < s.below_bottom AND p.bottom > s.below_top
            OR p.page = s.above_page AND p.top < s.above_bottom AND p.bottom > s.above_top
            OR p.line_first <= s.below_line_last AND p.line_last >= s.below_line_first
    ))
)
SELECT s.step, s.field, s.value, s.how, s.score, s.page,
    CASE WHEN s.x0 IS NOT NULL THEN [s.x0, s.top, s.x1, s.bottom] END AS box, s.line_first, s.line_last,
    d.source_file, d.sha256, d.document_id
FROM steps s JOIN dim_document d USING (document_id)
ORDER BY s.part, s.step, s.field, s.ordinal;

-- macro search: One action, block of prose or table cell that holds every one of the words, best first.
CREATE OR REPLACE MACRO search(words) AS TABLE
WITH wanted AS (
    SELECT list_distinct(list_filter(string_split_regex(strip_accents(lower(words)), '[^a-z0-9]+'),
        lambda w: w <> '')) AS w
),
texts AS (
    SELECT 'action' AS kind, action_id AS id, document_id, section, concat_ws(chr(10), issue, need, activity,
        outcomes, measures, impact, when_raw, who_raw, array_to_string(map_values(other), chr(10))) AS text,
        page_first AS page, line_first
    FROM fact_action
    UNION ALL
    SELECT kind, block_id, document_id, section, text, page, line_first FROM lineage_block
    WHERE kind NOT IN ('furniture', 'contents', 'hidden')
    UNION ALL
    SELECT 'cell', c.cell_id, c.document_id, c.section, c.text, c.page, NULL
    FROM lineage_cell c JOIN fact_table t USING (document_id, table_number)
    WHERE c.origin = 'printed' AND (t.kind <> 'actions' OR c.row_number = 0)
),
-- The longest word is looked for first: a list of tests for each text takes ten times as long.
longest AS (
    SELECT arg_max(x, len(x)) AS word FROM (SELECT unnest(w) AS x FROM wanted)
),
likely AS (
    SELECT t.* FROM texts t WHERE contains(strip_accents(lower(t.text)), (SELECT word FROM longest))
),
counted AS (
    SELECT l.*, w.w, ' ' || regexp_replace(strip_accents(lower(l.text)), '[^a-z0-9]+', ' ', 'g') AS folded
    FROM likely l, wanted w
),
found AS (
    SELECT *, [(len(folded) - len(replace(folded, ' ' || x, ''))) / (len(x) + 1) FOR x IN w] AS hits FROM counted
)
SELECT f.kind, f.id, d.source_file, f.section, f.page, f.line_first, f.text,
    round(list_sum([1 + ln(h) FOR h IN f.hits]) / ln(2.7 + len(string_split(f.folded, ' '))), 3) AS score,
    d.title, f.document_id
FROM found f JOIN dim_document d USING (document_id)
WHERE list_min(f.hits) >= 1
ORDER BY score DESC, f.kind, f.id;

-- macro documents_about: One document whose partnership, title, file or id contains the text; all where it is null.
CREATE OR REPLACE MACRO documents_about(part) AS TABLE
SELECT d.document_id FROM dim_document d
WHERE part IS NULL OR contains(lower(concat_ws(' ', d.partnership, d.title, d.source_file, d.document_id)), lower(part))
    OR EXISTS (FROM dim_location l WHERE l.document_id = d.document_id AND contains(lower(l.path), lower(part)));
