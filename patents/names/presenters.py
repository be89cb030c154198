"""What pages show of proposals and groups. Asks the database nothing."""

from typing import Any

from django.utils.translation import gettext as _

from ipplatform import clock
from patents.names.models import AliasProposal, NameGroupEvent, Reason

TONES = {Reason.SAME_CODE: "good", Reason.SAME_FORM: "good", Reason.UNIVERSITY_SCHOOL: "river", Reason.SIMILAR: "warn"}


def proposal_line(proposal: AliasProposal, examples: dict[int, list[tuple[str, str]]]) -> dict[str, Any]:
    """One proposal with its reason and examples of both names."""
    reason = Reason(proposal.reason)
    label = f"{reason.label} {proposal.score} %" if reason == Reason.SIMILAR else reason.label
    return {
        "proposal": proposal, "tags": [{"label": label, "tone": TONES[reason]}],
        "name_examples": examples.get(proposal.name_id, []), "target_examples": examples.get(proposal.target_id, []),
    }  # fmt: skip


def event_rows(events: list[NameGroupEvent]) -> list[list[Any]]:
    """The history of a group: when, who, what, which name or enterprise, why."""
    return [
        [
            event.recorded_at.astimezone(clock.OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
            str(event.actor), event.get_action_display(),
            event.written or str(event.enterprise or ""),
            "、".join(str(Reason(code).label) for code in event.reasons if code in Reason.values),
        ]
        for event in events
    ]  # fmt: skip


def event_columns() -> list[str]:
    """Heads of `event_rows`."""
    return [_("时间"), _("操作人"), _("操作"), _("名称或企业"), _("理由")]
