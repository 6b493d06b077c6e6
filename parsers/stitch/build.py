"""The rows of a logical table: pieces in order, broken rows made whole, spanning cells carried."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from parsers.stitch.cards import decide_card
from parsers.stitch.continuity import join_text
from parsers.stitch.group import Group, first_words, map_columns
from parsers.stitch.profile import Profile, build_profile, find_shift
from parsers.stitch.rows import Decision, OpenCell, decide_row, decide_span
from parsers.stitch.segments import Segment
from parsers.stitch.slots import DRAWN, Row, is_figure
from planhouse.geometry import Place, union_places
from planhouse.issues import Issue, raise_issue
from planhouse.table import Cell, Fragment, Join

RULED_SHARE = 0.8
"""Share of row boundaries that are drawn, from which one that is not parts no rows."""
ENOUGH_ROWS = 4
"""Rows away from breaks from which the columns' usual contents are learnt."""


@dataclass(slots=True)
class CellUnderWay:
    """A logical cell while its fragments are gathered."""

    fragments: list[Fragment]
    text: str
    piece: int
    tag: str | None
    is_open: bool

    def append(self, cell: Cell, piece: int) -> None:
        """Add the next fragment."""
        self.fragments.append(Fragment(cell.text, cell.place))
        self.text = join_text(self.text, cell.text)
        self.piece, self.is_open = piece, cell.open_bottom
        self.tag = cell.tag or self.tag

    @property
    def as_open(self) -> OpenCell:
        """What the row decision needs to know of it."""
        return OpenCell(self.text, self.piece, self.tag, self.is_open)


@dataclass(slots=True)
class RowUnderWay:
    """A logical row while it is gathered."""

    cells: dict[int, CellUnderWay] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    """Columns in which a spanning cell of an earlier row covers this one, says the source."""
    closed: set[int] = field(default_factory=set)
    """Columns whose blank cell is closed by rules on its own: printed blank, not shared."""
    across: dict[int, int] = field(default_factory=dict)
    """Columns over which the one text of this row reaches, with the column it begins in."""
    at_top: bool = False
    """First row of its piece: a spanning cell above cannot show that it goes on."""
    section: str | None = None
    section_fragments: tuple[Fragment, ...] = ()
    tag: str | None = None


@dataclass(slots=True)
class Assembly:
    """Everything gathered of one logical table."""

    n_cols: int
    profile: Profile
    rows: list[RowUnderWay] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    last: dict[int, CellUnderWay] = field(default_factory=dict)
    """Column -> the cell printed last in it, in this section."""
    section: str | None = None
    section_fragments: tuple[Fragment, ...] = ()
    are_cards: bool = False
    """Its rows are cards: each whole by itself, a blank in it a blank, its columns known by their labels."""
    rules_part_rows: bool = False
    """Rules are drawn between its rows: where none is, one row goes on."""


def build_assembly(group: Group, labels: tuple[str, ...], roles: tuple[str | None, ...]) -> Assembly:
    """Gather the rows of a group in reading order."""
    n_cols, mapping = map_columns(group)
    assembly = Assembly(n_cols, build_profile(_profile_rows(group, mapping), labels, roles))
    assembly.are_cards = all(p.column_keys for p in group.pieces)
    assembly.rules_part_rows = _rules_part_rows(group)
    for position, piece in enumerate(group.pieces):
        for segment in (s for s in group.segments if s.table is piece):
            _add_segment(assembly, segment, position, mapping[position])
    return assembly


def _profile_rows(group: Group, mapping: dict[int, tuple[int, ...]]) -> list[dict[int, str]]:
    """Own texts of the rows that tell what columns usually hold: those at a break may be pieces."""
    whole: list[dict[int, str]] = []
    cut: list[dict[int, str]] = []
    for k, piece in enumerate(group.pieces):
        for segment in (s for s in group.segments if s.table is piece):
            for index, row in enumerate(segment.rows):
                own = {mapping[k][c.col]: c.text for c in row.filled}
                (cut if k and index == 0 and segment.is_first else whole).append(own)
    return whole if len(whole) >= ENOUGH_ROWS else whole + cut


def _rules_part_rows(group: Group) -> bool:
    """Whether nearly all rows of the pieces are parted by rules."""
    inner = [ruled for piece in group.pieces for ruled in piece.ruled_rows[1:]]
    return len(inner) >= ENOUGH_ROWS and sum(inner) >= RULED_SHARE * len(inner)


def _add_segment(assembly: Assembly, segment: Segment, piece: int, columns: tuple[int, ...]) -> None:
    for index, row in enumerate(segment.rows):
        bands = [cell for position, cell in segment.bands if position == index]
        _open_section(assembly, bands)
        below = _own_cells(assembly, row, columns)
        is_break = index == 0 and segment.is_first and piece > 0 and not bands
        is_inner = index > 0 and not bands and bool(assembly.rows)
        if is_inner and (_is_unparted(assembly, row) or _lacks_key(assembly, row, below)):
            _append(assembly, below, piece)
            continue
        if is_break and assembly.rows and _try_join(assembly, row, below, piece):
            continue
        _add_row(assembly, row, below, piece, columns, is_break and not assembly.are_cards)
    _open_section(assembly, [cell for position, cell in segment.bands if position >= len(segment.rows)])


def _open_section(assembly: Assembly, bands: list[Cell]) -> None:
    """A band begins a section unless it repeats the one that is open."""
    if not bands:
        return
    text = " / ".join(" ".join(b.text.split()) for b in bands)
    fragments = tuple(Fragment(b.text, b.place) for b in bands)
    if text == assembly.section:
        assembly.section_fragments += fragments
        return
    assembly.section, assembly.section_fragments = text, fragments
    assembly.last = {}


def _own_cells(assembly: Assembly, row: Row, columns: tuple[int, ...]) -> dict[int, Cell]:
    """Logical column -> filled cell, a row that stands off its columns moved into place."""
    shift = 0 if assembly.are_cards else find_shift(row, columns, assembly.profile)
    below: dict[int, Cell] = {}
    for cell in row.filled:
        col = columns[cell.col] + shift
        if col in below:
            cell = _merge_cells(below[col], cell)
        below[col] = cell
    if shift:
        place = union_places(c.place for c in row.filled)
        side = "left" if shift > 0 else "right"
        message = f"row moved one column, it stands to the {side}: {first_words(row.filled)}"
        assembly.issues.append(raise_issue("ROW_SHIFTED", message, place, columns=shift))
    return below


def _merge_cells(left: Cell, right: Cell) -> Cell:
    """Two cells of a page that fall into one logical column, as one."""
    place = union_places((left.place, right.place)) or left.place
    text = join_text(left.text, right.text)
    return replace(left, text=text, place=place, words=left.words + right.words)


def _try_join(assembly: Assembly, row: Row, below: dict[int, Cell], piece: int) -> bool:
    """Decide whether the row goes on with the last one; if so, add its cells there."""
    above = assembly.rows[-1]
    own = {c: cell.as_open for c, cell in above.cells.items()}
    if assembly.are_cards:
        decision = decide_card(above.tag, row.tag)
    else:
        spans = {c: cell.as_open for c, cell in assembly.last.items() if c not in own}
        decision = decide_row(
            own, below, spans, assembly.profile, piece - 1, (above.tag, row.tag), row.table.method in DRAWN
        )
    _record(assembly, above, below, decision)
    if not decision.joined:
        return False
    _append(assembly, below, piece)
    above.tag = row.tag or above.tag
    return True


def _is_unparted(assembly: Assembly, row: Row) -> bool:
    """Whether a row in mid-page has no rule above it although the table's rows are parted by rules.

    A browser draws no rule where a row is cut: a page inside one tall row holds text only.
    """
    ruled = row.table.ruled_rows
    return assembly.rules_part_rows and row.index < len(ruled) and not ruled[row.index]


def _lacks_key(assembly: Assembly, row: Row, below: dict[int, Cell]) -> bool:
    """Whether a row that no rule parts from the one above has neither activity, date nor name.

    Without rules paragraphs of two tall cells that happen to begin on one line look like a row.
    """
    profile = assembly.profile
    ruled = row.table.ruled_rows
    if row.index >= len(ruled) or ruled[row.index] or profile.key is None:
        return False
    needed = {c for c, role in enumerate(profile.roles) if role in ("activity", "when", "who")}
    return profile.roles[profile.key] == "activity" and len(needed) > 1 and not needed & below.keys()


def _append(assembly: Assembly, below: dict[int, Cell], piece: int) -> None:
    """Add cells to the last row, or to the spanning cells beside it."""
    above = assembly.rows[-1]
    for col, cell in below.items():
        target = above.cells.get(col) or (None if assembly.are_cards else assembly.last.get(col))
        if target is None:
            target = above.cells[col] = CellUnderWay([], "", piece, None, False)
            assembly.last[col] = target
        target.append(cell, piece)


def _record(assembly: Assembly, above: RowUnderWay, below: dict[int, Cell], decision: Decision) -> None:
    last = [c.fragments[-1].place for c in above.cells.values()]
    page = max((p.page or 0 for p in last), default=0)
    upper = union_places(p for p in last if (p.page or 0) == page) or Place(None)
    lower = union_places(c.place for c in below.values()) or Place(None)
    above_text = " | ".join(" ".join(c.text.split())[-40:] for _, c in sorted(above.cells.items()))
    below_text = first_words([below[c] for c in sorted(below)], 120)
    other = "two rows" if decision.joined else "one row over the break"
    join = Join(
        "row", upper, lower, decision.joined, decision.score, decision.signals, other, above_text, below_text
    )
    assembly.joins.append(join)
    if decision.is_doubtful:
        taken = "joined" if decision.joined else "kept apart"
        message = f"row {taken} at a break, score {decision.score:.2f}: {below_text}"
        assembly.issues.append(raise_issue("JOIN_UNSURE", message, lower, alternative=other))


def _add_row(
    assembly: Assembly, row: Row, below: dict[int, Cell], piece: int, columns: tuple[int, ...], is_break: bool
) -> None:
    """Add a new row; beside it, tails of spanning cells go to the cell they belong to."""
    new = RowUnderWay(
        at_top=row.index == 0 or is_break,
        section=assembly.section,
        section_fragments=assembly.section_fragments,
        tag=row.tag,
    )
    is_full = len(below) == assembly.n_cols
    begun = False
    for col, cell in sorted(below.items()):
        target = assembly.last.get(col) if is_break else None
        # A new group to the left begins new cells to its right.
        if target and not begun and _is_tail(assembly, target, cell, col, piece, is_full):
            target.append(cell, piece)
            continue
        begun = begun or col in assembly.profile.groups
        new.cells[col] = assembly.last[col] = CellUnderWay(
            [Fragment(cell.text, cell.place)], cell.text, piece, cell.tag, cell.open_bottom
        )
    # Only a grid with upright rules, or tags, tells a closed blank from one that is shared.
    is_boxed = row.table.method in DRAWN
    for slot, covering in enumerate(row.slots):
        if covering is None:
            continue
        col = columns[slot]
        is_left_open = is_break and is_boxed and not covering.text and _is_left_open(assembly, col, piece)
        if is_left_open or (covering.row < row.index and covering.col == slot):
            new.covered.add(col)
        elif not covering.text and covering.rowspan == 1 and not covering.open_top and is_boxed:
            new.closed.add(col)
    if is_boxed:
        new.across = _reach_of_remark(row, columns, new.covered)
    assembly.rows.append(new)


def _reach_of_remark(row: Row, columns: tuple[int, ...], covered: set[int]) -> dict[int, int]:
    """Columns over which the one text of a row reaches, with the column it begins in.

    Only a text over all columns that the row does not share with the one above is believed to hold in
    each: in other tables a cell over two columns is a label, or a rule was forgotten.
    """
    filled = row.filled
    if len(filled) != 1 or filled[0].col == 0 or filled[0].col + filled[0].colspan < len(row.slots):
        return {}
    start = filled[0].col
    shared = [c for c in row.slots[:start] if c is not None and c.row < row.index]
    if not covered.issuperset(columns[:start]) or not all(c.text for c in shared):
        return {}
    return dict.fromkeys(columns[start + 1 :], columns[start])


def _is_left_open(assembly: Assembly, col: int, piece: int) -> bool:
    """Whether the last row closes its other cells at the foot of the page before, and not the column's."""
    cells = assembly.rows[-1].cells if assembly.rows else {}
    own = cells.get(col)
    others = [c for k, c in cells.items() if k != col]
    if own is None or not own.is_open or own.piece != piece - 1:
        return False
    return len(others) > 1 and not any(c.is_open for c in others)


def _is_tail(
    assembly: Assembly, target: CellUnderWay, cell: Cell, col: int, piece: int, is_full: bool
) -> bool:
    """Whether a filled cell of a new row at the top of a page is the tail of a spanning cell."""
    if target.tag and target.tag == cell.tag:
        return True
    groups = assembly.profile.groups
    if col not in groups or target.piece < piece - 1 or is_figure(cell.text):
        return False
    is_short = col in assembly.profile.atomic
    decision = decide_span(target.as_open, cell, is_full, in_group=col > groups[0], is_short=is_short)
    if decision.is_doubtful:
        verb = "joined to" if decision.joined else "kept apart from"
        message = f"cell {verb} the spanning cell above: {first_words([cell])}"
        assembly.issues.append(raise_issue("JOIN_UNSURE", message, cell.place, alternative="the other"))
    return decision.joined
