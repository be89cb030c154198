"""Forms of industries and their questions. The choices of filters come from what the question finds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from patents.industries.selectors import ACTIVE, ALL, RETIRED

FILTERS = {
    "source": _("来源"),
    "office": _("受理局"),
    "type": _("专利类型"),
    "status": _("法律状态"),
    "ipc": _("IPC 小类"),
}
SHOWN = 12
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ListForm(forms.Form):
    """What the list of industries is narrowed to; anything odd in the address narrows nothing."""

    STATES = ((ACTIVE, _("在用")), (RETIRED, _("已停用")), (ALL, _("全部")))

    q = forms.CharField(label=_("名称、代码或概况"), max_length=80, required=False)
    state = forms.ChoiceField(label=_("状态"), choices=STATES, required=False)

    @property
    def words(self) -> str:
        """Words asked for."""
        return str(self.data.get("q", "")).strip()[:80]

    @property
    def chosen_state(self) -> str:
        """Industries in use unless another state is asked for."""
        asked = self.data.get("state", "")
        return asked if asked in {code for code, _label in self.STATES} else ACTIVE

    @property
    def is_narrowed(self) -> bool:
        """Some industries may be hidden by the state."""
        return self.chosen_state != ALL


class CompareForm(forms.Form):
    """Two versions to set beside each other."""

    old = forms.TypedChoiceField(label=_("旧版"), coerce=int)
    new = forms.TypedChoiceField(label=_("新版"), coerce=int)

    def __init__(self, *args: Any, versions: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(version, _version(version)) for version in versions]
        for name, place in (("old", 1), ("new", 0)):
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined]  # a TypedChoiceField
            field.initial = versions[min(place, len(versions) - 1)] if versions else None


class NoteForm(forms.Form):
    """Why a version is saved."""

    note = forms.CharField(label=_("修改说明"), max_length=280, required=False)


class QuestionForm(forms.Form):
    """Words or an expression, with filters; read from the address so that a preview can be shared."""

    q = forms.CharField(
        label=_("检索式"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("词语或检索式，例如 TI=(电池 AND 隔膜)；可以只用筛选条件"),
    )  # fmt: skip

    def __init__(self, data: Any, *, facets: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        super().__init__(data)
        for name, label in FILTERS.items():
            chosen = self.chosen(name)
            counts = dict(facets.get(name, ()))
            values = list(dict.fromkeys([*chosen, *list(counts)[:SHOWN]]))
            choices = [(value, f"{value}（{counts.get(value, 0):,}）") for value in values]
            if choices:
                self.fields[name] = forms.MultipleChoiceField(
                    label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
                )

    def chosen(self, name: str) -> list[str]:
        """Values of a filter as asked, also those that find nothing."""
        getlist = getattr(self.data, "getlist", None)
        return [value for value in getlist(name) if value] if getlist else []

    @property
    def text(self) -> str:
        """The expression as typed."""
        return str(self.data.get("q", "")).strip()

    @property
    def filters(self) -> dict[str, list[str]]:
        """Chosen filters."""
        return {name: values for name in FILTERS if (values := self.chosen(name))}


class IndustryForm(forms.Form):
    """What is said of an industry."""

    name = forms.CharField(label=_("名称"), max_length=80)
    code = forms.SlugField(
        label=_("代码"), max_length=40, help_text=_("小写英文、数字和连字符，例如 solid-battery；保存后不变")
    )
    cutoff_date = forms.DateField(label=_("数据截止日"), widget=_DATE)
    summary = forms.CharField(label=_("产业概况"), max_length=3000, required=False, widget=forms.Textarea)
    upstream = forms.CharField(label=_("上游"), max_length=1000, required=False, widget=forms.Textarea)
    midstream = forms.CharField(label=_("中游"), max_length=1000, required=False, widget=forms.Textarea)
    downstream = forms.CharField(label=_("下游"), max_length=1000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("summary", "upstream", "midstream", "downstream"):
            self.fields[name].widget.attrs["rows"] = 3


class IndustryEditForm(IndustryForm):
    """The same for one that exists: the code stays."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


def _version(number: int) -> str:
    return _g("第 %(version)d 版") % {"version": number}
