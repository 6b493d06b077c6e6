-- question: Which actions share a cell that is printed once for several rows?
-- answer: one row per column and document
-- parameter area: only documents whose partnership, title or file contains this
SELECT a.title, i.name AS "column", count(*) AS actions
FROM action a, unnest(a.inherited) AS i(name)
WHERE a.document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY a.title, a.document_id, i.name
ORDER BY a.title, a.document_id, actions DESC, "column"
