-- question: Which plans are loaded in several editions?
-- answer: one row per edition
-- parameter area: only documents whose partnership, title or file contains this
SELECT work, edition, title, period_raw AS period, source_file, is_current
FROM document
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND editions > 1
ORDER BY work, edition
