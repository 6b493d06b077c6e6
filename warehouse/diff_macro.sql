-- The comparison of two documents. Texts of a kind are matched by their words, without endings and stop words;
-- names such as "Cut it Out" find a thing in a text that says all else in other words.

-- macro edition_diff: One commitment, priority, measure, report, duty or figure of two documents: carried over or changed, added or dropped.
CREATE OR REPLACE MACRO edition_diff(earlier, later) AS TABLE
WITH periods AS (
    SELECT subject_id, any_value(start_date) || ' ' || any_value(end_date) AS days FROM fact_period
    WHERE field = 'when' AND document_id IN (earlier, later) GROUP BY ALL HAVING count(*) = 1
),
bodies AS (
    SELECT m.subject_id, list_sort(list(DISTINCT b.agency_id || ' ' || m.role)) AS bodies,
        bool_and(m.judgement = 'accepted') AS is_sure
    FROM fact_mention m LEFT JOIN bridge_mention_agency b USING (mention_id)
    WHERE m.where_found = 'who' AND m.document_id IN (earlier, later) GROUP BY ALL
),
things AS (
    SELECT document_id, 'commitment' AS kind, 'action' AS is_a, action_id AS id,
        coalesce(activity, issue, outcomes, need) AS text, section, when_raw, who_raw, page_first AS page,
        line_first, table_number * 100000 + row_number AS place
    FROM fact_action WHERE document_id IN (earlier, later)
    UNION ALL
    SELECT document_id,
        CASE kind WHEN 'action' THEN 'commitment' WHEN 'success_measure' THEN 'measure' WHEN 'duty' THEN 'duty'
            ELSE 'report' END,
        kind, promise_id, text, section, NULL, NULL, page_first, line_first, ordinal
    FROM fact_promise WHERE attributed_to IS NULL AND document_id IN (earlier, later)
    UNION ALL
    SELECT document_id, 'priority', 'priority', priority_id, text, section, NULL, NULL, page_first, line_first, number
    FROM fact_priority WHERE attributed_to IS NULL AND document_id IN (earlier, later)
),
spoken AS (
    SELECT t.*, list_filter(string_split_regex(strip_accents(coalesce(t.text, '')), '[^A-Za-z0-9]+'), lambda w: w <> '') AS said
    FROM things t
),
folded AS (
    SELECT s.*,
        list_transform(said, lambda w: CASE WHEN len(w) < 5 THEN lower(w) ELSE regexp_replace(
            regexp_replace(lower(w), '(y|ies)$', 'i'), '(ing|ed|es|s|e|li)$', '') END) AS tokens,
        list_transform(said, lambda w: len(w) < 3 OR lower(w) IN ('the', 'and', 'for', 'with', 'are', 'our', 'that',
            'this', 'from', 'will', 'their', 'has', 'have', 'its', 'into', 'who', 'including', 'through', 'continue', 'work',
            'working', 'support', 'ensure', 'been', 'was', 'were', 'all', 'any', 'you', 'your', 'which', 'what', 'how')) AS stops
    FROM spoken s
),
words AS (
    SELECT document_id, kind, id, word, any_value(lower(said)) AS said
    FROM (SELECT document_id, kind, id, unnest(tokens) AS word, unnest(said) AS said, unnest(stops) AS is_stop FROM folded)
    WHERE NOT is_stop GROUP BY ALL
),
weights AS (SELECT kind, word, 1 / ln(1.72 + count(*)) AS weight FROM words GROUP BY ALL),
spread AS (SELECT w.*, g.weight FROM words w JOIN weights g USING (kind, word)),
totals AS (SELECT id, sum(weight) AS total, count(*) AS words FROM spread GROUP BY id),
likeness AS (
    SELECT o.kind, o.id AS old, n.id AS new, count(*) AS shared,
        sum(o.weight) / (any_value(ot.total) + any_value(nt.total))
            + 0.5 * sum(o.weight) / least(any_value(ot.total), any_value(nt.total)) AS score,
        list(o.said ORDER BY o.weight DESC, o.said) AS shared_words
    FROM spread o JOIN spread n ON n.kind = o.kind AND n.word = o.word
    JOIN totals ot ON ot.id = o.id JOIN totals nt ON nt.id = n.id
    WHERE o.document_id = earlier AND n.document_id = later
    GROUP BY o.kind, o.id, n.id
    HAVING count(*) >= 2 OR count(*) = least(any_value(ot.words), any_value(nt.words))
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY old ORDER BY score DESC, new) AS of_old,
        row_number() OVER (PARTITION BY new ORDER BY score DESC, old) AS of_new
    FROM likeness WHERE score >= 0.4
),
pairs AS (SELECT old, new, score, shared, shared_words FROM ranked WHERE of_old = 1 AND of_new = 1),
-- Names: two words side by side, or around a stop word. A thing without a counterpart is looked for by the
-- names that few things hold in all that the other document says, whatever its kind. A name that both write
-- in capitals counts in full, another half.
names AS (
    SELECT document_id, id, n.name, any_value(n.said) AS said, bool_or(n.is_proper) AS is_proper
    FROM (SELECT document_id, id, unnest(list_filter(list_concat(
            list_transform(tokens, lambda w, i: CASE WHEN NOT stops[i] AND NOT stops[i + 1] THEN struct_pack(
                name := w || ' ' || tokens[i + 1], said := said[i] || ' ' || said[i + 1],
                is_proper := regexp_matches(said[i], '^[A-Z]') AND regexp_matches(said[i + 1], '^[A-Z]')) END),
            list_transform(tokens, lambda w, i: CASE WHEN NOT stops[i] AND len(said[i + 1]) < 4 AND NOT stops[i + 2] THEN struct_pack(
                name := w || ' ' || tokens[i + 2], said := said[i] || ' ' || said[i + 1] || ' ' || said[i + 2],
                is_proper := regexp_matches(said[i], '^[A-Z]') AND regexp_matches(said[i + 2], '^[A-Z]')) END)),
            lambda x: x IS NOT NULL)) AS n FROM folded)
    GROUP BY ALL
),
-- An acronym of three letters or more is a name, too, and so are the words whose initials it has ("ODAS",
-- "Oxfordshire Domestic Abuse Service") or which a definition of either document gives it. Only a pair of
-- both counts.
acronyms AS (
    SELECT DISTINCT document_id, id, w AS said, 'short ' || lower(w) AS name
    FROM (SELECT document_id, id, unnest(said) AS w FROM folded) WHERE regexp_matches(w, '^[A-Z]{3,8}$')
),
initials AS (
    SELECT DISTINCT document_id, id, array_to_string(part, ' ') AS said,
        'short ' || lower(array_to_string([left(w, 1) FOR w IN part], '')) AS name
    FROM (
        SELECT document_id, id, said[here:here + n - 1] AS part
        FROM (SELECT document_id, id, said, unnest(range(1, len(said) - 1)) AS here FROM folded), (SELECT unnest(range(3, 9)) AS n)
        WHERE here + n - 1 <= len(said) AND regexp_matches(said[here], '^[A-Z][a-z]')
            AND regexp_matches(said[here + n - 1], '^[A-Z][a-z]')
    )
    WHERE len(list_filter(part, lambda w: NOT regexp_matches(w, '^[A-Z][a-z]')
        AND w NOT IN ('and', 'of', 'for', 'the', 'in', 'on', 'to', 'with'))) = 0
        AND len(list_filter(part, lambda w: regexp_matches(w, '^[A-Z]'))) >= 2
),
-- Written with and without the letters of its small words: "Victims of Crime Hub" is VOCH and VCH.
spelt AS (
    SELECT document_id, id, said, name FROM initials
    UNION
    SELECT document_id, id, said, 'short ' || lower(array_to_string([left(w, 1) FOR w IN string_split(said, ' ')
        IF regexp_matches(w, '^[A-Z]')], '')) FROM initials
    UNION
    SELECT t.document_id, t.id, d.expansion, 'short ' || lower(d.acronym)
    FROM things t JOIN fact_definition d ON d.document_id IN (earlier, later) AND len(d.acronym) >= 3
        AND contains(t.text, d.expansion)
),
shorts AS (
    SELECT document_id, id, name, said FROM acronyms WHERE name IN (SELECT name FROM spelt)
    UNION ALL SELECT document_id, id, name, said FROM spelt WHERE name IN (SELECT name FROM acronyms)
),
all_names AS (
    SELECT document_id, id, name, said, is_proper FROM names
    UNION ALL SELECT document_id, id, name, any_value(said), true FROM shorts GROUP BY document_id, id, name
),
rarity AS (SELECT name, count(*) AS of_all, count(*) FILTER (is_proper) AS of_proper FROM all_names GROUP BY ALL),
counts AS (SELECT id, count(*) AS n FROM all_names GROUP BY ALL),
seen AS (
    SELECT a.id, b.id AS echo_id, list(b.said ORDER BY b.said) AS echo_words, count(*) AS n,
        sum(CASE WHEN a.is_proper AND b.is_proper THEN 1 / (r.of_proper - 1) ELSE 0.5 / (r.of_all - 1) END) AS evidence
    FROM all_names a JOIN all_names b ON b.name = a.name AND b.document_id <> a.document_id JOIN rarity r ON r.name = a.name
    WHERE a.id NOT IN (SELECT old FROM pairs UNION ALL SELECT new FROM pairs)
    GROUP BY a.id, b.id
),
echoes AS (
    SELECT s.id, s.echo_id, s.echo_words, round(1 - pow(0.5, 1 + s.evidence), 3) AS echo_score,
        f.is_a AS echo_kind, f.text AS echo_text
    FROM seen s JOIN counts a ON a.id = s.id JOIN counts b ON b.id = s.echo_id JOIN folded f ON f.id = s.echo_id
    WHERE s.evidence >= 1 OR (s.evidence >= 0.25 AND s.n = least(a.n, b.n))
    QUALIFY row_number() OVER (PARTITION BY s.id ORDER BY s.evidence DESC, s.echo_id) = 1
),
matched AS (
    SELECT coalesce(o.kind, n.kind) AS kind, round(p.score, 3) AS score, p.shared, p.shared_words, o.is_a AS old_kind,
        n.is_a AS new_kind, o.text AS old_text, n.text AS new_text, o.when_raw AS old_when, n.when_raw AS new_when,
        o.who_raw AS old_who, n.who_raw AS new_who, o.id AS old_id, n.id AS new_id, o.page AS old_page,
        n.page AS new_page, o.line_first AS old_line, n.line_first AS new_line, o.section AS old_section,
        n.section AS new_section, n.place AS place, o.place AS old_place
    FROM (SELECT * FROM folded WHERE document_id = earlier) o
    LEFT JOIN pairs p ON p.old = o.id
    FULL JOIN (SELECT * FROM folded WHERE document_id = later) n ON n.id = p.new
),
judged AS (
    SELECT m.*, e.echo_id, e.echo_kind, e.echo_text, e.echo_score, e.echo_words,
        -- Wordings that were read as the same days or the same bodies are no change of date or body.
        old_when IS DISTINCT FROM new_when AND old_kind = 'action' AND new_kind = 'action'
            AND (op.days IS NULL OR np.days IS NULL OR op.days <> np.days) AS is_redated,
        old_who IS DISTINCT FROM new_who AND old_kind = 'action' AND new_kind = 'action'
            AND NOT coalesce(ob.is_sure AND nb.is_sure AND ob.bodies = nb.bodies, false) AS is_reassigned
    FROM matched m
    LEFT JOIN echoes e ON e.id = coalesce(m.old_id, m.new_id) AND (m.old_id IS NULL OR m.new_id IS NULL)
    LEFT JOIN periods op ON op.subject_id = m.old_id LEFT JOIN periods np ON np.subject_id = m.new_id
    LEFT JOIN bodies ob ON ob.subject_id = m.old_id LEFT JOIN bodies nb ON nb.subject_id = m.new_id
),
figures AS (
    SELECT f.*, lower(concat_ws('|', coalesce(measure, array_to_string(row_path, '/')), area, category, period_raw,
        unit, kind)) AS label
    FROM fact_figure f WHERE document_id IN (earlier, later) AND duplicate_of IS NULL AND value IS NOT NULL
        AND period_raw IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY document_id, label) = 1
)
SELECT kind,
    CASE WHEN new_id IS NULL AND kind = 'commitment' AND echo_kind IN ('achievement', 'outcome') THEN ['reported']
        WHEN new_id IS NULL THEN [CASE WHEN kind = 'report' THEN 'not repeated' WHEN NOT in_new THEN 'not printed' ELSE 'dropped' END]
        WHEN old_id IS NULL THEN ['added']
        ELSE list_filter([CASE WHEN old_text = new_text AND NOT is_redated AND NOT is_reassigned THEN 'carried over' END,
            CASE WHEN old_text <> new_text THEN CASE WHEN score >= 0.6 AND shared > 1 THEN 'reworded' ELSE 'similar' END END,
            CASE WHEN is_redated THEN 're-dated' END,
            CASE WHEN is_reassigned THEN 're-assigned' END], lambda c: c IS NOT NULL)
    END AS change,
    score, shared_words, old_kind, new_kind, old_text, new_text, old_when, new_when, old_who, new_who, old_id, new_id,
    old_page, new_page, old_line, new_line, old_section, new_section, echo_kind, echo_text, echo_score, echo_words, echo_id,
    CASE WHEN kind = 'report' THEN NULL
        WHEN NOT in_new THEN 'the new document prints none of the kind: it may be another sort of document, not another decision'
        WHEN NOT in_old THEN 'the old document prints none of the kind' END AS note
FROM (SELECT *, bool_or(old_id IS NOT NULL) OVER (PARTITION BY kind) AS in_old,
        bool_or(new_id IS NOT NULL) OVER (PARTITION BY kind) AS in_new
    FROM judged ORDER BY kind DESC, old_id IS NULL, new_id IS NULL, place, old_place)
UNION ALL
SELECT 'figure', ['restated'], 1.0, NULL, o.kind, n.kind, o.raw, n.raw, o.period_raw, n.period_raw, o.measure, n.measure,
    o.figure_id, n.figure_id, o.page_first, n.page_first, o.line_first, n.line_first,
    array_to_string(o.row_path, ' / '), array_to_string(n.row_path, ' / '), NULL, NULL, NULL, NULL, NULL, NULL
FROM figures o JOIN figures n USING (label)
WHERE o.document_id = earlier AND n.document_id = later AND o.value <> n.value;
