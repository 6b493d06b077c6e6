"""What a plan's records are about: areas and measures of its figures, themes of its actions."""

from __future__ import annotations

from collections.abc import Iterator

from normalise.areas import parse_areas
from normalise.frame import PlanContext
from normalise.measures import resolve_measure
from normalise.register import Register
from normalise.themes import find_themes
from planhouse.derived import Area, DerivedArea, DerivedMeasure, DerivedTheme
from planhouse.plan import PlanExtract
from planhouse.records import Action, Statistic

_THEME_FIELDS = ("section", "issue", "need", "activity", "outcomes", "measures", "impact")
"""Fields of an action that say what it is about."""


def find_plan_areas(extract: PlanExtract, frame: PlanContext, register: Register) -> tuple[DerivedArea, ...]:
    """The plan's own authorities, and the area of every figure that names one."""
    document_id = extract.document.document_id
    areas = [
        DerivedArea(subject_id=document_id, area=_own_area(frame, register, agency_id))
        for agency_id in frame.authority_ids
        if agency_id in register.by_id
    ]
    for statistic in extract.statistics:
        if statistic.area:
            found = parse_areas(statistic.area, frame, register)
            areas += [DerivedArea(subject_id=statistic.statistic_id, area=area) for area in found]
    return tuple(areas)


def _own_area(frame: PlanContext, register: Register, agency_id: str) -> Area:
    body = register.by_id[agency_id]
    (area,) = parse_areas(body.places[0] if body.places else body.name, frame, register)[:1]
    return area.model_copy(update={"raw": frame.plan_area_text, "rule": "plan_area"})


def find_measures(extract: PlanExtract) -> tuple[DerivedMeasure, ...]:
    """The measure of every figure; ``unmapped`` where its wording is not in the vocabulary."""
    derived = []
    for statistic in extract.statistics:
        measure_id, rule = resolve_measure(tuple(_measure_wordings(statistic)))
        derived.append(DerivedMeasure(subject_id=statistic.statistic_id, measure_id=measure_id, rule=rule))
    return tuple(derived)


def _measure_wordings(statistic: Statistic) -> Iterator[str]:
    """Wordings that may say what is counted, the nearest to the figure first."""
    if statistic.category:
        yield statistic.category
    yield from reversed(statistic.row_path)
    if statistic.measure:
        yield statistic.measure
    yield from reversed(statistic.column_path)
    if statistic.caption is not None:
        yield statistic.caption.text


def find_action_themes(extract: PlanExtract) -> tuple[DerivedTheme, ...]:
    """Every theme of every action, with the words that led there."""
    return tuple(
        DerivedTheme(subject_id=action.action_id, theme_id=theme.theme_id, words=words)
        for action in extract.actions
        for theme, words in find_themes(tuple(_texts(action)))
    )


def _texts(action: Action) -> Iterator[str]:
    for name in _THEME_FIELDS:
        value = getattr(action, name)
        if value is not None:
            yield value.text
