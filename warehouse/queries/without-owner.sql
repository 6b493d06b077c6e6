-- question: Which actions name nobody?
-- answer: one row per action
-- parameter area: only documents whose partnership, title or file contains this
SELECT title, section, activity, coalesce('page ' || page_first, 'line ' || line_first) AS place
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND who_raw IS NULL
ORDER BY title, document_id, table_number, row_number
LIMIT 20
