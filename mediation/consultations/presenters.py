"""Rows for the shared components: words and tones of a consultation, no rules."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mediation.consultations.models import Consultation

_TONES = {"requested": "warn", "assigned": "river", "answered": "warn", "closed": "good", "lapsed": "bad"}
_DEEDS = {
    "request": gettext_noop("提出咨询"),
    "assign": gettext_noop("已分派顾问"),
    "decline": gettext_noop("未受理"),
    "withdraw": gettext_noop("企业撤回"),
    "answer": gettext_noop("顾问已答复"),
    "reopen": gettext_noop("企业追问"),
    "acknowledge": gettext_noop("企业确认，办结"),
    "close": gettext_noop("凭签字单办结"),
    "lapse": gettext_noop("逾期未确认"),
}


def state_tag(consultation: Consultation) -> dict[str, str]:
    """For components/tag.html."""
    return {"label": consultation.state_label, "tone": _TONES.get(consultation.state, "")}


def events_of(consultation: Consultation) -> list[dict[str, Any]]:
    """For components/timeline.html, newest first."""
    rows = [
        {"date": event.happened_on, "title": _(_DEEDS.get(event.action, event.action))}
        for event in consultation.events.order_by("-pk")
    ]
    if rows:
        rows[0]["now"] = True
    return rows


def facts_of(consultation: Consultation) -> list[dict[str, Any]]:
    """For components/fact_list.html: what everybody may see who may see the consultation."""
    return [
        {"term": _("企业"), "value": consultation.enterprise.name},
        {"term": _("事项"), "value": consultation.topic.label},
        {"term": _("答复方式"), "value": consultation.get_mode_display()},
        {"term": _("提出日期"), "value": consultation.opened_on.isoformat()},
        {"term": _("顾问"), "value": str(consultation.adviser) if consultation.adviser else ""},
        {"term": _("答复日期"), "value": consultation.answered_on.isoformat() if consultation.answered_on else ""},
        {"term": _("结果"), "value": consultation.get_outcome_display()},
        {"term": _("办结日期"), "value": consultation.closed_on.isoformat() if consultation.closed_on else ""},
        {"term": _("满意度"), "value": consultation.satisfaction or ""},
    ]
