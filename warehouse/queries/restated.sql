-- question: Which figures does a later document print otherwise than an earlier one?
-- answer: one row per figure that two documents print of the same measure, area, category and period with other values
-- parameter area: only documents whose partnership, title or file contains this
SELECT measure, category, area, period_raw AS period, earlier_raw AS earlier, later_raw AS later, difference,
    earlier_file, later_file
FROM figure_across
WHERE verdict = 'restated'
    AND later_document_id IN (SELECT document_id FROM documents_about($area))
ORDER BY later_file, earlier_file, measure, category, area, period_start, later_figure_id
LIMIT 20
