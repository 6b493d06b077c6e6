"""A source file's bytes -> everything it prints. The room's one public function."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from parsers.figures import read_figures
from parsers.kinds.actions import build_actions, is_actions, is_priorities_table
from parsers.kinds.attribution import Owners, read_owners
from parsers.kinds.document import DocumentFacts, find_document_facts
from parsers.kinds.figure_share import is_money_list, is_statistics
from parsers.kinds.passages import Passage, build_passages
from parsers.kinds.priorities import build_priorities
from parsers.kinds.prose import build_members, build_promises, find_definitions
from parsers.ledger import build_ledger, letters
from parsers.page.break_hyphens import close_break_hyphens
from parsers.page.broken_words import mend_broken_words
from parsers.readers.markup import parse_pipe_row, split_blocks
from parsers.readers.sniff import sniff_format
from parsers.readers.text import decode_text, read_text
from parsers.stitch.stitch import stitch_tables
from parsers.vocabulary import Vocabulary, load_vocabulary
from planhouse.content import PageContent
from planhouse.errors import EmptySourceError
from planhouse.ids import fold_text
from planhouse.issues import Issue, raise_issue
from planhouse.plan import Ledger, PlanExtract
from planhouse.records import Action, Definition, Document
from planhouse.table import Fragment, LogicalTable, TableKind

Media = Literal["application/pdf", "text/markdown", "text/plain"]
SURE_STATISTICS = 0.5
"""From this much evidence on a table is statistics."""
SURE_TABLE = 0.4
"""Score of a page table below which it is put to review."""


def read_plan(data: bytes, name: str, vocabulary: Vocabulary | None = None) -> PlanExtract:
    """Read one plan.

    Args:
        data: the file's bytes; the format is told by them.
        name: file name for the record; it decides nothing.
        vocabulary: wordings by role; the one that ships with the project where None.

    Returns:
        The document as printed, with its ledger and every doubt.

    Raises:
        SourceError: the file cannot be read; the message says why and what to do.
    """
    vocabulary = vocabulary or load_vocabulary()
    if sniff_format(data) == "pdf":
        doubts: list[Issue] = []
        pages = _read_pdf(data, vocabulary, doubts)
        extract = build_extract(pages, _identify(data, name, "application/pdf"), vocabulary)
        return extract.model_copy(update={"issues": (*doubts, *extract.issues)}) if doubts else extract
    contents = read_text(data, vocabulary.contents_headings)
    tables = any(t.method == "pipe" for c in contents for t in c.tables)
    media: Media = "text/markdown" if tables or b"\n# " in data else "text/plain"
    missing = find_unread_letters(decode_text(data), contents)
    return build_extract(contents, _identify(data, name, media), vocabulary, missing)


def _identify(data: bytes, name: str, media: Media) -> Document:
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(document_id=f"d-{sha256[:12]}", sha256=sha256, source_file=name, media_type=media)


def _read_pdf(data: bytes, vocabulary: Vocabulary, doubts: list[Issue]) -> tuple[PageContent, ...]:
    # Here, not above: a text plan does not pay for the PDF libraries.
    from parsers.grids.camelot import SecondOpinion
    from parsers.grids.content import build_pages
    from parsers.readers.pdf import read_pages

    starts = tuple(vocabulary.captions["starts"])
    geometry = read_pages(data, issues=doubts)
    pages = build_pages(geometry, starts, vocabulary.contents_headings, opinion=SecondOpinion(data))
    return mend_broken_words(close_break_hyphens(tuple(pages)), vocabulary.posts)


def build_extract(
    contents: tuple[PageContent, ...],
    document: Document,
    vocabulary: Vocabulary,
    unread: tuple[str, ...] = (),
) -> PlanExtract:
    """Everything after the pages' content: one path for every format.

    Args:
        contents: the pages in order.
        document: id, digest, file name and media type.
        vocabulary: wordings by role.
        unread: letters of the source that reached no word, described.

    Raises:
        EmptySourceError: no page has a word or an image.
    """
    if not any(c.words or c.unread for c in contents):
        raise EmptySourceError("no readable word in it: is this the published document?")
    tables, joins, issues = stitch_tables(contents, vocabulary)
    tables = tuple(replace(t, kind=classify_table(t)) for t in tables)
    passages = build_passages(contents, vocabulary)
    actions, doubts = _build_all_actions(tables, document.document_id)
    definitions = find_definitions(list(_running_text(passages, tables)))
    facts = find_document_facts(passages, definitions, vocabulary)
    owners = _read_owners(facts, definitions, vocabulary)
    ledger = build_ledger(contents, tables)
    ledger = ledger.model_copy(update={"lost": ledger.lost + unread})
    figures = read_figures(tables, contents, document.document_id)
    pages = max((c.number for c in contents if c.number is not None), default=None)
    document = document.model_copy(
        update={
            "pages": pages,
            "title": facts.title,
            "partnership": facts.partnership,
            "period": facts.period,
            "period_start_year": facts.start_year,
            "period_end_year": facts.end_year,
            "publication": facts.publication,
        }
    )
    return PlanExtract(
        document=document,
        contents=contents,
        tables=figures.tables,
        priorities=build_priorities(passages, tables, document.document_id, vocabulary, owners),
        actions=actions,
        statistics=figures.statistics,
        checks=figures.checks,
        promises=build_promises(passages, document.document_id, vocabulary, owners),
        members=build_members(passages, vocabulary),
        definitions=definitions,
        joins=joins,
        issues=(*issues, *doubts, *figures.issues, *_check_reading(contents, tables, ledger, document)),
        ledger=ledger,
    )


def _read_owners(facts: DocumentFacts, definitions: tuple[Definition, ...], vocabulary: Vocabulary) -> Owners:
    """The wordings that tell the plan's own lists from those it quotes."""
    publisher = facts.partnership.text if facts.partnership else None
    names = [d.acronym for d in definitions if publisher and fold_text(d.expansion) in fold_text(publisher)]
    return read_owners(facts.title.text if facts.title else None, publisher, names, vocabulary)


def classify_table(table: LogicalTable) -> TableKind:
    """What a logical table lists."""
    if is_money_list(table):
        return "statistics"
    share = is_statistics(table)
    if is_actions(table, share):
        return "actions"
    if share >= SURE_STATISTICS:
        return "statistics"
    return "promises" if is_priorities_table(table) else "unknown"


def _build_all_actions(
    tables: tuple[LogicalTable, ...], document_id: str
) -> tuple[tuple[Action, ...], list[Issue]]:
    actions: list[Action] = []
    issues: list[Issue] = []
    seen: Counter[str] = Counter()
    for table in tables:
        if table.kind == "actions":
            built, doubts = build_actions(table, document_id, seen)
            actions += built
            issues += doubts
    return tuple(actions), issues


def _running_text(
    passages: tuple[Passage, ...], tables: tuple[LogicalTable, ...]
) -> Iterable[tuple[str, Fragment]]:
    """Every text in which an acronym may be defined, with where it stands."""
    for passage in passages:
        yield passage.text, passage.fragments[0]
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text and cell.origin == "printed":
                    yield cell.text, cell.fragments[0]


def _check_reading(
    contents: tuple[PageContent, ...], tables: tuple[LogicalTable, ...], ledger: Ledger, document: Document
) -> Iterable[Issue]:
    if not ledger.is_balanced:
        count = len(ledger.lost) + len(ledger.doubled)
        named = "; ".join((*ledger.lost, *ledger.doubled)[:3])
        yield raise_issue("WORDS_LOST", f"{count} words or pieces without exactly one place: {named}")
    for page in ledger.unread_pages:
        yield raise_issue("PAGE_UNREAD", f"page {page} is only an image and was not read")
    for content in contents:
        for table in content.tables:
            if table.score < SURE_TABLE:
                message = f"table found with score {table.score:.2f} by {table.method}"
                yield raise_issue("TABLE_LOW_SCORE", message, table.place)
            if count := int(table.signals.get("read_on", 0)):
                message = f"text cut at {count} rows of a table was joined to one cell with the row above"
                yield raise_issue("CELL_READS_ON", message, table.place, alternative="a cell in each row")
    for logical in tables:
        if logical.kind == "unknown" and logical.pieces:
            message = f"table {logical.number} is neither actions nor statistics"
            yield raise_issue("TABLE_UNTYPED", message, logical.pieces[0].place)
    if document.period is None:
        yield raise_issue("NO_PERIOD", "neither title nor headings say which years the plan covers")


_LINK = re.compile(r"(!?)\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s{1,3}\"[^\"]{0,200}\")?\)")


def find_unread_letters(text: str, contents: tuple[PageContent, ...]) -> tuple[str, ...]:
    """Letters and digits of a text export that are in no word: a second count, over the bare lines.

    It asks the reader only what is a tag and where a cell ends, never what became of the rest.
    """
    source: Counter[str] = Counter()
    for line in re.split(r"[\n\f]", text):
        for piece in parse_pipe_row(line) or line.split("\t"):
            for part in split_blocks(piece)[0]:
                source.update(letters(html.unescape(_LINK.sub(lambda m: "" if m[1] else m[2], part))))
    read = letters("".join(w.text for c in contents for w in c.words))
    missing, extra = source - read, read - source
    if not missing and not extra:
        return ()
    return (f"{sum(missing.values())} letters of the source unread, {sum(extra.values())} too many",)
