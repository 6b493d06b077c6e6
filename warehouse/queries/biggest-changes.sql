-- question: Which printed percentage changes are largest?
-- answer: one row per figure
-- parameter area: only documents whose partnership, title or file contains this
SELECT coalesce(measure, nullif(row_label, ''), sentence) AS measure, area, direction, change AS change_pct, raw, column_label,
    coalesce('page ' || page, 'line ' || line_first) AS place
FROM figure
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND kind = 'change_pct' AND value IS NOT NULL AND duplicate_of IS NULL
ORDER BY abs(value) DESC, figure_id
LIMIT 15
