-- question: Which sources were refused, and why?
-- answer: one row per source
SELECT path, reason, message
FROM refusal
ORDER BY reason, path
LIMIT 30
