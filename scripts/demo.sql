-- Who promised what against domestic abuse, and by when? One row per activity of the printed action tables.
SELECT a.partnership,
       replace(a.activity, chr(10), ' ') AS activity,
       a.when_raw AS "when",
       array_to_string(a.agencies, ', ') AS agencies,
       a.page_first AS page
FROM action a
WHERE concat_ws(' ', a.section, a.issue, a.activity) ILIKE '%domestic abuse%'
  AND a.page_first IS NOT NULL
ORDER BY a.partnership, a.page_first, a.row_number;
