-- question: How does what is counted develop over the years?
-- answer: one row per figure of a dated period, the earliest first within a measure and an area
-- parameter words: part of the measure, row or caption = burglary
-- parameter area: only documents whose partnership, title or file contains this
SELECT coalesce(measure, nullif(row_label, ''), caption) AS measure, area, category, period_start, period_end, value, unit,
    coalesce('page ' || page, 'line ' || line_first) AS place
FROM figure
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND kind IN ('level', 'rate') AND period_start IS NOT NULL AND value IS NOT NULL AND duplicate_of IS NULL
    AND contains(lower(concat_ws(' ', measure, category, row_label, caption)), lower($words))
ORDER BY 1, area, category, document_id, period_start, period_end, figure_id
LIMIT 30
