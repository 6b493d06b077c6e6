-- question: In which months do most actions fall due?
-- answer: one row per month
-- parameter area: only documents whose partnership, title or file contains this
SELECT strftime(when_end, '%Y-%m') AS month, count(*) AS actions
FROM action
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND when_end IS NOT NULL AND when_type NOT IN ('ongoing', 'recurring')
GROUP BY ALL
ORDER BY actions DESC, month
LIMIT 12
