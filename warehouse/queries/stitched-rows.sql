-- question: Which actions run over a page break?
-- answer: one row per action
-- parameter area: only documents whose partnership, title or file contains this
SELECT activity, page_first, page_last, section
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND page_last > page_first
ORDER BY title, document_id, table_number, row_number
