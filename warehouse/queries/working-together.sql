-- question: Which agencies are named together most often?
-- answer: one row per pair of agencies
-- parameter area: only documents whose partnership, title or file contains this
SELECT x.a AS agency, y.b AS with_agency, count(*) AS actions
FROM action, unnest(agencies) AS x(a), unnest(agencies) AS y(b)
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND x.a < y.b
GROUP BY ALL
ORDER BY actions DESC, agency, with_agency
LIMIT 15
