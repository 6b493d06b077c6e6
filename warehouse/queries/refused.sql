-- question: Which sources were refused, and why?
-- answer: one row per source
SELECT file_name, reason, message
FROM refusal
ORDER BY reason, file_name
LIMIT 30
