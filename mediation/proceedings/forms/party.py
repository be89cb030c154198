"""Forms of the parties in the case room: parse only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.cases.models import Agent, DisclosureAnswer, Party
from mediation.proceedings.forms.base import (
    DeedForm,
    OneOfField,
    RadioField,
    choice_of_party,
    date_field,
    text_field,
    tick,
)
from mediation.proceedings.room import NOTICES, Room


class MyPartyForm(DeedForm):
    """A deed for one of the parties that the person acts for."""

    party = choice_of_party(label=_("代表哪一方"))

    def build(self, room: Room) -> None:
        self.offer(room.mine)

    def offer(self, parties: list[Party]) -> None:
        """Offer these parties; one alone is not asked for."""
        field = self.fields["party"]
        assert isinstance(field, OneOfField)
        field.offer(parties, lambda party: party.name)


class ConsentForm(MyPartyForm):
    """The respondent's answer."""

    answer = RadioField(
        label=_("是否同意调解？"), choices=[("yes", _("同意调解")), ("no", _("不同意调解"))],
        help_text=_("调解自愿、免费、保密。同意后还可以随时退出；不同意的，案件结案，不影响您的任何权利。"),
    )  # fmt: skip

    def build(self, room: Room) -> None:
        self.offer([p for p in room.mine if p.role == Party.Role.RESPONDENT and p.consent != Party.Consent.YES])


class ChooseMediatorForm(MyPartyForm):
    """One mediator of those who may be appointed."""

    mediator = OneOfField(
        label=_("请选一位调解员"), widget=forms.RadioSelect,
        help_text=_("各方选定同一位的，直接确定；没有一致的，由案件协调员指定。"),
    )  # fmt: skip

    def __init__(self, *args: Any, mediators: Any, **kwargs: Any) -> None:
        self.mediators = mediators
        super().__init__(*args, **kwargs)

    def build(self, room: Room) -> None:
        self.offer(room.sides if not room.mine else [p for p in room.mine if p.role != Party.Role.THIRD_PARTY])
        field = self.fields["mediator"]
        assert isinstance(field, OneOfField)
        field.offer(self.mediators, _mediator_words)


def _mediator_words(mediator: Any) -> str:
    words = [mediator.display_name, mediator.organisation.name]
    known = "、".join(topic.label for topic in mediator.specialities.all())
    return " · ".join([*words, known] if known else words)


class DisclosureAnswerForm(MyPartyForm):
    """A party's answer to the newest disclosure that it has not answered."""

    disclosure = OneOfField(label=_("披露"), widget=forms.RadioSelect)
    answer = RadioField(label=_("您的意见"), choices=DisclosureAnswer.Answer.choices)

    def build(self, room: Room) -> None:
        waiting = [party for party in room.mine if room.unanswered(party)]
        self.offer(waiting)
        field = self.fields["disclosure"]
        assert isinstance(field, OneOfField)
        field.offer({item.pk: item for party in waiting for item in room.unanswered(party)}.values(), _disclosure_words)


def _disclosure_words(disclosure: Any) -> str:
    return f"{disclosure.appointment.mediator.display_name} {disclosure.disclosed_on.isoformat()}"


class AcknowledgeForm(MyPartyForm):
    """The notices, each acknowledged by itself."""

    rights_notice = tick(_("我已阅读并理解《权利义务告知书》"))
    false_mediation_warning = tick(_("我已阅读并理解《虚假调解告知书》"))
    confidentiality = tick(_("我承诺对调解过程和他人的陈述保密"))

    def build(self, room: Room) -> None:
        self.offer([party for party in room.mine if not all(getattr(party, field) for field in NOTICES)])


class AddressForm(MyPartyForm):
    """Where papers reach a party."""

    address = forms.CharField(
        label=_("送达地址"), max_length=300, help_text=_("写明收件人、地址和电话；文书按此送达即视为收到。")
    )


class RecordConfirmForm(MyPartyForm):
    """The oldest record that waits."""

    session = OneOfField(label=_("期日"), widget=forms.RadioSelect)
    read = tick(_("我已阅读笔录，内容属实"))

    def build(self, room: Room) -> None:
        waiting = [party for party in room.mine if room.unconfirmed(party)]
        self.offer(waiting)
        field = self.fields["session"]
        assert isinstance(field, OneOfField)
        oldest = {item.pk: item for party in waiting for item in room.unconfirmed(party)[:1]}
        field.offer(oldest.values(), lambda item: str(item.sequence))


class FactsConfirmForm(MyPartyForm):
    """The facts as they stand."""

    read = tick(_("我确认以上事实没有争议"))

    def build(self, room: Room) -> None:
        given = {row.party_id for row in room.facts.confirmations.all()} if room.facts else set()
        self.offer([party for party in room.mine if party.pk not in given])


class ExtensionConsentForm(MyPartyForm):
    """Consent to a longer period."""

    agree = tick(_("同意延长调解期限"))

    def build(self, room: Room) -> None:
        self.offer([party for party in room.mine if party in room.extension_waiting])


class SignForm(MyPartyForm):
    """A party's signature under the version that it read."""

    agreement = OneOfField(label=_("协议"), widget=forms.HiddenInput)
    read = tick(_("我已通读协议全文，自愿签署；签署与书面签字有同等效力"))

    def build(self, room: Room) -> None:
        self.offer([party for party in room.mine if party.pk not in room.signed_parties])
        field = self.fields["agreement"]
        assert isinstance(field, OneOfField)
        field.offer([room.agreement] if room.agreement else [])


class ConfirmationForm(MyPartyForm):
    """Whether to ask the court to confirm."""

    wants = RadioField(
        label=_("是否申请司法确认？"), choices=[("yes", _("申请")), ("no", _("不申请"))],
        help_text=_("各方共同申请、法院裁定确认后，协议可以申请强制执行。自协议生效起 30 日内提出，不收费。"),
    )  # fmt: skip

    def build(self, room: Room) -> None:
        self.offer([party for party in room.mine if room.confirmation_unanswered(party)])


class StateRelationForm(DeedForm):
    """A relation of the mediator that a party learnt of."""

    relation = text_field(_("您知道的利害关系"), help_text=_("写明调解员与谁、有什么关系、您怎样知道的。"))


class ConflictForm(DeedForm):
    """The disclosed relation for which another mediator is wanted."""

    disclosure = OneOfField(label=_("因哪一项披露更换调解员"), widget=forms.RadioSelect)

    def build(self, room: Room) -> None:
        field = self.fields["disclosure"]
        assert isinstance(field, OneOfField)
        field.offer([item for item in room.newest_disclosures if item.has_relation], _disclosure_words)


class AgentForm(MyPartyForm):
    """Who acts for a party, with the power of attorney."""

    name = forms.CharField(label=_("代理人姓名"), max_length=80)
    scope = RadioField(label=_("授权范围"), choices=Agent.Scope.choices)
    until_on = date_field(_("授权到哪天为止（不含当日）"), required=False)
    paper = forms.FileField(label=_("授权委托书"), help_text=_("PDF 或照片"))

    def build(self, room: Room) -> None:
        self.offer(room.mine or room.parties)


class ShareForm(MyPartyForm):
    """Another member of the enterprise who may read and act in this case."""

    user = OneOfField(label=_("让哪位同事查看并办理本案"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        self.members = members
        super().__init__(*args, **kwargs)

    def build(self, room: Room) -> None:
        self.offer([party for party in room.mine if party.enterprise_id])
        field = self.fields["user"]
        assert isinstance(field, OneOfField)
        field.offer(self.members)


class MessageForm(forms.Form):
    """One message; `party` narrows it to the talk of that party with the mediator."""

    text = forms.CharField(label=_("写消息"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    party = forms.UUIDField(required=False, widget=forms.HiddenInput)


class WithdrawForm(DeedForm):
    """Withdrawal is filed by sending it."""

    sure = tick(_("确认撤回"))
