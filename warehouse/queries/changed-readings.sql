-- question: What did a new version of the program read differently?
-- answer: one row per table and change
-- parameter area: only documents whose partnership, title or file contains this
SELECT c.changed_at, coalesce(d.title, d.source_file) AS document, c.table_name, c.change, c.field, count(*) AS rows
FROM change c JOIN document d USING (document_id)
WHERE c.document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY ALL
ORDER BY c.changed_at DESC, document, c.table_name, c.change, c.field
LIMIT 30
