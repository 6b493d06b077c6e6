-- question: Which figures are printed on a subject?
-- answer: one row per figure
-- parameter words: part of the measure, row or caption = burglary
-- parameter area: only documents whose partnership, title or file contains this
SELECT measure, area, period_raw AS period, category, raw, value, unit, kind, direction,
    coalesce('page ' || page, 'line ' || line_first) AS place
FROM figure
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND duplicate_of IS NULL
    AND contains(lower(concat_ws(' ', measure, category, row_label, caption, sentence)), lower($words))
ORDER BY source_file, document_id, table_number, row_number, column_number, figure_id
LIMIT 20
