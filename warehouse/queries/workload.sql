-- question: How much of each plan does each agency carry?
-- answer: one row per agency and document
-- parameter area: only documents whose partnership, title or file contains this
SELECT d.title, w.agency, w.actions, w.leads, w.share_pct
FROM agency_workload w JOIN document d USING (document_id)
WHERE w.document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY d.title, w.actions DESC, w.agency
