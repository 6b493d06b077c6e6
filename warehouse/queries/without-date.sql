-- question: Which actions say no date that could be read?
-- answer: one row per action
-- parameter area: only documents whose partnership, title or file contains this
SELECT title, coalesce(when_raw, '') AS "when", activity, who_raw AS who, coalesce('page ' || page_first, 'line ' || line_first) AS place
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND when_start IS NULL AND when_end IS NULL
    AND (when_type IS NULL OR when_type NOT IN ('ongoing', 'recurring'))
ORDER BY title, document_id, table_number, row_number
LIMIT 20
