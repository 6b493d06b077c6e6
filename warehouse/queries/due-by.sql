-- question: Which actions are due by a date?
-- answer: one row per action, earliest first
-- parameter date: last day, YYYY-MM-DD = 2030-12-31
-- parameter area: only documents whose partnership, title or file contains this
SELECT when_end AS due, when_raw AS "when", activity, who_raw AS who, coalesce('page ' || page_first, 'line ' || line_first) AS place
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND when_end <= CAST($date AS DATE) AND when_type NOT IN ('ongoing', 'recurring')
ORDER BY when_end, title, document_id, table_number, row_number
LIMIT 20
