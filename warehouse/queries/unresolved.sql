-- question: Which names of agencies could not be resolved?
-- answer: one row per printed name
-- parameter area: only documents whose partnership, title or file contains this
SELECT raw, judgement, count(*) AS times, max(score) AS best_score, any_value(activity ORDER BY mention_id) AS in_action
FROM mention
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND judgement <> 'accepted'
GROUP BY raw, judgement
ORDER BY times DESC, raw
LIMIT 20
