-- question: What do the plans say was achieved?
-- answer: one row per achievement
-- parameter area: only documents whose partnership, title or file contains this
SELECT d.title, p.section, p.text, coalesce('page ' || p.page, 'line ' || p.line_first) AS place
FROM promise p JOIN document d USING (document_id)
WHERE p.document_id IN (SELECT document_id FROM documents_about($area))
    AND p.kind = 'achievement' AND p.attributed_to IS NULL
ORDER BY d.title, d.document_id, p.ordinal
LIMIT 20
