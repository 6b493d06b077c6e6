-- question: How are the actions spread over the sections of each plan?
-- answer: one row per section
-- parameter area: only documents whose partnership, title or file contains this
SELECT title, section, count(*) AS actions, count(DISTINCT issue) AS issues
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY title, document_id, section
ORDER BY title, document_id, actions DESC, section
