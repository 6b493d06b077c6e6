-- question: Which tables of statistics are there?
-- answer: one row per table
-- parameter area: only documents whose partnership, title or file contains this
SELECT d.title, t.caption, t.heading, t.rows, t.columns, t.page_first AS page,
    (SELECT count(*) FROM fact_figure f WHERE f.document_id = t.document_id AND f.table_number = t.table_number) AS figures
FROM table_list t JOIN document d USING (document_id)
WHERE t.document_id IN (SELECT document_id FROM documents_about($area))
    AND t.kind = 'statistics'
ORDER BY d.title, d.document_id, t.table_number
