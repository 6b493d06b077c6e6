-- question: Which printed figures contradict one another?
-- answer: one row per check that fails
-- parameter area: only documents whose partnership, title or file contains this
SELECT kind, message, caption, coalesce('page ' || page, 'line ' || line_first) AS place, source_file
FROM figure_check
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND verdict = 'fails'
ORDER BY source_file, document_id, table_number, check_id
LIMIT 20
