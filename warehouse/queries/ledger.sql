-- question: Is every printed word accounted for?
-- answer: one row per document
-- parameter area: only documents whose partnership, title or file contains this
SELECT title, words, is_balanced, status, pages
FROM document
WHERE document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY is_balanced, title, document_id
