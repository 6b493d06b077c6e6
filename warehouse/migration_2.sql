-- From schema version 2 to 3: whose a priority or promise is stands beside it, before its place.
-- Spelled out and never changed: the program's own definitions move on.

CREATE TEMP TABLE kept AS FROM fact_priority;
DROP TABLE fact_priority;
CREATE TABLE fact_priority (
    "priority_id" VARCHAR NOT NULL, "document_id" VARCHAR NOT NULL, "number" INTEGER, "text" VARCHAR,
    "section" VARCHAR, "attributed_to" VARCHAR, "page_first" INTEGER, "page_last" INTEGER, "line_first"
    INTEGER, "line_last" INTEGER, PRIMARY KEY ("priority_id"));
INSERT INTO fact_priority BY NAME FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS FROM fact_promise;
DROP TABLE fact_promise;
CREATE TABLE fact_promise (
    "promise_id" VARCHAR NOT NULL, "document_id" VARCHAR NOT NULL, "ordinal" INTEGER, "kind" VARCHAR,
    "section" VARCHAR, "text" VARCHAR, "lead_in" VARCHAR, "attributed_to" VARCHAR, "page_first" INTEGER,
    "page_last" INTEGER, "line_first" INTEGER, "line_last" INTEGER, PRIMARY KEY ("promise_id"));
INSERT INTO fact_promise BY NAME FROM kept;
DROP TABLE kept;
