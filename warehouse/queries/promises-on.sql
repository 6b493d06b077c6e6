-- question: What is promised on a subject, by whom and by when?
-- answer: one row per action or promise that holds every word
-- parameter words: words that must all occur = domestic abuse
-- parameter area: only documents whose partnership, title or file contains this
SELECT coalesce(a.activity, s.text) AS promise, a.who_raw AS who, a.when_raw AS "when",
    coalesce('page ' || s.page, 'line ' || s.line_first) AS place, s.title
FROM search($words) s LEFT JOIN fact_action a ON a.action_id = s.id
WHERE s.document_id IN (SELECT document_id FROM documents_about($area))
    AND s.kind IN ('action', 'bullet', 'paragraph')
ORDER BY s.score DESC, s.id
LIMIT 20
