-- question: How much of the printed arithmetic holds?
-- answer: one row per kind of check and verdict
-- parameter area: only documents whose partnership, title or file contains this
SELECT kind, verdict, count(*) AS checks
FROM figure_check
WHERE document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY ALL
ORDER BY kind, checks DESC, verdict
