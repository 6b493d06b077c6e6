-- question: Which actions name an agency?
-- answer: one row per action
-- parameter agency: part of the official name, or the name as printed = police
-- parameter area: only documents whose partnership, title or file contains this
SELECT activity, section, who_raw AS who, when_raw AS "when", coalesce('page ' || page_first, 'line ' || line_first) AS place
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND (len(list_filter(agencies, lambda a: contains(lower(a), lower($agency)))) > 0
        OR action_id IN (SELECT subject_id FROM fact_mention WHERE lower(raw) = lower($agency)))
ORDER BY title, document_id, table_number, row_number
LIMIT 20
