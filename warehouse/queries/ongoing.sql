-- question: Which actions have no end: ongoing or recurring?
-- answer: one row per action
-- parameter area: only documents whose partnership, title or file contains this
SELECT title, when_raw AS "when", when_recurrence AS recurrence, activity, coalesce('page ' || page_first, 'line ' || line_first) AS place
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND when_type IN ('ongoing', 'recurring')
ORDER BY title, document_id, table_number, row_number
LIMIT 20
