-- question: What did a new version of the program read differently?
-- answer: one row per table and change
-- parameter area: only documents whose partnership, title or file contains this
SELECT changed_at, source_file, table_name, change, field, count(*) AS rows
FROM change
WHERE document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY ALL
ORDER BY changed_at DESC, source_file, table_name, change, field
LIMIT 30
