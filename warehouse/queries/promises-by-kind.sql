-- question: How many promises, measures, outcomes and duties does each plan make in prose?
-- answer: one row per document
-- parameter area: only documents whose partnership, title or file contains this
SELECT d.title, count(*) FILTER (p.kind = 'action') AS promises,
    count(*) FILTER (p.kind = 'success_measure') AS success_measures,
    count(*) FILTER (p.kind = 'outcome') AS outcomes, count(*) FILTER (p.kind = 'achievement') AS achievements,
    count(*) FILTER (p.kind = 'duty') AS duties
FROM promise p JOIN document d USING (document_id)
WHERE p.document_id IN (SELECT document_id FROM documents_about($area)) AND p.attributed_to IS NULL
GROUP BY d.title, d.document_id
ORDER BY d.title, d.document_id
