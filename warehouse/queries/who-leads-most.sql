-- question: Which agencies lead the most actions?
-- answer: one row per agency
-- parameter area: only documents whose partnership, title or file contains this
SELECT agency, sum(leads) AS leads, sum(actions) AS actions, count(*) AS documents
FROM agency_workload
WHERE document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY agency
ORDER BY leads DESC, actions DESC, agency
LIMIT 15
