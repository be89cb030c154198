"""Forms of the mediator: parse only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from mediation.cases.models import Party
from mediation.dossier.models import Session, SettlementAgreement
from mediation.proceedings.forms.base import (
    DeedForm,
    OneOfField,
    RadioField,
    choice_of_party,
    date_field,
    moment_field,
    party_words,
    text_field,
    tick,
)
from mediation.proceedings.room import Room


class DeclineForm(DeedForm):
    """Why the mediator does not take the case."""

    reason = text_field(_("不接受的理由"), rows=3, max_length=300)


class DisclosureForm(DeedForm):
    """A relation, or that there is none."""

    has_relation = RadioField(
        label=_("与本案当事人或代理人有无利害关系？"), choices=[("no", _("没有")), ("yes", _("有，需要披露"))]
    )
    relation = text_field(
        _("关系说明"), required=False,
        help_text=_("曾任职、代理、咨询、持股、近亲属等，凡可能让当事人怀疑中立的都应写明。"),
    )  # fmt: skip


class ScheduleForm(DeedForm):
    """When and where; sending it sends the notice."""

    starts_at = moment_field(_("开始时间"))
    mode = RadioField(label=_("方式"), choices=Session.Mode.choices, initial=Session.Mode.ONSITE)
    place = forms.CharField(label=_("地点或会议链接"), max_length=300)


class RecordForm(DeedForm):
    """A session that was held, written down in one screen; the private note stays with the mediator."""

    session = OneOfField(label=_("哪一次期日"), widget=forms.RadioSelect)
    attendees = text_field(_("到场人员"), rows=3, help_text=_("一行一人。"))
    record = text_field(
        _("调解笔录"), rows=9, max_length=20000,
        help_text=_("各方将看到并确认这份笔录。让步和底线不要写在这里，写到下面的协商记录。"),
    )  # fmt: skip
    ends_at = moment_field(_("结束时间"), required=False)
    note = text_field(
        _("协商记录（只有您看得到）"), rows=4, max_length=10000, required=False,
        help_text=_("加密保存，不进任何文书、检索和导出。"),
    )  # fmt: skip

    def build(self, room: Room) -> None:
        field = self.fields["session"]
        assert isinstance(field, OneOfField)
        field.offer(room.scheduled, _session_words)
        names = [f"{party.name}" for party in room.parties]
        names += [row.mediator.display_name for row in room.present]
        self.fields["attendees"].initial = "\n".join(names)


def _session_words(session: Session) -> str:
    at = session.starts_at.astimezone(clock.OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")
    return _("第 %(n)s 次，%(at)s") % {"n": session.sequence, "at": at}


class NegotiationNoteForm(DeedForm):
    """A note for the mediator alone, or shared with one party."""

    session = OneOfField(label=_("对应哪一次期日"), widget=forms.Select)
    text = text_field(_("协商记录"), rows=8, max_length=10000, help_text=_("加密保存，不进任何文书、检索和导出。"))
    shared_with = OneOfField(label=_("谁能看到"), widget=forms.RadioSelect, required=False, empty_value=None)

    def build(self, room: Room) -> None:
        session, shared = self.fields["session"], self.fields["shared_with"]
        assert isinstance(session, OneOfField) and isinstance(shared, OneOfField)
        session.offer(reversed(room.sessions), _session_words)
        by_key = {str(party.pk): party for party in room.parties}
        shared.choices = [
            ("", _("只有我")),
            *((key, _("我和%(party)s") % {"party": party.name}) for key, party in by_key.items()),
        ]
        shared.coerce = lambda value: by_key[str(value)]


class FactsForm(DeedForm):
    """Facts that nobody disputes, one a line."""

    items = text_field(_("无争议事实"), rows=8, max_length=10000, help_text=_("一行一条。不写让步和方案。"))

    def build(self, room: Room) -> None:
        self.fields["items"].initial = "\n".join(room.fact_lines)


class AgreementForm(DeedForm):
    """The draft after PML 29; when words of ownership are found the mediator must answer for them."""

    facts = text_field(_("争议事实"), rows=5, max_length=10000)
    issues = text_field(_("争议焦点与各方责任"), rows=4, max_length=10000)
    content = text_field(_("协议内容"), rows=7, max_length=10000)
    manner = text_field(_("履行方式"), rows=3, max_length=5000)
    performance_due_on = date_field(_("履行期限"), required=False)
    form = RadioField(label=_("形式"), choices=SettlementAgreement.Form.choices, initial="written")
    ownership_term = forms.ChoiceField(
        label=_("是否含确权条款（确定权属或效力）？"), required=False, widget=forms.RadioSelect,
        choices=[("", _("没有涉及")), ("no", _("出现相关词语，但不确定权属或效力")), ("yes", _("含有确权条款"))],
        help_text=_("法院不予确认涉及知识产权确权的协议（民诉法解释第 355 条）。含有的，本案不能申请司法确认。"),
    )  # fmt: skip

    def build(self, room: Room) -> None:
        if room.terms is not None and not self.is_bound:
            for name in ("facts", "issues", "content", "manner"):
                self.fields[name].initial = getattr(room.terms, name)

    def clean_ownership_term(self) -> bool | None:
        answers: dict[str, bool | None] = {"yes": True, "no": False}
        return answers.get(self.cleaned_data["ownership_term"])


class MediatorSignForm(DeedForm):
    """The mediator's own signature."""

    agreement = OneOfField(label=_("协议"), widget=forms.HiddenInput)
    read = tick(_("我已核对协议全文与各方意思一致"))

    def build(self, room: Room) -> None:
        field = self.fields["agreement"]
        assert isinstance(field, OneOfField)
        field.offer([room.agreement] if room.agreement else [])


class PaperSignForm(MediatorSignForm):
    """A party signed on paper; the mediator files the scan."""

    party = choice_of_party(label=_("哪一方在纸上签字"))
    paper = forms.FileField(label=_("签字扫描件"))
    field_order = ("party", "paper", "read")

    def build(self, room: Room) -> None:
        super().build(room)
        field = self.fields["party"]
        assert isinstance(field, OneOfField)
        field.offer([party for party in room.parties if party.pk not in room.signed_parties], party_words)


class SealForm(MediatorSignForm):
    """The committee's seal is on the paper."""

    paper = forms.FileField(label=_("盖章件扫描"))
    field_order = ("paper", "read")


class TooFarForm(DeedForm):
    """One more try comes first."""

    one_more_try = tick(_("已再作一次调解努力并告知各方"), required=False)
    note = text_field(_("分歧情况（记入结案说明）"), rows=4, required=False)


class ExtensionForm(DeedForm):
    """A later day."""

    new_due = date_field(_("延长至"))


def party_for(name: str, form: forms.Form, parties: list[Party]) -> Any:
    """Offer parties with their sides in a form's field."""
    field = form.fields[name]
    assert isinstance(field, OneOfField)
    field.offer(parties, party_words)
    return field
