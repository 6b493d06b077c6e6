-- question: Which printed figures contradict one another?
-- answer: one row per check that fails
-- parameter area: only documents whose partnership, title or file contains this
SELECT c.kind, c.message, c.caption, coalesce('page ' || c.page, 'line ' || c.line_first) AS place,
    coalesce(d.title, d.source_file) AS document
FROM figure_check c JOIN document d USING (document_id)
WHERE c.document_id IN (SELECT document_id FROM documents_about($area))
    AND c.verdict = 'fails'
ORDER BY document, c.document_id, c.table_number, c.check_id
LIMIT 20
