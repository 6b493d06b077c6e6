-- question: Who belongs to each partnership?
-- answer: one row per member
-- parameter area: only documents whose partnership, title or file contains this
SELECT d.title, m.text AS member, n.agency, coalesce('page ' || m.page, 'line ' || m.line_first) AS place
FROM member m JOIN document d USING (document_id)
LEFT JOIN (
    SELECT document_id, raw, any_value(agency) AS agency FROM mention WHERE "where" = 'member' GROUP BY ALL
) n ON n.document_id = m.document_id AND n.raw = m.text
WHERE m.document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY d.title, d.document_id, m.member_id
LIMIT 25
