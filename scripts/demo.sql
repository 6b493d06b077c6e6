-- Who promised what against domestic abuse, by when, and on which page is it printed?
SELECT replace(partnership, ' Partnership', '') AS partnership,
       regexp_extract(replace(activity, chr(10), ' '), '^(.{1,27})\s', 1) || ' …' AS activity,
       when_raw AS "when",
       coalesce(leads[1], agencies[1], who_raw) AS agency,
       page_first AS page
FROM action
WHERE issue ILIKE '%domestic abuse%' AND page_first IS NOT NULL
ORDER BY partnership, row_number;
