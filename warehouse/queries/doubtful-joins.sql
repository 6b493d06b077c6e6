-- question: Which joins over a page break were doubtful?
-- answer: one row per join, nearest to a toss-up first
-- parameter area: only documents whose partnership, title or file contains this
SELECT kind, joined, round(score, 2) AS score, above, below, alternative, source_file
FROM stitch
WHERE document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY abs(score - 0.5), source_file, stitch_id
LIMIT 10
