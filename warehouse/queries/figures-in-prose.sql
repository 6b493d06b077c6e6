-- question: Which figures stand in sentences?
-- answer: one row per figure, as they are printed
-- parameter area: only documents whose partnership, title or file contains this
SELECT f.raw, f.value, f.unit, f.direction, f.sentence, coalesce('page ' || f.page, 'line ' || f.line_first) AS place
FROM figure f JOIN fact_figure x USING (figure_id)
WHERE f.document_id IN (SELECT document_id FROM documents_about($area))
    AND f.in_prose
ORDER BY f.source_file, f.document_id, f.page, f.line_first, x.rowid
LIMIT 20
