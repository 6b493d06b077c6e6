-- question: Which plans are in the warehouse?
-- answer: one row per document
-- parameter area: only documents whose partnership, title or file contains this
SELECT title, partnership, period_raw AS period, pages, actions, figures, promises, doubts
FROM document
WHERE document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY period_start, title, document_id
