-- question: Which figures stand in sentences?
-- answer: one row per figure
-- parameter area: only documents whose partnership, title or file contains this
SELECT raw, value, unit, direction, sentence, coalesce('page ' || page, 'line ' || line_first) AS place
FROM figure
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND in_prose
ORDER BY source_file, document_id, page, line_first, figure_id
LIMIT 20
