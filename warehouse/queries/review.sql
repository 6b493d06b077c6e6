-- question: What should a person look at first?
-- answer: one row per kind of doubt
-- parameter area: only documents whose partnership, title or file contains this
SELECT severity, code, title, count(*) AS times, count(DISTINCT document_id) AS documents, any_value(advice) AS advice
FROM doubt
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND severity <> 'info'
GROUP BY ALL
ORDER BY severity DESC, times DESC, code
