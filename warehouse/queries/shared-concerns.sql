-- question: Which themes do the most plans act on?
-- answer: one row per theme
-- parameter area: only documents whose partnership, title or file contains this
SELECT t.theme, count(DISTINCT a.document_id) AS documents, count(*) AS actions
FROM action a, unnest(a.themes) AS t(theme)
WHERE a.document_id IN (SELECT document_id FROM documents_about($area))
GROUP BY ALL
ORDER BY documents DESC, actions DESC, theme
LIMIT 15
