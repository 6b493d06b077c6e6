-- From schema version 1 to 2: keys of shared tables become constraints, so their tables are made anew.
-- Spelled out and never changed: the program's own definitions move on.

-- Three programs made version 1: before checks of figures, before kinds of agency, and with both.
CREATE TABLE IF NOT EXISTS fact_check (
    "check_id" VARCHAR NOT NULL, "document_id" VARCHAR NOT NULL, "kind" VARCHAR, "verdict" VARCHAR,
    "message" VARCHAR, "table_number" INTEGER, "figure_id" VARCHAR, "figure_ids" VARCHAR[],
    "printed" DECIMAL(28,6), "recomputed" DOUBLE, "base" VARCHAR, "page" INTEGER, "x0" DOUBLE, "top" DOUBLE,
    "x1" DOUBLE, "bottom" DOUBLE, "line_first" INTEGER, "line_last" INTEGER, PRIMARY KEY ("check_id"));
ALTER TABLE dim_agency ADD COLUMN IF NOT EXISTS kind VARCHAR;
UPDATE dim_agency SET kind = CASE WHEN agency_id = 'ALL_PARTNERS' THEN 'all_partners'
    WHEN starts_with(agency_id, 'GENERIC:') THEN 'role' ELSE 'body' END WHERE kind IS NULL;

CREATE TEMP TABLE kept AS FROM dim_agency;
DROP TABLE dim_agency;
CREATE TABLE dim_agency (
    "agency_id" VARCHAR NOT NULL, "name" VARCHAR, "kind" VARCHAR, "code" VARCHAR, PRIMARY KEY
    ("agency_id"));
INSERT INTO dim_agency BY NAME FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS FROM dim_document;
DROP TABLE dim_document;
CREATE TABLE dim_document (
    "document_id" VARCHAR NOT NULL, "work_id" VARCHAR, "sha256" VARCHAR, "source_file" VARCHAR,
    "media_type" VARCHAR, "pages" INTEGER, "title" VARCHAR, "partnership" VARCHAR, "period_raw" VARCHAR,
    "period_start_year" INTEGER, "period_end_year" INTEGER, "period_start" DATE, "period_end" DATE,
    "period_rule" VARCHAR, "publication_raw" VARCHAR, "publication_date" DATE, "status" VARCHAR, "words"
    INTEGER, "words_placed" MAP(VARCHAR, INTEGER), "words_lost" VARCHAR[], "words_doubled" VARCHAR[],
    "pages_unread" INTEGER[], "is_balanced" BOOLEAN, PRIMARY KEY ("document_id"), FOREIGN KEY
    ("work_id") REFERENCES dim_work("work_id"));
INSERT INTO dim_document BY NAME FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS FROM fact_figure;
DROP TABLE fact_figure;
CREATE TABLE fact_figure (
    "figure_id" VARCHAR NOT NULL, "document_id" VARCHAR NOT NULL, "table_number" INTEGER, "row_number"
    INTEGER, "column_number" INTEGER, "caption" VARCHAR, "row_path" VARCHAR[], "column_path" VARCHAR[],
    "measure" VARCHAR, "measure_id" VARCHAR, "area" VARCHAR, "category" VARCHAR, "period_raw" VARCHAR,
    "value" DECIMAL(28,6), "unit" VARCHAR, "kind" VARCHAR, "raw" VARCHAR, "flags" VARCHAR[],
    "is_in_prose" BOOLEAN, "sentence" VARCHAR, "duplicate_of" VARCHAR, "page_first" INTEGER, "page_last"
    INTEGER, "line_first" INTEGER, "line_last" INTEGER, PRIMARY KEY ("figure_id"), FOREIGN KEY
    ("measure_id") REFERENCES dim_measure("measure_id"));
INSERT INTO fact_figure BY NAME FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS FROM bridge_mention_agency;
DROP TABLE bridge_mention_agency;
CREATE TABLE bridge_mention_agency (
    "document_id" VARCHAR NOT NULL, "mention_id" VARCHAR NOT NULL, "agency_id" VARCHAR NOT NULL,
    "ordinal" INTEGER, PRIMARY KEY ("mention_id", "agency_id"), FOREIGN KEY ("agency_id") REFERENCES
    dim_agency("agency_id"));
INSERT INTO bridge_mention_agency BY NAME FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS FROM bridge_subject_area;
DROP TABLE bridge_subject_area;
CREATE TABLE bridge_subject_area (
    "document_id" VARCHAR NOT NULL, "subject_id" VARCHAR NOT NULL, "ordinal" INTEGER NOT NULL, "area_id"
    VARCHAR, "raw" VARCHAR, "judgement" VARCHAR, "rule" VARCHAR, PRIMARY KEY ("subject_id", "ordinal"),
    FOREIGN KEY ("area_id") REFERENCES dim_area("area_id"));
INSERT INTO bridge_subject_area BY NAME FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS FROM bridge_action_theme;
DROP TABLE bridge_action_theme;
CREATE TABLE bridge_action_theme (
    "document_id" VARCHAR NOT NULL, "action_id" VARCHAR NOT NULL, "theme_id" VARCHAR NOT NULL, "words"
    VARCHAR[], PRIMARY KEY ("action_id", "theme_id"), FOREIGN KEY ("theme_id") REFERENCES
    dim_theme("theme_id"));
INSERT INTO bridge_action_theme BY NAME FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS FROM fact_doubt;
DROP TABLE fact_doubt;
CREATE TABLE fact_doubt (
    "doubt_id" VARCHAR NOT NULL, "document_id" VARCHAR NOT NULL, "code" VARCHAR, "severity" VARCHAR,
    "message" VARCHAR, "evidence" MAP(VARCHAR, VARCHAR), "page" INTEGER, "x0" DOUBLE, "top" DOUBLE, "x1"
    DOUBLE, "bottom" DOUBLE, "line_first" INTEGER, "line_last" INTEGER, PRIMARY KEY ("doubt_id"),
    FOREIGN KEY ("code") REFERENCES dim_issue_kind("code"));
INSERT INTO fact_doubt BY NAME FROM kept;
DROP TABLE kept;
