"""What was derived beside the print, as rows: mentions, periods, areas, measures, themes."""

from __future__ import annotations

from planhouse.ids import fold_text
from planhouse.plan import NormalisedPlan
from warehouse.rows import PlanRows, as_map


def add_derived(rows: PlanRows, plan: NormalisedPlan) -> None:
    """Mentions, periods, areas, measures and themes."""
    _add_mentions(rows, plan)
    ordinals: dict[tuple[str, str], int] = {}
    for derived in plan.periods:
        key = (derived.subject_id, derived.field)
        ordinals[key] = ordinals.get(key, 0) + 1
        p = derived.period
        rows.add(
            "fact_period", rows.document_id, *key, ordinals[key], p.raw, p.type, p.start, p.end,
            p.precision or None, p.recurrence or None, p.rule or None, p.inferred, p.unsure,
            p.alternative or None,
        )  # fmt: skip
    for area in plan.areas:
        a = area.area
        area_id = a.gss_code or f"place:{fold_text(a.name)}"
        ordinals[area.subject_id, ""] = ordinals.get((area.subject_id, ""), 0) + 1
        rows.add("dim_area", area_id, a.name, a.gss_code)
        rows.add(
            "bridge_subject_area", rows.document_id, area.subject_id, ordinals[area.subject_id, ""], area_id,
            a.raw, a.judgement, a.rule or None,
        )  # fmt: skip
    for measure_id in sorted({m.measure_id for m in plan.measures}):
        rows.add("dim_measure", measure_id)
    themes: dict[tuple[str, str], list[str]] = {}
    for theme in plan.themes:
        themes.setdefault((theme.subject_id, theme.theme_id), []).extend(theme.words)
    for (subject_id, theme_id), words in themes.items():
        rows.add("dim_theme", theme_id)
        rows.add("bridge_action_theme", rows.document_id, subject_id, theme_id, words)


def _agency_name(agency_id: str, named: str) -> tuple[str, str]:
    """Name and kind of a body; ids of roles and of everyone are read, having no official name."""
    if agency_id == "ALL_PARTNERS":
        return "All partners", "all_partners"
    if agency_id.startswith("GENERIC:"):
        role = agency_id.removeprefix("GENERIC:").replace("_", " ")
        return named if named and named != agency_id else role.capitalize(), "role"
    return named or agency_id, "body"


def _add_mentions(rows: PlanRows, plan: NormalisedPlan) -> None:
    for m in plan.mentions:
        subject = rows.unique(m.mention_id)
        rows.add(
            "fact_mention", subject, rows.document_id, m.subject_id, m.where, m.raw, m.role, m.department,
            m.agency or None, m.code or None, m.judgement, m.score, m.margin, m.rule or None,
        )  # fmt: skip
        weighed = {c.agency_id: c.name for c in m.candidates}
        names = [n.strip() for n in m.agency.split(";")] if m.agency else []
        for ordinal, agency_id in enumerate(dict.fromkeys(m.agency_ids), 1):
            named = names[ordinal - 1] if len(names) == len(m.agency_ids) else weighed.get(agency_id, "")
            code = m.code if len(m.agency_ids) == 1 and m.code else None
            rows.add("dim_agency", agency_id, *_agency_name(agency_id, named), code)
            rows.add("bridge_mention_agency", rows.document_id, subject, agency_id, ordinal)
        for rank, c in enumerate(m.candidates, 1):
            rows.add(
                "bridge_mention_candidate", rows.document_id, subject, rank, c.agency_id, c.name, c.score,
                as_map(c.features),
            )  # fmt: skip
