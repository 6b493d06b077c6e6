"""Does a row go on over the break? Decided cell by cell, then for the row as a whole."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from parsers.stitch.continuity import score_reading
from parsers.stitch.profile import Profile, goes_on_counting, numbering_style
from parsers.stitch.slots import is_figure
from planhouse.table import Cell


@dataclass(frozen=True, slots=True)
class RowWeights:
    """Log-odds of the row signals, beside those of the reading.

    Set by hand on documents with answer keys; each says what was seen at real breaks.
    """

    bias: float = 0.2
    same_tag: float = 8.0
    """Both pieces are one TR of the file's structure tree."""
    other_tag: float = -12.0
    """Both pieces are tagged, as different TRs of one table: a spanning cell may go on beside them."""
    missing: float = 1.0
    """A column that is nearly always filled holds text above and none below, times its fill rate."""
    key_missing: float = 1.0
    """The same in the column that holds the activity."""
    atomic_again: float = -2.5
    """A date, name or other short value stands on both sides: two values, two rows."""
    figures_again: float = -3.0
    """Figures stand under figures in two columns and more: figures do not run on."""
    atomic_goes_on: float = 1.5
    """A short value visibly unfinished: "WODC/", "Oxfordshire County"."""
    gap: float = -3.0
    """The column ended on an earlier page and text begins again in it."""
    starts_late: float = -1.5
    """The column is blank above and filled below."""
    open_cell: float = 1.2
    """No rule closes the cells at the break although the table is ruled."""
    group_reads_on: float = 0.3
    """A cell left of the activity reads on: it may span rows, so this says little."""
    group_goes_on: float = 1.3
    """The columns to the left are blank at the top of the page: the outer group goes on, and a break
    falls inside a tall cell more often than between two."""
    numbered: float = -2.0
    """Cells of the column begin with numbers, and so does this one."""
    unnumbered: float = 1.5
    """Cells of the column begin with numbers, but this one does not."""
    spans_filled: float = -8.0
    """A drawn cell below is one over columns in which the row above has a cell each."""
    counts_on: float = 2.5
    """A list inside the cell goes on counting: "f." above, "g." below."""
    row_full: float = -1.5
    """Every column of the row is filled, the grouping ones too: a group begins."""
    begins_alike: float = -1.5
    """The cell begins with the word the spanning cell begins with: "To divert young people", "To make..."."""
    capital_all: float = -0.5
    """Every filled cell below begins like a new entry, two or more of them."""


WEIGHTS = RowWeights()
READS_ON = ("lower", "hyphen", "connects")
"""Signals of the reading by which even a short value goes on."""
DOUBT = (0.2, 0.8)
"""Scores inside are put to review: an even chance give or take three tenths."""


@dataclass(slots=True)
class OpenCell:
    """The text printed last in a column and where it stands."""

    text: str
    piece: int
    """Position of the page table that holds its last fragment."""
    tag: str | None = None
    is_open: bool = False
    """No rule closes it below."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the row below goes on with the row above."""

    joined: bool
    score: float
    signals: dict[str, float] = field(default_factory=dict)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look."""
        return DOUBT[0] < self.score < DOUBT[1]


def sigmoid(log_odds: float) -> float:
    """Probability of log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def decide_row(
    above: dict[int, OpenCell],
    below: dict[int, Cell],
    spans: dict[int, OpenCell],
    profile: Profile,
    piece: int,
    tags: tuple[str | None, str | None] = (None, None),
    is_drawn: bool = False,
    weights: RowWeights = WEIGHTS,
) -> Decision:
    """Decide whether the first row of a page goes on with the last row before it.

    Args:
        above: column -> own text of the last row.
        below: column -> filled cell of the first row.
        spans: column -> spanning cell of an earlier row that is still open beside the last row.
        profile: what the table's columns usually hold.
        piece: position of the page table that holds the last row's last fragment.
        tags: structure ids of the two rows.
        is_drawn: rules or tags say which cells of the row below reach over several columns.
        weights: log-odds of the signals.
    """
    signals: dict[str, float] = {"bias": weights.bias}
    if tags[0] and tags[1]:
        if tags[0] == tags[1]:
            signals["same_tag"] = weights.same_tag
        elif _of_one_table(tags[0], tags[1]):
            signals["other_tag"] = weights.other_tag
    for col, cell in below.items():
        if col in above:
            name, value = _score_cell(above[col], cell, col, profile, piece, weights)
        elif col in spans:
            name, value = "span_" + score_reading(spans[col].text, cell.text)[1], 0.0
        else:
            name, value = "starts_late", weights.starts_late if profile.fill[col] > 0.5 else 0.0
        signals[f"{profile.name(col)}:{name}"] = round(value, 2)
    if sum(c in above and is_figure(above[c].text) and is_figure(below[c].text) for c in below) > 1:
        signals["figures_again"] = weights.figures_again
    signals |= _missing(above, below, profile, weights)
    signals |= _numbering(above, below, profile, weights)
    if is_drawn and any(_is_wider(col, cell, above) for col, cell in below.items()):
        signals["spans_filled"] = weights.spans_filled
    if len(below) > 1 and all(_begins_anew(above.get(c), cell) for c, cell in below.items() if c in above):
        signals["all_begin_anew"] = weights.capital_all
    total = sum(signals.values())
    return Decision(total > 0, round(sigmoid(total), 3), {k: round(v, 2) for k, v in signals.items() if v})


def _of_one_table(one: str, other: str) -> bool:
    """Whether two ids are of one tagged table; else their difference says nothing."""
    return one.rpartition("/")[0] == other.rpartition("/")[0]


def _score_cell(
    above: OpenCell, cell: Cell, col: int, profile: Profile, piece: int, weights: RowWeights
) -> tuple[str, float]:
    value, name = score_reading(above.text, cell.text)
    if above.tag and above.tag == cell.tag:
        return "same_cell_tag", weights.same_tag
    if profile.key is not None and col < profile.key and value > 0:
        # A cell that groups rows goes on beside a row that ends as well as beside one that goes on.
        return "group_" + name, weights.group_reads_on
    if col in profile.atomic:
        goes_on = name in READS_ON
        return ("atomic_goes_on", weights.atomic_goes_on) if goes_on else ("atomic", weights.atomic_again)
    if above.piece < piece:
        return "gap", weights.gap + max(value, 0.0)
    if above.is_open and cell.open_top:
        value += weights.open_cell
        name += "+open"
    return name, value


def _numbering(
    above: dict[int, OpenCell], below: dict[int, Cell], profile: Profile, weights: RowWeights
) -> dict[str, float]:
    found = {}
    for col, cell in below.items():
        if col in above and goes_on_counting(above[col].text, cell.text):
            found[f"{profile.name(col)}:counts_on"] = weights.counts_on
        elif style := profile.numbered.get(col):
            anew = numbering_style(cell.text) == style
            name = f"{profile.name(col)}:{'numbered' if anew else 'unnumbered'}"
            found[name] = weights.numbered if anew else weights.unnumbered
    return found


def _missing(
    above: dict[int, OpenCell], below: dict[int, Cell], profile: Profile, weights: RowWeights
) -> dict[str, float]:
    found = {}
    for col in above:
        # A grouping column is blank beside a new row of the group as well.
        if col not in below and col not in profile.groups and profile.fill[col] > 0.6:
            weight = weights.missing * profile.fill[col]
            if col == profile.key:
                weight += weights.key_missing
            found[f"{profile.name(col)}:blank_below"] = weight
    return found


def _is_wider(col: int, cell: Cell, above: dict[int, OpenCell]) -> bool:
    """Whether a cell reaches over columns of which two and more hold a text each in the row above."""
    return sum(c in above for c in range(col, col + cell.colspan)) > 1


def _begins_anew(above: OpenCell | None, cell: Cell) -> bool:
    return above is None or score_reading(above.text, cell.text)[0] < 0


def _begin_alike(above: str, below: str) -> bool:
    """Whether two texts begin with the same word, a capital letter and no item's mark first."""
    one, other = above.split(maxsplit=1)[:1], below.split(maxsplit=1)[:1]
    return one == other and bool(one) and one[0][0].isupper()


def decide_span(
    above: OpenCell,
    cell: Cell,
    is_full: bool,
    in_group: bool,
    is_short: bool,
    weights: RowWeights = WEIGHTS,
) -> Decision:
    """Whether a filled cell beside a new row is the tail of the spanning cell above it.

    Args:
        above: the spanning cell so far.
        cell: the filled cell at the top of the page.
        is_full: every column of the new row is filled, as in the first row of a group.
        in_group: there are columns to the left, and they are blank.
        is_short: the column holds short values: names, dates, figures.
        weights: log-odds of the signals.
    """
    value, name = score_reading(above.text, cell.text)
    if is_short and name not in READS_ON:
        value, name = weights.atomic_again, "atomic"
    signals = {f"reading:{name}": value}
    if above.tag and above.tag == cell.tag:
        signals["cell_tag"] = weights.same_tag
    elif above.tag and cell.tag and _of_one_table(above.tag, cell.tag):
        signals["cell_tag"] = weights.other_tag
    if above.is_open and cell.open_top:
        signals["open"] = weights.open_cell
    if _begin_alike(above.text, cell.text):
        signals["begins_alike"] = weights.begins_alike
    if is_full:
        signals["row_full"] = weights.row_full
    if in_group:
        signals["group_goes_on"] = weights.group_goes_on
    total = sum(signals.values())
    return Decision(total > 0, round(sigmoid(total), 3), {k: round(v, 2) for k, v in signals.items()})
