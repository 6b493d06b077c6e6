-- question: Which joins over a page break were doubtful?
-- answer: one row per join, nearest to a toss-up first
-- parameter area: only documents whose partnership, title or file contains this
SELECT s.kind, s.joined, round(s.score, 2) AS score, s.above, s.below, s.alternative,
    coalesce(d.title, d.source_file) AS document
FROM stitch s JOIN document d USING (document_id)
WHERE s.document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY abs(s.score - 0.5), document, s.stitch_id
LIMIT 10
