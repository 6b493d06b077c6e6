"""Doubts: the closed catalogue of issue codes and the issues raised from it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from planhouse.geometry import Place

Severity = Literal["info", "doubt", "error"]


class IssueKind(BaseModel):
    """An entry of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: Severity
    title: str
    meaning: str
    """What it says about the reading of the document."""
    advice: str
    """What a person should do."""


class Issue(BaseModel):
    """One doubt about one document."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    evidence: dict[str, str] = {}
    """Named facts behind it: the alternative, a score, the figures used."""


def _kind(code: str, severity: Severity, title: str, meaning: str, advice: str) -> tuple[str, IssueKind]:
    return code, IssueKind(code=code, severity=severity, title=title, meaning=meaning, advice=advice)


CATALOGUE: dict[str, IssueKind] = dict(
    [
        _kind(
            "WORDS_LOST",
            "error",
            "Words without a destination",
            "Some printed words ended in no cell, block or listed drop, or in two of them.",
            "Do not use the document's figures before a maintainer has looked; report the file.",
        ),
        _kind(
            "PAGE_UNREAD",
            "error",
            "Page is only an image",
            "The page shows a picture and no text; nothing on it was read.",
            "Ask the publisher for the original file, or run optical character recognition first.",
        ),
        _kind(
            "PAGE_FALLBACK",
            "info",
            "Page read by the second reader",
            "The main reader could not read the page; the fallback did.",
            "Compare the page with the result if the figures matter.",
        ),
        _kind(
            "PAGE_OCR",
            "info",
            "Page is a scan with hidden text",
            "The page shows a picture; its words come from the text layer that some scanner laid under it "
            "and may be misread.",
            "Compare the words with the picture, or ask the publisher for the original file.",
        ),
        _kind(
            "JOIN_UNSURE",
            "doubt",
            "Join could be read two ways",
            "A row or table over a break may or may not go on; the likelier reading was taken.",
            "Look at both sides of the break on the page.",
        ),
        _kind(
            "ROW_SHIFTED",
            "doubt",
            "Row moved to fit its columns",
            "The cells of a row stand one or more columns off in the source; they were moved to the "
            "columns their contents fit.",
            "Compare the row with the printed page.",
        ),
        _kind(
            "CELL_INHERITED",
            "doubt",
            "Blank cell taken to share the cell above",
            "The source does not say whether the blank cell belongs to a spanning cell; its neighbours "
            "make that likely.",
            "Look at the rules on the printed page.",
        ),
        _kind(
            "CELL_READS_ON",
            "doubt",
            "Text cut at the rows taken for one spanning cell",
            "No rule shows whether cells above one another are one; their words read as one sentence, "
            "which then holds for all the rows beside it.",
            "Compare the rows with the printed page.",
        ),
        _kind(
            "LABELS_TURNED",
            "info",
            "Labels read as columns",
            "A table of two columns, labels and values, was read as one row under its labels.",
            "Look at the page if each label should be a row.",
        ),
        _kind(
            "HEADER_UNKNOWN",
            "info",
            "Column header not in the vocabulary",
            "A column of an action table has a header of unknown wording; it is kept under that header.",
            "Add the wording to parsers/vocabulary.toml if it names a known role.",
        ),
        _kind(
            "TABLE_UNTYPED",
            "info",
            "Table of unknown kind",
            "The table was read cell by cell but is neither actions nor statistics.",
            "Query it in the table views; report it if it should be typed.",
        ),
        _kind(
            "TABLE_LOW_SCORE",
            "doubt",
            "Table found with little evidence",
            "The finder saw weak evidence that this is a table or where its cells end.",
            "Look at the page: planhouse draw FILE.",
        ),
        _kind(
            "TAGS_REFUSED",
            "info",
            "Structure tags contradict the page",
            "The file's own table tags do not fit what is drawn; geometry was used.",
            "Nothing, unless the table looks wrong.",
        ),
        _kind(
            "NUMBER_UNREAD",
            "doubt",
            "Figure could not be read",
            "A cell of a statistics table holds text that is no figure and no known sign.",
            "Read the cell on the page.",
        ),
        _kind(
            "CAPTION_UNSURE",
            "doubt",
            "Caption and table may not belong together",
            "A caption stands apart from any table, or its words do not fit the table beside it.",
            "Look at the page and at the figures' captions.",
        ),
        _kind(
            "BODY_REPEATED",
            "info",
            "Table body printed twice",
            "The same rows are printed again; the later ones are marked duplicate.",
            "Nothing: counts use the first printing.",
        ),
        _kind(
            "SUM_FAILS",
            "doubt",
            "Figures contradict each other",
            "A difference, percentage or total recomputed from the printed figures does not hold.",
            "See planhouse checks; the publisher's arithmetic or our reading is wrong.",
        ),
        _kind(
            "FIGURES_LEFT_OUT",
            "info",
            "Quantities that are no statistics",
            "Sentences name ages, durations, sections of Acts and the like; they are counted here by reason "
            "and are no figures of the warehouse.",
            "Nothing, unless a figure is missed.",
        ),
        _kind(
            "DATE_UNREAD",
            "doubt",
            "Date not understood",
            "A When cell holds wording that no rule reads as a date or period.",
            "Read the cell; report the wording.",
        ),
        _kind(
            "DATE_UNSURE",
            "doubt",
            "Date could be read two ways",
            "The wording fits two periods (a quarter without saying of which year); the likelier was taken.",
            "Compare with the plan's period.",
        ),
        _kind(
            "EDITION_UNSURE",
            "doubt",
            "May be an edition of another document",
            "A document of the same partnership may be an earlier edition of the same plan; the two were "
            "left apart, so that both count as current.",
            "Compare their titles and periods; the view edition_link holds what speaks for and against.",
        ),
        _kind(
            "BODY_UNRESOLVED",
            "doubt",
            "Agency not resolved",
            "A name in a who column or membership list matches no body of the register well enough.",
            "See planhouse explain; add an alias or an override.",
        ),
        _kind(
            "FOOTNOTE_ORPHAN",
            "info",
            "Footnote mark without its note",
            "A figure carries a mark whose note was not found.",
            "Look for the note on the page.",
        ),
        _kind(
            "NO_PERIOD",
            "info",
            "Plan's period not found",
            "Neither the title nor the first headings tell which years the plan covers.",
            "Dates without a year stay without one.",
        ),
    ]
)


def raise_issue(
    code: str, message: str, place: Place | None = None, severity: Severity | None = None, **evidence: object
) -> Issue:
    """An issue of a catalogued code; raises KeyError for a code that is not in the catalogue."""
    return Issue(
        code=code,
        severity=severity or CATALOGUE[code].severity,
        message=message,
        place=place,
        evidence={k: str(v) for k, v in evidence.items()},
    )
