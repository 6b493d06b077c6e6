-- question: What are the priorities of each plan?
-- answer: one row per priority, its own or one it quotes from the body named beside it
-- parameter area: only documents whose partnership, title or file contains this
SELECT d.title, p.number, p.text, coalesce('page ' || p.page, 'line ' || p.line_first) AS place,
    p.attributed_to
FROM priority p JOIN document d USING (document_id)
WHERE p.document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY d.title, d.document_id, p.number
