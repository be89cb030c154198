"""Forms of the coordinator's desk: parse only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.cases.models import ContactAttempt, Procedure
from mediation.dossier.models import SettlementAgreement
from mediation.proceedings.forms.base import (
    DeedForm,
    OneOfField,
    RadioField,
    choice_of_party,
    date_field,
    text_field,
    tick,
)
from mediation.proceedings.forms.mediator import party_for
from mediation.proceedings.room import Room


class AnyPartyForm(DeedForm):
    """A deed about one party of the case."""

    party = choice_of_party()

    def build(self, room: Room) -> None:
        party_for("party", self, room.parties)


class AcceptForm(DeedForm):
    """Competence and venue, both looked at."""

    competence_checked = tick(_("属于本中心调解范围，已核对"), required=False)
    venue_checked = tick(_("管辖已核对"), required=False)
    venue_note = forms.CharField(label=_("管辖依据"), max_length=300, required=False)


class ReturnForm(DeedForm):
    """The gaps that the claimant reads."""

    gaps = text_field(_("需要补正的内容"), help_text=_("申请人会看到这段话。"))


GROUNDS = (
    ("not_competent", _("不属于受理范围")),
    ("other_party_refuses", _("对方明确拒绝调解")),
    ("suit_filed", _("已起诉")),
    ("arbitration_filed", _("已申请仲裁")),
    ("already_judged", _("已有生效裁判")),
    ("other", _("其他")),
)


class RefuseForm(DeedForm):
    """Ground and reason of not accepting; open licences know the listed grounds only (OLM 8)."""

    ground = RadioField(label=_("不予受理的理由"), choices=GROUNDS)
    note = text_field(_("说明"), required=False, help_text=_("写入不予受理通知书。"))

    def build(self, room: Room) -> None:
        if room.case.procedure == Procedure.OPEN_LICENCE:
            self.fields["ground"].choices = GROUNDS[1:]  # type: ignore[attr-defined]  # a ChoiceField


class ContactForm(AnyPartyForm):
    """One try to reach a party."""

    channel = RadioField(label=_("方式"), choices=ContactAttempt.Channel.choices)
    tried_on = date_field(_("日期"))
    reached = tick(_("已联系上"), required=False)
    note = forms.CharField(label=_("备注"), max_length=300, required=False)

    def build(self, room: Room) -> None:
        super().build(room)
        self.fields["tried_on"].initial = room.on


class UnreachableForm(AnyPartyForm):
    """Which party could not be reached."""

    note = text_field(_("联系经过"), required=False)


class PaperConsentForm(AnyPartyForm):
    """A respondent's consent on paper."""

    paper = forms.FileField(label=_("同意书扫描件"))

    def build(self, room: Room) -> None:
        party_for("party", self, [p for p in room.parties if p.role == "respondent" and p.consent != "yes"])


class PaperAcknowledgeForm(AnyPartyForm):
    """What a party signed on paper."""

    what = RadioField(
        label=_("登记哪一项"),
        choices=[
            ("rights_notice", _("权利义务告知书")), ("false_mediation_warning", _("虚假调解告知书")),
            ("confidentiality", _("保密承诺书")), ("address", _("送达地址确认书")),
        ],
    )  # fmt: skip
    address = forms.CharField(label=_("送达地址"), max_length=300, required=False)
    paper = forms.FileField(label=_("签字扫描件"))


class PaperExtensionForm(AnyPartyForm):
    """A party's consent to an extension on paper."""

    paper = forms.FileField(label=_("延期同意书扫描件"))

    def build(self, room: Room) -> None:
        party_for("party", self, room.extension_waiting)


class AppointForm(DeedForm):
    """The mediator, and further ones in major cases; load and ties are said beside the name."""

    mediator = OneOfField(label=_("指定调解员（首席）"), widget=forms.RadioSelect)
    with_mediators = forms.TypedMultipleChoiceField(
        label=_("共同调解的其他调解员"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, mediators: Any, **kwargs: Any) -> None:
        self.mediators = list(mediators)
        super().__init__(*args, **kwargs)

    def build(self, room: Room) -> None:
        chosen: dict[int, int] = {}
        for choice in room.choices:
            chosen[choice.mediator_id] = chosen.get(choice.mediator_id, 0) + 1

        def words(mediator: Any) -> str:
            parts = [mediator.display_name, _("在办 %(n)s 件") % {"n": mediator.open_cases}]
            known = "、".join(topic.label for topic in mediator.specialities.all())
            if known:
                parts.append(known)
            if mediator.pk in chosen:
                parts.append(_("%(n)s 方选了他") % {"n": chosen[mediator.pk]})
            return " · ".join(str(part) for part in parts)

        field, more = self.fields["mediator"], self.fields["with_mediators"]
        assert isinstance(field, OneOfField) and isinstance(more, forms.TypedMultipleChoiceField)
        field.offer(self.mediators, words)
        by_key = {str(row.pk): row for row in self.mediators}
        more.choices = [(key, row.display_name) for key, row in by_key.items()]
        more.coerce = lambda value: by_key[str(value)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["with_mediators"] = [row for row in data.get("with_mediators", []) if row != data.get("mediator")]
        return data


class SuspendForm(DeedForm):
    """The mandate of an appraisal."""

    from_on = date_field(_("自哪天起暂停"))
    paper = forms.FileField(label=_("鉴定或评估委托书"))

    def build(self, room: Room) -> None:
        self.fields["from_on"].initial = room.on


class ResumeForm(DeedForm):
    """The report, or that the appraisal stopped."""

    to_on = date_field(_("自哪天起恢复"))
    paper = forms.FileField(label=_("鉴定报告或终止说明"))

    def build(self, room: Room) -> None:
        self.fields["to_on"].initial = room.on


class PartyRefusesForm(AnyPartyForm):
    """A party does not want to (go on)."""

    reason_code = RadioField(
        label=_("情形"), choices=[("consent_refused", _("不同意调解")), ("mediation_ended", _("不愿继续调解"))]
    )
    note = text_field(_("情况说明"))


class StopFalseForm(DeedForm):
    """Suspected false mediation or crime."""

    reason_code = RadioField(
        label=_("情形"), choices=[("false_mediation", _("涉嫌虚假调解")), ("crime", _("涉嫌违法犯罪"))]
    )
    note = text_field(_("发现的情况与报告去向"))


class VisitForm(DeedForm):
    """What was heard of the performance."""

    visited_on = date_field(_("回访日"))
    performed = RadioField(label=_("履行情况"), choices=SettlementAgreement.Performance.choices)
    satisfaction = forms.TypedChoiceField(
        label=_("满意度"), coerce=int, required=False, empty_value=None,
        choices=[("", "—"), *((n, str(n)) for n in (5, 4, 3, 2, 1))],
    )  # fmt: skip
    note = text_field(_("备注"), max_length=1000, required=False)
    escalate = tick(_("需要跟进"), required=False)

    def build(self, room: Room) -> None:
        self.fields["visited_on"].initial = room.on


class CourtForm(DeedForm):
    """To which court the joint application went."""

    court = forms.CharField(label=_("法院"), max_length=120)


class CaseNoForm(DeedForm):
    """The court's number of the confirmation case."""

    case_no = forms.CharField(label=_("调确字号"), max_length=60)


class CourtReasonForm(DeedForm):
    """Why the court said no, by kind."""

    reason_code = RadioField(
        label=_("理由"),
        choices=[
            ("outside_competence", _("不属于受理范围")), ("ownership_term", _("涉及确权")),
            ("papers_missing", _("材料不全")), ("unlawful", _("协议违法或损害他人利益")), ("other", _("其他")),
        ],
    )  # fmt: skip


class InviteForm(AnyPartyForm):
    """A natural person's account for this case alone."""

    email = forms.EmailField(label=_("本人已注册的邮箱"))

    def build(self, room: Room) -> None:
        party_for("party", self, [party for party in room.parties if party.enterprise_id is None])
