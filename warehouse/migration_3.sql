-- From schema version 3 to 4: a person's decisions, and links between editions under other titles.
-- Spelled out and never changed: the program's own definitions move on.

ALTER TABLE dim_document ADD COLUMN plan_kind VARCHAR;
ALTER TABLE dim_document ADD COLUMN plan_subject VARCHAR;
CREATE TABLE bridge_work_series ("work_id" VARCHAR NOT NULL, "series_id" VARCHAR,
    FOREIGN KEY ("work_id") REFERENCES dim_work("work_id"), FOREIGN KEY ("series_id") REFERENCES dim_work("work_id"));
CREATE TABLE lineage_edition ("link_id" VARCHAR NOT NULL, "older_id" VARCHAR, "newer_id" VARCHAR,
    "is_linked" BOOLEAN, "is_doubtful" BOOLEAN, "score" DOUBLE, "signals" MAP(VARCHAR, DOUBLE));
CREATE TABLE run_decision ("number" INTEGER NOT NULL, "raw" VARCHAR, "agency_ids" VARCHAR[],
    "judgement" VARCHAR, "scope" VARCHAR, "within" VARCHAR, "who" VARCHAR, "decided" VARCHAR, "note" VARCHAR,
    "source_path" VARCHAR, "kept_at" TIMESTAMP, PRIMARY KEY ("number"));
