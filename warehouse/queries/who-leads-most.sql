-- question: Which agencies lead the most actions?
-- answer: one row per agency that is printed as a lead; plans that print none are no part of it
-- parameter area: only documents whose partnership, title or file contains this
WITH asked AS (
    FROM agency_workload WHERE document_id IN (SELECT document_id FROM documents_about($area))
)
SELECT agency, sum(leads) AS leads, sum(actions) AS actions, count(*) AS documents
FROM asked
GROUP BY agency HAVING sum(leads) > 0
UNION ALL BY NAME
SELECT 'none: no lead is printed' AS agency, 0 AS leads, NULL AS actions, count(DISTINCT document_id) AS documents
FROM asked HAVING count(*) > 0 AND sum(leads) = 0
ORDER BY leads DESC, actions DESC, agency
LIMIT 15
