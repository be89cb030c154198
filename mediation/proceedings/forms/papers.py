"""Forms of documents: filing an upload with its readers, producing one from the record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.dossier.document_types import TYPES
from mediation.dossier.permissions import document_can_write
from mediation.proceedings.forms.base import DeedForm, OneOfField, RadioField, choice_of_party, party_words
from mediation.proceedings.room import Room

EVIDENCE = 14
# What a party files while mediation runs, in the order in which it is offered.
PARTY_TYPES = (14, 3, 4, 20, 22)
BOTH, PRIVATE = "both", "private"
WHO_SEES = [(BOTH, _("双方和调解员")), (PRIVATE, _("仅我方和调解员（对方看不到）"))]
WHO_SEES_HELP = _("身份证明一律只有我方和办案人员可见。案件协调员办理程序时可以查看卷宗文书。")
FILE_HELP = _("PDF、图片、Word、Excel 或 ZIP，单个不超过 100 MB。")


class UploadForm(DeedForm):
    """A party's paper: kind, name, file, who may read it."""

    type_code = forms.TypedChoiceField(label=_("这是什么材料"), coerce=int)
    title = forms.CharField(label=_("名称"), max_length=120, required=False, help_text=_("例如：产品对比照片（6 张）"))
    file = forms.FileField(label=_("文件"), help_text=FILE_HELP)
    who_sees = RadioField(label=_("谁能看到"), choices=WHO_SEES, initial=BOTH, help_text=WHO_SEES_HELP)
    party = choice_of_party(label=_("代表哪一方"))

    def build(self, room: Room) -> None:
        allowed = [
            row for row in TYPES
            if row.code in PARTY_TYPES and document_can_write(room.user, room.case, room.standing, row.code)
        ]  # fmt: skip
        allowed.sort(key=lambda row: PARTY_TYPES.index(row.code))
        self.fields["type_code"].choices = [(row.code, row.label) for row in allowed]  # type: ignore[attr-defined]  # a ChoiceField
        field = self.fields["party"]
        assert isinstance(field, OneOfField)
        field.offer(room.mine, party_words)


class StaffUploadForm(DeedForm):
    """A paper that the mediator or a coordinator files, with the parties who may read it."""

    type_code = forms.TypedChoiceField(label=_("这是什么材料"), coerce=int)
    title = forms.CharField(label=_("名称"), max_length=120, required=False)
    file = forms.FileField(label=_("文件"), help_text=FILE_HELP)
    party = OneOfField(
        label=_("属于哪一方"), required=False, empty_value=None, widget=forms.Select,
        help_text=_("身份证明、委托书等要选当事人。"),
    )  # fmt: skip
    visible_to = forms.TypedMultipleChoiceField(
        label=_("哪些当事人能看到"), required=False, widget=forms.CheckboxSelectMultiple
    )
    signed = forms.BooleanField(label=_("已签字"), required=False)

    def build(self, room: Room) -> None:
        allowed = [row for row in TYPES if document_can_write(room.user, room.case, room.standing, row.code)]
        self.fields["type_code"].choices = [(row.code, f"{row.code} {row.label}") for row in allowed]  # type: ignore[attr-defined]  # a ChoiceField
        by_key = {str(party.pk): party for party in room.parties}
        party, seen = self.fields["party"], self.fields["visible_to"]
        assert isinstance(party, OneOfField) and isinstance(seen, forms.TypedMultipleChoiceField)
        party.choices = [("", _("不属于某一方")), *((key, party_words(row)) for key, row in by_key.items())]
        party.coerce = lambda value: by_key[str(value)]
        seen.choices = [(key, party_words(row)) for key, row in by_key.items()]
        seen.coerce = lambda value: by_key[str(value)]


class GenerateForm(DeedForm):
    """One document to produce from the record: `type` or `type-party` or `type-session`, as `Needed.key` says it."""

    document = forms.ChoiceField(label=_("文书"), widget=forms.HiddenInput)

    def build(self, room: Room) -> None:
        self.offered = {needed_key(item): item for item, _document in room.needed if item.kind.template}
        self.fields["document"].choices = [(key, item.label) for key, item in self.offered.items()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_document(self) -> Any:
        return self.offered[self.cleaned_data["document"]]


def needed_key(item: Any) -> str:
    """The value of a document in a form."""
    code, party, session = item.key
    return f"{code}-{party or 0}-{session or 0}"
