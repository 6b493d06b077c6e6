from parsers.grids.columns import Boundary
from parsers.grids.heads_apart import drop_head_lanes
from parsers.grids.pieces import Piece, PlacedLine, place_lines
from parsers.grids.segments import Line, Segment
from parsers.grids.stacks import split_stack, widen_over
from planhouse.page import Word
from tests.builders import word


def segment(text: str, x0: float, x1: float, top: float) -> Segment:
    return Segment([_word(text, x0, x1, top)])


def _word(text: str, x0: float, x1: float, top: float) -> Word:
    return word(text, x0, top, size=8.0, width=x1 - x0)


def line(top: float, *pieces: tuple[int, str, float, float]) -> PlacedLine:
    return PlacedLine([Piece(segment(t, x0, x1, top), c, c) for c, t, x0, x1 in pieces])


BOUNDARIES = [Boundary(x) for x in (0.0, 60.0, 120.0, 180.0, 240.0, 300.0)]


def test_a_stub_half_way_says_that_headers_are_stacked() -> None:
    upper = line(10, (1, "2018", 110, 130), (3, "2019", 230, 250))
    stub = line(16, (0, "Area", 5, 30))
    lower = line(22, (1, "No.", 80, 95), (2, "Rate", 140, 160), (3, "No.", 200, 215), (4, "Rate", 260, 280))
    rows = split_stack([upper, stub, lower], BOUNDARIES)
    assert rows == [[upper], [stub, lower]]
    assert [(p.first, p.last) for p in upper.pieces] == [(1, 2), (3, 4)]


def test_a_header_of_two_lines_is_not_stacked() -> None:
    upper = line(10, (4, "% change", 245, 290))
    middle = line(16, (0, "Crime", 5, 30), (1, "2017", 80, 95), (2, "2018", 140, 160), (3, "2019", 200, 215))
    lower = line(22, (4, "from 2017", 245, 290))
    assert split_stack([upper, middle, lower], BOUNDARIES) is None


def test_headers_are_widened_over_what_they_are_centred_on() -> None:
    upper = line(10, (1, "2018", 110, 130), (3, "2019", 230, 250))
    lower = line(22, (1, "No.", 80, 95), (2, "Rate", 140, 160), (3, "No.", 200, 215), (4, "Rate", 260, 280))
    assert widen_over(upper, lower, BOUNDARIES)
    assert [(p.first, p.last) for p in upper.pieces] == [(1, 2), (3, 4)]


def test_a_line_that_names_every_column_stands_under_the_headers_centred_on_it() -> None:
    """Without a rule or a stub between them: "Kent" over "Deaths" and "Rate", "England" over "Rate"."""
    upper = line(10, (1, "Kent", 110, 130), (3, "South", 198, 222), (4, "England", 255, 285))
    lower = line(
        22, (1, "Deaths", 75, 100), (2, "Rate", 140, 160), (3, "Rate", 200, 220), (4, "Rate", 260, 280)
    )
    assert split_stack([upper, lower], BOUNDARIES) == [[upper], [lower]]
    assert [(p.first, p.last) for p in upper.pieces] == [(1, 2), (3, 3), (4, 4)]


def test_headers_left_of_their_figures_are_told_by_their_order() -> None:
    """Centred over columns whose figures are set to the right, two of them stand before one lane."""
    lanes = [Boundary(0.0), *(Boundary(x, [], x - 30, x + 10) for x in (60.0, 125.0, 185.0)), Boundary(250.0)]
    (placed,) = place_lines([line_of(10, ("Deaths", 64, 90), ("Rate", 98, 116), ("Rate", 190, 210))], lanes)
    assert [(p.first, p.last) for p in placed.pieces] == [(1, 1), (2, 2), (3, 3)]


def test_a_lane_between_a_header_and_its_figures_is_dropped() -> None:
    def row(top: float, *parts: tuple[str, float, float]) -> Line:
        return Line([segment(t, a, b, top) for t, a, b in parts])

    head = row(10, ("Ward", 0, 30), ("Rate", 70, 95))
    body = [row(22 + 12 * n, ("Abbey", 0, 40), (f"{n}.5", 130, 150)) for n in range(4)]
    kept = drop_head_lanes([Boundary(0.0), Boundary(55.0), Boundary(112.0), Boundary(160.0)], [head, *body])
    assert [b.x for b in kept] == [0.0, 55.0, 160.0]


def line_of(top: float, *parts: tuple[str, float, float]) -> Line:
    return Line([segment(t, a, b, top) for t, a, b in parts])


def test_wide_figures_left_of_a_lane_belong_to_the_column_of_those_right_of_it() -> None:
    head = line_of(10, ("Ward", 0, 30), ("Rate", 70, 100))
    wide = line_of(22, ("Abbey", 0, 40), ("101.2", 90, 112))
    body = [line_of(34 + 12 * n, ("Abbey", 0, 40), (f"{n}1.5", 116, 130)) for n in range(4)]
    lanes = [Boundary(0.0), Boundary(55.0), Boundary(114.0), Boundary(160.0)]
    assert [b.x for b in drop_head_lanes(lanes, [head, wide, *body])] == [0.0, 55.0, 160.0]


def test_a_wide_total_may_reach_over_the_lane_between_a_header_and_its_figures() -> None:
    head = line_of(10, ("Ward", 0, 30), ("Change", 70, 100))
    body = [line_of(22 + 12 * n, ("Abbey", 0, 40), (f"-{n}1", 106, 120)) for n in range(6)]
    total = line_of(94, ("Essex", 0, 40), ("-205", 98, 120))
    lanes = [Boundary(0.0), Boundary(55.0), Boundary(103.0), Boundary(160.0)]
    assert [b.x for b in drop_head_lanes(lanes, [head, *body, total])] == [0.0, 55.0, 160.0]


def test_two_headed_columns_never_filled_together_stay_two() -> None:
    head = line_of(10, ("Item", 0, 30), ("Debit", 70, 100), ("Credit", 120, 150))
    sides = ((80.0, 100.0), (130.0, 150.0))
    body = [line_of(22 + 12 * n, ("Rent", 0, 40), (f"{n}1.5", *sides[n % 2])) for n in range(6)]
    lanes = [Boundary(0.0), Boundary(55.0), Boundary(110.0), Boundary(160.0)]
    assert len(drop_head_lanes(lanes, [head, *body])) == 4


def test_headers_are_widened_over_columns_set_to_the_right() -> None:
    upper = line(10, (1, "2018", 88, 108), (3, "2019", 208, 228))
    lower = line(22, (1, "No.", 85, 100), (2, "%", 140, 148), (3, "No.", 210, 220), (4, "%", 262, 270))
    lanes = [Boundary(0.0), Boundary(60.0, [], 40.0, 80.0), Boundary(120.0, [], 100.0, 140.0)]
    lanes += [Boundary(170.0, [], 148.0, 200.0), Boundary(240.0, [], 220.0, 260.0), Boundary(280.0)]
    assert widen_over(upper, lower, lanes)
    assert [(p.first, p.last) for p in upper.pieces] == [(1, 2), (3, 4)]
