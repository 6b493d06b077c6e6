-- question: Which acronyms do the plans define?
-- answer: one row per acronym and expansion
-- parameter area: only documents whose partnership, title or file contains this
SELECT acronym, expansion, count(DISTINCT document_id) AS documents
FROM definition
WHERE document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY ALL
ORDER BY acronym, documents DESC, expansion
LIMIT 25
