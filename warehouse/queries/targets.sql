-- question: Which targets do the plans put in figures?
-- answer: one row per printed target
-- parameter area: only documents whose partnership, title or file contains this
SELECT d.title, f.raw, coalesce(f.measure, nullif(f.row_label, ''), f.sentence) AS measure, f.period_raw AS period,
    coalesce('page ' || f.page, 'line ' || f.line_first) AS place
FROM figure f JOIN document d USING (document_id)
WHERE document_id IN (SELECT document_id FROM documents_about($area))
    AND f.kind = 'target' AND f.duplicate_of IS NULL
ORDER BY d.title, f.document_id, f.page, f.line_first, f.figure_id
LIMIT 20
